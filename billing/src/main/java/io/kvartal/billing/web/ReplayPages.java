package io.kvartal.billing.web;

import io.kvartal.billing.ContactVerdicts;
import io.kvartal.billing.Replays;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Replays for billing staff, and the verdicts on one contact for both sides. */
@Controller
class ReplayPages {
    private static final int SHOWN = 30;

    private final Replays replays;
    private final ContactVerdicts verdicts;
    private final Contracts contracts;
    private final Clock clock;

    ReplayPages(Replays replays, ContactVerdicts verdicts, Contracts contracts, Clock clock) {
        this.replays = replays;
        this.verdicts = verdicts;
        this.contracts = contracts;
        this.clock = clock;
    }

    @GetMapping("/billing/replay")
    Mono<Rendering> replays(Staff staff, Ui ui) {
        staff.require(Role.BILLING);
        return names(staff).flatMap(names -> replays.newest(SHOWN)
                .map(runs -> Pages.render("verdict/replays", new ReplaysPage(ui, runs, names))));
    }

    @PostMapping("/billing/replay")
    Mono<Rendering> start(Staff staff, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData().flatMap(form -> replays.start(
                        developer(form.getFirst("developer")), new StaffAccess(staff.userId(), "replay of verdicts"))
                .map(run -> Pages.seeOther("/billing/replay/" + run.id())));
    }

    static @Nullable TenantId developer(@Nullable String id) {
        return id == null || id.isBlank() ? null : new TenantId(Ids.parse(id));
    }

    @GetMapping("/billing/replay/{id}")
    Mono<Rendering> replay(Staff staff, Ui ui, @PathVariable UUID id) {
        staff.require(Role.BILLING);
        return names(staff).flatMap(names -> replays.run(id).flatMap(run -> replays.differences(id)
                .map(found -> Pages.render("verdict/replay", new ReplayPage(ui, run, found, names)))));
    }

    private Mono<Map<TenantId, String>> names(Staff staff) {
        return contracts
                .allInForce(new StaffAccess(staff.userId(), "names of developers for replays"), clock.instant())
                .map(all -> all.stream()
                        .collect(Collectors.toMap(
                                contract -> contract.tenant(),
                                contract -> contract.party().name(),
                                (a, b) -> a)));
    }

    @GetMapping("/billing/contacts/{developer}/{contact}/verdicts")
    Mono<Rendering> ofDeveloper(Staff staff, Ui ui, @PathVariable TenantId developer, @PathVariable UUID contact) {
        staff.require(Role.BILLING);
        return verdicts.of(developer, contact)
                .map(history -> Pages.render("verdict/contact", new ContactVerdictsPage(ui, history, false)));
    }

    /** Sales people see why a lead was charged as well as accountants. */
    @GetMapping("/cabinet/billing/contacts/{contact}/verdicts")
    Mono<Rendering> own(Member member, Ui ui, @PathVariable UUID contact) {
        return verdicts.of(member.tenant(), contact)
                .map(history -> Pages.render("verdict/contact", new ContactVerdictsPage(ui, history, true)));
    }
}
