/* tag, read, undo and save: what the keys of the reader do, at the prompt. */
#include "cli_priv.h"
#include "tearsheet/app/save.h"
#include "tearsheet/app/take_back.h"
#include "tearsheet/store/states.h"
#include "tearsheet/store/stories.h"
#include "tearsheet/store/tags.h"

/* Does `one` for each argument from the `first` on, which are ids. */
static int for_each_id(struct cli *c, size_t first,
                       enum ts_rc (*one)(struct cli *c, int64_t id, void *user, struct ts_err *err),
                       void *user)
{
    for (size_t i = first; i < c->n_args; i++) {
        struct ts_err err;
        int64_t id;
        if (!cli_number(c, "an id", c->args[i], 0, &id))
            return TS_EXIT_USAGE;
        if (one(c, id, user, &err) == TS_OK)
            c->n_done++;
        else
            cli_fail_err(c, &err);
    }
    return cli_status(c);
}

static bool story_id_of(struct cli *c, int64_t *id)
{
    return cli_number(c, "--story", c->flags.story, 0, id);
}

/* ---- tag ---- */

static void put_tag(struct cli *c, const struct ts_tag *tag, const char *letter)
{
    struct ts_arena *a = &c->arena;
    ts_str articles = ts_arena_count(a, tag->n_articles, "article", "articles");
    ts_str stories = ts_arena_count(a, tag->n_stories, "story", "stories");

    cli_put_text(c, ts_arena_printf(a, "%1s  %-24.*s %14.*s, %.*s%s\n", letter, TS_FMT(tag->name),
                                    TS_FMT(articles), TS_FMT(stories),
                                    tag->is_muted ? ", muted" : ""));
}

static void put_tag_json(struct ts_buf *line, const struct ts_tag *t, const char *letter)
{
    struct ts_json_out o = { .buf = line };

    ts_json_open(&o, '{');
    ts_json_member(&o, "name", t->name);
    ts_json_member(&o, "letter", ts_str_of(letter));
    ts_json_key(&o, "articles");
    ts_json_put_int(&o, (int64_t)t->n_articles);
    ts_json_key(&o, "stories");
    ts_json_put_int(&o, (int64_t)t->n_stories);
    ts_json_key(&o, "muted");
    ts_json_put_bool(&o, t->is_muted);
    ts_json_close(&o, '}');
    cli_put_line(line);
}

static int list_tags(struct cli *c)
{
    struct ts_tag *tags;
    struct ts_buf line = { 0 };
    struct ts_err err;
    size_t n = 0;

    if (ts_tags_list(&c->arena, c->db, &tags, &n, &err) != TS_OK)
        cli_fail_err(c, &err);
    for (size_t i = 0; i < n; i++) {
        const struct ts_tag *t = &tags[i];
        char letter[2] = { t->letter ? t->letter : '\0', '\0' };
        if (c->flags.json)
            put_tag_json(&line, t, letter);
        else
            put_tag(c, t, letter);
    }
    ts_buf_done(&line);
    return cli_status(c);
}

static bool has_tag(const ts_str *tags, size_t n, ts_str name)
{
    for (size_t i = 0; i < n; i++)
        if (ts_str_eq(tags[i], name))
            return true;
    return false;
}

/* The tag that is put on or taken off; made when the first thing to put it on is found. */
struct labelling {
    struct ts_tag tag;
    ts_str name; /* as given */
};

/* Says whether anything is to be done: the store toggles, but at the prompt the same call twice
 * means the same. */
static enum ts_rc find_or_make_tag(struct cli *c, struct labelling *l, const ts_str *tags, size_t n,
                                   bool *is_due, struct ts_err *err)
{
    enum ts_rc rc = TS_OK;

    if (l->tag.id == 0) {
        rc = c->flags.off ? ts_tag_find(c->db, l->name, &l->tag.id, err)
                          : ts_tag_put(c->db, l->name, &l->tag.id, err);
        if (rc == TS_OK)
            rc = ts_tag_get(&c->arena, c->db, l->tag.id, &l->tag, err);
    }
    *is_due = rc == TS_OK && has_tag(tags, n, l->tag.name) == c->flags.off;
    return rc;
}

static enum ts_rc tag_article(struct cli *c, int64_t id, void *user, struct ts_err *err)
{
    struct labelling *l = user;
    struct ts_stored stored;
    bool is_due = false;
    enum ts_rc rc = ts_article_get(&c->arena, c->db, id, &stored, err);

    if (rc == TS_OK)
        rc = find_or_make_tag(c, l, stored.tags, stored.n_tags, &is_due, err);
    return is_due ? ts_tag_toggle_article(c->db, l->tag.id, id, NULL, err) : rc;
}

