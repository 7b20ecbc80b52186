package io.kvartal.lead.web;

import io.kvartal.contract.Channel;
import io.kvartal.contract.WorkingHours;
import io.kvartal.lead.LeadCard;
import io.kvartal.lead.LeadFilter;
import io.kvartal.lead.LeadId;
import io.kvartal.lead.LeadRow;
import io.kvartal.lead.Leads;
import io.kvartal.lead.Stage;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Slice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The developer's leads as JSON. Another company's lead is 404, like one that does not exist. */
@RestController
@RequestMapping("/api/v1/cabinet/leads")
class LeadApi {
    private final Leads leads;

    LeadApi(Leads leads) {
        this.leads = leads;
    }

    record StageChange(
            @Nullable String stage,
            @Nullable String reason,
            @Nullable Integer version) {}

    record ContactAttempt(
            @Nullable Instant at,
            @Nullable String outcome,
            @Nullable String note) {}

    record Note(@Nullable String text) {}

    record Assignee(@Nullable String member) {}

    @GetMapping
    Mono<Slice<LeadRow>> list(
            Member member,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String complex,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String verdict,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        var filter = new LeadFilter(
                stage == null ? null : Stage.parse(stage, "/stage"),
                complex,
                from == null ? null : instant(from, "/from", 0),
                to == null ? null : instant(to, "/to", 1),
                verdict == null ? null : verdict.toUpperCase(Locale.ROOT).replace('-', '_'),
                channel == null ? null : code(Channel.class, channel, "/channel"),
                view == null ? LeadFilter.View.ALL : code(LeadFilter.View.class, view, "/view"));
        return leads.list(member.tenant(), filter, cursor, limit);
    }

    @GetMapping("/{id}")
    Mono<LeadCard> card(Member member, @PathVariable String id) {
        return leads.card(member.tenant(), LeadId.of(id));
    }

    @PostMapping("/{id}/acceptance")
    Mono<LeadRow> accept(Member member, @PathVariable String id) {
        member.require(Role.SALES);
        return leads.accept(member.tenant(), LeadId.of(id), member.name());
    }

    @PutMapping("/{id}/stage")
    Mono<LeadRow> stage(Member member, @PathVariable String id, @RequestBody StageChange body) {
        member.require(Role.SALES);
        var stage = body.stage();
        var version = body.version();
        if (stage == null) {
            throw new Problem.Invalid("/stage", "required");
        }
        if (version == null) {
            throw new Problem.Invalid("/version", "required");
        }
        return leads.stage(
                member.tenant(), LeadId.of(id), Stage.parse(stage, "/stage"), body.reason(), version, member.name());
    }

    @PostMapping("/{id}/contact-attempts")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<LeadRow> attempt(Member member, @PathVariable String id, @RequestBody ContactAttempt body) {
        member.require(Role.SALES);
        var at = body.at();
        var outcome = body.outcome();
        if (at == null) {
            throw new Problem.Invalid("/at", "required");
        }
        if (outcome == null) {
            throw new Problem.Invalid("/outcome", "required");
        }
        return leads.attempt(member.tenant(), LeadId.of(id), at, outcome, body.note(), member.name());
    }

    @PostMapping("/{id}/notes")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<LeadRow> note(Member member, @PathVariable String id, @RequestBody Note body) {
        member.require(Role.SALES);
        var text = body.text();
        return leads.note(member.tenant(), LeadId.of(id), text == null ? "" : text, member.name());
    }

    @PutMapping("/{id}/assignee")
    Mono<LeadRow> assign(Member member, @PathVariable String id, @RequestBody Assignee body) {
        member.require(Role.SALES);
        return leads.assign(member.tenant(), LeadId.of(id), body.member(), member.name());
    }

    /** An instant, or a day in Almaty. @param plusDays 1 for an upper bound, so that the day itself is inside */
    private static Instant instant(String text, String pointer, int plusDays) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(plusDays)
                            .atStartOfDay(WorkingHours.ALMATY)
                            .toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new Problem.Invalid(pointer, "lead-wrong-time", text);
        }
    }

    private static <E extends Enum<E>> E code(Class<E> type, String text, String pointer) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw new Problem.Invalid(pointer, "wrong-value", text);
        }
    }
}
