package io.kvartal.billing.web;

import io.kvartal.contract.Contract;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One developer's contract with its versions, and the form of the next one.
 *
 * @param versions newest first, at least one
 * @param error what is wrong with the form that came back
 */
public record ContractPage(
        Ui ui,
        List<Contract> versions,
        ContractForm form,
        @Nullable String error) implements Page {
    @Override
    public String title() {
        return versions.getFirst().party().name();
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-contracts";
    }

    public String price(Contract contract) {
        return ContractsPage.price(ui, contract);
    }

    public boolean inForce(Contract contract) {
        return contract.inForce(ui.now());
    }

    public String href() {
        return "/billing/contracts/" + versions.getFirst().tenant();
    }
}
