package io.kvartal.billing;

import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Agreements;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.Contacts;
import io.kvartal.verdict.Receipt;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A tenant whose contacts are assessed, and its clock. */
abstract class BillingBase {
    static final StaffAccess STAFF = new StaffAccess("tester", "invoice run in a test");
    static final Money PRICE = Money.kzt(15_000);
    static final BillingPeriod NOVEMBER = BillingPeriod.parse("2026-11");

    @Autowired
    Billing billing;

    @Autowired
    Contracts contracts;

    @Autowired
    TenantTx tx;

    @Autowired
    TestClock clock;

    final TenantId tenant = Tenants.random();

    @BeforeEach
    void atTheUsualTime() {
        clock.set(TestClock.START);
    }

    static String person() {
        return Ids.next().toString();
    }

    Assessment assess(ContactFacts facts) {
        return assess(facts.contact(), facts);
    }

    Assessment assess(UUID lead, ContactFacts facts) {
        return billing.assess(tenant, lead, "call", facts).block();
    }

    void sql(String statement) {
        tx.in(tenant, db -> db.sql(statement).then()).block();
    }

    Charge charged() {
        return assess(Contacts.call(clock.instant(), person(), 90)).charge();
    }

    /** The newest receipt of each contact. */
    Map<UUID, Receipt> receipts(TenantId own, Collection<UUID> contacts) {
        var agreements = Agreements.of(contracts.history(own).block());
        var receipts = new TreeMap<UUID, Receipt>();
        tx.in(own, db -> new Assessments().current(db, own, contacts))
                .block()
                .forEach((contact, stored) -> receipts.put(
                        contact,
                        tx.in(own, db -> new Assessments().byId(db, own, stored.id()))
                                .map(found -> Receipts.of(found, agreements))
                                .block()));
        return receipts;
    }

    static Random random() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("BillingDbTests seed " + seed);
        return new Random(seed);
    }

    Contract sign(ContractDraft draft) {
        return contracts.sign(tenant, draft, "tester").block();
    }

    Contract sign(ContractDraft draft, LocalDate from) {
        return sign(new ContractDraft(
                from,
                draft.model(),
                draft.terms(),
                Map.of(),
                draft.prices(),
                null,
                1,
                List.of(),
                null,
                draft.monthlyLeadPlan(),
                draft.hours(),
                draft.billing(),
                draft.disputes(),
                draft.party(),
                draft.legalEntity()));
    }
}
