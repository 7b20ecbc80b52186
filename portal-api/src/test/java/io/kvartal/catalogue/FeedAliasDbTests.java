package io.kvartal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.shared.Problem;
import java.util.stream.Collectors;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.Yrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys of other systems. */
@DbTest
class FeedAliasDbTests extends FeedRunBase {
    @Test
    void aForeignKeyIsExplainedOnceAndUnderstoodFromThenOn() {
        run(feed(0, 3));
        var avito = """
            <Ads formatVersion="3" target="Avito.ru"><Ad><Id>u0</Id><Category>Квартиры</Category><OperationType>Продам</OperationType>
            <MarketType>Новостройка</MarketType><NewDevelopmentId>4711</NewDevelopmentId><Rooms>2</Rooms><Square>50.5</Square>
            <Floor>3</Floor><Floors>9</Floors><Price>25000000</Price></Ad></Ads>
            """;
        var order = new FeedOrder(developer, null, true, false, "KZT", null, "test", "anna");
        var before = feeds.now(order, Yrl.body(avito)).block();
        assertThat(codes(before)).contains("UNKNOWN_COMPLEX");
        var complex = catalogue.complexesOf(developer).block().getFirst();
        feeds.alias(developer, "4711", complex.slug(), "anna").block();
        var after = feeds.now(order, Yrl.body(avito)).block();
        assertThat(after.rejected()).isZero();
        assertThat(after.updated() + after.unchanged()).isEqualTo(1);
        assertThatThrownBy(() -> feeds.alias(Tenants.random(), "1", complex.slug(), "anna")
                        .block())
                .isInstanceOf(Problem.NotFound.class);
    }

    private static @Nullable String codes(ImportReport report) {
        return report.warnings().stream().map(ImportWarning::code).collect(Collectors.joining(","));
    }
}
