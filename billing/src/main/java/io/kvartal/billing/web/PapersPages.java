package io.kvartal.billing.web;

import io.kvartal.billing.PaperMonths;
import io.kvartal.billing.Papers;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import java.time.YearMonth;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All papers of a developer in one archive. */
@Controller
@RequestMapping("/cabinet/billing")
class PapersPages {
    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

    private final Papers papers;

    PapersPages(Papers papers) {
        this.papers = papers;
    }

    /** What the address says: two months. */
    record Query(@Nullable String from, @Nullable String to) {}

    @GetMapping("/papers")
    Rendering form(Member member, Ui ui) {
        member.require(Role.ACCOUNTANT);
        return Pages.render("papers/page", PapersPage.of(ui));
    }

    @GetMapping("/archive")
    Mono<ResponseEntity<Flux<DataBuffer>>> archive(Member member, Ui ui, Query query) {
        member.require(Role.ACCOUNTANT);
        return archive(papers, member, ui, query);
    }

    static Mono<ResponseEntity<Flux<DataBuffer>>> archive(Papers papers, Member member, Ui ui, Query query) {
        var months = PaperMonths.parse(
                query.from(), query.to(), YearMonth.from(ui.now().atZone(Ui.ZONE)));
        return papers.archive(member.tenant(), months, ui.lang(), statement -> StatementFile.xlsx(statement, ui))
                .map(files -> InvoiceFile.file("papers-" + months + ".zip", ZIP, false)
                        .body(files));
    }

    /** Months that cannot be: the form again, before a byte of a file is sent. */
    @ExceptionHandler
    Rendering refused(Problem.Invalid wrong, Ui ui, ServerWebExchange exchange) {
        Map<String, String> typed = exchange.getRequest().getQueryParams().toSingleValueMap();
        var sentence = wrong.errors().stream()
                .map(error -> ui.t("problem." + error.code(), error.args()))
                .collect(Collectors.joining(" "));
        return Pages.invalid("papers/page", PapersPage.of(ui).refused(typed, sentence));
    }
}
