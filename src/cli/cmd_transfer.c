/* import and export: lists of subscriptions from and for other readers. */
#include <string.h>

#include "cli_priv.h"
#include "tearsheet/app/feeds_file.h"
#include "tearsheet/base/file.h"
#include "tearsheet/base/url.h"
#include "tearsheet/feed/opml.h"

/* OPML is XML; newsboat's urls and our feeds files start with anything but "<". */
static enum ts_rc read_list(struct cli *c, const char *path, struct ts_source_entry **entries,
                            size_t *n, struct ts_err *err)
{
    ts_str text = { 0 };
    enum ts_rc rc = ts_file_read(&c->arena, path, TS_OPML_MAX_BYTES, &text, err);

    if (rc != TS_OK)
        return rc;
    ts_str start = ts_str_trim(text);
    if (ts_str_starts(start, "<") || ts_str_starts(start, "\xEF\xBB\xBF<")) {
        ts_str fault = { 0 };
        rc = ts_opml_read(&c->arena, text, entries, n, &fault, err);
        if (rc != TS_OK)
            ts_fail_in(err, "%s", path);
        else if (fault.len > 0)
            cli_fail(c, "%s: malformed at %.*s: what can be read of it is taken", path,
                     TS_FMT(fault));
        return rc;
    }
    struct ts_sources_file file = ts_sources_file_read(&c->arena, text, ts_str_of(path));
    for (size_t i = 0; i < file.n_faults; i++)
        cli_fail(c, "%.*s", TS_FMT(file.faults[i].message));
    *entries = file.entries;
    *n = file.n_entries;
    return TS_OK;
}

/* A list may come from somebody else: what will run on this machine is named. */
static void tell_commands(struct cli *c, const struct ts_source_entry *entries, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (entries[i].kind == TS_ENTRY_EXEC || entries[i].kind == TS_ENTRY_FILTER)
            cli_put_text(c, ts_arena_printf(&c->arena,
                                            "runs a command at each fetch: %.*s (\"allow-commands "
                                            "no\" in the configuration prevents it)\n",
                                            TS_FMT(entries[i].url)));
}

int cmd_import(struct cli *c)
{
    if (!cli_open_library(c, TS_DB_WRITE))
        return TS_EXIT_NOTHING;
    for (size_t i = 0; i < c->n_args; i++) {
        struct ts_source_entry *entries = NULL;
        size_t n = 0, n_added = 0, n_failed = c->n_failed;
        struct ts_err err;
        enum ts_rc rc = read_list(c, c->args[i], &entries, &n, &err);
        if (rc == TS_OK)
            rc = ts_feeds_add(c->db, &c->profile, entries, n, &n_added, &err);
        if (rc != TS_OK) {
            cli_fail_err(c, &err);
            continue;
        }
        c->n_done += n > 0 || c->n_failed == n_failed;
        if (!c->flags.quiet)
            printf("%s: %zu subscription%s, %zu of them new\n", c->args[i], n, n == 1 ? "" : "s",
                   n_added);
        tell_commands(c, entries, n);
    }
    return cli_status(c);
}

/* Feeds without a name of the reader's own are called what they call themselves. */
static void name_entries(struct cli *c, struct ts_source_entry *entries, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct ts_source source;
        if (entries[i].kind != TS_ENTRY_ADDRESS ||
            ts_source_get_url(&c->arena, c->db, entries[i].url, &source, NULL) != TS_OK)
            continue;
        if (entries[i].nickname.len == 0)
            entries[i].nickname = source.title;
        entries[i].site_url = source.site_url;
    }
}

/* What has no address that another reader could fetch is left out, and named. */
static void tell_left_out(const struct ts_source_entry *entries, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (entries[i].kind != TS_ENTRY_ADDRESS)
            fprintf(stderr, "tearsheet: not in the list, as OPML has addresses only: %.*s\n",
                    TS_FMT(entries[i].url));
}

/* True if the tag is a header for the source: a password more often than not. */
static bool is_header(ts_str tag)
{
    return ts_str_starts(tag, "header=");
}

/* Takes the secrets out of the entry; false if it has none. */
static bool without_secrets(struct ts_arena *a, struct ts_source_entry *e)
{
    bool has_some = ts_url_secret(e->url).len > 0;
    ts_str *tags = TS_NEW_ARRAY(a, e->n_tags, ts_str);
    size_t n = 0;

    e->url = ts_url_without_secret(a, e->url);
    for (size_t i = 0; i < e->n_tags; i++) {
        has_some = has_some || is_header(e->tags[i]) || ts_url_secret(e->tags[i]).len > 0;
        if (!is_header(e->tags[i]))
            tags[n++] = ts_url_without_secret(a, e->tags[i]);
    }
    e->tags = tags;
    e->n_tags = n;
    return has_some;
}

/* A list is given to others. */
static void leave_out_secrets(struct cli *c, struct ts_source_entry *entries, size_t n)
{
    size_t n_without = 0;

    for (size_t i = 0; i < n; i++)
        n_without += entries[i].kind == TS_ENTRY_ADDRESS && without_secrets(&c->arena, &entries[i]);
    if (n_without > 0)
        fprintf(stderr,
                "tearsheet: %zu source%s in the list without the password or the headers that the "
                "feeds file has: --secrets puts them in\n",
                n_without, n_without == 1 ? " is" : "s are");
}

int cmd_export(struct cli *c)
{
    struct ts_sources_file file;
    struct ts_buf out = { 0 };
    struct ts_err err;

    if (strcmp(c->args[0], "opml") != 0)
        return cli_usage(c, "export writes opml, not \"%s\"", c->args[0]);
    if (!cli_open_library(c, TS_DB_READ))
        return TS_EXIT_NOTHING;
    if (ts_feeds_read(&c->arena, &c->profile, &file, &err) != TS_OK) {
        cli_fail_err(c, &err);
        return TS_EXIT_NOTHING;
    }
    name_entries(c, file.entries, file.n_entries);
    if (!c->flags.secrets)
        leave_out_secrets(c, file.entries, file.n_entries);
    ts_opml_write(&out, TS_STR("tearsheet"), file.entries, file.n_entries);
    cli_put_text(c, ts_buf_str(&out)); /* the names are the outlets' own */
    tell_left_out(file.entries, file.n_entries);
    ts_buf_done(&out);
    return TS_EXIT_DONE;
}
