package io.kvartal.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Binding of values that may be absent: the driver wants the type of a null. */
public final class Sql {
    private Sql() {}

    public static GenericExecuteSpec bind(
            GenericExecuteSpec statement, String name, @Nullable Object value, Class<?> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }
}
