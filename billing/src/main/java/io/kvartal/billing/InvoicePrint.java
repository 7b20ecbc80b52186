package io.kvartal.billing;

import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Pdf;
import io.kvartal.platform.web.Uis;
import io.kvartal.shared.Lang;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Invoices on paper, with a QR code of the page where they are paid. */
@Component
class InvoicePrint {
    private final TenantTx tx;
    private final Uis uis;
    private final Invoices invoices = new Invoices();

    InvoicePrint(TenantTx tx, Uis uis) {
        this.tx = tx;
        this.uis = uis;
    }

    Mono<byte[]> pdf(InvoiceView view, Lang lang) {
        var ui = uis.in(lang);
        var invoice = view.invoice();
        var own = ui.absolute("/cabinet/billing/invoices/" + invoice.id() + "/payment");
        return tx.in(invoice.tenant(), db -> invoices.knownPage(db, invoice.tenant(), invoice.id()))
                .map(page -> page.isAbsolute() ? page.toString() : ui.absolute(page.toString()))
                .defaultIfEmpty(own)
                .flatMap(pay -> Pdf.render("billing/invoice-print", new InvoicePrintPage(ui, view, pay)));
    }
}
