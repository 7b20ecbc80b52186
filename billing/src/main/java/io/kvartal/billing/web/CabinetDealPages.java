package io.kvartal.billing.web;

import io.kvartal.billing.DealBook;
import io.kvartal.contract.WorkingHours;
import io.kvartal.fixation.ComplexNames;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.SafeCsv;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The developer declares the deals of a month, typed or as a file. */
@Controller
@RequestMapping("/cabinet/deals")
class CabinetDealPages {
    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final int FORM_ROWS = 5;
    private static final List<String> FIELDS =
            List.of("contractNo", "signedOn", "paidOn", "sum", "flat", "phone", "complex");

    private final DealBook book;
    private final ObjectProvider<ComplexNames> names;
    private final Clock clock;

    CabinetDealPages(DealBook book, ObjectProvider<ComplexNames> names, Clock clock) {
        this.book = book;
        this.names = names;
        this.clock = clock;
    }

    @GetMapping
    Mono<Rendering> month(Member member, Ui ui, @RequestParam(required = false) @Nullable String period) {
        member.require(Role.ACCOUNTANT);
        var month = period == null || period.isBlank() ? current().previous() : BillingPeriod.parse(period);
        return page(member.tenant(), ui, month, List.of(), null).map(page -> Pages.render("deal/cabinet", page));
    }

    private BillingPeriod current() {
        return BillingPeriod.of(clock.instant(), WorkingHours.ALMATY);
    }

    private Mono<CabinetDealsPage> page(
            TenantId tenant, Ui ui, BillingPeriod month, List<DealRow> typed, @Nullable String error) {
        var known = names.getIfAvailable();
        var complexes = known == null ? Mono.just(Map.<String, String>of()) : known.of(tenant);
        var rows = Stream.concat(typed.stream(), Stream.generate(() -> DealRow.EMPTY))
                .limit(Math.max(FORM_ROWS, typed.size()))
                .toList();
        return book.declaration(tenant, month)
                .flatMap(declaration -> complexes.map(found -> new CabinetDealsPage(
                        ui,
                        declaration,
                        rows,
                        found,
                        !month.firstDay().isBefore(current().firstDay()),
                        error)));
    }

    /** An empty table to fill in. */
    @GetMapping("/sheet")
    ResponseEntity<String> sheet(Member member, Ui ui) {
        member.require(Role.ACCOUNTANT);
        var heads =
                FIELDS.stream().map(field -> ui.t("fixation.deals." + field)).toList();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("deals.csv")
                                .build()
                                .toString())
                .body("\ufeff" + SafeCsv.line(heads));
    }

    @PostMapping
    Mono<Rendering> declare(Member member, Ui ui, ServerWebExchange exchange) {
        member.require(Role.ACCOUNTANT);
        return exchange.getMultipartData().flatMap(parts -> {
            var month = BillingPeriod.parse(text(parts, "period", 0));
            var none = !text(parts, "none", 0).isEmpty();
            return rows(parts)
                    .flatMap(rows -> Mono.defer(() -> {
                                if (rows.isEmpty() != none) {
                                    throw new Problem.Invalid("/items", none ? "deals-none-and-some" : "deals-empty");
                                }
                                var lines = IntStream.range(0, rows.size())
                                        .mapToObj(i -> rows.get(i).line(i))
                                        .toList();
                                return book.declare(member.tenant(), month, lines, member.name());
                            })
                            .map(done -> Pages.seeOther("/cabinet/deals?period=" + month))
                            .onErrorResume(Problem.class, wrong -> again(member, ui, month, rows, wrong)))
                    .onErrorResume(Problem.Invalid.class, wrong -> again(member, ui, month, typed(parts), wrong));
        });
    }

    private Mono<Rendering> again(Member member, Ui ui, BillingPeriod month, List<DealRow> rows, Problem wrong) {
        return page(member.tenant(), ui, month, rows, Typed.sentence(ui, wrong))
                .map(page -> Pages.invalid("deal/cabinet", page));
    }

    /** What stands in the file and in the form. */
    private static Mono<List<DealRow>> rows(MultiValueMap<String, Part> parts) {
        var typed = typed(parts);
        return parts.getFirst("file") instanceof FilePart file
                        && !file.filename().isEmpty()
                ? DataBufferUtils.join(file.content(), MOST_BYTES)
                        .map(buffer -> {
                            var bytes = new byte[buffer.readableByteCount()];
                            buffer.read(bytes);
                            DataBufferUtils.release(buffer);
                            return bytes;
                        })
                        .onErrorMap(DataBufferLimitException.class, large -> new Problem.Invalid("/file", "deals-file"))
                        .publishOn(Schedulers.boundedElastic())
                        .map(DealSheet::read)
                        .defaultIfEmpty(List.of())
                        .map(read ->
                                Stream.concat(read.stream(), typed.stream()).toList())
                : Mono.just(typed);
    }

    private static List<DealRow> typed(MultiValueMap<String, Part> parts) {
        var count = parts.getOrDefault("contractNo", List.of()).size();
        var rows = new ArrayList<DealRow>();
        for (int i = 0; i < count; i++) {
            var place = i;
            var row = DealRow.of(
                    FIELDS.stream().map(field -> text(parts, field, place)).toList());
            if (!row.isEmpty()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static String text(MultiValueMap<String, Part> parts, String name, int place) {
        var found = parts.getOrDefault(name, List.of());
        return found.size() > place && found.get(place) instanceof FormFieldPart field
                ? field.value().strip()
                : "";
    }
}
