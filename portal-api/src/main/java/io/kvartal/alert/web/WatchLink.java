package io.kvartal.alert.web;

import io.kvartal.platform.web.Ui;

/** A link of this context on somebody else's page. @param label key of its text */
public record WatchLink(Ui ui, String href, String label) {}
