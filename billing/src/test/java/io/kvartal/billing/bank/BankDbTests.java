package io.kvartal.billing.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.billing.Account;
import io.kvartal.billing.Billing;
import io.kvartal.billing.Invoice;
import io.kvartal.billing.InvoiceState;
import io.kvartal.billing.OpenInvoice;
import io.kvartal.billing.Payment;
import io.kvartal.billing.Refund;
import io.kvartal.billing.RefundDraft;
import io.kvartal.billing.Treasury;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.Party;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From a statement file to the books, and back again. */
@DbTest
class BankDbTests {
    private static final StaffAccess STAFF = new StaffAccess("tester", "bank statement in a test");
    private static final Money TOTAL = Money.kzt(116_000);

    @Autowired
    Statements statements;

    @Autowired
    Treasury treasury;

    @Autowired
    Billing billing;

    @Autowired
    Contracts contracts;

    @Autowired
    TenantTx tx;

    @Autowired
    TestClock clock;

    private final String bin =
            "%012d".formatted(Math.floorMod(Ids.next().getLeastSignificantBits(), 1_000_000_000_000L));
    private final TenantId tenant = Tenants.random();

    @BeforeEach
    void threeInvoices() {
        clock.set(Instant.parse("2026-09-01T05:00:00Z"));
        var party = new Party("ТОО «Проба " + bin + "»", bin, "Алматы", "");
        contracts
                .sign(tenant, ContractDraft.placement(LocalDate.of(2026, 9, 1), party, Money.kzt(100_000)), "test")
                .block();
        clock.set(Instant.parse("2026-12-01T05:00:00Z"));
        for (var month : List.of("2026-09", "2026-10", "2026-11")) {
            billing.close(BillingPeriod.parse(month), STAFF).block();
        }
        assertThat(invoices()).hasSize(3).allMatch(one -> one.total().equals(TOTAL));
    }

    @AfterEach
    void atTheUsualTime() {
        clock.set(TestClock.START);
    }

    /** Oldest first. */
    private List<Invoice> invoices() {
        return billing.invoices(tenant).block().reversed();
    }

    private String line(String purpose, String payerBin, String amount) {
        return "03.12.2026;%s;%s;%s;\"%s\"\n".formatted(Ids.next(), amount, payerBin, purpose);
    }

    private UUID upload(String... lines) {
        return statements
                .upload(
                        "test.csv",
                        ("дата;референс;сумма;бин;назначение\n" + String.join("", lines))
                                .getBytes(StandardCharsets.UTF_8),
                        "",
                        "tester")
                .block();
    }

    private Statements.Applied apply(UUID statement) {
        return statements.apply(STAFF, statement, "tester").block();
    }

    private void booksFit() {
        var receivable = treasury.balanceOf(tenant, Account.RECEIVABLE).block();
        var documents = invoices().stream()
                .filter(one -> one.state() != InvoiceState.VOID)
                .map(one -> one.total().minus(one.paid()))
                .reduce(Money.ZERO_KZT, Money::plus);
        assertThat(receivable).isEqualTo(documents);
        var prepaid = tx.in(tenant, db -> db.sql("""
            select ((select coalesce(sum(amount_minor), 0) from billing.payment where tenant_id = :t and invoice_id is null)
                - (select coalesce(sum(amount_minor), 0) from billing.settlement where tenant_id = :t)
                - (select coalesce(sum(amount_minor), 0) from billing.refund where tenant_id = :t and from_account = 'PREPAID'
                    and state in ('APPROVED', 'SENT')))::bigint as v\
            """)
                        .bind("t", tenant.value())
                        .map(row -> row.get("v", Long.class))
                        .one())
                .block();
        assertThat(treasury.balance(tenant).block().minor()).isEqualTo(prepaid).isNotNegative();
        var residue = tx.in(tenant, db -> db.sql(
                                "select coalesce(sum(amount_minor), 0)::bigint as v from billing.posting where"
                                        + " tenant_id = :t")
                        .bind("t", tenant.value())
                        .map(row -> row.get("v", Long.class))
                        .one())
                .block();
        assertThat(residue).isZero();
        for (var invoice : invoices()) {
            assertThat(invoice.state() == InvoiceState.PAID)
                    .isEqualTo(invoice.paid().equals(invoice.total()));
        }
    }

