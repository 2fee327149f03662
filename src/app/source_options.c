#include "source_options_priv.h"

#include "commands_priv.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/file.h"
#include "tearsheet/base/url.h"

enum { MAX_INTERVAL_S = 366 * 24 * 60 * 60 };

typedef enum ts_rc reader(struct ts_arena *a, ts_str value, struct source_options *io,
                          struct ts_err *err);

/* "30m", "6h" or "2d". */
static enum ts_rc read_interval(struct ts_arena *a, ts_str value, struct source_options *io,
                                struct ts_err *err)
{
    int64_t seconds;

    (void)a;
    if (ts_duration_parse(value, &seconds) && seconds > 0 && seconds <= MAX_INTERVAL_S) {
        io->interval_s = seconds;
        return TS_OK;
    }
    return ts_fail(err, TS_ERR_ARG, "interval takes 30m, 6h or 2d, up to a year, not \"%.*s\"",
                   TS_FMT(value));
}

static enum ts_rc read_user_agent(struct ts_arena *a, ts_str value, struct source_options *io,
                                  struct ts_err *err)
{
    (void)err;
    io->user_agent = ts_arena_str(a, value);
    return TS_OK;
}

static enum ts_rc read_cookies(struct ts_arena *a, ts_str value, struct source_options *io,
                               struct ts_err *err)
{
    const char *path = ts_path_expand(a, ts_arena_cstr(a, value));

    if (path[0] != '/')
        return ts_fail(err, TS_ERR_ARG, "cookies takes the absolute path of a file, not \"%.*s\"",
                       TS_FMT(value));
    io->cookies_file = ts_str_of(path);
    return TS_OK;
}

static enum ts_rc read_proxy(struct ts_arena *a, ts_str value, struct source_options *io,
                             struct ts_err *err)
{
    if (!ts_str_has(value, "://") && !ts_str_is(value, "direct"))
        return ts_fail(err, TS_ERR_ARG, "proxy takes an address or \"direct\", not \"%.*s\"",
                       TS_FMT(value));
    io->proxy = ts_arena_str(a, value);
    return TS_OK;
}

static enum ts_rc read_header(struct ts_arena *a, ts_str value, struct source_options *io,
                              struct ts_err *err)
{
    if (ts_str_find_char(value, ':', 0) == TS_NPOS || ts_str_has(value, "\n") ||
        ts_str_has(value, "\r"))
        return ts_fail(err, TS_ERR_ARG, "header takes \"Name: value\", not \"%.*s\"",
                       TS_FMT(value));
    *TS_PUSH(a, io->headers, io->n_headers, io->headers_cap) = ts_arena_str(a, value);
    return TS_OK;
}

static enum ts_rc read_links(struct ts_arena *a, ts_str value, struct source_options *io,
                             struct ts_err *err)
{
    (void)a;
    if (!ts_str_is(value, "yes") && !ts_str_is(value, "no"))
        return ts_fail(err, TS_ERR_ARG, "links takes yes or no, not \"%.*s\"", TS_FMT(value));
    io->takes_links = ts_str_is(value, "yes");
    return TS_OK;
}

static enum ts_rc read_pages(struct ts_arena *a, ts_str value, struct source_options *io,
                             struct ts_err *err)
{
    static const char *const names[] = {
        [PAGES_AUTO] = "auto", [PAGES_ALWAYS] = "yes", [PAGES_NEVER] = "no"
    };

    (void)a;
    for (size_t i = 0; i < TS_COUNT(names); i++)
        if (ts_str_is(value, names[i])) {
            io->pages = (enum page_policy)i;
            return TS_OK;
        }
    return ts_fail(err, TS_ERR_ARG, "pages takes auto, yes or no, not \"%.*s\"", TS_FMT(value));
}

static const struct {
    const char *name;
    reader *read;
} known[] = {
    { "interval", read_interval }, { "user-agent", read_user_agent }, { "cookies", read_cookies },
    { "proxy", read_proxy },       { "header", read_header },         { "links", read_links },
    { "pages", read_pages },
};

/* The reader of the option, its value cut off; NULL if it is none. */
static reader *find_option(ts_str option, ts_str *value)
{
    ts_str name;

    *value = option;
    if (!ts_str_split(value, '=', &name) || name.len == option.len)
        return NULL;
    for (size_t i = 0; i < TS_COUNT(known); i++)
        if (ts_str_is(name, known[i].name))
            return known[i].read;
    return NULL;
}

bool source_option_is(ts_str tag)
{
    ts_str value;

    return find_option(tag, &value) != NULL;
}

enum ts_rc source_option_read(struct ts_arena *a, ts_str option, struct source_options *io,
                              struct ts_err *err)
{
    ts_str value;
    reader *read = find_option(option, &value);

    if (!read)
        return ts_fail(err, TS_ERR_ARG, "there is no option \"%.*s\" of sources", TS_FMT(option));
    return read(a, value, io, err);
}

/* ---- the table ---- */

static bool has_tag(const struct ts_source_entry *entry, ts_str tag)
{
    for (size_t i = 0; i < entry->n_tags; i++)
        if (ts_str_eq(entry->tags[i], tag))
            return true;
    return false;
}

void source_options_of(struct ts_arena *a, const struct ts_config *config,
                       const struct ts_source_entry *entry, const char *file_name,
                       struct source_options *io, source_option_fault *fault, void *user)
{
    struct ts_err err;

    for (size_t i = 0; i < config->n_tag_options; i++)
        if (has_tag(entry, config->tag_options[i].tag) &&
            source_option_read(a, config->tag_options[i].option, io, &err) != TS_OK)
            fault(user, &err);
    for (size_t i = 0; i < entry->n_tags; i++) {
        if (!source_option_is(entry->tags[i]) ||
            source_option_read(a, entry->tags[i], io, &err) == TS_OK)
            continue;
        ts_fail_in(&err, "%s:%d", file_name, entry->line);
        fault(user, &err);
    }
}

void source_options_apply(const struct source_options *options, ts_str source_url,
                          struct ts_http_request *request)
{
    ts_str own_host = ts_url_parse(source_parts_of(source_url).address).host;

    request->user_agent = options->user_agent;
    request->cookies_file = options->cookies_file;
    request->proxy = options->proxy;
    if (ts_str_eq_nocase(ts_url_parse(request->url).host, own_host)) {
        request->headers = options->headers;
        request->n_headers = options->n_headers;
    }
}

bool source_allows_private(const struct ts_source *source, ts_str url)
{
    ts_str own = source_parts_of(source->url).address;

    return source->is_private || ts_url_is_private(own) || ts_str_eq(url, own);
}

void source_options_load(struct source_options_table *table, const struct ts_config *config,
                         const struct ts_sources_file *file, const char *file_name,
                         source_option_fault *fault, void *user)
{
    source_options_done(table);
    table->by_url.arena = &table->arena;
    table->list = TS_NEW_ARRAY(&table->arena, file->n_entries, struct source_options);
    for (size_t i = 0; i < file->n_entries; i++) {
        source_options_of(&table->arena, config, &file->entries[i], file_name,
                          &table->list[table->n++], fault, user);
        *ts_map_put_str(&table->by_url, file->entries[i].url) = (int64_t)table->n;
    }
}

void source_options_done(struct source_options_table *table)
{
    ts_arena_done(&table->arena);
    *table = (struct source_options_table){ 0 };
}

struct source_options source_options_find(const struct source_options_table *table, ts_str url)
{
    const int64_t *at = table->n > 0 ? ts_map_find_str(&table->by_url, url) : NULL;

    return at ? table->list[*at - 1] : (struct source_options){ 0 };
}
