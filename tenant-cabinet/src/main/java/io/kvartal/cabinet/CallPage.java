package io.kvartal.cabinet;

import io.kvartal.call.CallView;
import io.kvartal.catalogue.Complex;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call with its player and where it came from. */
public record CallPage(Ui ui, CallView call, @Nullable Complex complex) implements Page {
    @Override
    public String title() {
        return ui.t("cabinet.call.title", ui.dateTime(call.startedAt()));
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "cabinet-calls";
    }

    @Override
    public List<String> styles() {
        return List.of("/tenant-cabinet/cabinet.css");
    }

    public String complexName() {
        return complex == null ? call.complex() : complex.name();
    }
}
