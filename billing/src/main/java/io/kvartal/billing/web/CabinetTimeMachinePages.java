package io.kvartal.billing.web;

import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Ui;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What the own months would have cost, for heads and accountants. */
@Controller
@RequestMapping("/cabinet/billing/time-machine")
class CabinetTimeMachinePages {
    private final TimeMachineViews views;

    CabinetTimeMachinePages(TimeMachineViews views) {
        this.views = views;
    }

    @GetMapping
    Mono<Rendering> page(Member member, Ui ui, @RequestParam MultiValueMap<String, String> query) {
        member.require(Role.ACCOUNTANT);
        return views.page(false, member.tenant(), ui, query);
    }

    @GetMapping("/contacts")
    Mono<Rendering> contacts(Member member, Ui ui, @RequestParam MultiValueMap<String, String> query) {
        member.require(Role.ACCOUNTANT);
        return views.contacts(false, member.tenant(), ui, query);
    }

    @GetMapping("/contacts/{contact}")
    Mono<Rendering> receipt(
            Member member, Ui ui, @PathVariable String contact, @RequestParam MultiValueMap<String, String> query) {
        member.require(Role.ACCOUNTANT);
        return views.receipt(false, member.tenant(), ui, contact, query);
    }

    @GetMapping("/table.csv")
    Mono<ResponseEntity<byte[]>> csv(Member member, Ui ui, @RequestParam MultiValueMap<String, String> query) {
        member.require(Role.ACCOUNTANT);
        return views.table(member.tenant(), ui, query, TimeMachineFile.Kind.CSV);
    }

    @GetMapping("/table.xlsx")
    Mono<ResponseEntity<byte[]>> xlsx(Member member, Ui ui, @RequestParam MultiValueMap<String, String> query) {
        member.require(Role.ACCOUNTANT);
        return views.table(member.tenant(), ui, query, TimeMachineFile.Kind.XLSX);
    }
}
