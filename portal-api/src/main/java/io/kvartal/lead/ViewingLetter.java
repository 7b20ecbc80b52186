package io.kvartal.lead;

import io.kvartal.platform.web.Ui;
import java.time.Instant;

/** @param passport address of the request's page. @param calendar address of the calendar file */
public record ViewingLetter(Ui ui, String complexName, Instant at, String passport, String calendar) {
    public String subject() {
        return ui.t("lead.viewing.letter.subject", complexName);
    }
}
