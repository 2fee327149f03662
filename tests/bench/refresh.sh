#!/bin/sh
# refresh.sh BUILD [FEEDS [ITEMS [DELAY_MS [BROKEN [CONNECTIONS]]]]] - what a refresh costs.
#
# Serves FEEDS (200) generated feeds of ITEMS (50) on the loopback, each answer DELAY_MS (0) late
# and BROKEN (0) of a hundred feeds broken in one way or another, and fetches them RUNS (3) times
# with CONNECTIONS (16) at once:
#   curl       curl --parallel, bodies thrown away
#   sqlite     SQLite's insert of as many rows of that size; these two are the floor
#   transfers  the network part of tearsheet alone
#   listed     tearsheet fetch --feeds with an empty library, until all items can be read in the lists
#   feeds      the whole of that command; bringing SQLite's log into the file is left to the next
#   first      tearsheet fetch with an empty library: all is cleaned, grouped and indexed, too
#   again      tearsheet fetch when nothing has changed
#   news       tearsheet fetch when every feed has one new item: an ordinary refresh
# Prints the median of each in milliseconds, how many times the floor (for `again` and the network
# part curl alone) that is, the milliseconds of the processor, and the peak of memory in MB.
build=$1
[ -d "$build" ] || { sed -n '2,15s/^# \{0,1\}//p' "$0" >&2; exit 2; }
feeds=${2:-200} items=${3:-50} delay=${4:-0} broken=${5:-0} connections=${6:-16}
runs=${RUNS:-3}
text_bytes=2000
work=$(mktemp -d) || exit 1
server=
trap '[ -n "$server" ] && kill "$server"; rm -rf "$work"' EXIT INT TERM
unset http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY

for program in serve_feeds fetch_all timed sqlite_floor; do
    ninja -C "$build" "tests/bench/$program" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
done
"$build/tests/bench/serve_feeds" "$feeds" "$items" "$delay" "$broken" >"$work/served" &
server=$!
# The list ends with the address of the last feed.
while ! grep -q "/feed/$((feeds - 1)).xml" "$work/served"; do
    kill -0 "$server" || exit 1
    sleep 0.1
done
sed 1d "$work/served" >"$work/feeds"
sed 's|.*|url = "&"\noutput = "/dev/null"|' "$work/feeds" >"$work/curl"

# timed NAME COMMAND...: runs it and notes what it took; broken feeds make curl and fetch fail
timed() {
    name=$1
    shift
    "$build/tests/bench/timed" "$work/took_$name" "$@" >"$work/out" 2>&1 || [ "$broken" -gt 0 ] ||
        { echo "$*:"; cat "$work/out"; exit 1; } >&2
}

# An empty library that has these feeds.
profile=$work/profile
new_profile() {
    mkdir "$profile"
    cp "$work/feeds" "$profile/feeds"
    printf 'fetch-pages no\nconnections %d\n' "$connections" >"$profile/config"
}

for run in $(seq "$runs"); do
    timed curl curl --silent --show-error --parallel --parallel-max "$connections" \
        --config "$work/curl"
    timed sqlite "$build/tests/bench/sqlite_floor" "$work/floor.db" $((feeds * items)) $text_bytes
    timed transfers "$build/tests/bench/fetch_all" "$work/feeds" "$connections"
    new_profile
    timed feeds "$build/tearsheet" --profile "$profile" fetch --feeds --json
    sed -n 's/.*"listed_ms":\([0-9]*\).*/\1 0 0/p' "$work/out" >>"$work/took_listed"
    rm -rf "$profile"
    new_profile
    timed first "$build/tearsheet" --profile "$profile" fetch
    timed again "$build/tearsheet" --profile "$profile" fetch --now
    curl --silent "$(sed 's|/feed/.*|/next|;q' "$work/feeds")"
    timed news "$build/tearsheet" --profile "$profile" fetch --now
    rm -rf "$profile" "$work"/floor.db*
done

# median NAME COLUMN
median() { sort -n -k "$2,$2" "$work/took_$1" | awk -v at=$(((runs + 1) / 2)) -v column="$2" \
    'NR == at { print $column }'; }

curl=$(median curl 1)
floor=$(echo "$curl $(median sqlite 1)" | awk '{ print $1 + $2 }')
for name in curl sqlite transfers listed feeds first again news; do
    case $name in
    listed | feeds | first | news) against=$floor floor_name="curl and sqlite" ;;
    *) against=$curl floor_name=curl ;;
    esac
    echo "$name $(median "$name" 1) $(median "$name" 2) $(median "$name" 3) $against $floor_name"
done | awk '{
    name = $6; for (i = 7; i <= NF; i++) name = name " " $i
    printf "%-10s %7.0f ms %6.2f times %-16s", $1, $2, $2 / $5, name
    if ($4 > 0) printf " %7.0f ms cpu %6.1f MB", $3, $4 / 1024
    printf "\n" }'
