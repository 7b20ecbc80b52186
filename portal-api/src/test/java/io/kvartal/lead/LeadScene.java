package io.kvartal.lead;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Developer;
import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.Party;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import kvartal.testing.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Developers with a contract and one complex each, and buyers with numbers of their own. */
@Component
class LeadScene {
    static final Money PRICE = Money.kzt(15_000);
    private static final AtomicInteger BUYERS = new AtomicInteger(1_000_000);

    private final TenantTx tx;
    private final Catalogue catalogue;
    private final Contracts contracts;
    private final Clock clock;

    LeadScene(TenantTx tx, Catalogue catalogue, Contracts contracts, Clock clock) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.contracts = contracts;
        this.clock = clock;
    }

    Complex complexOf(CommercialModel model) {
        var tenant = Tenants.random();
        var slug = "dev-" + tenant.toString().substring(24);
        catalogue.register(new Developer(tenant, slug, "Developer " + slug)).block();
        contracts.sign(tenant, draft(model, slug), "test").block();
        return complex(tenant, slug);
    }

    private static ContractDraft draft(CommercialModel model, String slug) {
        var from = LocalDate.of(2026, 1, 1);
        var party = new Party(slug + " LLP", "123456789012", "Almaty", slug + "@example.kz");
        return switch (model) {
            case CPL -> ContractDraft.cpl(from, party, PRICE);
            case CPT -> ContractDraft.cpt(from, party, new BigDecimal("0.015"));
            case PLACEMENT -> ContractDraft.placement(from, party, Money.kzt(900_000));
            case FREE -> ContractDraft.free(from, party);
        };
    }

    private Complex complex(TenantId tenant, String slug) {
        var complex = "complex-" + slug;
        tx.portal(db -> db.sql("""
            insert into catalogue.complex (id, developer_id, external_key, slug, name, city, district, class, lat, lon,
                completion_year, completion_quarter, sales_office)
            values (:id, :developer, :slug, :slug, :name, 'almaty', 'bostandyk', 'comfort', 43.2, 76.9, 2027, 4, '+77272000000')
            """)
                        .bind("id", Ids.next())
                        .bind("developer", tenant.value())
                        .bind("slug", complex)
                        .bind("name", "ЖК " + slug)
                        .then()
                        .thenReturn(true))
                .block();
        return Objects.requireNonNull(catalogue.complex(complex).block());
    }

    static PhoneNumber buyer() {
        return new PhoneNumber("+7701" + BUYERS.incrementAndGet());
    }

    /** A call of now. @param talkSec 0 for a missed one */
    CallContact call(Complex complex, @Nullable PhoneNumber buyer, int talkSec) {
        return call(complex, buyer, talkSec, false);
    }

    CallContact call(Complex complex, @Nullable PhoneNumber buyer, int talkSec, boolean outbound) {
        return new CallContact(
                Ids.next(),
                complex.id(),
                buyer,
                clock.instant(),
                talkSec > 0,
                8,
                talkSec,
                outbound,
                null,
                null,
                null,
                Attribution.UNKNOWN);
    }

    static LeadForm form(Complex complex, PhoneNumber buyer, @Nullable UUID visitor, String... consents) {
        return new LeadForm(
                complex.slug(),
                null,
                "Айгерим",
                buyer.e164(),
                "Есть ли двухкомнатные?",
                null,
                Lang.RU,
                consents.length == 0 ? Set.of("contact", "share") : Set.of(consents),
                new LeadForm.Evidence(visitor, "api", "10." + (BUYERS.get() % 250) + ".0.1", null, false));
    }

    /** How many events of this kind left for the tenant. */
    long events(TenantId tenant, Class<?> kind) {
        return Objects.requireNonNull(tx.portal(
                        db -> db.sql("select count(*) as n from platform.outbox where developer_id = :tenant and type ="
                                        + " :type")
                                .bind("tenant", tenant.value())
                                .bind("type", kind.getName())
                                .map(row -> StoredLeads.must(row, "n", Long.class))
                                .one())
                .block());
    }

    /** Rows of a table of this context that the tenant sees. */
    long rows(TenantId tenant, String table) {
        return Objects.requireNonNull(tx.in(tenant, db -> db.sql("select count(*) as n from lead." + table)
                        .map(row -> StoredLeads.must(row, "n", Long.class))
                        .one())
                .block());
    }

    static <T> T get(Mono<T> work) {
        return Objects.requireNonNull(work.block());
    }
}
