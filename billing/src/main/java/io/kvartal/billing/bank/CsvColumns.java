package io.kvartal.billing.bank;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * By which heading a column is known. Banks in Kazakhstan export the same facts under different names; a person can name others, one {@code fact=heading} a
 * line.
 */
public record CsvColumns(Map<Fact, List<String>> headings) {
    /** What a column says. AMOUNT is signed: minus is outgoing. */
    enum Fact {
        DATE,
        CREDIT,
        DEBIT,
        AMOUNT,
        REFERENCE,
        NAME,
        BIN,
        PURPOSE,
        ACCOUNT
    }

    static final CsvColumns USUAL = new CsvColumns(Map.of(
            Fact.DATE, List.of("дата операции", "дата проводки", "дата", "күні", "date"),
            Fact.CREDIT, List.of("кредит", "приход", "поступление", "кіріс", "credit"),
            Fact.DEBIT, List.of("дебет", "расход", "списание", "шығыс", "debit"),
            Fact.AMOUNT, List.of("сумма", "сомасы", "amount"),
            Fact.REFERENCE, List.of("референс", "номер документа", "№ документа", "құжат нөмірі", "reference"),
            Fact.NAME, List.of("корреспондент", "отправитель", "плательщик", "контрагент", "төлеуші", "payer"),
            Fact.BIN, List.of("бин/иин", "иин/бин", "бин", "бсн", "bin"),
            Fact.PURPOSE, List.of("назначение платежа", "назначение", "төлем мақсаты", "purpose"),
            Fact.ACCOUNT, List.of("счет", "счёт", "иик", "iban", "account")));

    /** @throws StatementFault for a line that names no fact */
    static CsvColumns of(String typed) {
        var all = new EnumMap<Fact, List<String>>(USUAL.headings());
        var no = 0;
        for (var line : typed.split("\\R")) {
            no++;
            if (!line.isBlank()) {
                var pair = line.split("=", 2);
                try {
                    all.put(
                            Fact.valueOf(pair[0].strip().toUpperCase(Locale.ROOT)),
                            List.of(pair[1].strip().toLowerCase(Locale.ROOT)));
                } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException unreadable) {
                    throw new StatementFault(no, "statement-columns", line.strip());
                }
            }
        }
        return new CsvColumns(Map.copyOf(all));
    }

    /** Position by fact; empty unless date and some amount are there. */
    Map<Fact, Integer> find(List<String> heads) {
        var lower = heads.stream()
                .map(head -> head.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "))
                .toList();
        var found = new EnumMap<Fact, Integer>(Fact.class);
        headings.forEach((fact, names) -> names.stream()
                .mapToInt(lower::indexOf)
                .filter(at -> at >= 0)
                .findFirst()
                .ifPresent(at -> found.put(fact, at)));
        var whole = found.containsKey(Fact.DATE) && (found.containsKey(Fact.AMOUNT) || found.containsKey(Fact.CREDIT));
        return whole ? found : Map.of();
    }
}
