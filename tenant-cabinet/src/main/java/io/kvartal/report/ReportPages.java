package io.kvartal.report;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.MenuEntry;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Pdf;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The monthly report: for the developer, and for the account manager who sends it. */
@Controller
class ReportPages {
    private static final String CABINET = "/cabinet/reports";

    private final Reports reports;
    private final ReportLetters letters;
    private final Catalogue catalogue;
    private final TenantTx tx;
    private final Clock clock;

    ReportPages(Reports reports, ReportLetters letters, Catalogue catalogue, TenantTx tx, Clock clock) {
        this.reports = reports;
        this.letters = letters;
        this.catalogue = catalogue;
        this.tx = tx;
        this.clock = clock;
    }

    @GetMapping(CABINET)
    Rendering newest(Member member) {
        return Pages.seeOther(CABINET + "/" + BillingPeriod.of(clock.instant(), Ui.ZONE));
    }

    @GetMapping(CABINET + "/{period}")
    Mono<Rendering> own(Member member, Ui ui, @PathVariable String period) {
        return reports.of(member.tenant(), BillingPeriod.parse(period))
                .map(report -> new ReportPage(ui, report, Layout.STAFF, CABINET, false, null))
                .map(page -> Pages.render("report/month", page));
    }

    @GetMapping(CABINET + "/{period}/pdf")
    @ResponseBody
    Mono<ResponseEntity<byte[]>> ownPdf(Member member, Ui ui, @PathVariable String period) {
        return reports.of(member.tenant(), BillingPeriod.parse(period)).flatMap(report -> paper(ui, report, CABINET));
    }

    @GetMapping("/api/v1/cabinet/reports/{period}")
    @ResponseBody
    Mono<MonthlyReport> json(Member member, @PathVariable String period) {
        return reports.of(member.tenant(), BillingPeriod.parse(period));
    }

    @GetMapping("/portfolio/{developer}/reports/{period}")
    Mono<Rendering> managed(
            Staff staff,
            Ui ui,
            @PathVariable String developer,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String sent) {
        return managed(staff, developer, period)
                .map(report -> new ReportPage(ui, report, Layout.STAFF, base(developer), true, sent))
                .map(page -> Pages.render("report/month", page));
    }

    @GetMapping("/portfolio/{developer}/reports/{period}/pdf")
    @ResponseBody
    Mono<ResponseEntity<byte[]>> managedPdf(
            Staff staff, Ui ui, @PathVariable String developer, @PathVariable String period) {
        return managed(staff, developer, period).flatMap(report -> paper(ui, report, base(developer)));
    }

    /** Sends the month to the developer's people, once each. */
    @PostMapping("/portfolio/{developer}/reports/{period}/letter")
    Mono<Rendering> send(Staff staff, @PathVariable String developer, @PathVariable String period) {
        return managed(staff, developer, period)
                .flatMap(letters::send)
                .map(count -> Pages.seeOther(base(developer) + "/" + BillingPeriod.parse(period) + "?sent=" + count));
    }

    private Mono<MonthlyReport> managed(Staff staff, String developer, String period) {
        staff.require(Role.MANAGER);
        var month = BillingPeriod.parse(period);
        return tx.staff(
                staff.access("monthly report of " + developer),
                db -> catalogue.developer(developer).flatMap(found -> reports.of(found.id(), month)));
    }

    private Mono<ResponseEntity<byte[]>> paper(Ui ui, MonthlyReport report, String base) {
        var name = "kvartal-" + report.developer().slug() + "-" + report.period() + ".pdf";
        return Pdf.render("report/month", new ReportPage(ui, report, Layout.PRINT, base, false, null))
                .map(bytes -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_PDF)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.inline()
                                        .filename(name)
                                        .build()
                                        .toString())
                        .body(bytes));
    }

    private static String base(String developer) {
        return "/portfolio/" + developer + "/reports";
    }

    @Bean
    static MenuEntry cabinetReportsEntry() {
        return new MenuEntry(
                "cabinet",
                "cabinet-reports",
                "report.nav",
                "report-analytics",
                CABINET,
                Set.of(Role.SALES, Role.ACCOUNTANT),
                60);
    }
}
