package io.kvartal.dispute;

import io.kvartal.desk.Wilson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the disputes opened since a day say about both sides (RULES 4.2). Pure.
 *
 * @param charged leads charged since then
 * @param medianHours from the claim to the decision; null while nothing is decided
 * @param late the first answer came after its term, or has not come although it is due
 * @param silent decided by the portal's silence
 */
public record Figures(
        int days,
        Share disputed,
        Share overturned,
        @Nullable Double medianHours,
        int open,
        int late,
        int silent,
        List<Group> byReason,
        List<Group> byComplex,
        List<Group> byPerson) {
    /** Joint listening is proposed above this share of contested leads, over 14 days. */
    public static final double MANY = 0.30;

    /** Above this share of overturned verdicts the portal's own rule is bad. */
    public static final double OWN_RULE = 0.60;

    private static final int FEW = 5;

    /** A part of a whole. @param interval 95 %, shown while the whole is under 30 */
    public record Share(int part, int whole, Wilson interval) {
        static Share of(int part, int whole) {
            return new Share(part, whole, Wilson.of(Math.min(part, whole), whole));
        }

        public double rate() {
            return whole == 0 ? 0 : (double) part / whole;
        }

        public boolean isSmall() {
            return whole < 30;
        }
    }

    /** @param key code of a reason, slug of a complex, or name of a person */
    public record Group(
            String key,
            int opened,
            Share overturned,
            @Nullable Double medianHours) {
        public boolean ownRuleIsBad() {
            return overturned.whole() >= FEW && overturned.rate() > OWN_RULE;
        }
    }

    static Figures of(int days, List<Dispute> disputes, int charged, Instant now) {
        var real = disputes.stream()
                .filter(dispute -> dispute.state() != DisputeState.WITHDRAWN)
                .toList();
        return new Figures(
                days,
                Share.of(real.size(), Math.max(charged, real.size())),
                overturned(real),
                median(real),
                (int) real.stream()
                        .filter(dispute -> !dispute.state().isSettled())
                        .count(),
                (int) real.stream().filter(dispute -> dispute.answeredLate(now)).count(),
                (int) real.stream()
                        .filter(dispute ->
                                dispute.ruling() != null && dispute.ruling().bySilence())
                        .count(),
                groups(real, dispute -> dispute.claim().reason().code()),
                groups(real, Dispute::complexName),
                groups(real.stream().filter(Figures::byAPerson).toList(), dispute -> decider(dispute.ruling())));
    }

    /** For the developer: who of the portal decided is the portal's matter. */
    Figures withoutPersons() {
        return new Figures(days, disputed, overturned, medianHours, open, late, silent, byReason, byComplex, List.of());
    }

    /** More than 30 % of the leads of 14 days are contested: listen together. */
    public boolean proposesListening() {
        return days == 14 && disputed.part() >= FEW && disputed.rate() > MANY;
    }

    public boolean ownRuleIsBad() {
        return overturned.whole() >= FEW && overturned.rate() > OWN_RULE;
    }

    private static boolean byAPerson(Dispute dispute) {
        var ruling = dispute.ruling();
        return ruling != null && !ruling.by().equals("system");
    }

    /** The books keep "id name". */
    private static String decider(Dispute.@Nullable Ruling ruling) {
        var by = ruling == null ? "" : ruling.by();
        return by.substring(by.indexOf(' ') + 1);
    }

    /** Of what a person or a deadline has decided: how much was not the portal's verdict any more. */
    private static Share overturned(List<Dispute> disputes) {
        int decided = 0;
        int lost = 0;
        for (var dispute : disputes) {
            var ruling = dispute.ruling();
            if (ruling != null) {
                decided++;
                lost += ruling.verdict() == Decision.Verdict.REJECTED ? 0 : 1;
            }
        }
        return Share.of(lost, decided);
    }

    private static @Nullable Double median(List<Dispute> disputes) {
        var hours = disputes.stream()
                .flatMap(dispute -> {
                    var ruling = dispute.ruling();
                    return ruling == null
                            ? java.util.stream.Stream.<Double>empty()
                            : java.util.stream.Stream.of(Duration.between(dispute.openedAt(), ruling.at())
                                            .toMinutes()
                                    / 60.0);
                })
                .sorted()
                .toList();
        int n = hours.size();
        return n == 0 ? null : n % 2 == 1 ? hours.get(n / 2) : (hours.get(n / 2 - 1) + hours.get(n / 2)) / 2;
    }

    /** Most disputes first. */
    private static List<Group> groups(List<Dispute> disputes, Function<Dispute, String> key) {
        Map<String, List<Dispute>> grouped = new TreeMap<>();
        for (var dispute : disputes) {
            grouped.computeIfAbsent(key.apply(dispute), none -> new java.util.ArrayList<>())
                    .add(dispute);
        }
        return grouped.entrySet().stream()
                .map(group -> new Group(
                        group.getKey(),
                        group.getValue().size(),
                        overturned(group.getValue()),
                        median(group.getValue())))
                .sorted(java.util.Comparator.comparingInt(Group::opened).reversed())
                .toList();
    }
}
