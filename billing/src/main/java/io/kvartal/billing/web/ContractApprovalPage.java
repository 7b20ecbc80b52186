package io.kvartal.billing.web;

import io.kvartal.contract.Clauses;
import io.kvartal.contract.Proposal;
import io.kvartal.contract.Sentence;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A draft read by somebody who may approve it, or one that is closed. @param error why it was not approved */
public record ContractApprovalPage(
        Ui ui,
        ContractCase file,
        Proposal draft,
        List<Sentence> differences,
        @Nullable String error) implements Page {
    @Override
    public String title() {
        return draft.isOpen()
                ? ui.t("contract.approval.title", file.name())
                : ui.t("contract.closed.title", file.name());
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

    public Clauses clauses() {
        return Clauses.of(draft.content());
    }

    /** The last editor sees why the button is not for them. */
    public boolean mayApprove() {
        var user = ui.user();
        return user != null && ContractPage.writes(ui) && draft.mayBeApprovedBy(user.userId());
    }
}
