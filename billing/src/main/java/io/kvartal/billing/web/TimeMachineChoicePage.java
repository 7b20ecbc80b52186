package io.kvartal.billing.web;

import io.kvartal.contract.Contract;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;

/** Whose months are to be reckoned anew. */
public record TimeMachineChoicePage(Ui ui, List<Contract> contracts) implements Page {
    @Override
    public String title() {
        return ui.t("timemachine.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-time-machine";
    }

    public String price(Contract contract) {
        return ContractPrice.of(ui, contract.redraft(contract.validFrom()));
    }
}
