package io.kvartal.billing;

import io.kvartal.contract.BillingTerms;
import io.kvartal.contract.Channel;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.SampleContracts;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Contacts;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kvartal.testing.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;

/** What tests of invoices have in common. */
abstract class InvoiceBase extends BillingBase {
    static final Instant DECEMBER_FIRST = Instant.parse("2026-12-01T05:00:00Z");

    @Autowired
    InvoiceBook book;

    /** Behind row security: what a release or a provisioning script would do. */
    static void superuser(String... statements) {
        try (var connection =
                        DriverManager.getConnection(TestDatabase.database().superuserJdbcUrl());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** @param prefix of its numbers, which is also its id */
    static void legalEntity(String prefix) {
        superuser("insert into billing.legal_entity (id, name, tax_id, address, bank, iban, country, prefix) values ('"
                + prefix + "', 'ТОО', '1', 'Алматы', 'Банк', 'KZ1', 'KZ', '" + prefix + "')");
    }

    static ContractDraft of(ContractDraft draft, String legalEntity) {
        return new ContractDraft(
                draft.validFrom(),
                draft.model(),
                draft.terms(),
                draft.complexTerms(),
                draft.prices(),
                draft.monthlyFee(),
                draft.prepaidMonths(),
                draft.bundle(),
                draft.commission(),
                draft.monthlyLeadPlan(),
                draft.hours(),
                draft.billing(),
                draft.disputes(),
                draft.party(),
                legalEntity);
    }

    static ContractDraft withGrace(int days) {
        return SampleContracts.cpl().withBilling(BillingTerms.USUAL.withGraceDays(days));
    }

    Charge chargedAt(Instant at) {
        return assess(Contacts.call(at, person(), 90)).charge();
    }

    Charge charged(TenantId of, Channel channel, String complex) {
        var contact = Contacts.contact(UUID.randomUUID(), channel, clock.instant(), person(), true, 90, complex);
        return billing.assess(of, contact.contact(), complex, contact).block().charge();
    }

    /** Money on the tenant's balance. */
    void prepaid(TenantId of, Money amount) {
        var journal = new Journal(
                Journal.Kind.PAYMENT,
                UUID.randomUUID(),
                List.of(
                        new Journal.Posting(Account.CASH, amount),
                        new Journal.Posting(Account.PREPAID, amount.negated())));
        tx.in(of, db -> new Ledger().post(db, of, journal, clock.instant())).block();
    }

    Money balance(TenantId of, Account account) {
        return tx.in(of, db -> new Ledger().balance(db, of, account)).block();
    }

    Invoice invoice() {
        return billing.invoices(tenant).block().getFirst();
    }

    List<InvoiceLine> lines() {
        return billing.invoice(tenant, invoice().id()).block().lines();
    }
}
