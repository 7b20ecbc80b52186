package io.kvartal.cabinet;

import io.kvartal.contract.Channel;
import io.kvartal.lead.LeadFilter;
import io.kvartal.lead.Stage;
import io.kvartal.platform.web.Ui;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The state of the inbox as its address says it. What cannot be read is left out: an old bookmark still opens. */
public record LeadQuery(
        LeadFilter.View view,
        @Nullable Stage stage,
        @Nullable String complex,
        @Nullable Channel channel,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String cursor) {

    static LeadQuery of(MultiValueMap<String, String> query) {
        var view = named(LeadFilter.View.values(), query.getFirst("view"));
        return new LeadQuery(
                view == null ? LeadFilter.View.ALL : view,
                named(Stage.values(), query.getFirst("stage")),
                text(query.getFirst("complex")),
                named(Channel.values(), query.getFirst("channel")),
                day(query.getFirst("from")),
                day(query.getFirst("to")),
                text(query.getFirst("cursor")));
    }

    LeadFilter filter() {
        return new LeadFilter(
                stage,
                complex,
                from == null ? null : from.atStartOfDay(Ui.ZONE).toInstant(),
                to == null ? null : to.plusDays(1).atStartOfDay(Ui.ZONE).toInstant(),
                null,
                channel,
                view);
    }

    public boolean isFiltered() {
        return stage != null || complex != null || channel != null || from != null || to != null;
    }

    /** The same inbox in another view, from its first page. */
    public String in(LeadFilter.View other) {
        return "/cabinet/leads" + query(new LeadQuery(other, stage, complex, channel, from, to, null));
    }

    public String lead(String id) {
        return "/cabinet/leads/" + id + query(this);
    }

    public String after(String next) {
        return "/cabinet/leads" + query(new LeadQuery(view, stage, complex, channel, from, to, next));
    }

    public String list() {
        return "/cabinet/leads" + query(this);
    }

    public String csv() {
        return "/cabinet/leads.csv" + query(new LeadQuery(view, stage, complex, channel, from, to, null));
    }

    public static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String query(LeadQuery query) {
        var text = new StringBuilder();
        var parts = new java.util.LinkedHashMap<String, @Nullable Object>();
        parts.put("view", query.view == LeadFilter.View.ALL ? null : name(query.view));
        parts.put("stage", query.stage == null ? null : name(query.stage));
        parts.put("complex", query.complex);
        parts.put("channel", query.channel == null ? null : name(query.channel));
        parts.put("from", query.from);
        parts.put("to", query.to);
        parts.put("cursor", query.cursor);
        for (Map.Entry<String, @Nullable Object> part : parts.entrySet()) {
            var value = part.getValue();
            if (value != null) {
                text.append(text.isEmpty() ? '?' : '&')
                        .append(part.getKey())
                        .append('=')
                        .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    private static <E extends Enum<E>> @Nullable E named(E[] values, @Nullable String text) {
        return Arrays.stream(values)
                .filter(value -> text != null && name(value).equalsIgnoreCase(text.replace('_', '-')))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }
}
