/* source_options_priv.h - how single sources are fetched.
 *
 * A tag of the feeds file that is one of the names below, "=" and a value is an option of its
 * source; to other readers it is a tag like others.  The config file gives options to all sources
 * that have a tag (`for-tag`).  The source's own options count first, then those of its tags, then
 * those of the program. */
#ifndef TEARSHEET_APP_SOURCE_OPTIONS_PRIV_H
#define TEARSHEET_APP_SOURCE_OPTIONS_PRIV_H

#include "tearsheet/app/config.h"
#include "tearsheet/base/map.h"
#include "tearsheet/feed/sources_file.h"

/* All-zero says nothing: what the program's own options say. */
struct source_options {
    int64_t interval_s;
    ts_str user_agent;
    ts_str cookies_file; /* an absolute path */
    ts_str proxy;        /* an address, or "direct" */
    ts_str *headers;     /* "Name: value" */
    size_t n_headers;
    size_t headers_cap;
};

/* True if the tag is an option, right or wrong. */
bool source_option_is(ts_str tag);

/* Takes in one "name=value", over what `io` has; strings are put in `a`.  TS_ERR_ARG, in words,
 * when there is no such option or the value is none. */
TS_CHECKED enum ts_rc source_option_read(struct ts_arena *a, ts_str option,
                                         struct source_options *io, struct ts_err *err);

/* The options of all sources.  Set to zero, filled by source_options_load(). */
struct source_options_table {
    struct ts_arena arena;
    struct ts_map by_url; /* address -> index + 1 */
    struct source_options *list;
    size_t n;
};

/* Replaces what is in the table.  `fault` is told what is wrong with an option, with the place in
 * the file; the others count. */
void source_options_load(struct source_options_table *table, const struct ts_config *config,
                         const struct ts_sources_file *file, ts_str file_name,
                         void (*fault)(void *user, const struct ts_err *err), void *user);
void source_options_done(struct source_options_table *table);
/* Those of the source with this address; all-zero ones if it has none. */
struct source_options source_options_find(const struct source_options_table *table, ts_str url);

#endif
