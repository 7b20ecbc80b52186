package io.kvartal.load;

import java.util.Locale;

/** What a benchmark found, each figure against what it must and what it should reach; said as soon as it is known. */
public final class Report {
    private boolean reached = true;

    public Report note(String text, Object... values) {
        System.out.println("  " + String.format(Locale.ROOT, text, values));
        return this;
    }

    public Report atLeast(String what, double value, double must, double aim) {
        return judged(what, value, must, aim, value >= must, value >= aim, "at least");
    }

    public Report atMost(String what, double value, double must, double aim) {
        return judged(what, value, must, aim, value <= must, value <= aim, "at most");
    }

    private Report judged(String what, double value, double must, double aim, boolean ok, boolean well, String side) {
        reached &= ok;
        System.out.println(String.format(
                Locale.ROOT,
                "%-6s %-58s %10.3f   (%s %.4g, aim %.4g)",
                well ? "aim" : ok ? "must" : "MISSED",
                what,
                value,
                side,
                must,
                aim));
        return this;
    }

    boolean reached() {
        return reached;
    }
}
