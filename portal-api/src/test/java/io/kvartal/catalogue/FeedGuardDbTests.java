package io.kvartal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.shared.Problem;
import java.util.List;
import kvartal.testing.DbTest;
import kvartal.testing.Yrl;
import org.junit.jupiter.api.Test;

/** What holds a run until a person has looked at it. */
@DbTest
class FeedGuardDbTests extends FeedRunBase {
    @Test
    void manyPriceJumpsAreHeldAndEachIsNamed() {
        run(feed(0, 10));
        var before = stock();
        var jumped = feed(0, 10);
        for (var id : List.of("u1", "u2")) {
            jumped = jumped.replace(Yrl.offer(id), Yrl.offer(id, o -> o.replace("25000000", "30000001")));
        }
        var held = run(jumped);
        assertThat(held.state()).isEqualTo(ImportState.HELD);
        assertThat(held.warnings())
                .extracting(ImportWarning::code)
                .containsExactly("PRICE_JUMP_GUARD", "PRICE_JUMP", "PRICE_JUMP");
        assertThat(held.warnings().get(1).args()).containsExactly("25000000", "30000001", "+20");
        assertThat(stock()).isEqualTo(before);
    }

    @Test
    void aJumpOfExactlyAFifthIsNoneAndOneAmongManyOnlyAWarning() {
        run(feed(0, 10));
        var fifth = run(feed(0, 10).replace("25000000", "30000000"));
        assertThat(fifth.state()).isEqualTo(ImportState.APPLIED);
        assertThat(fifth.warnings()).isEmpty();
        var one = run(feed(0, 10)
                .replace("25000000", "30000000")
                .replace(
                        Yrl.offer("u1").replace("25000000", "30000000"),
                        Yrl.offer("u1", o -> o.replace("25000000", "40000000"))));
        assertThat(one.state()).isEqualTo(ImportState.APPLIED);
        assertThat(one.warnings()).extracting(ImportWarning::code).containsExactly("PRICE_JUMP");
    }

    @Test
    void aNumberThatNowMeansAnotherFlatIsHeld() {
        run(feed(0, 10));
        var other = feed(0, 10)
                .replace(Yrl.offer("u4"), Yrl.offer("u4", o -> o.replace("<floor>3</floor>", "<floor>7</floor>")
                        .replace("<rooms>2</rooms>", "<rooms>3</rooms>")));
        var held = run(other);
        assertThat(held.state()).isEqualTo(ImportState.HELD);
        assertThat(held.warnings()).extracting(ImportWarning::code).containsExactly("ID_TAKEN_GUARD", "ID_TAKEN");
        assertThat(held.warnings().get(1).internalId()).isEqualTo("u4");
        feeds.discard(held.id(), "boris", "the developer mends it").block();
        var discarded = feeds.whole(held.id()).block();
        assertThat(discarded.state()).isEqualTo(ImportState.DISCARDED);
        assertThat(discarded.decidedWhy()).isEqualTo("the developer mends it");
        assertThatThrownBy(() -> feeds.release(held.id(), "boris").block()).isInstanceOf(Problem.Conflict.class);
    }
}
