package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What developers have not paid, by age. */
@Component("openReceivables")
public class Receivables {
    private final TenantTx tx;
    private final Clock clock;

    Receivables(TenantTx tx, Clock clock) {
        this.tx = tx;
        this.clock = clock;
    }

    /** An invoice that waits for money, with what is left of it. */
    record Open(TenantId tenant, LocalDate dueOn, Money rest) {}

    private record Key(TenantId tenant, Currency currency) {}

    /** The developers with anything open, those longest overdue first. A developer with two currencies stands twice. */
    public Mono<List<Aging>> aging(StaffAccess who) {
        var today = LocalDate.ofInstant(clock.instant(), WorkingHours.ALMATY);
        return tx.staff(who, db -> db.sql("""
            select i.tenant_id, i.due_on, i.currency, i.total_minor - coalesce((
                select sum(p.amount_minor) from billing.payment p
                where p.tenant_id = i.tenant_id and p.invoice_id = i.id), 0)::bigint - coalesce((
                select sum(s.amount_minor) from billing.settlement s
                where s.tenant_id = i.tenant_id and s.invoice_id = i.id), 0)::bigint as rest
            from billing.invoice i where i.state = 'FINAL' order by i.due_on, i.id\
            """)
                .map(row -> new Open(
                        new TenantId(required(row, "tenant_id", UUID.class)),
                        required(row, "due_on", LocalDate.class),
                        Money.of(required(row, "rest", Long.class), required(row, "currency", String.class))))
                .all()
                .collectList()
                .map(open -> of(open, today)));
    }

    /** Pure. @param open oldest due date first */
    static List<Aging> of(List<Open> open, LocalDate today) {
        var byTenant = new LinkedHashMap<Key, List<Open>>();
        open.forEach(
                one -> byTenant.computeIfAbsent(new Key(one.tenant(), one.rest().currency()), key -> new ArrayList<>())
                        .add(one));
        return byTenant.entrySet().stream()
                .map(each -> of(each.getKey(), each.getValue(), today))
                .toList();
    }

    private static Aging of(Key key, List<Open> open, LocalDate today) {
        var sums = new ArrayList<>(Collections.nCopies(Aging.BUCKETS, Money.zero(key.currency())));
        var oldest = 0L;
        for (var one : open) {
            var days = ChronoUnit.DAYS.between(one.dueOn(), today);
            oldest = Math.max(oldest, days);
            var bucket = Aging.bucket(days);
            sums.set(bucket, sums.get(bucket).plus(one.rest()));
        }
        return new Aging(key.tenant(), sums, oldest);
    }
}
