package io.kvartal.platform.web;

import java.util.List;

/** Menu lines under one heading, {@code nav.section.<name>}. */
public record MenuSection(String name, List<MenuEntry> entries) {
    public MenuSection {
        entries = List.copyOf(entries);
    }
}
