package io.kvartal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.shared.Problem;
import java.util.List;
import kvartal.testing.DbTest;
import kvartal.testing.Yrl;
import org.junit.jupiter.api.Test;

/** A run that is looked at before it is put in force. */
@DbTest
class FeedPreviewDbTests extends FeedRunBase {
    @Test
    void aRunIsLookedAtFirstAndPutInForceWithoutSendingItAgain() {
        run(feed(0, 10));
        var before = stock();
        var document = feed(1, 12).replace("<value>25000000</value>", "<value>27000000</value>");
        var id = feeds.later(order(true), Yrl.body(document)).block();
        var looked = over(id);
        assertThat(looked.state()).isEqualTo(ImportState.DRY_RUN);
        assertThat(looked.kept()).isTrue();
        assertThat(List.of(
                        looked.report().created(),
                        looked.report().updated(),
                        looked.report().vanished()))
                .containsExactly(2, 9, 1);
        assertThat(stock()).isEqualTo(before);
        var changed = feeds.changes(id, ImportChange.Kind.CHANGED, 0, 100).block();
        assertThat(changed).hasSize(9).allSatisfy(c -> assertThat(c.pricePercent())
                .isEqualByComparingTo("8.0"));
        assertThat(feeds.changes(id, ImportChange.Kind.CHANGED, changed.get(4).n(), 3)
                        .block())
                .extracting(ImportChange::externalId)
                .containsExactlyElementsOf(changed.subList(5, 8).stream()
                        .map(ImportChange::externalId)
                        .toList());
        assertThat(feeds.changes(id, ImportChange.Kind.NEW, 0, 100).block())
                .extracting(ImportChange::externalId)
                .containsExactly("u10", "u11");
        assertThat(feeds.changes(id, ImportChange.Kind.VANISHED, 0, 100).block())
                .extracting(ImportChange::externalId)
                .containsExactly("u0");
        feeds.applyLater(id, "anna").block();
        var applied = over(id);
        assertThat(applied.state()).isEqualTo(ImportState.APPLIED);
        assertThat(applied.appliedBy()).isEqualTo("anna");
        assertThat(count("select count(*) as n from catalogue.unit where developer_id = :d and price_minor ="
                        + " 2700000000 and state = 'AVAILABLE'"))
                .isEqualTo(11);
        assertThatThrownBy(() -> feeds.applyLater(id, "anna").block()).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void whatWasLookedAtIsHeldWhenTheStockHasMovedUnderIt() {
        run(feed(0, 4));
        var id = feeds.later(order(true), Yrl.body(feed(0, 4))).block();
        over(id);
        run(feed(0, 10));
        feeds.applyLater(id, "anna").block();
        var held = over(id);
        assertThat(held.state()).isEqualTo(ImportState.HELD);
        assertThat(held.report().warnings()).extracting(ImportWarning::code).containsExactly("MASS_DELETE_GUARD");
        feeds.releaseLater(id, "boris", "six flats were sold in one deal").block();
        var applied = over(id);
        assertThat(applied.state()).isEqualTo(ImportState.APPLIED);
        assertThat(applied.decidedWhy()).isEqualTo("six flats were sold in one deal");
        assertThat(count("select count(*) as n from catalogue.unit where developer_id = :d and state = 'AVAILABLE'"))
                .isEqualTo(4);
    }
}
