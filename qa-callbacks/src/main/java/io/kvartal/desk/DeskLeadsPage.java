package io.kvartal.desk;

import io.kvartal.lead.LeadRow;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;

/** {@code /desk/leads}: what the portal's own call centre has to work. */
public record DeskLeadsPage(Ui ui, List<Line> lines) implements Page {
    public record Line(String developer, LeadRow lead) {}

    @Override
    public String title() {
        return ui.t("desk.leads.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "desk-leads";
    }
}
