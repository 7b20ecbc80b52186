package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.Channel;
import io.kvartal.contract.SampleContracts;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Sixteen billing runs at once make one set of invoices, numbered without gaps for each of two sellers. */
@DbTest
class InvoiceRaceDbTests extends InvoiceBase {
    private static final int RUNS = 16;
    private static final int TENANTS = 30;

    private List<TenantId> tenants(String... sellers) {
        return IntStream.range(0, TENANTS)
                .mapToObj(i -> {
                    var each = Tenants.random();
                    contracts
                            .sign(each, of(SampleContracts.cpl(), sellers[i % sellers.length]), "t")
                            .block();
                    charged(each, Channel.CALL, "park");
                    charged(each, Channel.FORM, "park");
                    return each;
                })
                .toList();
    }

    private static String prefix() {
        return "R" + UUID.randomUUID().toString().substring(0, 8);
    }

    private List<Long> numbers(String prefix) {
        return tx.staff(STAFF, db -> db.sql(
                                "select number from billing.invoice where legal_entity = :entity order by number")
                        .bind("entity", prefix)
                        .map(row ->
                                Long.parseLong(row.get("number", String.class).substring(prefix.length() + 1)))
                        .all()
                        .collectList())
                .block();
    }

    private void check(List<TenantId> tenants, String... sellers) {
        for (var each : tenants) {
            var invoices = billing.invoices(each).block();
            assertThat(invoices).hasSize(1);
            assertThat(invoices.getFirst().state()).isEqualTo(InvoiceState.FINAL);
            assertThat(billing.invoice(each, invoices.getFirst().id()).block().lines())
                    .hasSize(2);
            assertThat(balance(each, Account.RECEIVABLE))
                    .isEqualTo(invoices.getFirst().total());
            assertThat(balance(each, Account.UNBILLED).isZero()).isTrue();
        }
        for (var seller : sellers) {
            assertThat(numbers(seller))
                    .isEqualTo(LongStream.rangeClosed(1, TENANTS / sellers.length)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void ofOneRunThatAllJoin() {
        var one = prefix();
        var two = prefix();
        legalEntity(one);
        legalEntity(two);
        var tenants = tenants(one, two);
        var results = Flux.range(0, RUNS)
                .flatMap(i -> billing.close(NOVEMBER, STAFF), RUNS)
                .collectList()
                .block();
        assertThat(results).hasSize(RUNS).allSatisfy(run -> assertThat(run.parked())
                .extracting(InvoiceRun.Parked::tenant)
                .doesNotContainAnyElementsOf(tenants));
        check(tenants, one, two);
    }

    /** Without the run's rows between them: the tenant's lock and the unique key hold by themselves. */
    @Test
    void ofWorkersThatKnowNothingOfEachOther(
            @org.springframework.beans.factory.annotation.Autowired Invoicing invoicing) {
        var one = prefix();
        var two = prefix();
        legalEntity(one);
        legalEntity(two);
        var tenants = tenants(one, two);
        Flux.range(0, RUNS)
                .flatMap(
                        worker -> Flux.fromIterable(worker % 2 == 0 ? tenants : tenants.reversed())
                                .concatMap(each -> invoicing.close(each, NOVEMBER, "worker " + worker)),
                        RUNS)
                .then()
                .block();
        check(tenants, one, two);
    }
}
