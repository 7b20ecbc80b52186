package io.kvartal.billing.web;

import io.kvartal.billing.Billing;
import io.kvartal.billing.Deal;
import io.kvartal.billing.DealDraft;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/billing")
class BillingApi {
    private final Billing billing;
    private final Clock clock;

    BillingApi(Billing billing, Clock clock) {
        this.billing = billing;
        this.clock = clock;
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

    record DealBody(String id, String lead, Money contractSum, Money commission, String charge, LocalDate signedOn) {
        static DealBody of(Deal deal) {
            return new DealBody(
                    deal.id().toString(),
                    deal.lead().toString(),
                    deal.contractSum(),
                    deal.commission(),
                    deal.charge().toString(),
                    deal.signedOn());
        }
    }

    }

    @PostMapping("/deals")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<DealBody> declare(Staff staff, @RequestBody DealRequest request) {
        staff.require(Role.BILLING, Role.MANAGER);
        return billing.declareDeal(required(request.tenant(), "/tenant"), request.draft(), staff.userId())
                .map(DealBody::of);
    }

    static <T> T required(@Nullable T value, String pointer) {
        if (value == null) {
            throw new Problem.Invalid(pointer, "required");
        }
        return value;
    }
}
