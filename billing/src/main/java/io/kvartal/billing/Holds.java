package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.Channel;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.Sql;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What charges hold: a contact, and a person for a window. The portal's copy names no developer; developers whose scope is the whole portal measure their
 * contacts against it.
 *
 * <p>Developers are judged one by one, so what one of them learns late may change what another has paid for. The earlier contact wins whenever it becomes
 * known: the later hold gives way, and {@link HoldMoved} has its developer judged again.
 */
@Component
class Holds {
    private final Outbox outbox;

    Holds(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * A developer whose scope is the whole portal has contacts of these persons. Whoever did not see that yet, because both were judged at once, is seen
     * when the persons are judged again.
     */
    Mono<Void> watch(DatabaseClient db, TenantId tenant, Collection<String> persons) {
        return db.sql("""
            insert into billing.portal_person (person) select unnest(:persons) order by 1
            on conflict do nothing returning person\
            """)
                .bind("persons", persons.toArray(String[]::new))
                .map(row -> required(row, "person", String.class))
                .all()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(person -> outbox.append(db, tenant, new HoldMoved(person)))
                .then();
    }

    /** The database refuses a second live hold on the person in the window, and on the contact at all. */
    Mono<Void> hold(DatabaseClient db, Charge charge, UUID contact, Hold hold) {
        var insert = db.sql("""
            insert into billing.claim (tenant_id, charge_id, contact_id, scope_key, person, billed_during)
            values (:tenant, :charge, :contact, :scope, :person, tstzrange(:from, :until))\
            """)
                .bind("tenant", charge.tenant().value())
                .bind("charge", charge.id().value())
                .bind("contact", contact)
                .bind("scope", hold.scopeKey())
                .bind("from", hold.from())
                .bind("until", hold.until());
        return Sql.bind(insert, "person", hold.person(), String.class).then().then(onPortal(db, charge, hold));
    }

    /** A charge that stands holds what its newest receipt says, after {@link #release} of every hold that may move. */
    Mono<Void> holdAgain(DatabaseClient db, Charge charge, Hold hold) {
        var update = db.sql("""
            update billing.claim set scope_key = :scope, person = :person, billed_during = tstzrange(:from, :until),
                reversed = false
            where tenant_id = :tenant and charge_id = :charge\
            """)
                .bind("scope", hold.scopeKey())
                .bind("from", hold.from())
                .bind("until", hold.until())
                .bind("tenant", charge.tenant().value())
                .bind("charge", charge.id().value());
        return Sql.bind(update, "person", hold.person(), String.class).then().then(onPortal(db, charge, hold));
    }

    private Mono<Void> onPortal(DatabaseClient db, Charge charge, Hold hold) {
        var person = hold.person();
        if (person == null) {
            return Mono.empty();
        }
        return (hold.portalWide() ? giveWay(db, hold, person) : Mono.<Void>empty())
                .then(insert(db, charge, hold, person))
                .filter(watched -> watched)
                .flatMap(watched -> outbox.append(db, charge.tenant(), new HoldMoved(person)));
    }

    private static Mono<Void> giveWay(DatabaseClient db, Hold hold, String person) {
        return db.sql("""
            update billing.portal_claim set guarded = false
            where person = :person and not reversed and portal_wide and paid_from > :paidFrom
                and billed_during && tstzrange(:from, :until)\
            """)
                .bind("person", person)
                .bind("paidFrom", hold.paidFrom())
                .bind("from", hold.from())
                .bind("until", hold.until())
                .then();
    }

    /** True when the person's contacts with others may have to be judged again. */
    private static Mono<Boolean> insert(DatabaseClient db, Charge charge, Hold hold, String person) {
        return db.sql("""
            insert into billing.portal_claim (charge_id, person, channel, billed_during, paid_from, portal_wide, guarded)
            values (:charge, :person, :channel, tstzrange(:from, :until), :paidFrom, :wide, :paidFrom = :from)
            on conflict (charge_id) do update set person = excluded.person, channel = excluded.channel,
                billed_during = excluded.billed_during, paid_from = excluded.paid_from, portal_wide = excluded.portal_wide,
                guarded = excluded.guarded, reversed = false
            returning exists (select from billing.portal_person w where w.person = :person) as watched\
            """)
                .bind("charge", charge.id().value())
                .bind("person", person)
                .bind("channel", hold.channel().name())
                .bind("from", hold.from())
                .bind("until", hold.until())
                .bind("paidFrom", hold.paidFrom())
                .bind("wide", hold.portalWide())
                .map(row -> required(row, "watched", Boolean.class))
                .one();
    }

    Mono<Void> release(DatabaseClient db, Charge charge) {
        return db.sql("update billing.claim set reversed = true where tenant_id = :tenant and charge_id = :charge")
                .bind("tenant", charge.tenant().value())
                .bind("charge", charge.id().value())
                .then()
                .then(db.sql("""
                    with released as (
                        update billing.portal_claim set reversed = true where charge_id = :charge and not reversed
                        returning person)
                    select person from released join billing.portal_person using (person)\
                    """)
                        .bind("charge", charge.id().value())
                        .map(row -> required(row, "person", String.class))
                        .one())
                .flatMap(person -> outbox.append(db, charge.tenant(), new HoldMoved(person)));
    }

    /** A window in which another developer pays for the person. */
    record Elsewhere(UUID charge, String person, Channel channel, Instant at, Instant until) {}

    Mono<List<Elsewhere>> elsewhere(DatabaseClient db, TenantId tenant, Collection<String> persons) {
        return db.sql("""
            select p.charge_id, p.person, p.channel, p.paid_from, upper(p.billed_during) as until
            from billing.portal_claim p
            where p.person = any(:persons) and not p.reversed and not exists (
                select 1 from billing.claim c where c.tenant_id = :tenant and c.charge_id = p.charge_id)\
            """)
                .bind("tenant", tenant.value())
                .bind("persons", persons.toArray(String[]::new))
                .map(row -> new Elsewhere(
                        required(row, "charge_id", UUID.class),
                        required(row, "person", String.class),
                        Channel.valueOf(required(row, "channel", String.class)),
                        required(row, "paid_from", Instant.class),
                        required(row, "until", Instant.class)))
                .all()
                .collectList();
    }
}
