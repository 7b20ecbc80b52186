package io.kvartal.demo;

import io.kvartal.billing.DealBook;
import io.kvartal.billing.DealLine;
import io.kvartal.billing.Invoice;
import io.kvartal.billing.InvoiceState;
import io.kvartal.billing.RefundDraft;
import io.kvartal.billing.Treasury;
import io.kvartal.billing.bank.Statements;
import io.kvartal.catalogue.Complex;
import io.kvartal.contract.Channel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.ContractDrafts;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.Party;
import io.kvartal.contract.Person;
import io.kvartal.contract.PriceRule;
import io.kvartal.contract.Terms;
import io.kvartal.contract.UniquenessAnchor;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.fixation.ClaimDraft;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The accountants of the demo: new versions of contracts, the bank's statement of each month, claims to clients, declared deals. */
@Component
@ConditionalOnProperty("kvartal.demo-history")
class DemoMoney {
    private static final Staff ACCOUNTANT = new Staff("demo-billing", "Гульмира Касенова", Set.of(Role.BILLING));
    private static final Person AUTHOR = new Person("demo-billing", ACCOUNTANT.name());
    private static final Person APPROVER = new Person("demo-chief", "Сауле Ибраева");
    private static final String BY_LEAD = "alatau-development";
    private static final String BY_DEAL = "samal-stroy";
    private static final String MEMBER = "Ержан Сулейменов";
    private static final long OVERPAID = 25_000;

    private final Contracts contracts;
    private final ContractDrafts drafts;
    private final Statements statements;
    private final Treasury treasury;
    private final Fixations fixations;
    private final DealBook deals;
    private final DemoClock clock;

    DemoMoney(
            Contracts contracts,
            ContractDrafts drafts,
            Statements statements,
            Treasury treasury,
            Fixations fixations,
            DealBook deals,
            DemoClock clock) {
        this.contracts = contracts;
        this.drafts = drafts;
        this.statements = statements;
        this.treasury = treasury;
        this.fixations = fixations;
        this.deals = deals;
        this.clock = clock;
    }

    void plan(Diary diary, LocalDate first, LocalDate today, List<Complex> complexes) {
        var byLead = of(complexes, BY_LEAD);
        var byDeal = of(complexes, BY_DEAL);
        var news = first.plusDays(32);
        diary.at(at(news, 15), "a draft", () -> offers(byLead.developer(), byLead.slug(), 45, 30, "Письмо заказчика"));
        diary.at(at(news.plusDays(1), 10), "a new version", () -> drafts.approve(byLead.developer(), 1, APPROVER));
        diary.at(
                at(today.minusDays(2), 16),
                "a draft",
                () -> offers(byLead.developer(), byLead.slug(), 30, 60, "Предложение на следующий квартал"));
        claims(diary, byDeal, today);
        for (var month = YearMonth.from(first); month.isBefore(YearMonth.from(today)); month = month.plusMonths(1)) {
            var period = new BillingPeriod(month);
            diary.at(at(month.plusMonths(1).atDay(4), 11), "deals", () -> declares(byDeal, period));
        }
    }

    private static Complex of(List<Complex> complexes, String developer) {
        return complexes.stream()
                .filter(complex -> complex.developerSlug().equals(developer))
                .findFirst()
                .orElseThrow();
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(Ui.ZONE).toInstant();
    }

    private Mono<?> offers(TenantId tenant, String complex, int talkSec, int uniqueDays, String note) {
        return contracts
                .inForce(tenant, clock.instant())
                .flatMap(now -> drafts.save(tenant, 0, next(now, complex, talkSec, uniqueDays), note, AUTHOR));
    }

    private ContractDraft next(Contract now, String complex, int talkSec, int uniqueDays) {
        var from = LocalDate.ofInstant(clock.instant(), Ui.ZONE).with(TemporalAdjusters.firstDayOfNextMonth());
        return ContractDraft.cpl(from, now.party(), Money.kzt(9_500))
                .withPrices(List.of(
                        PriceRule.all(Money.kzt(9_500)),
                        new PriceRule(complex, null, null, null, Money.kzt(12_000)),
                        new PriceRule(null, null, Channel.FORM, null, Money.kzt(7_000))))
                .withTerms(Terms.defaults()
                        .withMinTalkSec(talkSec)
                        .withUniqueness(uniqueDays, UniquenessScope.DEVELOPER, UniquenessAnchor.FIRST_BILLED))
                .withPlan(now.monthlyLeadPlan());
    }

