package io.kvartal.billing;

import io.kvartal.billing.InvoiceArchive.File;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All papers of one developer for some months: the statement of account, invoices, credit notes. */
@Component
public class Papers {
    private final TenantTx tx;
    private final Clock clock;
    private final InvoiceBook book;
    private final Credits credits;
    private final Statements statements;
    private final Invoices invoices = new Invoices();
    private final CreditDocuments notes = new CreditDocuments();

    Papers(TenantTx tx, Clock clock, InvoiceBook book, Credits credits, Statements statements) {
        this.tx = tx;
        this.clock = clock;
        this.book = book;
        this.credits = credits;
        this.statements = statements;
    }

    /** What there is at one moment; each paper is made when its turn comes. */
    private record Found(Statement statement, List<Invoice> invoices, List<CreditDocuments.Row> notes) {}

    /**
     * A ZIP that is made while it is read. An invoice belongs to the months when its period is one of them or it was issued in one of them, so that no
     * invoice of the statement is missing. Drafts and void ones are left out.
     *
     * @param sheet the statement as a spreadsheet
     * @throws Problem.NotFound for a tenant that never signed
     */
    public Mono<Flux<DataBuffer>> archive(
            TenantId tenant, PaperMonths months, Lang lang, Function<Statement, Mono<byte[]>> sheet) {
        return find(tenant, months).map(found -> InvoiceArchive.of(files(tenant, found, lang, sheet)));
    }

    private Mono<Found> find(TenantId tenant, PaperMonths months) {
        var first = months.firstDay();
        var zone = WorkingHours.ALMATY;
        var last = months.lastDay(LocalDate.ofInstant(clock.instant(), zone));
        var from = first.atStartOfDay(zone).toInstant();
        var until = months.to().plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        return tx.in(tenant, db -> statements.of(tenant, first, last).flatMap(statement -> invoices.all(db, tenant)
                .map(all -> all.stream()
                        .filter(one -> isWanted(one, months))
                        .toList()
                        .reversed())
                .flatMap(wanted ->
                        notes.between(db, tenant, from, until).map(given -> new Found(statement, wanted, given)))));
    }

    private static boolean isWanted(Invoice invoice, PaperMonths months) {
        return invoice.state() != InvoiceState.DRAFT
                && invoice.state() != InvoiceState.VOID
                && (months.holds(invoice.period().month()) || months.holds(YearMonth.from(invoice.issuedOn())));
    }

    private List<File> files(TenantId tenant, Found found, Lang lang, Function<Statement, Mono<byte[]>> sheet) {
        var statement = found.statement();
        var files = new ArrayList<File>();
        var account = "statement/statement-" + statement.from() + "-" + statement.to();
        files.add(new File(account + ".pdf", statements.pdf(statement, lang)));
        files.add(new File(account + ".xlsx", Mono.defer(() -> sheet.apply(statement))));
        for (var invoice : found.invoices()) {
            var path = "invoices/" + invoice.period() + "/" + File.safe(invoice.number());
            files.add(new File(path + ".pdf", book.pdf(tenant, invoice.id(), lang)));
            files.add(new File(path + ".xlsx", book.xlsx(tenant, invoice.id(), lang)));
        }
        for (var note : found.notes()) {
            files.add(new File(path(note), credits.pdf(tenant, note.id(), lang)));
        }
        return files;
    }

    /** A note has no number for a moment after it was given. */
    private static String path(CreditDocuments.Row note) {
        return "credits/" + month(note.at()) + "/"
                + File.safe(Objects.requireNonNullElse(note.number(), "credit-note-" + note.id())) + ".pdf";
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atZone(WorkingHours.ALMATY));
    }
}
