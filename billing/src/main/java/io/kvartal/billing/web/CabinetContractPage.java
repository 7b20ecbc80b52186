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

/**
 * A developer's own contract.
 *
 * @param versions newest first
 * @param shown null while nothing is signed
 */
public record CabinetContractPage(
        Ui ui, List<Contract> versions, @Nullable Contract shown) implements Page {
    @Override
    public String title() {
        return ui.t("contract.own.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "cabinet-contract";
    }

    public ContractWords words() {
        return new ContractWords(ui);
    }

    public Clauses clauses(Contract version) {
        return Clauses.of(version);
    }

    public VersionState state(Contract version) {
        return version.state(ui.now());
    }

    public String price(Contract version) {
        return ContractPrice.of(ui, version.redraft(version.validFrom()));
    }

    /** What a version changed; nothing for the first one. */
    public List<Sentence> changes(Contract version) {
        return versions.stream()
                .filter(before -> before.version() == version.version() - 1)
                .findFirst()
                .map(before -> ContractDifference.between(before, version))
                .orElse(List.of());
    }
}
