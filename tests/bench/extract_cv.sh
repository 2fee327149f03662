#!/bin/sh
# extract_cv.sh FOLDS LIST OUT - extraction of pages by the whole program, with tables that have not seen their sites.
#
# FOLDS is what `extract_train.py --folds` wrote. LIST has a line FILE<TAB>ADDRESS a page, FILE named <set>/<id>.html at
# its end; pages of no fold are left out. OUT gets an object a line, as `extract_bench --json` prints them.
[ $# = 3 ] || { sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
folds=$1 list=$2 out=$3
root=$(cd "$(dirname "$0")/../.." && pwd)
libraries="uchardet gumbo libunibreak libutf8proc fribidi jansson"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT INT TERM

: >"$out"
for table in "$folds"/*.inc; do
    # The libraries' flags are words of their own.
    # shellcheck disable=SC2046
    ${CC:-cc} -std=c17 -O2 -D_GNU_SOURCE -D_XOPEN_SOURCE_EXTENDED -DTS_VERSION='""' -DTS_EXTRACT_MODEL="\"$table\"" \
        $(pkg-config --cflags $libraries) -I"$root/include" -I"$root/tests" "$root/tests/bench/extract_bench.c" \
        "$root/tests/support/heap.c" "$root"/src/extract/*.c "$root"/src/model/*.c "$root"/src/base/*.c -o "$work/bench" $(pkg-config --libs $libraries) -lm -lpthread ||
        exit 1
    awk -F'\t' 'NR == FNR { is_of[$1 "/" $2 ".html"] = 1; next }
                { n = split($1, part, "/"); if ((part[n - 1] "/" part[n]) in is_of) print }' \
        "${table%.inc}.ids" "$list" >"$work/list"
    "$work/bench" --json "$work/list" >>"$out" || exit 1
done
