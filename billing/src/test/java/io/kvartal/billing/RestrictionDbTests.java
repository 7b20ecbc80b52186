package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.BillingTerms;
import io.kvartal.contract.SampleContracts;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** A placement is restricted when an invoice is overdue beyond the contract's limit, and only as long. */
@DbTest
class RestrictionDbTests extends BillingBase {
    @Autowired
    Restrictions restrictions;

    @Autowired
    Receivables receivables;

    /** Due on 11 December 2026; the contract allows thirty days. */
    private Invoice overdue() {
        sign(SampleContracts.cpl());
        charged();
        clock.set(Instant.parse("2026-12-01T06:00:00Z"));
        billing.close(NOVEMBER, STAFF).block();
        return billing.invoices(tenant).block().getFirst();
    }

    private boolean restrictedOn(String day) {
        clock.set(Instant.parse(day + "T06:00:00Z"));
        restrictions.reviewAll().block();
        return restrictions.isRestricted(tenant).block();
    }

    private List<String> events() {
        return tx.portal(db -> db.sql("""
            select type from platform.outbox where developer_id = :tenant and type like '%.Placement%' order by id\
            """)
                        .bind("tenant", tenant.value())
                        .map(row -> row.get("type", String.class).replaceAll(".*\\.", ""))
                        .all()
                        .collectList())
                .block();
    }

    @Test
    void thirtyDaysAreAllowedAndTheThirtyFirstIsTooMany() {
        var invoice = overdue();
        assertThat(restrictions.outlook(tenant).block().startsOn()).isNull();
        assertThat(restrictedOn("2026-12-12")).isFalse();
        assertThat(restrictions.outlook(tenant).block().startsOn()).isEqualTo(LocalDate.of(2027, 1, 11));
        assertThat(restrictedOn("2027-01-10")).isFalse();
        assertThat(restrictedOn("2027-01-11")).isTrue();
        restrictions.reviewAll().block();
        assertThat(events()).containsExactly("PlacementRestricted");
        var own = restrictions.all(STAFF).block().stream()
                .filter(one -> one.tenant().equals(tenant))
                .toList();
        assertThat(own).singleElement().satisfies(one -> assertThat(one.invoice())
                .isEqualTo(invoice.id()));
    }

    @Test
    void aPaymentLiftsItBeforeAnythingElseHasRun() {
        var invoice = overdue();
        assertThat(restrictedOn("2027-01-11")).isTrue();
        billing.paid(tenant, invoice.id(), Money.kzt(1), Ids.next().toString(), clock.instant())
                .block();
        assertThat(restrictions.isRestricted(tenant).block()).isTrue();
        billing.paid(
                        tenant,
                        invoice.id(),
                        invoice.total().minus(Money.kzt(1)),
                        Ids.next().toString(),
                        clock.instant())
                .block();
        assertThat(restrictions.isRestricted(tenant).block()).isFalse();
        restrictions.review(tenant).block();
        assertThat(events()).containsExactly("PlacementRestricted", "PlacementLifted");
        assertThat(restrictedOn("2027-03-01")).isFalse();
    }

    @Test
    void aVoidInvoiceLiftsItToo() {
        var invoice = overdue();
        assertThat(restrictedOn("2027-01-11")).isTrue();
        billing.voidInvoice(tenant, invoice.id()).block();
        assertThat(restrictions.isRestricted(tenant).block()).isFalse();
        restrictions.reviewAll().block();
        assertThat(events()).containsExactly("PlacementRestricted", "PlacementLifted");
    }

    @Test
    void staffWaitUntilADayWithAReasonThatIsWrittenDown() {
        overdue();
        assertThat(restrictedOn("2027-01-11")).isTrue();
        assertThatThrownBy(() -> restrictions
                        .grant(tenant, LocalDate.of(2027, 1, 20), " ", "billing")
                        .block())
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> restrictions
                        .grant(tenant, LocalDate.of(2027, 1, 10), "x", "billing")
                        .block())
                .isInstanceOf(Problem.Invalid.class);
        restrictions
                .grant(tenant, LocalDate.of(2027, 1, 20), "Платёж в пути", "billing")
                .block();
        assertThat(restrictions.isRestricted(tenant).block()).isFalse();
        assertThat(events()).containsExactly("PlacementRestricted", "PlacementLifted");
        assertThat(restrictions.outlook(tenant).block().startsOn()).isEqualTo(LocalDate.of(2027, 1, 21));
        assertThat(restrictedOn("2027-01-20")).isFalse();
        assertThat(restrictedOn("2027-01-21")).isTrue();
        var audited = tx.portal(
                        db -> db.sql("select count(*) as n from platform.audit where action = 'restriction-grace' and"
                                        + " subject = :subject")
                                .bind("subject", "tenant " + tenant)
                                .map(row -> row.get("n", Long.class))
                                .one())
                .block();
        assertThat(audited).isEqualTo(1);
    }

    @Test
    void twoReviewsAtOnceMakeOneRestriction() {
        overdue();
        clock.set(Instant.parse("2027-02-01T06:00:00Z"));
        Flux.range(0, 4).flatMap(i -> restrictions.review(tenant), 4).then().block();
        assertThat(events()).containsExactly("PlacementRestricted");
    }

    @Test
    void aContractThatNeverRestrictsNeverDoes() {
        var draft = SampleContracts.cpl();
        var terms = draft.billing();
        sign(draft.withBilling(
                new BillingTerms(terms.currency(), terms.dueDays(), terms.graceDays(), terms.vat(), null)));
        charged();
        billing.close(NOVEMBER, STAFF).block();
        assertThat(restrictedOn("2027-11-16")).isFalse();
        assertThat(restrictions.outlook(tenant).block().startsOn()).isNull();
    }

    @Test
    void whatIsOpenStandsInTheColumnOfItsAge() {
        var invoice = overdue();
        billing.paid(tenant, invoice.id(), Money.kzt(400), Ids.next().toString(), clock.instant())
                .block();
        clock.set(Instant.parse("2027-01-20T06:00:00Z"));
        var own = receivables.aging(STAFF).block().stream()
                .filter(one -> one.tenant().equals(tenant))
                .toList();
        assertThat(own).singleElement().satisfies(one -> {
            assertThat(one.oldestDays()).isEqualTo(40);
            assertThat(one.sums().get(2)).isEqualTo(Money.kzt(17_000));
            assertThat(one.total()).isEqualTo(Money.kzt(17_000));
            assertThat(one.overdue()).isEqualTo(Money.kzt(17_000));
        });
    }

    @Test
    void agesHaveSharpEdges() {
        assertThat(List.of(-5, 0, 1, 30, 31, 60, 61, 90, 91).stream()
                        .map(days -> Aging.bucket(days))
                        .toList())
                .containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 4);
        var tenant = new TenantId(new UUID(1, 1));
        var today = LocalDate.of(2026, 12, 1);
        assertThat(Receivables.of(
                        List.of(
                                new Receivables.Open(tenant, today.minusDays(1), Money.kzt(1)),
                                new Receivables.Open(tenant, today, Money.kzt(2)),
                                new Receivables.Open(tenant, today.minusDays(1), Money.of(100, "USD"))),
                        today))
                .hasSize(2);
    }
}
