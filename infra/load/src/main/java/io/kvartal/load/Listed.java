package io.kvartal.load;

import io.kvartal.shared.TenantId;
import java.sql.DriverManager;
import java.sql.SQLException;
import kvartal.dev.EmbeddedDatabase;

/** What the database says of a developer's units, asked behind the product's back. */
final class Listed {
    private final EmbeddedDatabase database;
    private final TenantId developer;

    Listed(EmbeddedDatabase database, TenantId developer) {
        this.database = database;
        this.developer = developer;
    }

    int units() {
        return Integer.parseInt(one("count(*)", "catalogue.unit u"));
    }

    /** Rows of their history. */
    int prices() {
        return Integer.parseInt(one("count(*)", "catalogue.unit u join catalogue.price_history h on h.unit_id = u.id"));
    }

    /** Differs as soon as anything that a buyer can see of any unit does. */
    String fingerprint() {
        return one("""
            sum(hashtextextended(row(u.external_id, u.complex_id, u.building_id, u.rooms, u.area, u.floor, u.price_minor, u.price_as_of,
                u.completion, u.state)::text, 0))\
            """, "catalogue.unit u");
    }

    private String one(String what, String from) {
        try (var superuser = DriverManager.getConnection(database.superuserJdbcUrl());
                var statement = superuser.createStatement();
                var rows = statement.executeQuery(
                        "select " + what + " from " + from + " where u.developer_id = '" + developer.value() + "'")) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
