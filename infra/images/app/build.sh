#!/usr/bin/env bash
# Builds the application's image from infra/app/target/kvartal.jar. Usage: infra/images/app/build.sh [tag]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
tag=${1:-kvartal/app:local}
jar=${KVARTAL_JAR:-$root/infra/app/target/kvartal.jar}
[ -e "$jar" ] || { echo "The application is not built: $jar is missing. Run mvn package first." >&2; exit 1; }
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
cp "$here/Dockerfile" "$jar" "$context"/
# The classic builder is part of every engine; BuildKit is used where the engine has it.
docker buildx version >/dev/null 2>&1 || export DOCKER_BUILDKIT=0
docker build --network=host --tag "$tag" "$context"
