package io.kvartal.desk;

import io.kvartal.platform.TenantTx;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which account manager looks after which developer. */
@Component
public class AccountManagers {
    private final TenantTx tx;
    private final Clock clock;

    AccountManagers(TenantTx tx, Clock clock) {
        this.tx = tx;
        this.clock = clock;
    }

    public Mono<Optional<AccountManager>> of(TenantId developer) {
        return tx.portal(db -> db.sql("select user_id, name from desk.account_manager where developer_id = :developer")
                .bind("developer", developer.value())
                .map(row -> new AccountManager(row.get("user_id", String.class), row.get("name", String.class)))
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty()));
    }

    public Mono<Map<TenantId, AccountManager>> all() {
        return tx.portal(db -> db.sql("select developer_id, user_id, name from desk.account_manager")
                .map(row -> Map.entry(
                        new TenantId(row.get("developer_id", UUID.class)),
                        new AccountManager(row.get("user_id", String.class), row.get("name", String.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The same developer again changes its manager. */
    public Mono<Void> assign(TenantId developer, AccountManager manager) {
        return tx.portal(db -> db.sql("""
            insert into desk.account_manager (developer_id, user_id, name, since)
            values (:developer, :user, :name, :now)
            on conflict (developer_id) do update set user_id = excluded.user_id, name = excluded.name,
                since = excluded.since where desk.account_manager.user_id <> excluded.user_id
            """)
                .bind("developer", developer.value())
                .bind("user", manager.userId())
                .bind("name", manager.name())
                .bind("now", clock.instant())
                .then());
    }
}
