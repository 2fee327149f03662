/* sources_file.h - the `feeds` file: one subscription a line, plain text, the truth.
 *
 *     # a comment, on a line of its own or behind the tags
 *     https://paper.example/rss  news "two words" "~My name for it" !
 *
 * The syntax is that of newsboat's `urls`: an address, then tags parted by blanks, quoted where
 * they hold blanks, with \" and \\ inside quotes.  A tag that begins with "~" is the reader's own
 * title, one that begins with "!" hides the source from the front page.  Lines "query:", "exec:"
 * and "filter:" are kept as they are.  All functions are from text to text: editing changes the one
 * line it is about and leaves comments, order and spacing alone. */
#ifndef TEARSHEET_FEED_SOURCES_FILE_H
#define TEARSHEET_FEED_SOURCES_FILE_H

#include "tearsheet/base/arena.h"

enum ts_source_entry_kind {
    TS_ENTRY_ADDRESS = 0, /* http, https, file */
    TS_ENTRY_QUERY,       /* query:Name:expression, a saved search of newsboat */
    TS_ENTRY_EXEC,        /* exec:command, a command whose output is a feed */
    TS_ENTRY_FILTER,      /* filter:command:address, a feed through a command */
};

struct ts_source_entry {
    enum ts_source_entry_kind kind;
    int line;        /* from 1; 0 if it comes from no file */
    ts_str url;      /* the first word as written, without quotes */
    ts_str nickname; /* of "~Name", or empty */
    ts_str site_url; /* of OPML's htmlUrl; the file itself has none */
    ts_str *tags;    /* without "~" and "!" tags */
    size_t n_tags;
    bool is_hidden; /* has a tag that begins with "!" */
};

/* What is wrong with a line; the line is kept in the file all the same. */
struct ts_source_fault {
    int line;
    ts_str message; /* "FILE:LINE: what is wrong" */
};

struct ts_sources_file {
    struct ts_source_entry *entries; /* of each line that is neither blank nor comment nor faulty */
    size_t n_entries;
    struct ts_source_fault *faults;
    size_t n_faults;
};

/* Reads the file's text; `name` is what faults call the file.  Faults are: an address that is none,
 * a quote that is not closed, an address given twice, filter: without an address.  Everything is in
 * `a`. */
struct ts_sources_file ts_sources_file_read(struct ts_arena *a, ts_str text, ts_str name);

/* The text with a line for `entry` at its end.  TS_ERR_ARG when the address is already there, when
 * it is not one that a line can hold, or when a tag has a line break. */
TS_CHECKED enum ts_rc ts_sources_file_add(struct ts_arena *a, ts_str text,
                                          const struct ts_source_entry *entry, ts_str *out,
                                          struct ts_err *err);
/* The text with the nickname and tags of `entry` on the line of its address, spacing in front of
 * the tags and the line's place kept; the same bytes if it says this already, but that a quote left
 * open is closed. TS_ERR_NOTFOUND when no line has the address, TS_ERR_ARG as above. */
TS_CHECKED enum ts_rc ts_sources_file_change(struct ts_arena *a, ts_str text,
                                             const struct ts_source_entry *entry, ts_str *out,
                                             struct ts_err *err);
/* The text without the line of `url` (all lines, if it is there twice). TS_ERR_NOTFOUND as above.
 */
TS_CHECKED enum ts_rc ts_sources_file_remove(struct ts_arena *a, ts_str text, ts_str url,
                                             ts_str *out, struct ts_err *err);

#endif
