package io.kvartal.billing.web;

import io.kvartal.billing.Billing;
import io.kvartal.billing.ChargeId;
import io.kvartal.billing.ChargeView;
import io.kvartal.billing.CreditNote;
import io.kvartal.billing.InvoiceId;
import io.kvartal.billing.Replacement;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a developer owes, for programs. */
@RestController
@RequestMapping("/api/v1/cabinet")
class CabinetBillingApi {
    private final Billing billing;
    private final Clock clock;

    CabinetBillingApi(Billing billing, Clock clock) {
        this.billing = billing;
        this.clock = clock;
    }

    /** @param total without VAT, after credits */
    record ChargeList(
            String period,
            List<ChargeBody> items,
            Money amount,
            Money credited,
            Money total,
            @Nullable String nextCursor) {}

    record CreditBody(
            String id,
            String reason,
            Money amount,
            String note,
            Instant issuedAt,
            @Nullable String invoice) {
        static CreditBody of(CreditNote note) {
            var invoice = note.invoice();
            return new CreditBody(
                    note.id().toString(),
                    note.reason().name(),
                    note.amount(),
                    note.note(),
                    note.issuedAt(),
                    invoice == null ? null : invoice.toString());
        }
    }

    record ReplacementBody(String id, String state, Instant dueAt) {
        static @Nullable ReplacementBody of(@Nullable Replacement owed) {
            return owed == null
                    ? null
                    : new ReplacementBody(owed.id().toString(), owed.state().name(), owed.dueAt());
        }
    }

    /** @param receipt null for a placement or a deal */
    record ChargeReceipt(
            ChargeBody charge,
            @Nullable ReceiptBody receipt,
            List<CreditBody> credits,
            @Nullable ReplacementBody replacement,
            @Nullable String invoiceNumber) {
        static ChargeReceipt of(ChargeView view, Ui ui) {
            var receipt = view.receipt();
            return new ChargeReceipt(
                    ChargeBody.of(view.charge()),
                    receipt == null ? null : ReceiptBody.of(receipt, ui),
                    view.credits().stream().map(CreditBody::of).toList(),
                    ReplacementBody.of(view.replacement()),
                    view.invoiceNumber());
        }
    }

    record PaymentPage(URI url) {}

    @GetMapping("/charges")
    Mono<ChargeList> charges(Member member, @RequestParam(required = false) @Nullable String period) {
        var month =
                period == null ? BillingPeriod.of(clock.instant(), WorkingHours.ALMATY) : BillingPeriod.parse(period);
        return billing.charges(member.tenant(), month).map(charges -> {
            var amount = charges.stream().map(charge -> charge.amount()).reduce(Money.ZERO_KZT, Money::plus);
            var credited = charges.stream().map(charge -> charge.credited()).reduce(Money.ZERO_KZT, Money::plus);
            return new ChargeList(
                    month.toString(),
                    charges.stream().map(ChargeBody::of).toList(),
                    amount,
                    credited,
                    amount.minus(credited),
                    null);
        });
    }

    @GetMapping("/charges/{id}/receipt")
    Mono<ChargeReceipt> receipt(Member member, Ui ui, @PathVariable ChargeId id) {
        return billing.charge(member.tenant(), id).map(view -> ChargeReceipt.of(view, ui));
    }

    /** 303 to the hosted page; the body says the same address. */
    @GetMapping("/invoices/{id}/payment")
    Mono<ResponseEntity<PaymentPage>> payment(Member member, @PathVariable InvoiceId id) {
        member.require(Role.ACCOUNTANT);
        return billing.paymentPage(member.tenant(), id).map(page -> ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(page)
                .body(new PaymentPage(page)));
    }
}
