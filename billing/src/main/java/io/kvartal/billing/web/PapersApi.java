package io.kvartal.billing.web;

import io.kvartal.billing.Papers;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Ui;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All papers of a developer in one archive, for programs. */
@RestController
@RequestMapping("/api/v1/cabinet/billing/archive")
class PapersApi {
    private final Papers papers;

    PapersApi(Papers papers) {
        this.papers = papers;
    }

    /** A ZIP of the statement, the invoices and the credit notes of the months; without months this year's. */
    @GetMapping
    Mono<ResponseEntity<Flux<DataBuffer>>> archive(
            Member member,
            Ui ui,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        member.require(Role.ACCOUNTANT);
        return PapersPages.archive(papers, member, ui, new PapersPages.Query(from, to));
    }
}
