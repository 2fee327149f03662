#include "rig.h"

#include <stdio.h>
#include <stdlib.h>

#include "tearsheet/base/file.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/blocks.h"
#include "tearsheet/store/purge.h"
#include "tearsheet/store/searches.h"
#include "tearsheet/store/states.h"
#include "tearsheet/store/stories.h"
#include "tearsheet/store/tags.h"
#include "tearsheet/store/undo.h"

#include "specimens.h"

static enum ts_rc toggle_tag(struct rig *r, const struct ts_request *q, struct ts_err *err)
{
    int64_t tag;

    enum ts_rc rc = ts_tag_put(r->writer, q->text, &tag, err);
    if (rc != TS_OK)
        return rc;
    if (q->kind == TS_REQUEST_TAG_PICKED)
        return ts_tag_toggle_picked(r->writer, tag, &q->picked, NULL, NULL, err);
    if (q->article_id)
        return ts_tag_toggle_article(r->writer, tag, q->article_id, NULL, err);
    return ts_tag_toggle_story(r->writer, tag, q->story_id, NULL, err);
}

/* What cannot be done is told, as the worker does. */
static void tell_failure(struct rig *r, const struct ts_err *err)
{
    struct ts_event event = { .kind = TS_EVENT_FAILED, .text = ts_str_of(err->msg) };

    assert_true(err->rc == TS_ERR_ARG || err->rc == TS_ERR_NOTFOUND);
    ts_ui_event(r->ui, &event);
}

static enum ts_rc answer_novelty(struct rig *r, int64_t story_id, struct ts_err *err)
{
    struct ts_event event = { .kind = TS_EVENT_NOVELTY, .story_id = story_id };

    enum ts_rc rc = ts_novelty_of_story(&r->arena, r->writer, story_id, &event.novelties,
                                        &event.n_novelties, err);
    if (rc == TS_OK)
        ts_ui_event(r->ui, &event);
    return rc;
}

static enum ts_rc answer_digest(struct rig *r, int64_t story_id, struct ts_err *err)
{
    struct ts_digest digest;
    struct ts_event event = { .kind = TS_EVENT_DIGEST, .digest = &digest };

    enum ts_rc rc = ts_digest_of_story(r->writer, story_id, &digest, err);
    if (rc == TS_OK)
        ts_ui_event(r->ui, &event);
    ts_digest_done(&digest);
    return rc;
}

static enum ts_rc answer_why(struct rig *r, const struct ts_request *q, struct ts_err *err)
{
    struct ts_event event = { .kind = TS_EVENT_WHY };

    enum ts_rc rc =
        ts_why_together(&r->arena, r->writer, q->story_id, q->article_id, &event.why, err);
    if (rc == TS_OK)
        ts_ui_event(r->ui, &event);
    return rc;
}

static enum ts_rc toggle_mute(struct rig *r, const struct ts_request *q, struct ts_err *err)
{
    struct ts_tag tag;
    int64_t id;

    enum ts_rc rc = ts_tag_find(r->writer, q->text, &id, err);
    if (rc == TS_OK)
        rc = ts_tag_get(&r->arena, r->writer, id, &tag, err);
    return rc == TS_OK ? ts_tag_put_muted(r->writer, id, !tag.is_muted, err) : rc;
}

/* With the rule that the worker would suggest. */
static enum ts_rc put_back(struct rig *r, const struct ts_request *q, struct ts_err *err)
{
    struct ts_block as = { .text = q->text };
    struct ts_event event = { .kind = TS_EVENT_RULE, .article_id = q->article_id };
    enum ts_rc rc = ts_block_put_back(r->writer, q->article_id, &as, err);

    event.text = TS_STR("mercury.example keep .note");
    if (rc == TS_OK)
        ts_ui_event(r->ui, &event);
    return rc;
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
    case TS_REQUEST_MARK_PICKED:
        rc = ts_mark_picked(r->writer, &q->picked, q->flag, NULL, &err);
        break;
    case TS_REQUEST_STAR_PICKED:
        rc = ts_star_picked(r->writer, &q->picked, q->flag, NULL, &err);
        break;
    case TS_REQUEST_TAG_PICKED:
        rc = toggle_tag(r, q, &err);
        break;
    case TS_REQUEST_KEEP_SEARCH:
        rc = ts_saved_search_put(r->writer, q->text, q->query, &err);
        break;
    case TS_REQUEST_REMOVE_SEARCH:
        rc = ts_saved_search_remove(r->writer, q->number, &err);
        break;
    case TS_REQUEST_PURGE:
        rc = q->number ? ts_purge_old(r->writer, q->number, NULL, &err)
                       : ts_purge_picked(r->writer, &q->picked, NULL, &err);
        break;
    case TS_REQUEST_STAR:
        rc = ts_star_article(r->writer, q->article_id, q->flag, &err);
        break;
    case TS_REQUEST_TAG:
        rc = toggle_tag(r, q, &err);
        break;
    case TS_REQUEST_MUTE:
        rc = toggle_mute(r, q, &err);
        break;
    case TS_REQUEST_RENAME_TAG:
        rc = ts_tag_rename(r->writer, q->number, q->text, &err);
        break;
    case TS_REQUEST_REMOVE_TAG:
        rc = ts_tag_remove(r->writer, q->number, &err);
        break;
    case TS_REQUEST_UNDO:
        rc = ts_undo(&r->arena, r->writer, NULL, &err);
        break;
    case TS_REQUEST_PUT_BACK:
        rc = put_back(r, q, &err);
        break;
    case TS_REQUEST_POSITION:
        rc = ts_article_put_position(r->writer, q->article_id, q->number, &err);
        break;
    case TS_REQUEST_JOIN:
        rc = ts_stories_join(r->writer, q->story_id, q->other_id, &err);
        break;
    case TS_REQUEST_SPLIT:
        rc = ts_story_split(r->writer, q->article_id, NULL, &err);
        break;
    case TS_REQUEST_WHY:
        rc = answer_why(r, q, &err);
        if (rc != TS_OK)
            tell_failure(r, &err);
        return;
    case TS_REQUEST_DIGEST:
        assert_ok(answer_digest(r, q->story_id, &err), &err);
        return;
    case TS_REQUEST_NOVELTY:
        assert_ok(answer_novelty(r, q->story_id, &err), &err);
        return;
    default:
        return;
    }
    if (rc != TS_OK)
        tell_failure(r, &err);
    ts_ui_changed(r->ui);
}