    /** What came into the account: most invoices in full, one with too much, and money of somebody who did not say what for. */
    Mono<Void> bank(BillingPeriod period, List<Invoice> invoices, Random random) {
        var who = ACCOUNTANT.access("bank statement");
        return contracts
                .allInForce(who, clock.instant())
                .map(all -> all.stream().collect(Collectors.toMap(Contract::tenant, Contract::party)))
                .map(parties -> rows(period, invoices, parties, random))
                .flatMap(rows -> statements.upload(
                        "выписка-" + period + ".csv",
                        String.join("\n", rows).getBytes(StandardCharsets.UTF_8),
                        "",
                        ACCOUNTANT.name()))
                .flatMap(id -> statements.apply(who, id, ACCOUNTANT.name()))
                .then(asksBack(invoices));
    }

    private List<String> rows(
            BillingPeriod period, List<Invoice> invoices, Map<TenantId, Party> parties, Random random) {
        var day = LocalDate.ofInstant(clock.instant(), Ui.ZONE);
        var rows = new ArrayList<String>();
        rows.add("Выписка по счёту;KZ86125KZT5004100100");
        rows.add("Дата;Референс;Кредит;Дебет;Плательщик;БИН;Назначение платежа");
        var extra = Money.kzt(OVERPAID);
        for (var invoice : invoices) {
            if (invoice.state() == InvoiceState.FINAL && random.nextInt(6) != 0) {
                var payer = Objects.requireNonNull(parties.get(invoice.tenant()));
                var sum = invoice.total().minus(invoice.paid()).plus(extra);
                rows.add("%s;TR%s;%s;;%s;%s;Оплата по счёту %s"
                        .formatted(day, invoice.number(), sum.amount(), payer.name(), payer.taxId(), invoice.number()));
                extra = Money.ZERO_KZT;
            }
        }
        rows.add("%s;TR%s-1;180000.00;;ТОО «Жетысу Билд»;190340011223;Оплата за рекламу".formatted(day, period));
        rows.add("%s;TR%s-2;;4500.00;АО «Банк»;;Комиссия за ведение счёта".formatted(day, period));
        return rows;
    }

    /** The developer who paid too much wants it back; a second person has not looked at it yet. */
    private Mono<Void> asksBack(List<Invoice> invoices) {
        return treasury.refunds(ACCOUNTANT.access("refunds"))
                .filter(List::isEmpty)
                .flatMapIterable(none -> invoices)
                .concatMap(invoice -> treasury.payments(invoice.tenant()))
                .flatMapIterable(payments -> payments)
                .filterWhen(payment ->
                        treasury.balance(payment.tenant()).map(balance -> balance.equals(Money.kzt(OVERPAID))))
                .next()
                .flatMap(payment -> treasury.refund(
                        payment.tenant(),
                        new RefundDraft(payment.id(), Money.kzt(OVERPAID), null, "Переплата, письмо бухгалтерии"),
                        ACCOUNTANT.name()))
                .then();
    }

    private void claims(Diary diary, Complex complex, LocalDate today) {
        diary.at(at(today.minusDays(30), 12), "a claim", () -> claims(complex, 1, Fixation.Channel.OWN, null)
                .flatMap(claim -> fixations.decide(
                        complex.developer(), claim.id(), true, "Запись в CRM от этой даты", ACCOUNTANT.name())));
        diary.at(at(today.minusDays(12), 12), "a claim", () -> claims(
                        complex, 2, Fixation.Channel.AGENCY, "Агентство «Ключ»")
                .flatMap(claim -> fixations.decide(
                        complex.developer(), claim.id(), false, "Дата в записи не читается", ACCOUNTANT.name())));
        diary.at(at(today.minusDays(3), 12), "a claim", () -> claims(complex, 3, Fixation.Channel.OWN, null));
    }

    private Mono<Fixation> claims(Complex complex, int no, Fixation.Channel channel, @Nullable String holder) {
        var proven = clock.instant().minus(Duration.ofDays(2));
        var proof = "CRM, карточка %d: первый визит %s".formatted(4100 + no, LocalDate.ofInstant(proven, Ui.ZONE));
        return fixations.claim(
                complex.developer(),
                new ClaimDraft(new PhoneNumber("+7705777010" + no), complex.slug(), channel, holder, proof, proven),
                MEMBER);
    }

    private Mono<?> declares(Complex complex, BillingPeriod period) {
        var month = period.month();
        return deals.declare(
                complex.developer(),
                period,
                List.of(
                        deal(complex, month, 1, 9, 27_400_000),
                        deal(complex, month, 2, 17, 34_900_000),
                        deal(complex, month, 3, 24, 19_750_000)),
                MEMBER);
    }

    private static DealLine deal(Complex complex, YearMonth month, int no, int day, long sum) {
        return new DealLine(
                "ДДУ-" + month + "-" + no,
                month.atDay(day),
                month.atDay(day + 1),
                Money.kzt(sum),
                "кв. " + (10 * no + day),
                complex.slug(),
                new PhoneNumber("+77478800%d%02d".formatted(no, month.getMonthValue())));
    }
}
