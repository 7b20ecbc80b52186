package io.kvartal.billing.web;

import io.kvartal.billing.Statement;
import io.kvartal.billing.Statements;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Statements of account: the developer's own, and any for the portal's accountants. */
@Controller
class StatementPages {
    private final Statements statements;
    private final Clock clock;

    StatementPages(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /** Two days, inclusive; without them from the first of January until today. */
    record Span(LocalDate from, LocalDate to) {}

    /** What the address says. */
    record Query(@Nullable String from, @Nullable String to) {}

    private Span days(Query query) {
        return days(query, clock);
    }

    static Span days(Query query, Clock clock) {
        var today = Days.of(clock.instant());
        var to = Days.parse(query.to(), "/to", today);
        return new Span(Days.parse(query.from(), "/from", to.withDayOfYear(1)), to);
    }

    private Mono<Statement> statement(TenantId tenant, Query query) {
        var days = days(query);
        return statements.of(tenant, days.from(), days.to());
    }

    @GetMapping("/cabinet/billing/statement")
    Mono<Rendering> own(Member member, Ui ui, Query query) {
        member.require(Role.ACCOUNTANT);
        return statement(member.tenant(), query)
                .map(found -> Pages.render("statement/page", new StatementPage(ui, found, null)));
    }

    @GetMapping("/cabinet/billing/statement.pdf")
    Mono<ResponseEntity<byte[]>> ownPdf(Member member, Ui ui, Query query) {
        member.require(Role.ACCOUNTANT);
        return pdf(member.tenant(), ui, query);
    }

    @GetMapping("/cabinet/billing/statement.xlsx")
    Mono<ResponseEntity<byte[]>> ownXlsx(Member member, Ui ui, Query query) {
        member.require(Role.ACCOUNTANT);
        return xlsx(member.tenant(), ui, query);
    }

    @GetMapping("/billing/statements/{tenant}")
    Mono<Rendering> any(Staff staff, Ui ui, @PathVariable TenantId tenant, Query query) {
        staff.require(Role.BILLING);
        return statement(tenant, query)
                .map(found -> Pages.render("statement/page", new StatementPage(ui, found, tenant)));
    }

    @GetMapping("/billing/statements/{tenant}/pdf")
    Mono<ResponseEntity<byte[]>> anyPdf(Staff staff, Ui ui, @PathVariable TenantId tenant, Query query) {
        staff.require(Role.BILLING);
        return pdf(tenant, ui, query);
    }

    @GetMapping("/billing/statements/{tenant}/xlsx")
    Mono<ResponseEntity<byte[]>> anyXlsx(Staff staff, Ui ui, @PathVariable TenantId tenant, Query query) {
        staff.require(Role.BILLING);
        return xlsx(tenant, ui, query);
    }

    private Mono<ResponseEntity<byte[]>> pdf(TenantId tenant, Ui ui, Query query) {
        var days = days(query);
        return statements.pdf(tenant, days.from(), days.to(), ui.lang()).map(bytes -> Download.pdf(name(days), bytes));
    }

    private Mono<ResponseEntity<byte[]>> xlsx(TenantId tenant, Ui ui, Query query) {
        var days = days(query);
        return Download.xlsx(
                name(days),
                statements.of(tenant, days.from(), days.to()).flatMap(statement -> StatementFile.xlsx(statement, ui)));
    }

    private static String name(Span days) {
        return "statement-" + days.from() + "-" + days.to();
    }
}
