package io.kvartal.survey;

import io.kvartal.platform.web.Ui;

/**
 * The letter that asks. @param link the address without a score; the eleven buttons add one, and nothing is saved before the page's own button is pressed
 */
public record LetterPage(Ui ui, String name, String quarter, String link) {}
