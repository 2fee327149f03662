/* show: articles as text, or as JSON with what the reader did with them. */
#include <string.h>

#include "cli_priv.h"
#include "tearsheet/app/article_text.h"
#include "tearsheet/app/enclosures.h"
#include "tearsheet/archive/render.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/enclosures.h"

static void put_enclosures(struct ts_json_out *o, const struct ts_enclosure *files, size_t n)
{
    ts_json_list(o, "enclosures");
    for (size_t i = 0; i < n; i++) {
        ts_json_open(o, '{');
        ts_json_member(o, "url", files[i].url);
        ts_json_member(o, "type", files[i].type);
        cli_json_int(o, "bytes", files[i].n_bytes);
        ts_json_close(o, '}');
    }
    ts_json_close(o, ']');
}

static enum ts_rc put_stored_json(struct cli *c, const struct ts_stored *stored, struct ts_err *err)
{
    struct ts_buf line = { 0 };
    struct ts_json_out o = { .buf = &line };
    struct ts_enclosure *files = NULL;
    size_t n = 0;
    enum ts_rc rc = ts_enclosures_get(&c->arena, c->db, stored->id, &files, &n, err);

    if (rc != TS_OK)
        return rc;

    ts_json_open(&o, '{');
    cli_json_int(&o, "id", stored->id);
    cli_json_states(&o, stored->story_id, stored->tags, stored->n_tags, stored->is_read,
                    stored->is_starred);
    ts_json_member(&o, "source", stored->source_name);
    put_enclosures(&o, files, n);
    cli_put_article(c, &o, &stored->article);
    ts_json_close(&o, '}');
    cli_put_line(&line);
    ts_buf_done(&line);
    return TS_OK;
}

/* As JSON, or in a format of copies, with links to its files. */
static enum ts_rc put_stored(struct cli *c, struct ts_stored *stored, enum ts_render_format format,
                             struct ts_err *err)
{
    enum ts_rc rc = TS_OK;

    if (c->flags.json)
        return put_stored_json(c, stored, err);
    rc = ts_enclosures_show(&c->arena, c->db, stored, err);
    if (rc == TS_OK)
        cli_put_text(c, ts_render(&c->arena, &stored->article, format));
    return rc;
}

static void show(struct cli *c, int64_t id, enum ts_render_format format)
{
    struct ts_stored stored;
    struct ts_err err;

    enum ts_rc rc = ts_article_read(&c->arena, c->db, id, &stored, &err);
    if (rc == TS_OK)
        rc = put_stored(c, &stored, format, &err);
    if (rc == TS_OK)
        c->n_done++;
    else
        cli_fail_err(c, &err);
}

static int show_story(struct cli *c)
{
    int64_t id;

    if (c->n_args > 0 || c->flags.format)
        return cli_usage(c, "show --story takes no articles and no --format; --json it does");
    if (!cli_number(c, "--story", c->flags.story, 0, &id))
        return TS_EXIT_USAGE;
    if (!cli_open_library(c, TS_DB_READ))
        return TS_EXIT_NOTHING;
    cli_show_story(c, id);
    return cli_status(c);
}

/* TS_EXIT_DONE, or what was said to be wrong with the options. */
static int read_format(struct cli *c, enum ts_render_format *out)
{
    const char *name = c->flags.format ? c->flags.format : "text";
    bool is_json = strcmp(name, "json") == 0;
    int format = ts_render_format_of(ts_str_of(name));

    if (c->flags.diff && (c->flags.format || c->flags.json))
        return cli_usage(c, "show --diff takes no --format and no --json");
    if (format < 0 && !is_json)
        return cli_usage(c, "--format takes text, markdown, html or json, not \"%s\"", name);
    if (c->flags.json && c->flags.format && !is_json)
        return cli_usage(c, "show prints --json or a --format, not both");
    c->flags.json = c->flags.json || is_json;
    *out = (enum ts_render_format)format;
    return TS_EXIT_DONE;
}

int cmd_show(struct cli *c)
{
    enum ts_render_format format = TS_RENDER_TEXT;

    if (c->flags.story)
        return show_story(c);
    if (c->n_args == 0)
        return cli_usage(c, "show wants ID, or --story ID");
    int status = read_format(c, &format);
    if (status != TS_EXIT_DONE)
        return status;
    if (!cli_open_library(c, TS_DB_READ))
        return TS_EXIT_NOTHING;
    for (size_t i = 0; i < c->n_args; i++) {
        int64_t id;
        if (!cli_number(c, "show", c->args[i], 0, &id))
            return TS_EXIT_USAGE;
        if (c->flags.diff)
            cli_show_changes(c, id);
        else
            show(c, id, format);
    }
    return cli_status(c);
}
