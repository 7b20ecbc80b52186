package io.kvartal.billing.web;

import io.kvartal.contract.Contracts;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The time machine of every developer, for the portal's people. */
@Controller
@RequestMapping("/billing/time-machine")
class TimeMachinePages {
    private final TimeMachineViews views;
    private final Contracts contracts;
    private final Clock clock;

    TimeMachinePages(TimeMachineViews views, Contracts contracts, Clock clock) {
        this.views = views;
        this.contracts = contracts;
        this.clock = clock;
    }

    @GetMapping
    Mono<Rendering> choice(Staff staff, Ui ui) {
        require(staff);
        return contracts
                .allInForce(staff.access("developers for the time machine"), clock.instant())
                .map(all -> Pages.render("timemachine/choice", new TimeMachineChoicePage(ui, all)));
    }

    @GetMapping("/{tenant}")
    Mono<Rendering> page(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @RequestParam MultiValueMap<String, String> query) {
        require(staff);
        return views.page(true, tenant, ui, query);
    }

    @GetMapping("/{tenant}/contacts")
    Mono<Rendering> contacts(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @RequestParam MultiValueMap<String, String> query) {
        require(staff);
        return views.contacts(true, tenant, ui, query);
    }

    @GetMapping("/{tenant}/contacts/{contact}")
    Mono<Rendering> receipt(
            Staff staff,
            Ui ui,
            @PathVariable TenantId tenant,
            @PathVariable String contact,
            @RequestParam MultiValueMap<String, String> query) {
        require(staff);
        return views.receipt(true, tenant, ui, contact, query);
    }

    @GetMapping("/{tenant}/table.csv")
    Mono<ResponseEntity<byte[]>> csv(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @RequestParam MultiValueMap<String, String> query) {
        require(staff);
        return views.table(tenant, ui, query, TimeMachineFile.Kind.CSV);
    }

    @GetMapping("/{tenant}/table.xlsx")
    Mono<ResponseEntity<byte[]>> xlsx(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @RequestParam MultiValueMap<String, String> query) {
        require(staff);
        return views.table(tenant, ui, query, TimeMachineFile.Kind.XLSX);
    }

    private static void require(Staff staff) {
        staff.require(Role.BILLING, Role.MANAGER);
    }
}
