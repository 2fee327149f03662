/* rank.c - why a story stands where it does on the front page, in numbers. */
#include "tearsheet/base/date.h"
#include "tearsheet/store/stories.h"

#include "textview_priv.h"
#include "ui_priv.h"

static ts_str moment(struct ts_arena *a, int64_t at)
{
    return ts_when_long(a, (struct ts_when){ .at = at, .precision = TS_WHEN_TIME });
}

static ts_str later(struct ts_arena *a, int64_t seconds)
{
    return seconds > 0 ? ts_arena_printf(a, "+%lld hours", (long long)(seconds / 3600))
                       : TS_STR("");
}

static void say_parts(struct text_builder *b, const struct ts_story_row *story)
{
    struct ts_arena *a = b->arena;
    int64_t tag_s = story->n_tags > 0 ? TS_FRONT_TAG_S : 0;
    int64_t outlets_s = story->front_at - story->own_at - tag_s;
    ts_str outlets = ts_arena_count(a, story->n_own_outlets, "outlet", "outlets");

    text_add_row(b, TS_STR("Latest own report"), moment(a, story->own_at), TS_STR(""));
    text_add_row(b, TS_STR("Reported independently by"), outlets, later(a, outlets_s));
    text_add_row(b, TS_STR("Your tags"),
                 story->n_tags > 0 ? ts_arena_count(a, story->n_tags, "tag", "tags")
                                   : TS_STR("none"),
                 later(a, tag_s));
    text_add_row(b, TS_STR("Stands as if it were of"), moment(a, story->front_at), TS_STR(""));
    if (story->n_copies > 0)
        text_add_row(b, TS_STR("Copies, which do not count"),
                     ts_arena_printf(a, "%zu", story->n_copies), TS_STR(""));
}

static void say_rule(struct text_builder *b)
{
    text_add(b, TS_BLOCK_HEADING, TS_STR("The rule"));
    text_add(b, TS_BLOCK_PARAGRAPH,
             ts_arena_printf(b->arena,
                             "Stories are sorted by their latest report that is no copy. Each "
                             "further outlet with a report of its own makes a story count as %d "
                             "hours later, up to %d hours; a tag of yours as %d hours later. "
                             "Stories with a muted tag are left out, and counted in the title.",
                             TS_FRONT_OUTLET_S / 3600,
                             TS_FRONT_OUTLETS_MAX * TS_FRONT_OUTLET_S / 3600,
                             TS_FRONT_TAG_S / 3600));
    text_add(b, TS_BLOCK_PARAGRAPH,
             TS_STR("O sorts by the latest report alone, or by the number of outlets."));
}

static enum ts_rc load(struct textview *t, struct ts_arena *a, struct ts_db *db, struct ts_err *err)
{
    struct text_builder b = { .arena = a };
    struct ts_story_row story;

    enum ts_rc rc = ts_story_get(a, db, t->base.story_id, &story, err);
    if (rc != TS_OK)
        return rc;
    text_add(&b, TS_BLOCK_TITLE, TS_STR("Why this story stands where it does"));
    text_add(&b, TS_BLOCK_QUOTE, story.headline);
    say_parts(&b, &story);
    say_rule(&b);
    text_finish(t, &b, TS_STR("Rank"));
    return TS_OK;
}

static const struct textview_class rank_class = { load, NULL, NULL };

void ui_open_rank(struct ts_ui *ui, const struct subject *subject)
{
    struct textview *v = textview_of_story(ui, sizeof *v, &rank_class, subject);

    if (v)
        ui_push(ui, &v->base);
}
