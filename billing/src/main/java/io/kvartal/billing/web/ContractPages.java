package io.kvartal.billing.web;

import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractDifference;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.ContractDrafts;
import io.kvartal.contract.DraftId;
import io.kvartal.contract.Person;
import io.kvartal.contract.Proposal;
import io.kvartal.contract.Sentence;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Contracts for the portal's people: who has which, what changes next, and who says yes to it. */
@Controller
@RequestMapping("/billing/contracts")
class ContractPages {
    private final ContractCases cases;
    private final ContractDrafts drafts;
    private final Clock clock;

    ContractPages(ContractCases cases, ContractDrafts drafts, Clock clock) {
        this.cases = cases;
        this.drafts = drafts;
        this.clock = clock;
    }

    @GetMapping
    Mono<Rendering> list(
            Staff staff,
            Ui ui,
            @RequestParam(defaultValue = "ALL") ContractRow.Show show,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page) {
        staff.require(Role.BILLING, Role.MANAGER);
        return cases.rows(staff.access("list of contracts"))
                .map(rows -> Pages.render("contract/list", new ContractsPage(ui, rows, show, q, page)));
    }

    @GetMapping("/{tenant}")
    Mono<Rendering> contract(
            Staff staff,
            Ui ui,
            @PathVariable TenantId tenant,
            @RequestParam(required = false) @Nullable Integer version) {
        staff.require(Role.BILLING, Role.MANAGER);
        return cases.of(tenant)
                .map(file -> Pages.render("contract/contract", new ContractPage(ui, file, shown(file, version))));
    }

    private @Nullable Contract shown(ContractCase file, @Nullable Integer version) {
        if (version != null) {
            return file.version(version);
        }
        return file.versions().isEmpty() ? null : file.current(clock.instant());
    }

    /** @param against the version before, unless another one is named */
    @GetMapping("/{tenant}/versions/{version}")
    Mono<Rendering> version(
            Staff staff,
            Ui ui,
            @PathVariable TenantId tenant,
            @PathVariable int version,
            @RequestParam(required = false) @Nullable Integer against) {
        staff.require(Role.BILLING, Role.MANAGER);
        return cases.of(tenant).map(file -> {
            var other = against != null ? file.version(against) : version > 1 ? file.version(version - 1) : null;
            return Pages.render("contract/compare", new ContractComparePage(ui, file, file.version(version), other));
        });
    }

    @GetMapping("/{tenant}/drafts/{draft}")
    Mono<Rendering> closed(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable DraftId draft) {
        staff.require(Role.BILLING, Role.MANAGER);
        return cases.of(tenant).map(file -> file.drafts().stream()
                .filter(one -> one.id().equals(draft))
                .findFirst()
                .map(one -> Pages.render("contract/approval", reading(ui, file, one, null)))
                .orElseThrow(() -> new Problem.NotFound("contract draft")));
    }

    // ---- the editor ----

    @GetMapping("/{tenant}/draft")
    Mono<Rendering> edit(Staff staff, Ui ui, @PathVariable TenantId tenant) {
        staff.require(Role.BILLING);
        return cases.of(tenant)
                .map(file ->
                        Pages.render("contract/editor", editor(ui, file, file.form(clock.instant()), file.open())));
    }

    private static ContractEditorPage editor(Ui ui, ContractCase file, ContractForm form, @Nullable Proposal stored) {
        return new ContractEditorPage(
                ui, file, form, stored == null ? List.of() : file.differences(stored.content()), null);
    }

    @PostMapping("/{tenant}/draft")
    Mono<Rendering> save(Staff staff, Ui ui, @PathVariable TenantId tenant, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData()
                .map(typed -> ContractForm.typed(typed).withNewComplex())
                .flatMap(form -> cases.of(tenant).flatMap(file -> save(staff, ui, file, form)));
    }

