package io.kvartal.fixation.web;

import io.kvartal.fixation.Filter;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The developer's own claims, for programs. */
@RestController
@RequestMapping("/api/v1/cabinet/fixations")
class CabinetFixationApi {
    private final Fixations fixations;
    private final Clock clock;

    CabinetFixationApi(Fixations fixations, Clock clock) {
        this.fixations = fixations;
        this.clock = clock;
    }

    record FixationList(List<FixationBody> items, @Nullable String nextCursor) {}

    record Reason(@Nullable String reason) {}

    /** @param whose {@code own} (default) or {@code portal}: claims on leads that the portal handed over */
    @GetMapping
    Mono<FixationList> list(
            Member member,
            @RequestParam(required = false) @Nullable String whose,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor) {
        member.require(Role.SALES);
        var channel = "portal".equals(whose) ? Channel.PORTAL : Channel.OWN;
        var page = PageNumber.of(cursor);
        var filter = Shown.of(state).filter(Filter.ALL.of(channel).page(page), clock.instant());
        return fixations
                .list(member.tenant(), filter)
                .map(found -> new FixationList(
                        found.stream().limit(Filter.PAGE).map(FixationBody::own).toList(),
                        found.size() > Filter.PAGE ? String.valueOf(page + 1) : null));
    }

    /** A claim that comes too late is stored as rejected and says the date of the earlier one. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<FixationBody> claim(Member member, @RequestBody ClaimForm form) {
        member.require(Role.SALES);
        return Mono.fromCallable(() -> form.draft(Channel.OWN, clock.instant()))
                .flatMap(draft -> fixations.claim(member.tenant(), draft, member.name()))
                .map(FixationBody::own);
    }

    @PostMapping("/{id}/extension")
    Mono<FixationBody> extend(Member member, @PathVariable String id, @RequestBody Reason reason) {
        member.require(Role.SALES);
        return CabinetFixationPages.own(fixations, member, id)
                .map(Fixation::id)
                .flatMap(own -> fixations.extend(
                        member.tenant(), own, reason.reason() == null ? "" : reason.reason(), member.name()))
                .map(FixationBody::own);
    }
}
