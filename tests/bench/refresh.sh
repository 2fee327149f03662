#!/bin/sh
# refresh.sh BUILD [FEEDS [ITEMS [DELAY_MS]]] - how long a refresh takes beside curl alone.
#
# Serves generated feeds on the loopback and fetches them RUNS times (5) with each of
#   curl       curl --parallel, bodies thrown away: the floor
#   transfers  the network part of tearsheet alone
#   listed     tearsheet fetch with an empty library, until all items can be read in the lists
#   first      tearsheet fetch with an empty library: parsed, grouped and stored
#   again      tearsheet fetch when nothing has changed
#   news       tearsheet fetch when every feed has one new item: an ordinary refresh
# The last three need a built tearsheet.  Prints the median of each in milliseconds, and how many
# times curl's that is.
build=$1
[ -d "$build" ] || { sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2; }
shift
runs=${RUNS:-5}
work=$(mktemp -d) || exit 1
server=
trap '[ -n "$server" ] && kill "$server"; rm -rf "$work"' EXIT INT TERM
unset http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY

ninja -C "$build" tests/bench/serve_feeds tests/bench/fetch_all >"$work/log" 2>&1 ||
    { cat "$work/log" >&2; exit 1; }
"$build/tests/bench/serve_feeds" "$@" >"$work/served" &
server=$!
# The list ends with the address of the last feed.
n_feeds=${1:-200}
while ! grep -q "/feed/$((n_feeds - 1)).xml" "$work/served"; do
    kill -0 "$server" || exit 1
    sleep 0.1
done
sed 1d "$work/served" >"$work/feeds"
sed 's|.*|url = "&"\noutput = "/dev/null"|' "$work/feeds" >"$work/curl"

now_ms() { echo $(($(date +%s%N) / 1000000)); }

# median NAME: of the lines in $work/NAME
median() { sort -n "$work/$1" | sed -n "$(((runs + 1) / 2))p"; }

# timed NAME COMMAND...: runs it and notes the milliseconds
timed() {
    name=$1
    shift
    start=$(now_ms)
    "$@" >"$work/out" 2>&1 || { echo "$*:"; cat "$work/out"; exit 1; } >&2
    echo $(($(now_ms) - start)) >>"$work/$name"
}

names="curl_ transfers"
for run in $(seq "$runs"); do
    timed curl_ curl --silent --show-error --fail --parallel --config "$work/curl"
    timed transfers "$build/tests/bench/fetch_all" "$work/feeds"
    [ -x "$build/tearsheet" ] || continue
    names="curl_ transfers listed first again news"
    profile=$work/profile$run
    mkdir "$profile"
    cp "$work/feeds" "$profile/feeds"
    echo "fetch-pages no" >"$profile/config"
    timed first "$build/tearsheet" --profile "$profile" fetch --json
    sed -n 's/.*"listed_ms":\([0-9]*\).*/\1/p' "$work/out" >>"$work/listed"
    timed again "$build/tearsheet" --profile "$profile" fetch --now
    curl --silent "$(sed 's|/feed/.*|/next|;q' "$work/feeds")"
    timed news "$build/tearsheet" --profile "$profile" fetch --now
    rm -rf "$profile"
done

floor=$(median curl_)
for name in $names; do
    awk -v name="${name%_}" -v ms="$(median "$name")" -v floor="$floor" \
        'BEGIN { printf "%-10s %6d ms  %5.2f times curl\n", name, ms, ms / floor }'
done