static enum ts_rc tag_story(struct cli *c, int64_t id, struct labelling *l, struct ts_err *err)
{
    struct ts_story_row story;
    bool is_due = false;
    enum ts_rc rc = ts_story_get(&c->arena, c->db, id, &story, err);

    if (rc == TS_OK)
        rc = find_or_make_tag(c, l, story.tags, story.n_tags, &is_due, err);
    return is_due ? ts_tag_toggle_story(c->db, l->tag.id, id, NULL, err) : rc;
}

/* `tag NAME --mute`: the tag itself. */
static int mute_tag(struct cli *c)
{
    struct ts_err err;
    int64_t id;

    if (c->n_args != 1 || c->flags.story)
        return cli_usage(c, "tag --mute wants the NAME of one tag and nothing else");
    if (!cli_open_library(c, TS_DB_WRITE))
        return TS_EXIT_NOTHING;
    enum ts_rc rc = ts_tag_find(c->db, ts_str_of(c->args[0]), &id, &err);
    if (rc == TS_OK)
        rc = ts_tag_put_muted(c->db, id, !c->flags.off, &err);
    if (rc == TS_OK)
        c->n_done++;
    else
        cli_fail_err(c, &err);
    return cli_status(c);
}

int cmd_tag(struct cli *c)
{
    struct ts_err err;
    int64_t story_id;

    if (c->flags.mute)
        return mute_tag(c);
    if (!story_id_of(c, &story_id))
        return TS_EXIT_USAGE;
    if (c->n_args == 1 && story_id == 0)
        return cli_usage(c, "tag wants NAME and ID, or NAME and --story ID");
    if (!cli_open_library(c, c->n_args > 0 ? TS_DB_WRITE : TS_DB_READ))
        return TS_EXIT_NOTHING;
    if (c->n_args == 0)
        return list_tags(c);
    struct labelling l = { .name = ts_str_of(c->args[0]) };
    if (story_id != 0 && tag_story(c, story_id, &l, &err) != TS_OK) {
        cli_fail_err(c, &err);
        return TS_EXIT_NOTHING;
    }
    return for_each_id(c, 1, tag_article, &l);
}

/* ---- read, undo ---- */

static enum ts_rc mark_article(struct cli *c, int64_t id, void *user, struct ts_err *err)
{
    (void)user;
    return ts_mark_article(c->db, id, !c->flags.off, err);
}

int cmd_read(struct cli *c)
{
    const struct ts_article_query everything = { .with_hidden = true };
    struct ts_err err;
    int64_t story_id;
    enum ts_rc rc = TS_OK;

    if (!story_id_of(c, &story_id))
        return TS_EXIT_USAGE;
    if (c->flags.all == (c->n_args > 0 || story_id != 0))
        return cli_usage(c, "read wants ID, --story ID or --all");
    if (!cli_open_library(c, TS_DB_WRITE))
        return TS_EXIT_NOTHING;
    if (story_id != 0)
        rc = ts_mark_story(c->db, story_id, !c->flags.off, &err);
    if (rc == TS_OK && c->flags.all)
        rc = ts_mark_all(c->db, &everything, !c->flags.off, NULL, &err);
    if (rc != TS_OK)
        cli_fail_err(c, &err);
    return for_each_id(c, 0, mark_article, NULL);
}

int cmd_undo(struct cli *c)
{
    ts_str what = { 0 };
    struct ts_err err;

    if (!cli_open_library(c, TS_DB_WRITE))
        return TS_EXIT_NOTHING;
    if (ts_take_back(&c->arena, c->db, &c->profile, &what, &err) == TS_OK)
        cli_put_text(c, ts_arena_printf(&c->arena, "undone: %.*s\n", TS_FMT(what)));
    else
        cli_fail_err(c, &err);
    return cli_status(c);
}

/* ---- save ---- */

static enum ts_rc save_copy(struct cli *c, int64_t id, void *user, struct ts_err *err)
{
    const char *path;
    enum ts_rc rc = ts_save_copy(&c->arena, c->db, &c->profile, id, *(enum ts_render_format *)user,
                                 c->flags.folder, &path, err);

    if (rc == TS_OK)
        puts(path);
    return rc;
}

int cmd_save(struct cli *c)
{
    enum ts_render_format format;

    if (c->flags.format && ts_render_format_of(ts_str_of(c->flags.format)) < 0)
        return cli_usage(c, "--format takes text, markdown or html, not \"%s\"", c->flags.format);
    if (!cli_open_library(c, TS_DB_READ))
        return TS_EXIT_NOTHING;
    format = (enum ts_render_format)ts_render_format_of(
        c->flags.format ? ts_str_of(c->flags.format) : c->profile.config.save_format);
    return for_each_id(c, 0, save_copy, &format);
}
