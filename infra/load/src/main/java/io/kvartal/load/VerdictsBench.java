package io.kvartal.load;

import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.Unsigned;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Agreements;
import io.kvartal.verdict.Timeline;
import io.kvartal.verdict.Timeline.Background;
import io.kvartal.verdict.Timeline.Entry;
import io.kvartal.verdict.Timeline.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How many facts a second the pure engine judges on one core: whole persons with their history, two versions of a contract, prices by all criteria. The time
 * is that of this thread's own work, so that what else runs on the machine does not count. No database.
 */
final class VerdictsBench {
    private static final int FACTS = Integer.getInteger("kvartal.bench.facts", 400_000);
    private static final int TOGETHER = 64;
    private static final int SAMPLE = 20_000;
    private static final int WARM = 8;
    private static final int ROUNDS = 5;

    private final List<Contract> contracts = Unsigned.history(new TenantId(new UUID(7, 1)), LeadMonth.contracts());
    private final Agreements agreements = Agreements.of(contracts);
    private final List<List<Entry>> groups = groups();
    private final Report report = new Report();

    static boolean run() {
        return new VerdictsBench().measured();
    }

    /** Some persons at a time, each with all contacts, in the order in which they would come from the database. */
    private static List<List<Entry>> groups() {
        var month = new LeadMonth(2026);
        var persons = new TreeMap<String, List<Entry>>();
        for (int i = 0; i < FACTS; i++) {
            var entry = month.next();
            var person = entry.facts().person();
            persons.computeIfAbsent(person == null ? "none " + i : person, one -> new ArrayList<>())
                    .add(entry);
        }
        var groups = new ArrayList<List<Entry>>();
        var group = new ArrayList<Entry>();
        for (var person : persons.values()) {
            person.sort(Comparator.comparing(entry -> entry.facts().at()));
            group.addAll(person);
            if (group.size() >= TOGETHER) {
                groups.add(List.copyOf(group));
                group.clear();
            }
        }
        groups.add(List.copyOf(group));
        return groups;
    }

    private boolean measured() {
        long billed = 0;
        for (int i = 0; i < WARM; i++) {
            billed = pass();
        }
        var perSecond = new ArrayList<Double>();
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        for (int round = 0; round < ROUNDS; round++) {
            long start = threads.getCurrentThreadCpuTime();
            long wall = System.nanoTime();
            if (pass() != billed) {
                throw new IllegalStateException("two passes, two results");
            }
            double cpu = (threads.getCurrentThreadCpuTime() - start) / 1e9;
            perSecond.add(FACTS / cpu);
            report.note(
                    "%,d facts, %,d billed, in %.3f s of this thread (%.3f s by the clock)",
                    FACTS, billed, cpu, (System.nanoTime() - wall) / 1e9);
        }
        verdicts();
        return report.atLeast("million facts a second on one core", Rounds.middle(perSecond) / 1e6, 1, 3)
                .atMost("decisions that differ from their receipts", differences(), 0, 0)
                .reached();
    }

    private long pass() {
        long billed = 0;
        for (int i = 0; i < groups.size(); i++) {
            var steps = Timeline.decide(groups.get(i), agreements, Background.NONE);
            for (int j = 0; j < steps.size(); j++) {
                billed += steps.get(j).decision().verdict().billable() ? 1 : 0;
            }
        }
        return billed;
    }

    private void verdicts() {
        Map<String, Integer> counts = new HashMap<>();
        groups.forEach(group -> Timeline.decide(group, agreements, Background.NONE)
                .forEach(step -> counts.merge(step.decision().verdict().code(), 1, Integer::sum)));
        report.note("verdicts %s", new TreeMap<>(counts));
    }

    /** Against the receipts that the explaining walk gives, contract by contract found anew. */
    private long differences() {
        long different = 0;
        int compared = 0;
        for (var group : groups) {
            if (compared >= SAMPLE) {
                break;
            }
            var receipts = Timeline.judge(group, at -> Contracts.inForce(contracts, at), Background.NONE);
            for (var step : Timeline.decide(group, agreements, Background.NONE)) {
                compared++;
                different += same(
                                step,
                                java.util.Objects.requireNonNull(
                                        receipts.get(step.facts().contact())))
                        ? 0
                        : 1;
            }
        }
        report.note("%,d decisions compared with receipts", compared);
        return different;
    }

    private static boolean same(Step step, io.kvartal.verdict.Receipt receipt) {
        var decision = step.decision();
        return decision.verdict().equals(receipt.verdict())
                && decision.rule().equals(receipt.rule())
                && java.util.Objects.equals(decision.replaces(), receipt.replaces())
                && java.util.Objects.equals(decision.window(), receipt.window())
                && java.util.Objects.equals(decision.price(), receipt.price())
                && step.receipt().equals(receipt);
    }
}
