package io.kvartal.platform.web;

import io.kvartal.platform.Role;
import java.util.Set;

/**
 * One line of the staff menu; a module registers its own as beans.
 *
 * @param section {@code cabinet}, {@code desk}, {@code portfolio}, {@code billing} or {@code admin}; its heading is the
 *     text {@code nav.section.<section>}
 * @param key what {@link Page#nav()} answers on its pages; unique
 * @param labelKey message key of the label
 * @param roles who sees it; empty = everybody of the section's side
 */
public record MenuEntry(
        String section, String key, String labelKey, String icon, String href, Set<Role> roles, int order) {}
