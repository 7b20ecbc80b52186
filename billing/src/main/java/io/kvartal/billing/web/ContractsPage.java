package io.kvartal.billing.web;

import io.kvartal.contract.Contract;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * All developers with their contracts.
 *
 * @param all every row; {@link #rows} are those of this page that fit
 * @param number of the page, from 1
 */
public record ContractsPage(Ui ui, List<ContractRow> all, ContractRow.Show show, String part, int number)
        implements Page {
    private static final int SIZE = 50;

    @Override
    public String title() {
        return ui.t("contract.list.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-contracts";
    }

    public List<ContractRow> rows() {
        return fitting().stream().skip((page() - 1L) * SIZE).limit(SIZE).toList();
    }

    private List<ContractRow> fitting() {
        return all.stream().filter(row -> row.fits(show, part)).toList();
    }

    public int page() {
        return Math.clamp(number, 1, pages());
    }

    public int pages() {
        return Math.max(1, (fitting().size() + SIZE - 1) / SIZE);
    }

    public int count(ContractRow.Show which) {
        return (int) all.stream().filter(row -> row.fits(which, "")).count();
    }

    public String href(ContractRow.Show which, int page) {
        return "/billing/contracts?show=" + which + "&q=" + URLEncoder.encode(part, StandardCharsets.UTF_8) + "&page="
                + page;
    }

    public String price(Contract contract) {
        return ContractPrice.of(ui, contract.redraft(contract.validFrom()));
    }
}
