#!/usr/bin/env bash
# Imports a large YRL feed with a heap of 512 MB: ./kvartal bench feed-import, or UNITS=1000000 for the full size.
set -euo pipefail
cd "$(dirname "$0")/../.."
units="${UNITS:-100000}"
paths="$(mktemp)"
trap 'rm -f "$paths"' EXIT
mvn -o -q -B -Dquick -pl portal-api -am test-compile org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
    -Dmdep.outputFile="$paths" -Dmdep.includeScope=test
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx512m -XX:+UseSerialGC \
    -cp "portal-api/target/test-classes:portal-api/target/classes:billing/target/classes:$(cat "$paths")" \
    io.kvartal.catalogue.LargeFeedImport "$units"