    private Mono<Rendering> save(Staff staff, Ui ui, ContractCase file, ContractForm form) {
        var fields = new DraftFields(form);
        var content = fields.read(file.legalEntity());
        var note = form.get("note").strip();
        if (content == null) {
            return Mono.just(Pages.invalid("contract/editor", editor(ui, file, fields.wrong(), file.open())));
        }
        return drafts.save(file.tenant(), form.version(), content, note, person(staff))
                .map(saved -> Pages.seeOther(after(file, form)))
                .onErrorResume(
                        Problem.Invalid.class,
                        wrong -> Mono.just(Pages.invalid(
                                "contract/editor", editor(ui, file, fields.refused(wrong.errors()), file.open()))))
                .onErrorResume(Problem.Conflict.class, late -> overtaken(ui, file.tenant(), form, content, late));
    }

    /** Somebody else was faster. What was typed stays, and saving once more is now an edit of what the other one left. */
    private Mono<Rendering> overtaken(
            Ui ui, TenantId tenant, ContractForm form, ContractDraft content, Problem.Conflict late) {
        return cases.of(tenant).map(file -> {
            var open = file.open();
            var again = form.with("version", String.valueOf(open == null ? 0 : open.version()));
            var differences =
                    open == null ? file.differences(content) : ContractDifference.between(open.content(), content);
            return Pages.render(
                    HttpStatus.CONFLICT,
                    "contract/editor",
                    new ContractEditorPage(ui, file, again, differences, sentence(ui, late)));
        });
    }

    private static String after(ContractCase file, ContractForm form) {
        var here = "/billing/contracts/" + file.tenant() + "/draft";
        return form.get("do").equals("review") ? here + "/approval" : here + section(form.get("do"));
    }

    private static String section(String button) {
        return switch (button) {
            case "rows" -> "#prices-section";
            case "complex" -> "#complexes-section";
            default -> "#differences";
        };
    }

    @PostMapping("/{tenant}/draft/removal")
    Mono<Rendering> discard(Staff staff, @PathVariable TenantId tenant, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData()
                .map(ContractForm::typed)
                .flatMap(form -> drafts.discard(tenant, form.version(), person(staff)))
                .map(gone -> Pages.seeOther("/billing/contracts/" + tenant));
    }

    // ---- approval ----

    @GetMapping("/{tenant}/draft/approval")
    Mono<Rendering> read(Staff staff, Ui ui, @PathVariable TenantId tenant) {
        staff.require(Role.BILLING);
        return cases.of(tenant).map(file -> Pages.render("contract/approval", reading(ui, file, file.draft(), null)));
    }

    @PostMapping("/{tenant}/draft/approval")
    Mono<Rendering> approve(Staff staff, Ui ui, @PathVariable TenantId tenant, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData()
                .map(ContractForm::typed)
                .flatMap(form -> drafts.approve(tenant, form.version(), person(staff)))
                .map(signed -> Pages.seeOther("/billing/contracts/" + tenant + "?version=" + signed.version()))
                .onErrorResume(Problem.class, refused -> cases.of(tenant)
                        .map(file -> Pages.invalid(
                                "contract/approval", reading(ui, file, file.draft(), sentence(ui, refused)))));
    }

    private static ContractApprovalPage reading(Ui ui, ContractCase file, Proposal draft, @Nullable String error) {
        return new ContractApprovalPage(ui, file, draft, before(file, draft), error);
    }

    /** An approved draft is compared with what was in force before it, a discarded one with what is signed now. */
    private static List<Sentence> before(ContractCase file, Proposal draft) {
        return file.versions().stream()
                .filter(version -> version.id().equals(draft.contract()))
                .findFirst()
                .map(version -> version.version() == 1
                        ? List.<Sentence>of()
                        : ContractDifference.between(file.version(version.version() - 1), version))
                .orElseGet(() -> file.differences(draft.content()));
    }

    private static Person person(Staff staff) {
        return new Person(staff.userId(), staff.name());
    }

    private static String sentence(Ui ui, Problem problem) {
        return problem instanceof Problem.Invalid invalid
                ? invalid.errors().stream()
                        .map(error -> ContractForm.sentence(ui, error))
                        .collect(Collectors.joining(" "))
                : ui.t("problem." + problem.code(), problem.args());
    }
}
