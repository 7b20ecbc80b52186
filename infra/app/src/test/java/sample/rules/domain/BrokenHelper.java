package sample.rules.domain;

import java.time.Instant;
import javax.xml.stream.XMLInputFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Breaks every rule of the house on purpose: {@code HouseRulesTests} must see each. */
@Component
public class BrokenHelper {
    private final DatabaseClient db;

    public BrokenHelper(DatabaseClient db) {
        this.db = db;
    }

    public Instant wrong() {
        Mono.just(db).subscribe();
        XMLInputFactory.newFactory();
        return Mono.just(Instant.now()).block();
    }
}
