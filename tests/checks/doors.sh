#!/bin/sh
# doors.sh ROOT - fails when a library's header is included anywhere but at its one door.
cd "$1" || exit 2
status=0
while read -r header doors; do
    for file in $(grep -rl --include='*.[ch]' "^#include <$header" src include); do
        case " $doors " in
        *" $file "*) continue ;;
        esac
        case $file in
        $doors) continue ;;
        esac
        echo "$file: <$header> has its door at $doors"
        status=1
    done
done <<'TABLE'
curl/ src/net/engine.c src/net/transfer.c src/net/transfer_outcome.c src/net/transfer_watch.c
gumbo.h src/extract/dom.c
sqlite3.h src/store/*
curses.h src/tui/term.c src/tui/term_keys.c src/tui/term_priv.h src/tui/pen.c src/tui/writer.c
ncurses src/tui/term.c src/tui/term_keys.c
term.h src/tui/term.c src/tui/pen.c src/tui/writer.c
libxml/ src/feed/xml.c
uchardet src/base/charset.c
iconv.h src/base/charset.c
fribidi.h src/base/bidi.c
linebreak.h src/base/wrap.c
utf8proc.h src/base/utf8.c src/base/cells.c
jansson.h src/base/json.c
libstemmer.h src/story/stem.c
zlib.h src/net/gunzip.c
zstd.h src/store/pack.c
TABLE
exit $status
