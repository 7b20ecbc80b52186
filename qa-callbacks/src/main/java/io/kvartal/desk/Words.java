package io.kvartal.desk;

import java.util.List;

/** What an operator may call a buyer after the talk: {@code target}, or an exclusion of RULES 4.1. */
public final class Words {
    public static final List<String> ALL = List.of(
            "target",
            "spam",
            "wrong-number",
            "job-seeker",
            "supplier",
            "advertiser",
            "resident",
            "secondary",
            "rent",
            "wrong-city",
            "test",
            "agent");

    private Words() {}
}
