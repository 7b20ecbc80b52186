package io.kvartal.billing.web;

import io.kvartal.billing.Account;
import io.kvartal.billing.Billing;
import io.kvartal.billing.Books;
import io.kvartal.billing.ChargeId;
import io.kvartal.billing.ChargeView;
import io.kvartal.billing.LedgerCheck;
import io.kvartal.billing.LedgerEntry;
import io.kvartal.billing.LedgerFilter;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The general ledger, for the portal's accountants: balance, journals, what each came from. */
@Controller
@RequestMapping("/billing/ledger")
class LedgerPages {
    private final Books books;
    private final LedgerCheck check;
    private final Billing billing;
    private final Names names;
    private final Clock clock;

    LedgerPages(Books books, LedgerCheck check, Billing billing, Contracts contracts, Clock clock) {
        this.books = books;
        this.check = check;
        this.billing = billing;
        this.names = new Names(contracts, clock);
        this.clock = clock;
    }

    @GetMapping
    Mono<Rendering> balance(
            Staff staff,
            Ui ui,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String tenant) {
        staff.require(Role.BILLING);
        var until = Days.endOf(at, "/at", clock.instant());
        var only = tenant(tenant);
        return Mono.zip(
                        books.trialBalance(staff.access("trial balance"), only, until),
                        names.of(staff),
                        check.last(staff.access("ledger check"))
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty()))
                .map(all -> Pages.render(
                        "ledger/balance",
                        new LedgerPage(
                                ui,
                                all.getT1(),
                                Days.minute(until),
                                only,
                                all.getT2(),
                                all.getT3().orElse(null))));
    }

    @PostMapping("/checks")
    Mono<Rendering> check(Staff staff) {
        staff.require(Role.BILLING);
        return check.run(staff.access("ledger check")).thenReturn(Pages.seeOther("/billing/ledger"));
    }

    /** What the address of a list of journals says. */
    record Query(
            @Nullable String account,
            @Nullable String kind,
            @Nullable String tenant,
            @Nullable String from,
            @Nullable String at,
            @Nullable String cursor) {
        LedgerFilter filter(Clock clock) {
            var start = from == null || from.isBlank()
                    ? null
                    : Days.parse(from, "/from", Days.of(clock.instant()))
                            .atStartOfDay(Ui.ZONE)
                            .toInstant();
            return new LedgerFilter(
                    LedgerPages.account(account),
                    kind == null || kind.isBlank() ? null : kind,
                    LedgerPages.tenant(tenant),
                    start,
                    Days.endOf(at, "/at", clock.instant()));
        }
    }

    static @Nullable Account account(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        return Stream.of(Account.values())
                .filter(account -> account.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("/account", "ledger-account", name));
    }

    static @Nullable TenantId tenant(@Nullable String id) {
        return id == null || id.isBlank() ? null : new TenantId(Ids.parse(id));
    }

    @GetMapping("/journals")
    Mono<Rendering> journals(Staff staff, Ui ui, Query query) {
        staff.require(Role.BILLING);
        var filter = query.filter(clock);
        return books.journals(staff.access("journals"), filter, query.cursor()).flatMap(found -> names.of(staff)
                .map(known -> Pages.render(
                        "ledger/journals",
                        new JournalsPage(ui, filter, orEmpty(query.from()), orEmpty(query.at()), found, known))));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @GetMapping("/journals/{tenant}/{id}")
    Mono<Rendering> journal(Staff staff, Ui ui, @PathVariable TenantId tenant, @PathVariable String id) {
        staff.require(Role.BILLING);
        return books.journal(staff.access("journal"), tenant, Ids.parse(id))
                .flatMap(entry -> charge(entry).flatMap(charge -> names.of(staff)
                        .map(known -> Pages.render(
                                "ledger/journal", new JournalPage(ui, entry, known, charge.orElse(null))))));
    }

    private Mono<Optional<ChargeView>> charge(LedgerEntry entry) {
        return entry.kind().equals("CHARGE")
                ? billing.charge(entry.tenant(), new ChargeId(entry.reference()))
                        .map(Optional::of)
                : Mono.just(Optional.empty());
    }

    @GetMapping("/journals.csv")
    Mono<ResponseEntity<byte[]>> csv(Staff staff, Ui ui, Query query) {
        staff.require(Role.BILLING);
        return rows(staff, ui, query).map(rows -> Download.csv("journals", text(rows)));
    }

    @GetMapping("/journals.xlsx")
    Mono<ResponseEntity<byte[]>> xlsx(Staff staff, Ui ui, Query query) {
        staff.require(Role.BILLING);
        return Download.xlsx("journals", rows(staff, ui, query).flatMap(rows -> new SpreadSheet(
                        ui.t("ledger.journals.title"), rows, 1)
                .bytes()));
    }

    /** One row per posting, so that a spreadsheet can sum by account. */
    private Mono<List<List<@Nullable Object>>> rows(Staff staff, Ui ui, Query query) {
        return names.of(staff).flatMap(known -> books.all(staff.access("ledger export"), query.filter(clock))
                .collect(
                        () -> new ArrayList<>(List.of(LedgerFile.head(ui))),
                        (rows, entry) -> rows.addAll(LedgerFile.rows(ui, entry, name(known, entry)))));
    }

    private static String name(Map<TenantId, String> known, LedgerEntry entry) {
        return known.getOrDefault(entry.tenant(), entry.tenant().toString());
    }

    private static List<List<String>> text(List<List<@Nullable Object>> rows) {
        return rows.stream().map(LedgerFile::text).toList();
    }
}
