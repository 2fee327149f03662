#!/bin/sh
# run.sh BUILD [PAGES] - every benchmark, each beside a floor measured in the same run.
#
#   refresh   200 generated feeds beside curl --parallel
#   library   writing and reading 10,000 articles beside bare SQLite
#   feeds     parsing beside bare libxml2
#   screen    first paint, keys and memory of the reader with 10,000 articles
#   pages     extraction of a folder of pages (PAGES) beside gumbo's bare parse of the same bytes
build=$1 pages=${2:-}
[ -d "$build" ] || { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
here=$(dirname "$0")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT INT TERM

for program in make_library store_bench feed_bench screen_bench extract_bench; do
    ninja -C "$build" "tests/bench/$program" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
done

echo "== refresh"
sh "$here/refresh.sh" "$build"
mkdir "$work/store"
echo "== library"
"$build/tests/bench/store_bench" 10000 "$work/store"
echo "== feeds"
"$build/tests/bench/feed_bench"
echo "== screen"
"$build/tests/bench/make_library" "$work/profile" 10000 2000 >/dev/null
"$build/tests/bench/screen_bench" "$build/tearsheet" "$work/profile"
if [ -n "$pages" ]; then
    echo "== pages"
    find "$pages" -name "*.html" | sort >"$work/pages"
    "$build/tests/bench/extract_bench" "$work/pages"
fi
