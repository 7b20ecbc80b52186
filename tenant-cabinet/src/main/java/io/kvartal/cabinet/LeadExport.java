package io.kvartal.cabinet;

import io.kvartal.lead.LeadRow;
import io.kvartal.lead.Leads;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.SafeCsv;
import io.kvartal.platform.web.Ui;
import java.util.List;
import java.util.Objects;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The whole result of a filter as a table for spreadsheets, read page by page. */
@RestController
class LeadExport {
    private static final int PAGE = 100;
    private static final List<String> COLUMNS = List.of(
            "created",
            "name",
            "phone",
            "complex",
            "channel",
            "source",
            "stage",
            "promised",
            "contacted",
            "verdict",
            "charge",
            "credited");

    private final Leads leads;

    LeadExport(Leads leads) {
        this.leads = leads;
    }

    @GetMapping("/cabinet/leads.csv")
    ResponseEntity<Flux<String>> csv(Member member, Ui ui, @RequestParam MultiValueMap<String, String> query) {
        member.require(Role.SALES);
        var filter = LeadQuery.of(query).filter();
        var rows = leads.list(member.tenant(), filter, null, PAGE)
                .expand(page -> page.nextCursor() == null
                        ? Mono.empty()
                        : leads.list(member.tenant(), filter, page.nextCursor(), PAGE))
                .concatMapIterable(page -> page.items())
                .map(lead -> SafeCsv.line(row(ui, lead)));
        var head = SafeCsv.line(
                COLUMNS.stream().map(column -> ui.t("cabinet.csv." + column)).toList());
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("leads.csv")
                                .build()
                                .toString())
                .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
                .body(Flux.concat(Flux.just("\uFEFF" + head), rows));
    }

    private static List<String> row(Ui ui, LeadRow lead) {
        var charge = lead.charge();
        return List.of(
                ui.dateTime(lead.createdAt()),
                Objects.requireNonNullElse(lead.buyer().name(), ""),
                Objects.requireNonNullElse(lead.buyer().phone(), ""),
                lead.complexName(),
                ui.t("cabinet.channel." + LeadQuery.name(lead.channel())),
                Objects.requireNonNullElse(lead.source(), ""),
                ui.t("lead.stage." + lead.stage().name().toLowerCase(java.util.Locale.ROOT)),
                lead.promisedBy() == null ? "" : ui.dateTime(lead.promisedBy()),
                lead.firstContactAt() == null ? "" : ui.dateTime(lead.firstContactAt()),
                lead.verdict() == null ? "" : ui.t("verdict." + lead.verdict()),
                charge == null ? "" : charge.amount().amount().toPlainString(),
                charge == null ? "" : charge.credited().amount().toPlainString());
    }
}
