#!/bin/sh
# run.sh BUILD [PAGES] - every benchmark, each beside a floor measured in the same run.
#
#   refresh   200 generated feeds beside curl --parallel and SQLite's bare insert; the same with
#             answers that come late; 1,000 feeds, some of them broken; 20 feeds of 5,000 items
#   library   writing and reading 10,000 articles beside bare SQLite
#   feeds     parsing beside bare libxml2
#   screen    first paint, keys and memory of the reader with 10,000 articles, and with 100,000 in
#             5,000 stories
#   stories   placing reports in a library of 100,000 over 90 days, and grouping all of them at once
#   pages     extraction of a folder of pages (PAGES) beside gumbo's bare parse of the same bytes,
#             and the heap that it holds
build=$1 pages=${2:-}
[ -d "$build" ] || { sed -n '2,13s/^# \{0,1\}//p' "$0" >&2; exit 2; }
here=$(dirname "$0")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT INT TERM

for program in make_library store_bench feed_bench screen_bench story_bench extract_bench; do
    ninja -C "$build" "tests/bench/$program" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
done

echo "== refresh: 200 feeds of 50 items"
sh "$here/refresh.sh" "$build" 200 50
echo "== refresh: each answer 50 ms late, 64 connections"
sh "$here/refresh.sh" "$build" 200 50 50 0 64
echo "== refresh: 1000 feeds of 10 items, 5 of a hundred broken"
sh "$here/refresh.sh" "$build" 1000 10 0 5
echo "== refresh: 20 feeds of 5000 items"
RUNS=1 sh "$here/refresh.sh" "$build" 20 5000
mkdir "$work/store"
echo "== library"
"$build/tests/bench/store_bench" 10000 "$work/store"
echo "== feeds"
"$build/tests/bench/feed_bench"
echo "== screen"
for size in "10000 2000" "100000 5000"; do
    # shellcheck disable=SC2086 # two numbers
    "$build/tests/bench/make_library" "$work/profile" $size >/dev/null
    echo "$size"
    "$build/tests/bench/screen_bench" "$build/tearsheet" "$work/profile"
    rm -rf "$work/profile"
done
echo "== stories"
"$build/tests/bench/story_bench" 100000 90
if [ -n "$pages" ]; then
    echo "== pages"
    find "$pages" -name "*.html" | sort >"$work/pages"
    "$build/tests/bench/extract_bench" "$work/pages"
fi