    @Test
    void aFilePaysWhatItNamesAndTheSameFileAgainAddsNothing() {
        var first = invoices().getFirst();
        var a = line("Счёт № " + first.number(), bin, "16 000,00");
        var b = line("остаток по сч. " + first.number(), "", "100 000,00");
        var id = upload(a, b);
        var preview = statements.view(STAFF, id).block();
        assertThat(preview.lines())
                .extracting(one -> ((Match.Paid) one.match()).fit())
                .containsExactly(Match.Fit.PARTIAL, Match.Fit.EXACT);
        assertThat(invoices().getFirst().paid()).isEqualTo(Money.ZERO_KZT);
        assertThat(apply(id)).isEqualTo(new Statements.Applied(2, 0, 0));
        assertThat(invoices().getFirst().state()).isEqualTo(InvoiceState.PAID);
        assertThat(upload(a, b)).isEqualTo(id);
        assertThat(apply(id)).isEqualTo(new Statements.Applied(0, 0, 0));
        var overlapping = upload(a, b, line(invoices().get(1).number(), bin, "116000"));
        assertThat(statements.view(STAFF, overlapping).block().lines()).hasSize(1);
        assertThat(apply(overlapping).matched()).isOne();
        assertThat(treasury.payments(tenant).block()).hasSize(3);
        booksFit();
    }

    @Test
    void jointMoneyPaysTheOldestFirstAndTheRestIsTheBalanceThatTheNextInvoiceUses() {
        apply(upload(line("за рекламу", bin, "250000")));
        assertThat(invoices())
                .extracting(Invoice::state)
                .containsExactly(InvoiceState.PAID, InvoiceState.PAID, InvoiceState.FINAL);
        assertThat(invoices().getLast().paid()).isEqualTo(Money.kzt(18_000));
        apply(upload(line("аванс", bin, "100000,50")));
        assertThat(treasury.balance(tenant).block()).isEqualTo(Money.of(200_050, "KZT"));
        clock.set(Instant.parse("2027-01-02T05:00:00Z"));
        billing.close(BillingPeriod.parse("2026-12"), STAFF).block();
        treasury.useBalance(tenant, "tester").block();
        assertThat(invoices().getLast().paid()).isEqualTo(Money.of(200_050, "KZT"));
        assertThat(treasury.balance(tenant).block()).isEqualTo(Money.ZERO_KZT);
        booksFit();
    }

    @Test
    void anUnknownPayerWaitsIsAssignedAndTheAssignmentIsTakenBack() {
        apply(upload(line("перевод", "", "50000")));
        var waiting = mine("50000.00");
        assertThat(waiting.match()).isInstanceOf(Match.Suspense.class);
        var open = treasury.openInvoices(STAFF).block().stream()
                .filter(one -> one.tenant().equals(tenant))
                .map(OpenInvoice::id)
                .toList();
        statements
                .assign(waiting.line().id(), tenant, open.subList(1, 2), "tester")
                .block();
        assertThat(invoices().get(1).paid()).isEqualTo(Money.kzt(50_000));
        assertThatThrownBy(() -> statements
                        .assign(waiting.line().id(), tenant, List.of(), "tester")
                        .block())
                .isInstanceOf(Problem.Conflict.class);
        booksFit();
        statements.undo(waiting.line().id(), "другой застройщик", "tester").block();
        assertThat(invoices().get(1).paid()).isEqualTo(Money.ZERO_KZT);
        assertThat(treasury.payments(tenant).block())
                .extracting(Payment::kind)
                .containsExactlyInAnyOrder(Payment.Kind.RECEIVED, Payment.Kind.REVERSED);
        booksFit();
        statements.assign(waiting.line().id(), tenant, List.of(), "tester").block();
        assertThat(treasury.balance(tenant).block()).isEqualTo(Money.kzt(50_000));
        treasury.useBalance(tenant, "tester").block();
        // The money is used: it cannot be taken from an invoice behind its back.
        assertThatThrownBy(() ->
                        statements.undo(waiting.line().id(), "нет", "tester").block())
                .isInstanceOfSatisfying(Problem.Conflict.class, refused -> assertThat(refused.code())
                        .isEqualTo("balance-used"));
        booksFit();
    }

