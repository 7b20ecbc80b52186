package io.kvartal.billing.web;

import io.kvartal.contract.BundleItem;
import io.kvartal.contract.Clause;
import io.kvartal.contract.Hours;
import io.kvartal.contract.Label;
import io.kvartal.contract.Sentence;
import io.kvartal.contract.Value;
import io.kvartal.platform.web.Ui;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Clauses and differences of contracts in one language. */
public final class ContractWords {
    private final Ui ui;

    ContractWords(Ui ui) {
        this.ui = ui;
    }

    public String group(Clause.Group group) {
        return ui.t("contract.group." + group.name());
    }

    public String sentence(Sentence sentence) {
        var label = sentence.label();
        var text =
                switch (sentence.kind()) {
                    case CHANGED, ADDED, REMOVED, JOINED, LEFT ->
                        ui.t(
                                "contract.change." + sentence.kind().name(),
                                label == null ? "" : label(label),
                                value(sentence.before()),
                                value(sentence.after()));
                    case OWN_TERMS, COMMON_TERMS ->
                        ui.t("contract.change." + sentence.kind().name());
                };
        return sentence.complex() == null ? text : ui.t("contract.change.complex", sentence.complex(), text);
    }

    /** The money question of every contract; it stands out wherever it is shown. */
    public boolean isUniquenessScope(Clause clause) {
        return clause.label().equals(new Label.Field("uniquenessScope"));
    }

    public String label(Label label) {
        return switch (label) {
            case Label.Field field -> ui.t("contract.field." + field.name());
            case Label.Weekday weekday ->
                capital(weekday.day()
                        .getDisplayName(TextStyle.FULL_STANDALONE, ui.lang().locale()));
            case Label.Price price -> price(price);
            case Label.Item item -> item(item);
        };
    }

    private String price(Label.Price price) {
        if (price.isForAll()) {
            return ui.t("contract.price.all");
        }
        var room = price.room();
        var channel = price.channel();
        var source = price.source();
        var criteria = Stream.of(
                        price.complex() == null ? "" : ui.t("contract.price.complex", price.complex()),
                        room == null ? "" : ui.t("contract.word.room." + room.name()),
                        channel == null ? "" : ui.t("contract.word.channel." + channel.name()),
                        source == null ? "" : ui.t("contract.price.source", source))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return ui.t("contract.price.for", criteria);
    }

    private String item(Label.Item item) {
        var name = item.nth() == 1 ? item.name() : item.name() + " (" + item.nth() + ")";
        return ui.t(
                item.frequency() == BundleItem.Frequency.MONTHLY ? "contract.bundle.monthly" : "contract.bundle.once",
                name);
    }

    public String value(Value value) {
        return switch (value) {
            case Value.None none -> ui.t("contract.none");
            case Value.Count count -> ui.t("contract.unit." + count.unit().name(), count.number());
            case Value.Sum sum -> ui.money(sum.money());
            case Value.Share share -> ui.t("contract.share", share.percent());
            case Value.Day day -> ui.date(day.date());
            case Value.Text text -> text.text();
            case Value.Word word -> ui.t("contract.word." + word.name());
            case Value.Words words -> list(words.names());
            case Value.Days days -> dates(days.dates());
            case Value.Open open -> hours(open.hours());
        };
    }

    private String list(List<String> names) {
        return names.isEmpty()
                ? ui.t("contract.none")
                : names.stream().map(name -> ui.t("contract.word." + name)).collect(Collectors.joining(", "));
    }

    private String dates(List<LocalDate> dates) {
        return dates.isEmpty()
                ? ui.t("contract.none")
                : dates.stream().map(ui::date).collect(Collectors.joining(", "));
    }

    private static String hours(Hours hours) {
        return hours.from() + "–" + (hours.to().equals(LocalTime.MIDNIGHT) ? "24:00" : hours.to());
    }

    private String capital(String word) {
        return word.substring(0, 1).toUpperCase(ui.lang().locale()) + word.substring(1);
    }
}
