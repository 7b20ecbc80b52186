package io.kvartal.lead.web;

import io.kvartal.platform.web.Ui;

/** @param complex slug */
public record ViewingLink(Ui ui, String complex) {}