static void rig_send(void *context, struct ts_request *q)
{
    struct rig *r = context;
    struct ts_arena arena = q->arena;

    r->n_sent[q->kind]++;
    r->n_picked = q->picked.n_articles + q->picked.n_stories;
    r->id = q->article_id ? q->article_id : q->story_id;
    snprintf(r->text, sizeof r->text, "%.*s", TS_FMT(q->text));
    rig_do(r, q);
    ts_arena_done(&arena);
}

int rig_setup(void **state)
{
    struct rig_library *l = calloc(1, sizeof *l);
    struct ts_db *db;
    struct ts_err err;

    assert_non_null(l);
    l->dir = temp_dir(&l->arena);
    l->path = ts_path_join(&l->arena, l->dir, "library.db");
    assert_ok(ts_db_open(&db, l->path, TS_DB_WRITE, &err), &err);
    library_fill(db);
    ts_db_close(db);
    l->specimens_path = ts_path_join(&l->arena, l->dir, "specimens.db");
    assert_ok(ts_db_open(&db, l->specimens_path, TS_DB_WRITE, &err), &err);
    specimens_fill(db);
    ts_db_close(db);
    *state = l;
    return 0;
}

int rig_teardown(void **state)
{
    struct rig_library *l = *state;

    temp_dir_done(l->dir);
    ts_arena_done(&l->arena);
    free(l);
    return 0;
}

void rig_init(struct rig *r, const char *library)
{
    struct ts_err err;
    ts_str bytes;

    *r = (struct rig){ 0 };
    r->dir = temp_dir(&r->arena);
    r->profile.library_path = ts_path_join(&r->arena, r->dir, "library.db");
    r->profile.theme_dirs[0] = TS_THEMES;
    r->profile.feeds_path = "/feeds";
    r->profile.config.theme = TS_STR("dark");
    r->profile.config.text_width_cols = 72;
    r->profile.config.bidi = true;
    r->profile.config.split_cols = 110;
    if (library) {
        assert_ok(ts_file_read(&r->arena, library, 64 << 20, &bytes, &err), &err);
        assert_ok(ts_file_write(r->profile.library_path, bytes, &err), &err);
    }
    assert_ok(ts_db_open(&r->writer, r->profile.library_path, TS_DB_WRITE, &err), &err);
    assert_ok(ts_db_open(&r->reader, r->profile.library_path, TS_DB_READ, &err), &err);
}

void rig_init_copy(struct rig *r, void **state)
{
    rig_init(r, ((const struct rig_library *)*state)->path);
}

void rig_open(struct rig *r, int rows, int cols)
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

void rig_press(void *context, struct ts_key key)
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

void rig_play(struct rig *r, const char *keys)
{
    play_each(keys, rig_press, r);
}

void rig_close(struct rig *r)
{
    ts_ui_close(r->ui);
    r->ui = NULL;
}

void rig_done(struct rig *r)
{
    rig_close(r);
    ts_db_close(r->reader);
    ts_db_close(r->writer);
    temp_dir_done(r->dir);
    ts_arena_done(&r->arena);
}

ts_str rig_screen(struct rig *r, bool with_roles)
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

static bool is_as_wanted(const struct rig_case *c, ts_str screen)
{
    return ts_str_has(screen, c->want) && !(c->missing && ts_str_has(screen, c->missing));
}

void rig_run_cases(void **state, const struct rig_case *cases, size_t n)
{
    enum { ROWS = 24, COLS = 80 };
    int n_wrong = 0;

    for (size_t i = 0; i < n; i++) {
        struct rig r;
        rig_init_copy(&r, state);
        rig_open(&r, ROWS, COLS);
        rig_play(&r, cases[i].keys);
        ts_str screen = rig_screen(&r, false);
        if (!is_as_wanted(&cases[i], screen)) {
            print_error("\"%s\" wants \"%s\" and not \"%s\", but gives\n%.*s\n", cases[i].keys,
                        cases[i].want, cases[i].missing ? cases[i].missing : "", TS_FMT(screen));
            n_wrong++;
        }
        rig_done(&r);
    }
    assert_int_equal(n_wrong, 0);
}
