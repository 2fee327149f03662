/* sources_line_priv.h - what reading and editing the `feeds` file share: its lines, the words of a
 * line, and what a word is.  All slices are of the text, but for the value of a quoted word. */
#ifndef TEARSHEET_FEED_SOURCES_LINE_PRIV_H
#define TEARSHEET_FEED_SOURCES_LINE_PRIV_H

#include "tearsheet/base/arena.h"
#include "tearsheet/feed/sources_file.h"

struct ts_sources_word {
    ts_str raw;   /* as written, with quotes */
    ts_str value; /* what it means */
    size_t start; /* in the line */
    bool is_open; /* its quote is not closed */
};

/* The text behind its byte order mark. */
ts_str ts_sources_without_mark(ts_str text);
/* Cuts the next line off `*rest`; `*ending` is its line feed, with the carriage return in front of
 * it, or empty at the end of the text. */
bool ts_sources_line_next(ts_str *rest, ts_str *line, ts_str *ending);
/* The next word at or after `*pos`; false at the end of the line or where a comment begins. */
bool ts_sources_word_next(struct ts_arena *a, ts_str line, size_t *pos, struct ts_sources_word *w);

/* What the first word of a line names; a fault in words, or NULL. */
const char *ts_sources_kind_of(ts_str word, enum ts_source_entry_kind *kind, bool *is_known);
/* What the words behind it are: ~title, "!" that hides, or a tag. */
bool ts_sources_is_title(ts_str word);
bool ts_sources_is_hiding(ts_str word);
bool ts_sources_is_in(ts_str tag, const ts_str *tags, size_t n);

#endif
