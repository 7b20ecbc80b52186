package io.kvartal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.platform.Jobs;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.TenantId;
import java.util.UUID;
import java.util.stream.IntStream;
import kvartal.testing.Tenants;
import kvartal.testing.Yrl;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A developer with feeds of good offers, and what is listed of them. */
abstract class FeedRunBase {
    @Autowired
    Catalogue catalogue;

    @Autowired
    Feeds feeds;

    @Autowired
    Jobs jobs;

    @Autowired
    TenantTx tx;

    final TenantId developer = Tenants.random();
    final String slug = "feeds-" + developer.toString().substring(24);

    @BeforeEach
    void register() {
        catalogue.register(new Developer(developer, slug, "Тест")).block();
    }

    FeedOrder order(boolean dryRun) {
        return new FeedOrder(developer, FeedFormat.YRL, dryRun, true, null, null, "test", "anna");
    }

    ImportReport run(String feed) {
        return feeds.now(order(false), Yrl.body(feed)).block();
    }

    static String feed(int from, int to) {
        return Yrl.feed(
                IntStream.range(from, to).mapToObj(i -> Yrl.offer("u" + i)).toArray(String[]::new));
    }

    /** Everything that a buyer could see of the developer, and its prices; units that are not listed are not there. */
    String stock() {
        return tx.portal(db -> db.sql("""
            select coalesce((select string_agg(to_jsonb(u)::text, E'\\n' order by external_id) from catalogue.unit u
                    where developer_id = :d and state <> 'NOT_LISTED'), '')
                || coalesce((select string_agg(to_jsonb(c)::text, E'\\n' order by external_key) from catalogue.complex c
                    where developer_id = :d and exists (select 1 from catalogue.unit u where u.complex_id = c.id and u.state <> 'NOT_LISTED')), '')
                || coalesce((select string_agg(to_jsonb(b)::text, E'\\n' order by b.id) from catalogue.building b
                    where exists (select 1 from catalogue.unit u where u.developer_id = :d and u.building_id = b.id and u.state <> 'NOT_LISTED')), '')
                || coalesce((select string_agg(to_jsonb(h)::text, E'\\n' order by h.unit_id, h.as_of) from catalogue.price_history h
                    join catalogue.unit u on u.id = h.unit_id where u.developer_id = :d and u.state <> 'NOT_LISTED'), '') as all
            """)
                        .bind("d", developer.value())
                        .map(row -> row.get("all", String.class))
                        .one())
                .block();
    }

    long count(String sql) {
        return tx.portal(db -> db.sql(sql)
                        .bind("d", developer.value())
                        .map(row -> row.get("n", Long.class))
                        .one())
                .block();
    }

    /** Jobs do not run by themselves in tests. */
    ImportRun over(UUID id) {
        jobs.run(FeedJobs.IMPORTS).block();
        var run = feeds.whole(id).block();
        assertThat(run.state().isOpen()).isFalse();
        return run;
    }
}
