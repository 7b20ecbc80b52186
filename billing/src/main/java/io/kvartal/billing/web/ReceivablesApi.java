package io.kvartal.billing.web;

import io.kvartal.billing.Aging;
import io.kvartal.billing.Receivables;
import io.kvartal.billing.Restrictions;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who has not paid, and whose placement is restricted, for programs of the portal. */
@RestController
@RequestMapping("/api/v1/billing/receivables")
class ReceivablesApi {
    private final Receivables receivables;
    private final Restrictions restrictions;
    private final Names names;

    ReceivablesApi(Receivables receivables, Restrictions restrictions, Contracts contracts, Clock clock) {
        this.receivables = receivables;
        this.restrictions = restrictions;
        this.names = new Names(contracts, clock);
    }

    /** With VAT. @param notDue whose day of payment has not passed; the others by days overdue */
    record AgesBody(
            Money notDue,
            Money days1To30,
            Money days31To60,
            Money days61To90,
            Money over90,
            Money overdue,
            Money total) {
        private static AgesBody of(List<Money> sums, Money total) {
            return new AgesBody(
                    sums.get(0), sums.get(1), sums.get(2), sums.get(3), sums.get(4), total.minus(sums.get(0)), total);
        }

        static AgesBody of(Aging aging) {
            return of(aging.sums(), aging.total());
        }

        static AgesBody of(List<Aging> developers) {
            return of(
                    IntStream.range(0, Aging.BUCKETS)
                            .mapToObj(bucket -> Aging.sum(developers, bucket))
                            .toList(),
                    Aging.total(developers));
        }
    }

    /**
     * @param name null for a company whose contract is over
     * @param restrictedSince null while the placement is not restricted
     * @param restrictedFrom the first day of a restriction when nothing is paid; null when the contract never restricts
     */
    record DeveloperBody(
            String developer,
            @Nullable String name,
            AgesBody open,
            long oldestDays,
            @Nullable Instant restrictedSince,
            @Nullable LocalDate restrictedFrom,
            @Nullable LocalDate graceUntil) {
        static DeveloperBody of(Aging aging, @Nullable String name, Restrictions.@Nullable Outlook outlook) {
            var restriction = outlook == null ? null : outlook.restriction();
            return new DeveloperBody(
                    aging.tenant().toString(),
                    name,
                    AgesBody.of(aging),
                    aging.oldestDays(),
                    restriction == null ? null : restriction.since(),
                    outlook == null ? null : outlook.startsOn(),
                    outlook == null ? null : outlook.graceUntil());
        }
    }

    /** @param total in tenge; sums of another currency stand with their developer only */
    record ReceivablesBody(
            List<DeveloperBody> items,
            AgesBody total,
            long restricted,
            @Nullable String nextCursor) {}

    /** The developers with anything open, those longest overdue first. */
    @GetMapping
    Mono<ReceivablesBody> all(Staff staff) {
        staff.require(Role.BILLING, Role.MANAGER);
        return receivables.aging(staff.access("receivables")).flatMap(aging -> restrictions
                .outlooks(aging)
                .flatMap(outlooks -> names.of(staff).map(known -> {
                    var items = aging.stream()
                            .map(each -> {
                                TenantId tenant = each.tenant();
                                return DeveloperBody.of(each, known.get(tenant), outlooks.get(tenant));
                            })
                            .toList();
                    return new ReceivablesBody(items, AgesBody.of(aging), Restrictions.restricted(outlooks), null);
                })));
    }
}
