package io.kvartal.billing.web;

import io.kvartal.contract.Contract;
import io.kvartal.contract.DeveloperDirectory.Developer;
import io.kvartal.contract.Proposal;
import io.kvartal.contract.VersionState;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One developer in the list of contracts.
 *
 * @param contract the version in force, else the newest one; null without any
 * @param next a signed version whose first day is ahead, besides {@code contract}
 * @param draft what waits for approval
 */
public record ContractRow(
        TenantId tenant,
        String name,
        @Nullable Contract contract,
        @Nullable VersionState state,
        @Nullable Contract next,
        @Nullable Proposal draft) {
    /** What the list can be narrowed to. */
    public enum Show {
        ALL,
        DRAFT,
        IN_FORCE,
        APPROVED,
        NONE
    }

    /** By name. @param versions of all tenants, newest first within each */
    static List<ContractRow> of(List<Contract> versions, List<Proposal> open, List<Developer> developers, Instant now) {
        var names = new LinkedHashMap<TenantId, String>();
        developers.forEach(developer -> names.put(developer.id(), developer.name()));
        open.forEach(draft -> names.put(draft.tenant(), draft.content().party().name()));
        var histories = new HashMap<TenantId, List<Contract>>();
        versions.forEach(version -> histories
                .computeIfAbsent(version.tenant(), tenant -> new ArrayList<>())
                .add(version));
        histories.forEach((tenant, history) ->
                names.put(tenant, history.getFirst().party().name()));
        var drafts = new HashMap<TenantId, Proposal>();
        open.forEach(draft -> drafts.put(draft.tenant(), draft));
        return names.entrySet().stream()
                .map(each -> row(each, histories.getOrDefault(each.getKey(), List.of()), drafts, now))
                .sorted(Comparator.comparing((ContractRow row) -> row.name().toLowerCase(Locale.ROOT))
                        .thenComparing(row -> row.tenant().toString()))
                .toList();
    }

    private static ContractRow row(
            Map.Entry<TenantId, String> who, List<Contract> history, Map<TenantId, Proposal> drafts, Instant now) {
        var newest = history.isEmpty() ? null : history.getFirst();
        var shown = history.stream()
                .filter(version -> version.inForce(now))
                .findFirst()
                .orElse(newest);
        var next = newest != null && shown != newest && newest.state(now) == VersionState.APPROVED ? newest : null;
        return new ContractRow(
                who.getKey(),
                who.getValue(),
                shown,
                shown == null ? null : shown.state(now),
                next,
                drafts.get(who.getKey()));
    }

    boolean fits(Show show, String part) {
        var named = name.toLowerCase(Locale.ROOT).contains(part.strip().toLowerCase(Locale.ROOT));
        return named
                && switch (show) {
                    case ALL -> true;
                    case DRAFT -> draft != null;
                    case IN_FORCE -> state == VersionState.IN_FORCE;
                    case APPROVED -> state == VersionState.APPROVED || next != null;
                    case NONE -> contract == null;
                };
    }
}
