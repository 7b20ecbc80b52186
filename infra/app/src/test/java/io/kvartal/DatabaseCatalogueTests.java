package io.kvartal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import kvartal.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Reads PostgreSQL's own catalogue: what the database must hold, it holds for every table, those of tomorrow too. */
@JourneyTest
class DatabaseCatalogueTests {
    @Autowired
    Environment started;

    private static final String OURS =
            "n.nspname not in ('pg_catalog', 'information_schema', 'public') and n.nspname not like 'pg\\_%'";

    @Test
    void everyTenantTableHasForcedRowSecurity() throws SQLException {
        assertThat(query("""
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and %s
              and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
              and not (c.relrowsecurity and c.relforcerowsecurity)\
            """.formatted(OURS))).isEmpty();
        assertThat(tenantTables()).hasSizeGreaterThan(8);
    }

    @Test
    void everyPolicyChecksReadsAndWritesAndFailsClosed() throws SQLException {
        assertThat(query("""
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relrowsecurity and %s and not exists (
                select 1 from pg_policy p where p.polrelid = c.oid and p.polqual is not null and p.polwithcheck is not null
                  and pg_get_expr(p.polqual, p.polrelid) like '%%NULLIF(current_setting(''app.tenant''%%')\
            """.formatted(OURS))).isEmpty();
    }

    @Test
    void tenantIdIsNeverNullAndLeadsEveryUniqueIndex() throws SQLException {
        assertThat(query("""
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where c.relkind in ('r', 'p') and %s and not a.attnotnull\
            """.formatted(OURS))).isEmpty();
        assertThat(query("""
            select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where %s and i.indisunique and i.indkey[0] <> a.attnum\
            """.formatted(OURS))).isEmpty();
    }

    @Test
    void foreignKeysBetweenTenantTablesCarryTheTenant() throws SQLException {
        assertThat(query("""
            select k.conname || ' on ' || k.conrelid::regclass from pg_constraint k
            join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'tenant_id'
            join pg_attribute b on b.attrelid = k.confrelid and b.attname = 'tenant_id'
            where k.contype = 'f' and %s and not (a.attnum = any (k.conkey))\
            """.formatted(OURS))).isEmpty();
    }

    @Test
    void noForeignKeyCrossesASchema() throws SQLException {
        assertThat(query("""
            select k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class d on d.oid = k.confrelid
            where k.contype = 'f' and c.relnamespace <> d.relnamespace\
            """)).isEmpty();
    }

    @Test
    void theApplicationsRoleIsNoOwnerAndBypassesNothing() throws SQLException {
        assertThat(query("select rolname from pg_roles where rolname = 'kvartal_app' and (rolsuper or"
                        + " rolbypassrls or rolcreaterole or rolcreatedb)"))
                .isEmpty();
        assertThat(query("""
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where %s and pg_get_userbyid(c.relowner) = 'kvartal_app'\
            """.formatted(OURS))).isEmpty();
    }

    @Test
    void nothingRunsWithItsOwnersRights() throws SQLException {
        assertThat(query("select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where"
                        + " p.prosecdef and "
                        + OURS))
                .isEmpty();
        assertThat(query("""
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'v' and %s and not coalesce(c.reloptions::text like '%%security_invoker=true%%', false)\
            """.formatted(OURS))).isEmpty();
        assertThat(query("select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where"
                        + " c.relkind = 'm' and "
                        + OURS))
                .isEmpty();
    }

    @Test
    void statusesAreTextNotEnumerations() throws SQLException {
        assertThat(query("select t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typtype"
                        + " = 'e' and "
                        + OURS))
                .isEmpty();
    }

    @Test
    void theLedgerCannotBeEdited() throws SQLException {
        assertThat(query("""
            select table_name || ' ' || privilege_type from information_schema.table_privileges
            where grantee = 'kvartal_app' and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
              and table_schema = 'billing' and table_name in ('journal', 'posting')\
            """)).isEmpty();
        assertThat(query("""
            select privilege_type from information_schema.table_privileges
            where grantee = 'kvartal_app' and table_schema = 'platform' and table_name = 'audit' and privilege_type in ('UPDATE', 'DELETE')\
            """)).isEmpty();
    }

    @Test
    void aTableWithoutRowSecurityIsSeen() throws SQLException {
        try (var owner = DriverManager.getConnection(
                        TestDatabase.database().jdbcUrl(),
                        "kvartal_owner",
                        TestDatabase.database().ownerPassword());
                var statement = owner.createStatement()) {
            statement.execute("create schema broken; create table broken.open (tenant_id uuid not null)");
            try {
                assertThat(query("""
                    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind = 'r' and %s
                      and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
                      and not (c.relrowsecurity and c.relforcerowsecurity)\
                    """.formatted(OURS))).containsExactly("open");
            } finally {
                statement.execute("drop schema broken cascade");
            }
        }
    }

    private static List<String> tenantTables() throws SQLException {
        return query("""
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' where c.relkind in ('r', 'p') and %s\
            """.formatted(OURS));
    }

    private static List<String> query(String sql) throws SQLException {
        try (var superuser = DriverManager.getConnection(TestDatabase.database().superuserJdbcUrl());
                var rows = superuser.createStatement().executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
