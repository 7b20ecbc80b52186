package io.kvartal.billing.web;

import static io.kvartal.billing.web.Body.required;

import io.kvartal.billing.Billing;
import io.kvartal.billing.Deal;
import io.kvartal.billing.DealBook;
import io.kvartal.billing.DealDraft;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Deals, for programs of the portal. */
@RestController
@RequestMapping("/api/v1/billing/deals")
class DealApi {
    private final Billing billing;
    private final DealBook book;

    DealApi(Billing billing, DealBook book) {
        this.billing = billing;
        this.book = book;
    }

    record DealRequest(
            @Nullable TenantId tenant,
            @Nullable String lead,
            @Nullable Money contractSum,
            @Nullable LocalDate signedOn,
            @Nullable LocalDate paidOn,
            @Nullable String description) {

        DealDraft draft() {
            var sum = required(contractSum, "/contractSum");
            if (!sum.isPositive()) {
                throw new Problem.Invalid("/contractSum", "required");
            }
            return new DealDraft(
                    Ids.parse(required(lead, "/lead")),
                    sum,
                    required(signedOn, "/signedOn"),
                    required(paidOn, "/paidOn"),
                    description == null ? "" : description);
        }
    }

    record CancellationRequest(
            @Nullable TenantId tenant,
            @Nullable LocalDate on,
            @Nullable String reason) {}

    record CancelledBody(
            LocalDate on, String reason, @Nullable String credit) {}

    record DealBody(
            String id,
            String lead,
            Money contractSum,
            Money commission,
            String charge,
            LocalDate signedOn,
            @Nullable CancelledBody cancelled) {
        static DealBody of(Deal deal) {
            var event = deal.cancelled();
            return new DealBody(
                    deal.id().toString(),
                    deal.lead().toString(),
                    deal.contractSum(),
                    deal.commission(),
                    deal.charge().toString(),
                    deal.signedOn(),
                    event == null
                            ? null
                            : new CancelledBody(
                                    event.on(),
                                    event.reason(),
                                    event.credit() == null
                                            ? null
                                            : event.credit().toString()));
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<DealBody> declare(Staff staff, @RequestBody DealRequest request) {
        staff.require(Role.BILLING, Role.MANAGER);
        return billing.declareDeal(required(request.tenant(), "/tenant"), request.draft(), staff.userId())
                .map(DealBody::of);
    }

    @PostMapping("/{id}/cancellation")
    Mono<DealBody> cancel(Staff staff, @PathVariable String id, @RequestBody CancellationRequest request) {
        staff.require(Role.BILLING);
        return book.cancel(
                        required(request.tenant(), "/tenant"),
                        Ids.parse(id),
                        required(request.on(), "/on"),
                        required(request.reason(), "/reason"),
                        staff.userId())
                .map(DealBody::of);
    }
}
