package io.kvartal.billing.web;

import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractDifference;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Party;
import io.kvartal.contract.Proposal;
import io.kvartal.contract.Sentence;
import io.kvartal.contract.VersionState;
import io.kvartal.contract.WorkingHours;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one developer's contract.
 *
 * @param versions newest first
 * @param drafts newest first
 */
public record ContractCase(TenantId tenant, String name, List<Contract> versions, List<Proposal> drafts) {
    public @Nullable Contract last() {
        return versions.isEmpty() ? null : versions.getFirst();
    }

    public @Nullable Proposal open() {
        return drafts.stream().filter(Proposal::isOpen).findFirst().orElse(null);
    }

    /** The open draft. @throws Problem.NotFound when there is none */
    Proposal draft() {
        var open = open();
        if (open == null) {
            throw new Problem.NotFound("contract draft");
        }
        return open;
    }

    /** The version in force, else the newest. @throws Problem.NotFound when nothing was ever signed */
    Contract current(Instant now) {
        return versions.stream()
                .filter(version -> version.state(now) == VersionState.IN_FORCE)
                .findFirst()
                .orElseGet(() -> {
                    if (versions.isEmpty()) {
                        throw new Problem.NotFound("contract");
                    }
                    return versions.getFirst();
                });
    }

    Contract version(int number) {
        return versions.stream()
                .filter(one -> one.version() == number)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("contract version"));
    }

    /** The draft that a version was made from; null when it was signed at once. */
    public @Nullable Proposal origin(Contract version) {
        return drafts.stream()
                .filter(draft -> version.id().equals(draft.contract()))
                .findFirst()
                .orElse(null);
    }

    /** What a draft changes in what was signed last; nothing to compare for a first contract. */
    List<Sentence> differences(ContractDraft content) {
        var last = last();
        return last == null ? List.of() : ContractDifference.between(last.redraft(last.validFrom()), content);
    }

    /** What the editor begins with: the open draft, the last version from tomorrow on, or the usual terms. */
    ContractForm form(Instant now) {
        var open = open();
        if (open != null) {
            return DraftForm.of(open.content(), open.note(), open.version());
        }
        var last = last();
        if (last != null) {
            var tomorrow = last.hours().dateOf(now).plusDays(1);
            var from = last.validFrom().isBefore(tomorrow)
                    ? tomorrow
                    : last.validFrom().plusDays(1);
            return DraftForm.of(last.redraft(from), "", 0);
        }
        var today = WorkingHours.usual().dateOf(now);
        var usual = ContractDraft.cpl(today, new Party(name, "-", "", ""), Money.ZERO_KZT);
        return DraftForm.of(usual, "", 0).with("taxId", "").with("price", "");
    }

    String legalEntity() {
        var last = last();
        return last == null ? ContractDraft.PORTAL : last.legalEntity();
    }
}
