package io.kvartal.billing;

import java.time.LocalDate;

/** A developer has not declared the deals of a month in time. @param period such as {@code 2026-10} */
public record DealsUndeclared(String period, LocalDate dueOn) {}
