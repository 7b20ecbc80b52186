package io.kvartal.billing.web;

import io.kvartal.billing.AccountHome;
import io.kvartal.billing.AccountHomes;
import io.kvartal.billing.AlertLimit;
import io.kvartal.billing.Alerting;
import io.kvartal.billing.Billing;
import io.kvartal.billing.Charge;
import io.kvartal.billing.ChargeFilter;
import io.kvartal.billing.InvoiceTexts;
import io.kvartal.contract.Channel;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The developer's page of money, its alert and its files. */
@Controller
@RequestMapping("/cabinet/billing")
class AccountPages {
    private final AccountHomes homes;
    private final Alerting alerting;
    private final Billing billing;
    private final Clock clock;

    AccountPages(AccountHomes homes, Alerting alerting, Billing billing, Clock clock) {
        this.homes = homes;
        this.alerting = alerting;
        this.billing = billing;
        this.clock = clock;
    }

    /** What the address of the page says. */
    record Query(
            @Nullable String period,
            @Nullable String complex,
            @Nullable String channel,
            @Nullable Boolean credited,
            @Nullable Integer page) {
        @Nullable
        BillingPeriod month() {
            return period == null || period.isBlank() ? null : BillingPeriod.parse(period);
        }

        ChargeFilter filter() {
            return new ChargeFilter(
                    complex == null || complex.isBlank() ? null : complex,
                    Stream.of(Channel.values())
                            .filter(one -> one.name().equals(channel))
                            .findFirst()
                            .orElse(null),
                    credited);
        }
    }

    @GetMapping
    Mono<Rendering> account(Member member, Ui ui, Query query) {
        member.require(Role.ACCOUNTANT);
        return homes.of(member.tenant(), query.month(), query.filter(), query.page() == null ? 1 : query.page())
                .map(home -> Pages.render("account/home", AccountPage.of(ui, home)));
    }

    @PostMapping("/alert")
    Mono<Rendering> alert(Member member, Ui ui, ServerWebExchange exchange) {
        member.require(Role.ACCOUNTANT);
        return exchange.getFormData().flatMap(form -> {
            var typed = form.toSingleValueMap().getOrDefault("limit", "").strip();
            var lang = Lang.of(form.toSingleValueMap().getOrDefault("lang", "")).orElse(Lang.RU);
            return Mono.fromCallable(() -> new AlertLimit(limit(typed), lang))
                    .flatMap(limit -> alerting.set(member.tenant(), limit, member.userId()))
                    .thenReturn(Pages.seeOther("/cabinet/billing#alerts"))
                    .onErrorResume(Problem.Invalid.class, wrong -> home(member)
                            .map(home -> Pages.invalid(
                                    "account/home",
                                    AccountPage.refused(ui, home, typed, lang, ui.t("problem.account-limit")))));
        });
    }

    private Mono<AccountHome> home(Member member) {
        return homes.of(member.tenant(), null, ChargeFilter.ALL, 1);
    }

    /** Empty: no alert. */
    private static @Nullable Money limit(String typed) {
        if (typed.isEmpty()) {
            return null;
        }
        try {
            var limit =
                    Money.of(new BigDecimal(typed.replaceAll("[\\s\\u00a0]", "").replace(',', '.')), Money.KZT);
            if (limit.isPositive()) {
                return limit;
            }
        } catch (NumberFormatException | ArithmeticException unreadable) {
            throw new Problem.Invalid("/limit", "account-limit");
        }
        throw new Problem.Invalid("/limit", "account-limit");
    }

    @GetMapping("/charges.csv")
    Mono<ResponseEntity<byte[]>> csv(Member member, Ui ui, @RequestParam(required = false) @Nullable String period) {
        member.require(Role.ACCOUNTANT);
        var month = month(period);
        return rows(member, ui, month)
                .map(rows -> Download.csv(
                        "charges-" + month, rows.stream().map(LedgerFile::text).toList()));
    }

    @GetMapping("/charges.xlsx")
    Mono<ResponseEntity<byte[]>> xlsx(Member member, Ui ui, @RequestParam(required = false) @Nullable String period) {
        member.require(Role.ACCOUNTANT);
        var month = month(period);
        return Download.xlsx(
                "charges-" + month,
                rows(member, ui, month).flatMap(rows -> new SpreadSheet(ui.month(month.month()), rows, 1).bytes()));
    }

    private BillingPeriod month(@Nullable String period) {
        return period == null || period.isBlank()
                ? BillingPeriod.of(clock.instant(), WorkingHours.ALMATY)
                : BillingPeriod.parse(period);
    }

    private Mono<List<List<@Nullable Object>>> rows(Member member, Ui ui, BillingPeriod month) {
        return billing.charges(member.tenant(), month).map(charges -> {
            var rows = new ArrayList<List<@Nullable Object>>();
            rows.add(Arrays.asList(
                    ui.t("billing.col.when"),
                    ui.t("billing.col.what"),
                    ui.t("billing.col.complex"),
                    ui.t("billing.col.channel"),
                    ui.t("billing.col.amount"),
                    ui.t("billing.col.credited"),
                    ui.t("billing.col.rest"),
                    ui.t("billing.vat"),
                    ui.t("account.col.charge")));
            charges.forEach(charge -> rows.add(row(ui, charge)));
            return rows;
        });
    }

    private static List<@Nullable Object> row(Ui ui, Charge charge) {
        var channel = charge.channel();
        return Arrays.asList(
                charge.occurredAt(),
                InvoiceTexts.charge(charge, ui),
                charge.complex(),
                channel == null ? null : ui.t("billing.channel." + channel.name()),
                charge.amount(),
                charge.credited(),
                charge.rest(),
                charge.vatRate(),
                charge.id().toString());
    }
}