    private Statements.Proposed mine(String amount) {
        return statements.suspense(STAFF).block().stream()
                .filter(one -> one.line().amount().amount().toPlainString().equals(amount))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    @Test
    void aRefundOutOfTheBalanceIsApprovedByTwoAndMatchedWithTheLineThatLeaves() {
        apply(upload(line("аванс", bin, "1348000")));
        var spare = treasury.payments(tenant).block().stream()
                .filter(one -> one.invoice() == null)
                .findFirst()
                .orElseThrow();
        assertThat(spare.amount()).isEqualTo(Money.kzt(1_000_000));
        var asked = treasury.refund(tenant, new RefundDraft(spare.id(), Money.kzt(600_000), null, "ошибка"), "one")
                .block();
        assertThat(asked.state()).isEqualTo(Refund.State.REQUESTED);
        assertThatThrownBy(
                        () -> treasury.approveRefund(tenant, asked.id(), "one").block())
                .isInstanceOf(Problem.Conflict.class);
        assertThat(treasury.approveRefund(tenant, asked.id(), "two").block().state())
                .isEqualTo(Refund.State.APPROVED);
        assertThat(treasury.balance(tenant).block()).isEqualTo(Money.kzt(400_000));
        var small = treasury.refund(tenant, new RefundDraft(spare.id(), Money.kzt(123_457), null, "часть"), "one")
                .block();
        assertThat(small.state()).isEqualTo(Refund.State.APPROVED);
        assertThatThrownBy(
                        () -> treasury.refund(tenant, new RefundDraft(spare.id(), Money.kzt(300_000), null, "x"), "one")
                                .block())
                .isInstanceOf(Problem.Conflict.class);
        apply(upload(line("Возврат", "", "-123457")));
        var states = treasury.refundsOf(tenant, spare.id()).block();
        assertThat(states)
                .extracting(Refund::state)
                .containsExactlyInAnyOrder(Refund.State.APPROVED, Refund.State.SENT);
        treasury.refundFailed(tenant, asked.id(), "реквизиты", "two").block();
        treasury.refundFailed(tenant, asked.id(), "реквизиты", "two").block();
        assertThat(treasury.balance(tenant).block()).isEqualTo(Money.of(87_654_300, "KZT"));
        booksFit();
    }

    @Test
    void aBrokenFileStoresNothing() {
        assertThatThrownBy(() -> upload("03.12.2026;x;many;;y\n"))
                .isInstanceOfSatisfying(Problem.Invalid.class, wrong -> {
                    assertThat(wrong.errors().getFirst().code()).isEqualTo("statement-amount");
                    assertThat(wrong.errors().getFirst().args()).containsExactly(2, "many");
                });
    }

    /** Files, assignments, undoing, refunds and the use of the balance in any order: the books and the documents say the same. */
    @Test
    void afterAnyHistoryTheBooksAndTheDocumentsAgree() {
        var seed = Long.getLong("seed", System.nanoTime());
        System.out.println("BankDbTests seed " + seed);
        var random = new Random(seed);
        var lines = new ArrayList<UUID>();
        var histories = Integer.getInteger("histories", 40);
        for (var history = 0; history < histories; history++) {
            for (var step = 0; step < 4; step++) {
                step(random, lines);
            }
            booksFit();
        }
        System.out.println("BankDbTests: %d histories, %d payments"
                .formatted(histories, treasury.payments(tenant).block().size()));
    }

    private void step(Random random, List<UUID> lines) {
        try {
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    var purpose = random.nextBoolean()
                            ? "Счёт " + invoices().get(random.nextInt(3)).number()
                            : random.nextBoolean() ? "аванс" : "перевод";
                    var id = upload(line(purpose, random.nextInt(3) > 0 ? bin : "", "" + (1 + random.nextInt(90_000))));
                    lines.add(statements
                            .view(STAFF, id)
                            .block()
                            .lines()
                            .getFirst()
                            .line()
                            .id());
                    apply(id);
                }
                case 2 ->
                    statements
                            .assign(
                                    lines.get(random.nextInt(lines.size())),
                                    tenant,
                                    List.of(invoices().get(random.nextInt(3)).id()),
                                    "tester")
                            .block();
                case 3 ->
                    statements
                            .undo(lines.get(random.nextInt(lines.size())), "проба", "tester")
                            .block();
                case 4 -> treasury.useBalance(tenant, "tester").block();
                default -> {
                    var all = treasury.payments(tenant).block();
                    var one = all.get(random.nextInt(all.size()));
                    var refund = treasury.refund(
                                    tenant,
                                    new RefundDraft(one.id(), Money.kzt(1 + random.nextInt(5_000)), null, "проба"),
                                    "one")
                            .block();
                    if (random.nextBoolean()) {
                        treasury.refundFailed(tenant, refund.id(), "проба", "one")
                                .block();
                    }
                }
            }
        } catch (Problem.Conflict | IllegalArgumentException | IndexOutOfBoundsException refused) {
            // Not possible in this state; the books must not have moved, which is checked after each history.
        }
    }
}
