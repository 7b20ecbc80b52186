package io.kvartal.platform.web;

import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Which menu lines a person sees. */
final class Menu {
    private static final Set<String> MEMBERS = Set.of("cabinet");

    private Menu() {}

    static List<MenuEntry> of(CurrentUser user, List<MenuEntry> all) {
        return all.stream().filter(entry -> sees(user, entry)).toList();
    }

    static List<MenuSection> sections(List<MenuEntry> entries) {
        var bySection = new LinkedHashMap<String, List<MenuEntry>>();
        entries.forEach(entry -> bySection
                .computeIfAbsent(entry.section(), name -> new ArrayList<>())
                .add(entry));
        return bySection.entrySet().stream()
                .map(section -> new MenuSection(section.getKey(), section.getValue()))
                .toList();
    }

    private static boolean sees(CurrentUser user, MenuEntry entry) {
        var member = user instanceof CurrentUser.Member;
        return MEMBERS.contains(entry.section()) == member
                && (entry.roles().isEmpty()
                        || !Collections.disjoint(entry.roles(), user.roles())
                        || user.roles().contains(member ? Role.HEAD : Role.ADMIN));
    }
}
