package io.kvartal.billing.web;

import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** A developer reads the own contract: the version in force, what comes next, and what was before. Drafts are the portal's own matter. */
@Controller
class CabinetContractPages {
    private final Contracts contracts;

    CabinetContractPages(Contracts contracts) {
        this.contracts = contracts;
    }

    @GetMapping("/cabinet/contract")
    Mono<Rendering> contract(Member member, Ui ui, @RequestParam(required = false) @Nullable Integer version) {
        member.require(Role.ACCOUNTANT);
        return contracts.history(member.tenant()).map(versions -> {
            var shown = version == null ? current(versions, ui) : version(versions, version);
            return Pages.render("contract/own", new CabinetContractPage(ui, versions, shown));
        });
    }

    private static @Nullable Contract current(List<Contract> versions, Ui ui) {
        return versions.stream()
                .filter(version -> version.inForce(ui.now()))
                .findFirst()
                .orElseGet(() -> versions.isEmpty() ? null : versions.getFirst());
    }

    private static Contract version(List<Contract> versions, int number) {
        return versions.stream()
                .filter(version -> version.version() == number)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("contract version"));
    }
}
