package io.kvartal.billing.web;

import io.kvartal.contract.Clauses;
import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractDifference;
import io.kvartal.contract.Sentence;
import io.kvartal.contract.VersionState;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One version, and what it says otherwise than another. @param against null for a first version */
public record ContractComparePage(
        Ui ui,
        ContractCase file,
        Contract version,
        @Nullable Contract against) implements Page {
    @Override
    public String title() {
        return ui.t("contract.version.title", file.name(), version.version());
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
        return Clauses.of(version);
    }

    public VersionState state() {
        return version.state(ui.now());
    }

    public List<Sentence> differences() {
        return against == null ? List.of() : ContractDifference.between(against, version);
    }
}
