package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.Contracts;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.Audit;
import io.kvartal.platform.Sql;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.message.Mail;
import io.kvartal.platform.message.Mailer;
import io.kvartal.platform.web.Uis;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells a developer, once a period, that more is charged than the developer wanted to hear of late. */
@Component("billingAlerts")
public class Alerting {
    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Mailer mailer;
    private final Audit audit;
    private final Uis uis;
    private final Ledger ledger = new Ledger();

    Alerting(TenantTx tx, Clock clock, Contracts contracts, Mailer mailer, Audit audit, Uis uis) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.mailer = mailer;
        this.audit = audit;
        this.uis = uis;
    }

    /** Empty before the developer set one. */
    public Mono<AlertLimit> limit(TenantId tenant) {
        return tx.in(tenant, db -> limit(db, tenant));
    }

    private static Mono<AlertLimit> limit(DatabaseClient db, TenantId tenant) {
        return db.sql("select limit_minor, currency, lang from billing.alert_limit where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map(row -> {
                    var minor = row.get("limit_minor", Long.class);
                    return new AlertLimit(
                            minor == null ? null : Money.of(minor, required(row, "currency", String.class)),
                            Lang.of(required(row, "lang", String.class)).orElse(Lang.RU));
                })
                .one();
    }

    public Mono<Void> set(TenantId tenant, AlertLimit limit, String actor) {
        var unbilled = limit.unbilled();
        return tx.in(tenant, db -> {
            var upsert = db.sql("""
                insert into billing.alert_limit (tenant_id, limit_minor, currency, lang, set_by, set_at)
                values (:tenant, :limit, :currency, :lang, :by, :now)
                on conflict (tenant_id) do update set limit_minor = excluded.limit_minor, currency = excluded.currency,
                    lang = excluded.lang, set_by = excluded.set_by, set_at = excluded.set_at\
                """)
                    .bind("tenant", tenant.value())
                    .bind("currency", (unbilled == null ? Money.KZT : unbilled.currency()).getCurrencyCode())
                    .bind("lang", limit.lang().code())
                    .bind("by", actor)
                    .bind("now", clock.instant());
            return Sql.bind(upsert, "limit", unbilled == null ? null : unbilled.minor(), Long.class)
                    .then()
                    .then(audit.record(
                            db,
                            actor,
                            "alert-limit",
                            "tenant " + tenant,
                            Map.of(
                                    "limit",
                                    unbilled == null ? "" : unbilled.amount().toPlainString())));
        });
    }

    /** Emits how many letters were written. */
    Mono<Long> run() {
        var period = BillingPeriod.of(clock.instant(), WorkingHours.ALMATY);
        return tx.staff(StaffAccess.system("billing alerts"), db -> due(db, period))
                .flatMapMany(Flux::fromIterable)
                .concatMap(tenant -> tx.in(tenant, db -> tell(db, tenant, period)))
                .filter(written -> written)
                .count();
    }

    private static Mono<List<TenantId>> due(DatabaseClient db, BillingPeriod period) {
        return db.sql("""
            select a.tenant_id from billing.alert_limit a
            where a.limit_minor is not null
                and not exists (
                    select from billing.alert_sent s where s.tenant_id = a.tenant_id and s.period = :period)
                and (select coalesce(sum(p.amount_minor), 0) from billing.posting p
                    where p.tenant_id = a.tenant_id and p.account = 'UNBILLED' and p.currency = a.currency) > a.limit_minor\
            """)
                .bind("period", period.toString())
                .map(row -> new TenantId(required(row, "tenant_id", UUID.class)))
                .all()
                .collectList();
    }

    private Mono<Boolean> tell(DatabaseClient db, TenantId tenant, BillingPeriod period) {
        return limit(db, tenant)
                .flatMap(alert -> ledger.balance(db, tenant, Account.UNBILLED).flatMap(unbilled -> {
                    var wanted = alert.unbilled();
                    return wanted == null || unbilled.compareTo(wanted) <= 0
                            ? Mono.just(false)
                            : contracts
                                    .inForce(tenant, clock.instant())
                                    .filter(contract ->
                                            Mail.isAddress(contract.party().email()))
                                    .flatMap(contract -> {
                                        var to = contract.party().email();
                                        return sent(db, tenant, period, unbilled, wanted, to)
                                                .filterWhen(isNew -> isNew
                                                        ? mailer.sendOnce(
                                                                        db,
                                                                        "unbilled " + tenant + " " + period,
                                                                        letter(
                                                                                to,
                                                                                alert.lang(),
                                                                                unbilled,
                                                                                wanted,
                                                                                period))
                                                                .thenReturn(true)
                                                        : Mono.just(false));
                                    });
                }))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> sent(
            DatabaseClient db, TenantId tenant, BillingPeriod period, Money unbilled, Money limit, String to) {
        return db.sql("""
            insert into billing.alert_sent (tenant_id, period, unbilled_minor, limit_minor, recipient, sent_at)
            values (:tenant, :period, :unbilled, :limit, :to, :now) on conflict do nothing\
            """)
                .bind("tenant", tenant.value())
                .bind("period", period.toString())
                .bind("unbilled", unbilled.minor())
                .bind("limit", limit.minor())
                .bind("to", to)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private Mail letter(String to, Lang lang, Money unbilled, Money limit, BillingPeriod period) {
        var ui = uis.in(lang);
        var link = ui.absolute("/cabinet/billing");
        var text = ui.t("account.alert.text", ui.money(unbilled), ui.money(limit), ui.month(period.month()));
        return new Mail(
                to,
                ui.t("account.alert.subject", ui.money(unbilled)),
                "<p>" + HtmlUtils.htmlEscape(text) + "</p><p><a href=\"" + HtmlUtils.htmlEscape(link) + "\">"
                        + HtmlUtils.htmlEscape(ui.t("account.alert.open")) + "</a></p>",
                text + "\n\n" + link);
    }
}
