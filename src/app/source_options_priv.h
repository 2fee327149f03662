/* source_options_priv.h - how single sources are fetched.
 *
 * A tag of the feeds file that is one of the names below, "=" and a value is an option of its
 * source; to other readers it is a tag like others.  The config file gives options to all sources
 * that have a tag (`for-tag`).  The source's own options count first, then those of its tags, then
 * those of the program. */
#ifndef TEARSHEET_APP_SOURCE_OPTIONS_PRIV_H
#define TEARSHEET_APP_SOURCE_OPTIONS_PRIV_H

#include "full_text_priv.h"
#include "tearsheet/app/config.h"
#include "tearsheet/base/map.h"
#include "tearsheet/feed/sources_file.h"
#include "tearsheet/model/source.h"
#include "tearsheet/net/http.h"

/* All-zero says nothing: what the program's own options say. */
struct source_options {
    int64_t interval_s;
    enum page_policy pages; /* of its articles: which are fetched */
    bool takes_links;       /* a page without a feed: the articles that it links to */
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

/* Told what is wrong with an option, with the place in the file. */
typedef void source_option_fault(void *user, const struct ts_err *err);

/* What config and feeds file (called `file_name`) say of one source, over what `io` has. */
void source_options_of(struct ts_arena *a, const struct ts_config *config,
                       const struct ts_source_entry *entry, const char *file_name,
                       struct source_options *io, source_option_fault *fault, void *user);

/* Puts the options into a request for the source, or for a page that it led to.  Headers may be
 * secrets: they go to the source's own host only. */
void source_options_apply(const struct source_options *options, ts_str source_url,
                          struct ts_http_request *request);

/* True if `url`, which is the source's or that of a page it led to, may be one of this machine or a
 * private network: the reader named it, or a private address, or the source is in such a network.
 */
bool source_allows_private(const struct ts_source *source, ts_str url);

/* The options of all sources.  Set to zero, filled by source_options_load(). */
struct source_options_table {
    struct ts_arena arena;
    struct ts_map by_url; /* address -> index + 1 */
    struct source_options *list;
    size_t n;
};

/* Replaces what is in the table.  Options that are wrong are told and passed over. */
void source_options_load(struct source_options_table *table, const struct ts_config *config,
                         const struct ts_sources_file *file, const char *file_name,
                         source_option_fault *fault, void *user);
void source_options_done(struct source_options_table *table);
/* Those of the source with this address; all-zero ones if it has none. */
struct source_options source_options_find(const struct source_options_table *table, ts_str url);

#endif
