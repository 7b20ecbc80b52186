package io.kvartal.billing;

import io.kvartal.platform.web.Messages;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Lang;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a line of an invoice reads, in the language of its reader. */
@Component
class LineTexts {
    private final Messages messages;

    LineTexts(Messages messages) {
        this.messages = messages;
    }

    String of(InvoiceLine line, Lang lang) {
        var channel = line.channel();
        return switch (line.kind()) {
            case "LEAD" ->
                messages.text(
                        lang,
                        "billing.line.lead",
                        channel == null ? "" : messages.text(lang, "billing.channel." + channel.name()),
                        complex(line.complex()));
            case "PLACEMENT" -> messages.text(lang, "billing.line.placement", month(line.description(), lang));
            case "CREDIT" ->
                messages.text(lang, "billing.line.credit", messages.text(lang, "billing.credit." + line.description()));
            default -> messages.text(lang, "billing.line.deal", line.description());
        };
    }

    private static String month(String period, Lang lang) {
        var month = BillingPeriod.parse(period).month();
        return month.format(DateTimeFormatter.ofPattern("LLLL yyyy", lang.locale()));
    }

    /** A complex is known here by its slug only: {@code alatau-park} reads Alatau Park. */
    static String complex(@Nullable String slug) {
        return slug == null
                ? ""
                : Arrays.stream(slug.split("-"))
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining(" "));
    }
}
