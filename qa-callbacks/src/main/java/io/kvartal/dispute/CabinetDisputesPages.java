package io.kvartal.dispute;

import io.kvartal.lead.LeadFilter;
import io.kvartal.lead.LeadRow;
import io.kvartal.lead.Leads;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** All disputes of a developer, and a form for several leads at once. */
@Controller
class CabinetDisputesPages {
    private static final String VIEW = "dispute/mine";
    private static final int LEADS = 100;

    private final Disputes disputes;
    private final BulkClaims bulk;
    private final Counting counting;
    private final Leads leads;

    CabinetDisputesPages(Disputes disputes, BulkClaims bulk, Counting counting, Leads leads) {
        this.disputes = disputes;
        this.bulk = bulk;
        this.counting = counting;
        this.leads = leads;
    }

    @Bean
    static MenuEntry cabinetDisputesMenu() {
        return new MenuEntry(
                "cabinet",
                "cabinet-disputes",
                "nav.disputes",
                "gavel",
                "/cabinet/disputes",
                Set.of(Role.SALES, Role.ACCOUNTANT),
                25);
    }

    @GetMapping("/cabinet/disputes")
    Mono<Rendering> all(Ui ui, Member member, @RequestParam(defaultValue = "30") int days) {
        return page(ui, member, days, List.of(), Map.of(), null).map(page -> Pages.render(VIEW, page));
    }

    @PostMapping("/cabinet/disputes")
    Mono<Rendering> open(Ui ui, Member member, ServerWebExchange exchange) {
        member.require(Role.SALES, Role.ACCOUNTANT);
        return exchange.getFormData().flatMap(form -> {
            var items = items(form);
            return bulk.open(member.tenant(), List.copyOf(items.values()), member.name())
                    .flatMap(outcomes -> {
                        outcomes.stream().filter(one -> one.dispute() != null).forEach(one -> items.remove(one.lead()));
                        var status = items.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
                        return page(ui, member, 30, outcomes, items, null)
                                .map(page -> Pages.render(status, VIEW, page));
                    })
                    .onErrorResume(Problem.Invalid.class, wrong -> page(
                                    ui,
                                    member,
                                    30,
                                    List.of(),
                                    items,
                                    "problem." + wrong.errors().getFirst().code())
                            .map(page -> Pages.invalid(VIEW, page)));
        });
    }

    /** What was ticked, in the order of the form. */
    private static Map<String, BulkClaims.Item> items(MultiValueMap<String, String> form) {
        return form.getOrDefault("lead", List.of()).stream()
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(
                        lead -> lead,
                        lead -> new BulkClaims.Item(
                                lead,
                                DisputePages.text(form, "reason-" + lead),
                                DisputePages.text(form, "second-" + lead),
                                DisputePages.text(form, "other-" + lead),
                                DisputePages.text(form, "comment-" + lead)),
                        (first, twice) -> first,
                        LinkedHashMap::new));
    }

    private Mono<CabinetDisputesPage> page(
            Ui ui,
            Member member,
            int days,
            List<BulkClaims.Outcome> outcomes,
            Map<String, BulkClaims.Item> typed,
            @Nullable String problem) {
        var tenant = member.tenant();
        return counting.of(tenant, days).flatMap(figures -> disputes.ofTenant(tenant)
                .flatMap(all -> leads.list(tenant, LeadFilter.ALL, null, LEADS)
                        .map(slice -> new CabinetDisputesPage(
                                ui,
                                figures.withoutPersons(),
                                all,
                                candidates(slice.items(), all),
                                outcomes,
                                typed,
                                problem))));
    }

    private static List<LeadRow> candidates(List<LeadRow> leads, List<Dispute> disputes) {
        var contested = disputes.stream()
                .filter(dispute -> dispute.state() != DisputeState.WITHDRAWN)
                .map(Dispute::lead)
                .collect(Collectors.toSet());
        return leads.stream()
                .filter(lead -> !contested.contains(lead.id()) && isPaidFor(lead.charge()))
                .toList();
    }

    private static boolean isPaidFor(LeadRow.@Nullable LeadCharge charge) {
        return charge != null && charge.amount().compareTo(charge.credited()) > 0;
    }
}
