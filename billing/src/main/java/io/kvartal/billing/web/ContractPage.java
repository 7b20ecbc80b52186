package io.kvartal.billing.web;

import io.kvartal.contract.Clauses;
import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Proposal;
import io.kvartal.contract.Sentence;
import io.kvartal.contract.VersionState;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One developer's contract: its versions, the terms of one of them, and its draft.
 *
 * @param shown null while nothing is signed
 */
public record ContractPage(
        Ui ui, ContractCase file, @Nullable Contract shown) implements Page {
    @Override
    public String title() {
        return file.name();
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-contracts";
    }

    public String href() {
        return "/billing/contracts/" + file.tenant();
    }

    public ContractWords words() {
        return new ContractWords(ui);
    }

    public VersionState state(Contract version) {
        return version.state(ui.now());
    }

    public String price(Contract version) {
        return price(version.redraft(version.validFrom()));
    }

    public String price(ContractDraft content) {
        return ContractPrice.of(ui, content);
    }

    public Clauses clauses(Contract version) {
        return Clauses.of(version);
    }

    public List<Sentence> differences(Proposal draft) {
        return file.differences(draft.content());
    }

    public List<Proposal> closed() {
        return file.drafts().stream().filter(draft -> !draft.isOpen()).toList();
    }

    /** Account managers read; whoever does the billing writes. */
    public boolean writes() {
        return ContractPage.writes(ui);
    }

    static boolean writes(Ui ui) {
        var user = ui.user();
        return user != null
                && (user.roles().contains(Role.BILLING) || user.roles().contains(Role.ADMIN));
    }
}
