package io.kvartal.billing.web;

import io.kvartal.billing.web.ContractDraftBody.DifferenceBody;
import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractDifference;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.ContractDrafts;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.Person;
import io.kvartal.contract.Proposal;
import io.kvartal.contract.Sentence;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Contracts and their drafts, for programs of the portal. */
@RestController
@RequestMapping("/api/v1/billing/contracts")
class ContractApi {
    private final Contracts contracts;
    private final ContractDrafts drafts;
    private final Clock clock;

    ContractApi(Contracts contracts, ContractDrafts drafts, Clock clock) {
        this.contracts = contracts;
        this.drafts = drafts;
        this.clock = clock;
    }

    record ContractList(List<ContractBody> items, @Nullable String nextCursor) {}

    record DifferenceList(int version, int against, List<DifferenceBody> items) {}

    /** @param version of the draft that was read */
    record ApprovalRequest(@Nullable Integer version) {}

    /** All in force; with {@code tenant} all versions of one, newest first. */
    @GetMapping
    Mono<ContractList> contracts(Staff staff, @RequestParam(required = false) @Nullable TenantId tenant) {
        staff.require(Role.BILLING, Role.MANAGER);
        var found = tenant == null
                ? contracts.allInForce(staff.access("contracts in force"), clock.instant())
                : contracts.history(tenant);
        return found.map(all -> new ContractList(all.stream().map(this::body).toList(), null));
    }

    /** Signs at once, without a draft: for programs that bring what two people have agreed on elsewhere. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ContractBody> sign(Staff staff, @RequestBody ContractRequest request) {
        staff.require(Role.BILLING);
        var tenant = Body.required(request.tenant(), "/tenant");
        return contracts
                .history(tenant)
                .map(history -> request.draft(newest(history)))
                .flatMap(draft -> contracts.sign(tenant, draft, staff.userId()))
                .map(this::body);
    }

    /** What a version says otherwise than another, in words. */
    @GetMapping("/{tenant}/versions/{version}/differences")
    Mono<DifferenceList> differences(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable int version, @RequestParam int against) {
        staff.require(Role.BILLING, Role.MANAGER);
        var words = new ContractWords(ui);
        return contracts
                .history(tenant)
                .map(history -> new DifferenceList(
                        version,
                        against,
                        ContractDifference.between(version(history, against), version(history, version)).stream()
                                .map(sentence -> DifferenceBody.of(sentence, words))
                                .toList()));
    }

    @GetMapping("/{tenant}/draft")
    Mono<ContractDraftBody> draft(Staff staff, Ui ui, @PathVariable TenantId tenant) {
        staff.require(Role.BILLING, Role.MANAGER);
        return drafts.open(tenant)
                .map(open -> open.orElseThrow(() -> new Problem.NotFound("contract draft")))
                .flatMap(draft -> body(draft, ui));
    }

    /** Begins a draft, or changes it. 409 when somebody else was faster than the {@code version} named. */
    @PutMapping("/{tenant}/draft")
    Mono<ContractDraftBody> save(
            Staff staff, Ui ui, @PathVariable TenantId tenant, @RequestBody ContractRequest request) {
        staff.require(Role.BILLING);
        var edited = request.version();
        return drafts.open(tenant).flatMap(open -> contracts.history(tenant).flatMap(history -> {
            var content = request.over(open.map(Proposal::content).orElseGet(() -> last(history)));
            var note = request.note() != null
                    ? request.note().strip()
                    : open.map(Proposal::note).orElse("");
            if (note.length() > DraftFields.LONGEST_NOTE) {
                throw new Problem.Invalid("/note", "contract-note", DraftFields.LONGEST_NOTE);
            }
            return drafts.save(tenant, edited == null ? 0 : edited, content, note, person(staff))
                    .flatMap(saved -> body(saved, ui));
        }));
    }

    @DeleteMapping("/{tenant}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> discard(Staff staff, @PathVariable TenantId tenant, @RequestParam int version) {
        staff.require(Role.BILLING);
        return drafts.discard(tenant, version, person(staff)).then();
    }

    /** Makes the draft the next version. 403 for whoever edited it last. */
    @PostMapping("/{tenant}/draft/approval")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ContractBody> approve(Staff staff, @PathVariable TenantId tenant, @RequestBody ApprovalRequest request) {
        staff.require(Role.BILLING);
        var version = Body.required(request.version(), "/version");
        return drafts.approve(tenant, version, person(staff)).map(this::body);
    }

    private Mono<ContractDraftBody> body(Proposal draft, Ui ui) {
        return contracts.history(draft.tenant()).map(history -> {
            var before = last(history);
            List<Sentence> differences =
                    before == null ? List.of() : ContractDifference.between(before, draft.content());
            return ContractDraftBody.of(draft, differences, ui);
        });
    }

    private ContractBody body(Contract contract) {
        return ContractBody.of(contract, clock.instant());
    }

    private static @Nullable Contract newest(List<Contract> history) {
        return history.isEmpty() ? null : history.getFirst();
    }

    private static @Nullable ContractDraft last(List<Contract> history) {
        var newest = newest(history);
        return newest == null ? null : newest.redraft(newest.validFrom());
    }

    private static Contract version(List<Contract> history, int number) {
        return history.stream()
                .filter(one -> one.version() == number)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("contract version"));
    }

    private static Person person(Staff staff) {
        return new Person(staff.userId(), staff.name());
    }
}
