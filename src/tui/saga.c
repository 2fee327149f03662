/* saga.c - the stories of one affair, and going from one to the next. */
#include "tearsheet/store/stories.h"

#include "obey_priv.h"
#include "ui_priv.h"

enum ts_rc ui_saga_load(struct saga *out, struct ts_arena *a, struct ts_db *db, int64_t story_id,
                        struct ts_err *err)
{
    struct ts_story_query query = { .order = TS_STORY_OLDEST };
    struct ts_story_row story;
    struct saga saga = { 0 };

    enum ts_rc rc = ts_story_get(a, db, story_id, &story, err);
    query.saga_id = story.saga_id;
    if (rc == TS_OK && query.saga_id != 0)
        rc = ts_stories_list(a, db, &query, &saga.stories, &saga.n, err);
    if (rc != TS_OK)
        return rc;
    while (saga.at < saga.n && saga.stories[saga.at].id != story_id)
        saga.at++;
    if (saga.n < 2 || saga.at == saga.n)
        saga = (struct saga){ 0 };
    *out = saga;
    return TS_OK;
}

/* The place that `step` stories lead to, no further than the ends. */
static size_t target(const struct saga *saga, int step)
{
    if (step < 0)
        return saga->at > (size_t)-step ? saga->at - (size_t)-step : 0;
    return (size_t)step < saga->n - saga->at ? saga->at + (size_t)step : saga->n - 1;
}

/* Another story takes the place of the one shown, so that going back leads to where one was before
 * both. */
static void go(struct ts_ui *ui, const struct saga *saga, size_t at)
{
    int64_t from = saga->stories[saga->at].id;

    while (ui->top->below && ui->top->story_id == from)
        ui_pop(ui);
    ui_open_story(ui, saga->stories[at].id);
    ui_say(ui, false, "story %zu of %zu of this affair", at + 1, saga->n);
}

void obey_walk_saga(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    int64_t story_id = ui->top->story_id ? ui->top->story_id : about->story_id;
    int count = in->count > 0 ? in->count : 1;
    int step = in->command == TS_CMD_NEXT_STORY ? count : -count;
    struct ts_arena a = { 0 };
    struct saga saga = { 0 };
    struct ts_err err;

    if (story_id == 0)
        ui_say(ui, false, "what is selected is in no story");
    else if (ui_saga_load(&saga, &a, ui->options.db, story_id, &err) != TS_OK)
        ui_say(ui, true, "%s", err.msg);
    else if (saga.n == 0)
        ui_say(ui, false, "no other story is known of this affair");
    else if (target(&saga, step) == saga.at)
        ui_say(ui, false, "this is the %s story of this affair", step > 0 ? "latest" : "first");
    else
        go(ui, &saga, target(&saga, step));
    ts_arena_done(&a);
}
