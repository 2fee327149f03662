/* changes.c - what an outlet changed in an article since it was first read. */
#include "tearsheet/app/edits.h"
#include "tearsheet/base/date.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/headlines.h"
#include "tearsheet/store/versions.h"

#include "textview_priv.h"
#include "ui_priv.h"

struct changes_view {
    struct textview text;
    int64_t article_id;
};

static ts_str moment(struct ts_arena *a, int64_t at)
{
    return ts_when_long(a, (struct ts_when){ .at = at, .precision = TS_WHEN_TIME });
}

static void add_edits(struct text_builder *b, const struct ts_article *before,
                      const struct ts_article *after)
{
    static const char *const signs[] = {
        [TS_EDIT_CUT] = "- ", [TS_EDIT_ADDED] = "+ ", [TS_EDIT_REWORDED] = ""
    };
    size_t n = 0;
    const struct ts_edit *edits = ts_edits_of(b->arena, before, after, &n);

    for (size_t i = 0; i < n; i++)
        text_add(b, TS_BLOCK_PARAGRAPH,
                 ts_arena_concat(b->arena, ts_str_of(signs[edits[i].kind]), edits[i].text));
}

/* The newest change first. */
static void add_versions(struct text_builder *b, const struct ts_version *versions, size_t n,
                         const struct ts_article *now)
{
    struct ts_article after = *now;

    for (size_t i = n; i-- > 0;) {
        struct ts_article before = { .blocks = versions[i].blocks,
                                     .n_blocks = versions[i].n_blocks };
        text_add(b, TS_BLOCK_HEADING,
                 ts_arena_concat(b->arena, TS_STR("Found changed "),
                                 moment(b->arena, versions[i].until_at)));
        add_edits(b, &before, &after);
        after = before;
    }
}

static void add_headlines(struct text_builder *b, const struct ts_old_headline *list, size_t n)
{
    if (n > 0)
        text_add(b, TS_BLOCK_HEADING, TS_STR("Its headline was"));
    for (size_t i = n; i-- > 0;)
        text_add_row(
            b, ts_arena_concat(b->arena, TS_STR("until "), moment(b->arena, list[i].until_at)),
            list[i].title, TS_STR(""));
}

static enum ts_rc load(struct textview *t, struct ts_arena *a, struct ts_db *db, struct ts_err *err)
{
    int64_t id = ((const struct changes_view *)t)->article_id;
    struct text_builder b = { .arena = a };
    struct ts_stored *stored = TS_NEW(a, struct ts_stored);
    struct ts_version *versions;
    struct ts_old_headline *headlines;
    size_t n_versions = 0, n_headlines = 0;

    enum ts_rc rc = ts_article_get(a, db, id, stored, err);
    if (rc == TS_OK)
        rc = ts_versions_get(a, db, id, &versions, &n_versions, err);
    if (rc == TS_OK)
        rc = ts_headlines_of_article(a, db, id, &headlines, &n_headlines, err);
    if (rc != TS_OK)
        return rc;
    text_add(&b, TS_BLOCK_TITLE, stored->article.title);
    if (n_versions + n_headlines == 0)
        text_add(&b, TS_BLOCK_PARAGRAPH,
                 TS_STR("Nothing of it was changed since it was first fetched."));
    if (n_versions > 0)
        text_add(&b, TS_BLOCK_NOTE, TS_STR("[-words that went-] {+words that came+}"));
    add_versions(&b, versions, n_versions, &stored->article);
    add_headlines(&b, headlines, n_headlines);
    text_finish(t, &b, TS_STR("Changes"));
    return TS_OK;
}

static const struct textview_class changes_class = { load, NULL, NULL };

void ui_open_changes(struct ts_ui *ui, int64_t article_id)
{
    struct changes_view *v = ui_alloc_view(sizeof *v);

    v->article_id = article_id;
    textview_init(&v->text, &changes_class, ui);
    v->text.base.hint = TS_STR("h back  / find");
    ui_push(ui, &v->text.base);
}
