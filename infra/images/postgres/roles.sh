#!/usr/bin/env bash
# Runs once in an empty database server: the roles and databases that the application and Keycloak expect.
set -euo pipefail
psql --username postgres --dbname postgres --set ON_ERROR_STOP=1 \
  --set owner="$KVARTAL_DATABASE_OWNER_PASSWORD" --set app="$KVARTAL_DATABASE_APP_PASSWORD" --set keycloak="$KEYCLOAK_DATABASE_PASSWORD" <<'SQL'
create role kvartal_owner login nosuperuser nocreatedb nocreaterole nobypassrls noreplication password :'owner';
create role kvartal_app login nosuperuser nocreatedb nocreaterole nobypassrls noreplication password :'app';
create role keycloak login nosuperuser nocreatedb nocreaterole nobypassrls noreplication password :'keycloak';
create database kvartal owner kvartal_owner;
create database keycloak owner keycloak;
revoke all on database kvartal, keycloak from public;
grant connect on database kvartal to kvartal_app;
\connect kvartal
create extension btree_gist;
create extension pg_trgm;
SQL
