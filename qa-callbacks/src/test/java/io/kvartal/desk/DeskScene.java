package io.kvartal.desk;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Developer;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.Party;
import io.kvartal.lead.Attribution;
import io.kvartal.lead.CallContact;
import io.kvartal.lead.LeadForm;
import io.kvartal.lead.LeadId;
import io.kvartal.lead.Leads;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import kvartal.testing.Tenants;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Developers who pay per lead, each with one complex; buyers with numbers of their own; staff. */
@Component
public class DeskScene {
    public static final Money PRICE = Money.kzt(15_000);
    private static final AtomicInteger BUYERS = new AtomicInteger(2_000_000);

    private final TenantTx tx;
    private final Catalogue catalogue;
    private final Contracts contracts;
    private final Leads leads;
    private final Clock clock;

    DeskScene(TenantTx tx, Catalogue catalogue, Contracts contracts, Leads leads, Clock clock) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.contracts = contracts;
        this.leads = leads;
        this.clock = clock;
    }

    public Complex complex() {
        return complex(LocalDate.of(2026, 1, 1), true);
    }

    public Complex freeComplex() {
        return complex(LocalDate.of(2026, 1, 1), false);
    }

    private Complex complex(LocalDate from, boolean paid) {
        var tenant = Tenants.random();
        var slug = "desk-" + tenant.toString().substring(24);
        catalogue.register(new Developer(tenant, slug, "Developer " + slug)).block();
        var party = new Party(slug + " LLP", "123456789012", "Almaty", slug + "@example.kz");
        contracts
                .sign(tenant, paid ? ContractDraft.cpl(from, party, PRICE) : ContractDraft.free(from, party), "test")
                .block();
        var id = Ids.next();
        portal(db -> db.sql("""
            insert into catalogue.complex (id, developer_id, external_key, slug, name, city, district, class,
                lat, lon, completion_year, completion_quarter, sales_office)
            values (:id, :developer, :slug, :slug, :name, 'shymkent', 'abay', 'comfort', 42.3, 69.6, 2027, 4,
                '+77252000000')
            """)
                .bind("id", id)
                .bind("developer", tenant.value())
                .bind("slug", "complex-" + slug)
                .bind("name", "Complex " + slug)
                .then());
        return catalogue.complex("complex-" + slug).block();
    }

    /** An answered call that is long enough to be charged. */
    public LeadId chargedLead(Complex complex) {
        return chargedLead(complex, buyer());
    }

    public LeadId chargedLead(Complex complex, PhoneNumber buyer) {
        return call(complex, buyer, 90);
    }

    public LeadId missedCall(Complex complex) {
        return call(complex, buyer(), 0);
    }

    private LeadId call(Complex complex, PhoneNumber buyer, int talkSec) {
        return leads.fromCall(new CallContact(
                        Ids.next(),
                        complex.id(),
                        buyer,
                        clock.instant(),
                        talkSec > 0,
                        8,
                        talkSec,
                        false,
                        null,
                        null,
                        null,
                        Attribution.UNKNOWN))
                .block();
    }

    /** A request from the site; emits the passport's secret. */
    public String request(Complex complex) {
        return leads.request(new LeadForm(
                        complex.slug(),
                        null,
                        "Айгерим",
                        buyer().e164(),
                        null,
                        null,
                        Lang.RU,
                        Set.of("contact"),
                        new LeadForm.Evidence(
                                null,
                                "api",
                                "10." + (BUYERS.get() / 250 % 250) + "." + (BUYERS.get() % 250) + ".1",
                                null,
                                false)))
                .block()
                .passport();
    }

    public static PhoneNumber buyer() {
        return new PhoneNumber("+7702" + BUYERS.incrementAndGet());
    }

    public static Staff staff(Role... roles) {
        var id = UUID.randomUUID().toString();
        return new Staff(id, "Staff " + id.substring(0, 8), Set.of(roles));
    }

    public void portal(java.util.function.Function<DatabaseClient, Mono<Void>> work) {
        tx.portal(db -> work.apply(db).thenReturn(true)).block();
    }

    public long count(String sql, UUID id) {
        return tx.staff(io.kvartal.platform.StaffAccess.system("test"), db -> db.sql(sql)
                        .bind("id", id)
                        .map(row -> row.get(0, Long.class))
                        .one())
                .block();
    }
}
