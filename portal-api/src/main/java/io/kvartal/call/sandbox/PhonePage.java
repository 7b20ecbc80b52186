package io.kvartal.call.sandbox;

import io.kvartal.platform.web.Fragment;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The practice telephone. @param sent the call that was just made; null while one can be made */
public record PhonePage(
        Ui ui,
        String number,
        String caller,
        int waitSec,
        int talkSec,
        boolean wrong,
        @Nullable Sent sent,
        List<Shown> shown)
        implements Fragment {
    /** @param recording address of the sound; null when nobody answered */
    public record Sent(String callId, @Nullable String recording) {}

    /** A number that somebody was shown lately. */
    public record Shown(String number, String complex) {}

    @Override
    public String title() {
        return ui.t("sandbox.phone.title");
    }

    @Override
    public Layout layout() {
        return Layout.BARE;
    }

    @Override
    public List<String> styles() {
        return List.of("/portal-api/call/phone.css");
    }
}
