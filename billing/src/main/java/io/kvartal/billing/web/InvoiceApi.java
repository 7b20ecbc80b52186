package io.kvartal.billing.web;

import io.kvartal.billing.InvoiceBook;
import io.kvartal.billing.InvoiceFilter;
import io.kvartal.billing.InvoiceId;
import io.kvartal.billing.InvoiceList;
import io.kvartal.billing.InvoiceRunId;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Invoices and invoice runs of all developers, for programs of the portal. */
@RestController
@RequestMapping("/api/v1/billing")
class InvoiceApi {
    private static final int LAST = 50;

    private final InvoiceBook book;

    InvoiceApi(InvoiceBook book) {
        this.book = book;
    }

    record RunRequest(@Nullable String period) {}

    /** @param reason why; needed to write off */
    record ActRequest(@Nullable String reason) {}

    record PageBody(int number, int size, int totalItems, int totalPages) {}

    record InvoicePageBody(List<InvoiceBody> items, List<InvoiceList.Sums> sums, PageBody page) {
        static InvoicePageBody of(InvoiceList list) {
            return new InvoicePageBody(
                    list.rows().stream()
                            .map(row -> InvoiceBody.of(row.invoice(), row.changesUntil()))
                            .toList(),
                    list.sums(),
                    new PageBody(list.page(), InvoiceFilter.SIZE, list.count(), list.pages()));
        }
    }

    // ---- runs ----

    /** Answers when the month is closed. */
    @PostMapping("/invoice-runs")
    Mono<InvoiceRunBody> run(Staff staff, @RequestBody RunRequest request) {
        staff.require(Role.BILLING);
        var period = BillingPeriod.parse(Body.required(request.period(), "/period"));
        return book.close(period, staff.access("invoice run " + period)).map(InvoiceRunBody::of);
    }

    /** Newest first. */
    @GetMapping("/invoice-runs")
    Mono<InvoiceRunBody.StatusItems> runs(Staff staff) {
        staff.require(Role.BILLING);
        return book.runs(LAST)
                .map(runs -> new InvoiceRunBody.StatusItems(
                        runs.stream().map(InvoiceRunBody.StatusBody::of).toList(), null));
    }

    @GetMapping("/invoice-runs/{id}")
    Mono<InvoiceRunBody.StatusWithResult> status(Staff staff, @PathVariable InvoiceRunId id) {
        staff.require(Role.BILLING);
        return book.run(id).flatMap(status -> book.result(id, staff.access("invoice run " + status.period()))
                .map(run -> new InvoiceRunBody.StatusWithResult(
                        InvoiceRunBody.StatusBody.of(status), InvoiceRunBody.of(run))));
    }

    /** What a run would make now. */
    @GetMapping("/invoice-forecasts/{period}")
    Mono<InvoiceRunBody.ForecastBody> forecast(Staff staff, @PathVariable String period) {
        staff.require(Role.BILLING);
        var month = BillingPeriod.parse(period);
        return book.forecast(month, staff.access("preview of the invoice run " + month))
                .map(InvoiceRunBody.ForecastBody::of);
    }

    // ---- invoices ----

    @GetMapping("/invoices")
    Mono<InvoicePageBody> invoices(
            Staff staff,
            @RequestParam(required = false) @Nullable String period,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page) {
        staff.require(Role.BILLING);
        var month = period == null ? null : BillingPeriod.parse(period);
        return book.list(staff.access("invoices"), InvoicePages.filter(month, state, q, page))
                .map(InvoicePageBody::of);
    }

    /** All of a month as PDFs in a ZIP. */
    @GetMapping("/invoice-archives/{period}")
    ResponseEntity<Flux<DataBuffer>> archive(Staff staff, Ui ui, @PathVariable String period) {
        staff.require(Role.BILLING);
        return InvoicePages.archive(book, staff, BillingPeriod.parse(period), ui);
    }

    @GetMapping("/invoices/{tenant}/{id}")
    Mono<InvoiceBody> invoice(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable InvoiceId id) {
        staff.require(Role.BILLING);
        return book.card(tenant, id).map(card -> InvoiceBody.of(card, ui));
    }

    @GetMapping("/invoices/{tenant}/{id}/lines/{no}/charges")
    Mono<InvoiceChargesBody> charges(
            Staff staff,
            @PathVariable TenantId tenant,
            @PathVariable InvoiceId id,
            @PathVariable int no,
            @RequestParam(defaultValue = "1") int page) {
        staff.require(Role.BILLING);
        return book.charges(tenant, id, no, page).map(InvoiceChargesBody::of);
    }

    @GetMapping(
            value = "/invoices/{tenant}/{id}/pdf",
            produces = {MediaType.APPLICATION_PDF_VALUE, "application/problem+json"})
    Mono<ResponseEntity<byte[]>> pdf(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable InvoiceId id) {
        staff.require(Role.BILLING);
        return InvoiceFile.pdf(book, tenant, id, ui.lang());
    }

    @GetMapping(
            value = "/invoices/{tenant}/{id}/xlsx",
            produces = {InvoiceFile.XLSX, "application/problem+json"})
    Mono<ResponseEntity<byte[]>> xlsx(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable InvoiceId id) {
        staff.require(Role.BILLING);
        return InvoiceFile.xlsx(book, tenant, id, ui.lang());
    }

    @PostMapping("/invoices/{tenant}/{id}/finalisation")
    Mono<InvoiceBody> finalise(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable InvoiceId id) {
        staff.require(Role.BILLING);
        return after(ui, tenant, id, book.finalise(tenant, id, staff.userId()));
    }

    @PostMapping("/invoices/{tenant}/{id}/void")
    Mono<InvoiceBody> takeBack(
            Staff staff,
            Ui ui,
            @PathVariable TenantId tenant,
            @PathVariable InvoiceId id,
            @RequestBody ActRequest request) {
        staff.require(Role.BILLING);
        return after(ui, tenant, id, book.takeBack(tenant, id, text(request), staff.userId()));
    }

    @PostMapping("/invoices/{tenant}/{id}/write-off")
    Mono<InvoiceBody> writeOff(
            Staff staff,
            Ui ui,
            @PathVariable TenantId tenant,
            @PathVariable InvoiceId id,
            @RequestBody ActRequest request) {
        staff.require(Role.BILLING);
        return after(ui, tenant, id, book.writeOff(tenant, id, text(request), staff.userId()));
    }

    private static String text(ActRequest request) {
        var reason = request.reason();
        return reason == null ? "" : reason;
    }

    private Mono<InvoiceBody> after(Ui ui, TenantId tenant, InvoiceId id, Mono<Void> act) {
        return act.then(book.card(tenant, id)).map(card -> InvoiceBody.of(card, ui));
    }
}
