package io.kvartal.survey;

import io.kvartal.platform.web.Ui;

/** The letter that tells an unhappy person what was done. */
public record DonePage(Ui ui, String name, String note) {}
