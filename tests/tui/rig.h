/* rig.h - the reader on a library of its own, with the test in the place of the worker: requests
 * that change the library are done at once, the others are only noted. */
#ifndef TESTS_TUI_RIG_H
#define TESTS_TUI_RIG_H

#include <stdio.h>

#include "library.h"
#include "play.h"

#include "tearsheet/base/file.h"
#include "tearsheet/store/undo.h"
#include "tearsheet/tui/ui.h"

struct rig {
    struct ts_arena arena;
    const char *dir;
    struct ts_profile profile;
    struct ts_db *writer;
    struct ts_db *reader;
    struct ts_ui *ui;
    struct ts_errand errand; /* the last one */
    char address[256];       /* of it */
    int n_sent[TS_REQUEST_POSITION + 1];
    char text[256]; /* of the last request */
    int64_t id;     /* the article or story of the last request */
};

static void rig_tag(struct rig *r, const struct ts_request *q)
{
    struct ts_err err;
    int64_t tag;

    assert_ok(ts_tag_put(r->writer, q->text, &tag, &err), &err);
    if (q->article_id)
        assert_ok(ts_tag_toggle_article(r->writer, tag, q->article_id, NULL, &err), &err);
    else
        assert_ok(ts_tag_toggle_story(r->writer, tag, q->story_id, NULL, &err), &err);
}

static void rig_do(struct rig *r, const struct ts_request *q)
{
    enum ts_rc rc = TS_OK;
    struct ts_err err;

    switch (q->kind) {
    case TS_REQUEST_MARK_READ:
        rc = q->article_id ? ts_mark_article(r->writer, q->article_id, q->flag, &err)
                           : ts_mark_story(r->writer, q->story_id, q->flag, &err);
        break;
    case TS_REQUEST_MARK_MANY:
        for (size_t i = 0; i < q->n_ids && rc == TS_OK; i++)
            rc = ts_mark_article(r->writer, q->ids[i], q->flag, &err);
        break;
    case TS_REQUEST_STAR:
        rc = ts_star_article(r->writer, q->article_id, q->flag, &err);
        break;
    case TS_REQUEST_TAG:
        rig_tag(r, q);
        break;
    case TS_REQUEST_UNDO:
        rc = ts_undo(&r->arena, r->writer, NULL, &err);
        if (rc == TS_ERR_NOTFOUND)
            rc = TS_OK;
        break;
    case TS_REQUEST_POSITION:
        rc = ts_article_put_position(r->writer, q->article_id, q->number, &err);
        break;
    case TS_REQUEST_JOIN:
        rc = ts_stories_join(r->writer, q->story_id, q->other_id, &err);
        break;
    case TS_REQUEST_SPLIT:
        rc = ts_story_split(r->writer, q->article_id, NULL, &err);
        if (rc == TS_ERR_ARG)
            rc = TS_OK;
        break;
    default:
        return;
    }
    assert_ok(rc, &err);
    if (r->ui)
        ts_ui_changed(r->ui);
}

static void rig_send(void *context, struct ts_request *q)
{
    struct rig *r = context;
    struct ts_arena arena = q->arena;

    r->n_sent[q->kind]++;
    r->id = q->article_id ? q->article_id : q->story_id;
    snprintf(r->text, sizeof r->text, "%.*s", TS_FMT(q->text));
    rig_do(r, q);
    ts_arena_done(&arena);
}

static void rig_init(struct rig *r, bool is_filled)
{
    struct ts_err err;

    *r = (struct rig){ 0 };
    r->dir = temp_dir(&r->arena);
    r->profile.library_path = ts_path_join(&r->arena, r->dir, "library.db");
    r->profile.theme_dirs[0] = TS_THEMES;
    r->profile.config.theme = TS_STR("dark");
    r->profile.config.text_width_cols = 72;
    assert_ok(ts_db_open(&r->writer, r->profile.library_path, TS_DB_WRITE, &err), &err);
    if (is_filled)
        library_fill(r->writer);
    assert_ok(ts_db_open(&r->reader, r->profile.library_path, TS_DB_READ, &err), &err);
}

static void rig_open(struct rig *r, int rows, int cols)
{
    struct ts_ui_options options = { .db = r->reader,
                                     .profile = &r->profile,
                                     .send = rig_send,
                                     .context = r,
                                     .now_at = library_now_at };
    struct ts_err err;

    assert_ok(ts_ui_open(&r->ui, &options, &err), &err);
    ts_ui_resize(r->ui, rows, cols);
    ts_ui_draw(r->ui);
}

static void rig_press(void *context, struct ts_key key)
{
    struct rig *r = context;

    ts_ui_key(r->ui, key);
    struct ts_errand errand = ts_ui_errand(r->ui);
    if (errand.kind != TS_ERRAND_NONE) {
        r->errand = errand;
        snprintf(r->address, sizeof r->address, "%.*s", TS_FMT(errand.address));
    }
    ts_ui_draw(r->ui);
}

static void rig_play(struct rig *r, const char *keys)
{
    play_each(keys, rig_press, r);
}

static void rig_close(struct rig *r)
{
    ts_ui_close(r->ui);
    r->ui = NULL;
}

static void rig_done(struct rig *r)
{
    rig_close(r);
    ts_db_close(r->reader);
    ts_db_close(r->writer);
    temp_dir_done(r->dir);
    ts_arena_done(&r->arena);
}

/* The screen as text, and behind it the plane of roles and the place of the cursor. */
static ts_str rig_screen(struct rig *r, bool with_roles)
{
    const struct ts_surface *s = ts_ui_draw(r->ui);
    struct ts_buf out = { 0 };

    ts_surface_dump(s, &out);
    if (with_roles) {
        ts_buf_puts(&out, "---- roles\n");
        ts_surface_dump_roles(s, &out);
        ts_buf_printf(&out, "---- cursor %d %d\n", s->cursor->row, s->cursor->col);
    }
    ts_str text = ts_buf_take(&out, &r->arena);
    ts_buf_done(&out);
    return text;
}

#endif
