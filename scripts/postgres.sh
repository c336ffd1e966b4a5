# shellcheck shell=bash
# A PostgreSQL for the tests in a temporary folder, reached through a socket in that folder only.
# What it needs not survive is not synced; `postgres_options` says otherwise.

postgres=

start_postgres() {
    local initdb folder=${TMPDIR:-/tmp}
    [ "${#folder}" -le 50 ] || folder=/tmp # the name of a socket has a limit
    initdb=$(command -v initdb || printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
    postgres_bin=$(dirname "$initdb")
    postgres=$(mktemp -d "$folder/sopks-postgres.XXXXXX")
    [ "$(id -u)" != 0 ] || chown "$(postgres_user)" "$postgres"
    as_postgres initdb --pgdata="$postgres/data" --username=sopks --auth=trust --no-sync \
        --locale=C.UTF-8 --encoding=UTF8 >/dev/null &&
        as_postgres pg_ctl --pgdata="$postgres/data" --log="$postgres/log" --wait --silent start \
            --options="-c listen_addresses= -c unix_socket_directories=$postgres ${postgres_options:--c fsync=off}" &&
        export DATABASE_URL="postgres://sopks@${postgres//\//%2F}/postgres"
}

stop_postgres() {
    [ -n "$postgres" ] || return 0
    as_postgres pg_ctl --pgdata="$postgres/data" --mode=immediate --silent stop || true
    rm -rf "$postgres"
    postgres=
    unset DATABASE_URL
}

# PostgreSQL refuses to be root.
postgres_user() { id -un postgres 2>/dev/null || echo nobody; }

as_postgres() {
    local program=$postgres_bin/$1 user=()
    shift
    [ "$(id -u)" != 0 ] || user=(runuser -u "$(postgres_user)" --)
    (cd "$postgres" && "${user[@]}" "$program" "$@")
}
