package io.kvartal.billing.web;

import io.kvartal.billing.Statements;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Statements of account for programs: the developer's own, and any for the portal's accountants. */
@RestController
class StatementApi {
    private final Statements statements;
    private final Clock clock;

    StatementApi(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /** From a day until a day, both inclusive; without them from the first of January until today. */
    @GetMapping("/api/v1/cabinet/billing/statement")
    Mono<StatementBody> own(
            Member member,
            Ui ui,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        member.require(Role.ACCOUNTANT);
        return statement(member.tenant(), ui, new StatementPages.Query(from, to));
    }

    @GetMapping("/api/v1/billing/statement")
    Mono<StatementBody> any(
            Staff staff,
            Ui ui,
            @RequestParam(required = false) @Nullable TenantId developer,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        staff.require(Role.BILLING);
        return statement(Body.required(developer, "/developer"), ui, new StatementPages.Query(from, to));
    }

    private Mono<StatementBody> statement(TenantId tenant, Ui ui, StatementPages.Query query) {
        var days = StatementPages.days(query, clock);
        return statements.of(tenant, days.from(), days.to()).map(found -> StatementBody.of(tenant, found, ui));
    }
}
