package io.kvartal.contract;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When a contact is billable. Every number of the verdict stands here, none in the engine.
 *
 * @param minTalkSec seconds of talk between buyer and sales office, IVR and waiting excluded; 0-180
 * @param reviewFromSec from here up to {@code minTalkSec} a person listens before anything is billed
 * @param uniquenessDays 1-365
 * @param exclusions codes that are never billed, such as {@code robot}
 * @param existingClientDays for how long a claim to the client that is older than the contact holds; 0 switches the rule off
 * @param attributionDays CPT: from fixation to deal
 * @param monthlyCap the most contacts billed in a calendar month
 * @param concurrency the most billed calls at one time
 * @param targetActions what a buyer must ask about, where a person has listened; null in versions signed before this was agreed on
 */
public record Terms(
        int minTalkSec,
        int reviewFromSec,
        int uniquenessDays,
        UniquenessScope uniquenessScope,
        UniquenessAnchor uniquenessAnchor,
        MissedRule missedInHours,
        CrossChannelMerge crossChannelMerge,
        Set<Channel> channels,
        Set<String> exclusions,
        int existingClientDays,
        int attributionDays,
        @Nullable Integer monthlyCap,
        @Nullable Integer dailyCap,
        @Nullable Integer concurrency,
        @Nullable Set<String> targetActions) {

    /** Every reason for which a contact is nobody's lead. */
    public static final List<String> ALL_EXCLUSIONS = List.of(
            "spam",
            "robot",
            "wrong-number",
            "job-seeker",
            "supplier",
            "advertiser",
            "complaint",
            "secondary-market",
            "rent",
            "wrong-city",
            "test",
            "employee",
            "agent",
            "minor");

    /** Everything that makes a buyer of a new flat. */
    public static final List<String> ALL_TARGET_ACTIONS = List.of("price", "availability", "viewing", "mortgage");

    public Terms {
        within("minTalkSec", minTalkSec, 0, 180);
        within("reviewFromSec", reviewFromSec, 0, 180);
        within("uniquenessDays", uniquenessDays, 1, 365);
        within("existingClientDays", existingClientDays, 0, 180);
        within("attributionDays", attributionDays, 1, 730);
        if (monthlyCap != null) {
            within("monthlyCap", monthlyCap, 1, 1_000_000);
        }
        if (dailyCap != null) {
            within("dailyCap", dailyCap, 1, 1_000_000);
        }
        if (concurrency != null) {
            within("concurrency", concurrency, 1, 1_000);
        }
        targetActions = targetActions == null ? null : sorted(targetActions);
        channels = sorted(channels);
        exclusions = sorted(exclusions);
    }

    public static Terms defaults() {
        return new Terms(
                40,
                20,
                60,
                UniquenessScope.DEVELOPER,
                UniquenessAnchor.FIRST_BILLED,
                MissedRule.NOT_BILLABLE_UNTIL_RETURNED,
                CrossChannelMerge.CALL_WINS,
                Set.of(Channel.values()),
                Set.copyOf(ALL_EXCLUSIONS),
                90,
                180,
                null,
                null,
                null,
                Set.copyOf(ALL_TARGET_ACTIONS));
    }

    public boolean hasCaps() {
        return monthlyCap != null || dailyCap != null || concurrency != null;
    }

    public Terms withMinTalkSec(int seconds) {
        return new Terms(
                seconds,
                reviewFromSec,
                uniquenessDays,
                uniquenessScope,
                uniquenessAnchor,
                missedInHours,
                crossChannelMerge,
                channels,
                exclusions,
                existingClientDays,
                attributionDays,
                monthlyCap,
                dailyCap,
                concurrency,
                targetActions);
    }

    public Terms withUniqueness(int days, UniquenessScope scope, UniquenessAnchor anchor) {
        return new Terms(
                minTalkSec,
                reviewFromSec,
                days,
                scope,
                anchor,
                missedInHours,
                crossChannelMerge,
                channels,
                exclusions,
                existingClientDays,
                attributionDays,
                monthlyCap,
                dailyCap,
                concurrency,
                targetActions);
    }

    public Terms withMissed(MissedRule rule) {
        return new Terms(
                minTalkSec,
                reviewFromSec,
                uniquenessDays,
                uniquenessScope,
                uniquenessAnchor,
                rule,
                crossChannelMerge,
                channels,
                exclusions,
                existingClientDays,
                attributionDays,
                monthlyCap,
                dailyCap,
                concurrency,
                targetActions);
    }

    public Terms withMerge(CrossChannelMerge merge) {
        return new Terms(
                minTalkSec,
                reviewFromSec,
                uniquenessDays,
                uniquenessScope,
                uniquenessAnchor,
                missedInHours,
                merge,
                channels,
                exclusions,
                existingClientDays,
                attributionDays,
                monthlyCap,
                dailyCap,
                concurrency,
                targetActions);
    }

    public Terms withCaps(@Nullable Integer monthly, @Nullable Integer daily) {
        return new Terms(
                minTalkSec,
                reviewFromSec,
                uniquenessDays,
                uniquenessScope,
                uniquenessAnchor,
                missedInHours,
                crossChannelMerge,
                channels,
                exclusions,
                existingClientDays,
                attributionDays,
                monthly,
                daily,
                concurrency,
                targetActions);
    }

    static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " " + value + " is not within " + least + "-" + most);
        }
    }

    public Terms withConcurrency(@Nullable Integer calls) {
        return new Terms(
                minTalkSec,
                reviewFromSec,
                uniquenessDays,
                uniquenessScope,
                uniquenessAnchor,
                missedInHours,
                crossChannelMerge,
                channels,
                exclusions,
                existingClientDays,
                attributionDays,
                monthlyCap,
                dailyCap,
                calls,
                targetActions);
    }

    public Terms withChannels(Set<Channel> paid) {
        return new Terms(
                minTalkSec,
                reviewFromSec,
                uniquenessDays,
                uniquenessScope,
                uniquenessAnchor,
                missedInHours,
                crossChannelMerge,
                paid,
                exclusions,
                existingClientDays,
                attributionDays,
                monthlyCap,
                dailyCap,
                concurrency,
                targetActions);
    }

    public Terms withReviewFromSec(int seconds) {
        return new Terms(
                minTalkSec,
                seconds,
                uniquenessDays,
                uniquenessScope,
                uniquenessAnchor,
                missedInHours,
                crossChannelMerge,
                channels,
                exclusions,
                existingClientDays,
                attributionDays,
                monthlyCap,
                dailyCap,
                concurrency,
                targetActions);
    }

    /** A fixed order, so that what is written from it is always the same text. */
    private static <T extends Comparable<? super T>> Set<T> sorted(Collection<T> values) {
        return Collections.unmodifiableSet(new TreeSet<>(values));
    }
}
