package io.kvartal.billing.web;

import io.kvartal.billing.TimeMachine;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.shared.TenantId;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * What past months would have cost, for programs: {@code from, to} (months), {@code days, talk} (the grid), {@code v} (variants such as
 * {@code talk:20,days:30}; repeated), {@code percent, dealSum, deals, fee} (the break-even).
 */
@RestController
class TimeMachineApi {
    private final TimeMachine machine;
    private final TimeMachineViews views;

    TimeMachineApi(TimeMachine machine, TimeMachineViews views) {
        this.machine = machine;
        this.views = views;
    }

    @GetMapping("/api/v1/billing/time-machine/{tenant}")
    Mono<TimeMachineBody> ask(
            Staff staff, @PathVariable TenantId tenant, @RequestParam MultiValueMap<String, String> query) {
        staff.require(Role.BILLING, Role.MANAGER);
        return answer(tenant, query);
    }

    @GetMapping("/api/v1/cabinet/time-machine")
    Mono<TimeMachineBody> ask(Member member, @RequestParam MultiValueMap<String, String> query) {
        member.require(Role.ACCOUNTANT);
        return answer(member.tenant(), query);
    }

    private Mono<TimeMachineBody> answer(TenantId tenant, MultiValueMap<String, String> query) {
        var form = views.form(query);
        return Mono.fromCallable(form::question)
                .flatMap(question -> machine.ask(tenant, question))
                .map(report -> TimeMachineBody.of(form, report));
    }
}
