/* why.c - why reports are one story, in plain words. */
#include "tearsheet/base/date.h"
#include "tearsheet/store/articles.h"

#include "textview_priv.h"
#include "ui_priv.h"

struct why_view {
    struct textview text;
    int64_t article_id; /* asked about; 0: the first report */
    const struct why *why;
};

static const struct textview_class why_class;

static ts_str list_words(struct ts_arena *a, const ts_str *words, size_t n)
{
    ts_str all = { 0 };

    for (size_t i = 0; i < n; i++)
        all = ts_arena_printf(a, "%.*s%s%.*s", TS_FMT(all), i ? ", " : "", TS_FMT(words[i]));
    return all;
}

static void say_words(struct text_builder *b, const char *what, const ts_str *words, size_t n)
{
    if (n == 0)
        return;
    text_add(b, TS_BLOCK_LIST_ITEM,
             ts_arena_printf(b->arena, "%s: %.*s", what, TS_FMT(list_words(b->arena, words, n))));
}

static void say_time(struct text_builder *b, double hours)
{
    ts_str span;

    if (hours < 0)
        return;
    if (hours < 1) {
        text_add(b, TS_BLOCK_LIST_ITEM, TS_STR("They were published within an hour."));
        return;
    }
    if (hours < 48)
        span = ts_arena_count(b->arena, (size_t)(hours + 0.5), "hour", "hours");
    else
        span = ts_arena_count(b->arena, (size_t)(hours / 24 + 0.5), "day", "days");
    text_add(b, TS_BLOCK_LIST_ITEM,
             ts_arena_printf(b->arena, "They were published %.*s apart.", TS_FMT(span)));
}

static void say_why(struct text_builder *b, const struct ts_story_why *why)
{
    int percent = (int)(why->overlap * 100 + 0.5F);

    say_words(b, "Both name", why->names, why->n_names);
    say_words(b, "Both have the numbers", why->numbers, why->n_numbers);
    say_words(b, "Both use the words", why->words, why->n_words);
    say_time(b, why->hours_apart);
    if (why->is_same_site)
        text_add(b, TS_BLOCK_LIST_ITEM, TS_STR("Both are from the same outlet."));
    if (percent > 0)
        text_add(b, TS_BLOCK_LIST_ITEM,
                 ts_arena_printf(b->arena,
                                 "%d%% of the shorter text stands word for word in the other.",
                                 percent));
    text_add(b, TS_BLOCK_LIST_ITEM,
             ts_arena_printf(b->arena, "On the whole they are %d%% alike, as the grouping sees it.",
                             (int)(why->score * 100 + 0.5F)));
}

static enum ts_rc add_report(struct text_builder *b, struct ts_db *db, int64_t id,
                             struct ts_err *err)
{
    struct ts_stored stored;

    enum ts_rc rc = ts_article_get(b->arena, db, id, &stored, err);
    if (rc != TS_OK)
        return rc;
    const struct ts_article *article = &stored.article;
    ts_str site = article->site.len ? article->site : stored.source_name;
    text_add(b, TS_BLOCK_QUOTE,
             ts_arena_printf(b->arena, "%.*s (%.*s%s%.*s)", TS_FMT(article->title), TS_FMT(site),
                             article->published.precision ? ", " : "",
                             TS_FMT(ts_when_long(b->arena, article->published))));
    return TS_OK;
}

static enum ts_rc add_answer(struct text_builder *b, struct ts_db *db, const struct ts_why *answer,
                             struct ts_err *err)
{
    enum ts_rc rc = add_report(b, db, answer->article_id, err);

    if (rc == TS_OK && answer->other_id != 0)
        rc = add_report(b, db, answer->other_id, err);
    if (rc != TS_OK)
        return rc;
    if (answer->why)
        say_why(b, answer->why);
    else
        text_add(b, TS_BLOCK_PARAGRAPH, TS_STR("It is the only report of its story."));
    return TS_OK;
}

static enum ts_rc load(struct textview *t, struct ts_arena *a, struct ts_db *db, struct ts_err *err)
{
    const struct why_view *v = (const struct why_view *)t;
    const struct ts_why *answer = &v->why->answer;
    struct text_builder b = { .arena = a };
    enum ts_rc rc = TS_OK;

    text_add(&b, TS_BLOCK_TITLE, TS_STR("Why these reports are one story"));
    if (answer->story_id == t->base.story_id &&
        (answer->article_id == v->article_id || v->article_id == 0))
        rc = add_answer(&b, db, answer, err);
    else
        text_add(&b, TS_BLOCK_PARAGRAPH, TS_STR("Comparing..."));
    if (rc == TS_OK)
        rc = info_add_story(&b, db, t->base.story_id, err);
    if (rc != TS_OK)
        return rc;
    text_finish(t, &b, TS_STR("Why"));
    return TS_OK;
}

static const struct textview_class why_class = { load, NULL, NULL };

void ui_open_why(struct ts_ui *ui, const struct subject *subject)
{
    struct why_view *v = textview_of_story(ui, sizeof *v, &why_class, subject);

    if (!v)
        return;
    v->article_id = subject->article_id;
    v->why = &ui->why;
    ui->why.answer = (struct ts_why){ 0 };
    ui_push(ui, &v->text.base);
    struct ts_request *request = ts_request_new(TS_REQUEST_WHY);
    request->story_id = subject->story_id;
    request->article_id = subject->article_id;
    ui_send(ui, request);
}

void ui_take_why(struct ts_ui *ui, const struct ts_why *answer)
{
    ts_arena_done(&ui->why.arena);
    ui->why.answer = ts_why_copy(&ui->why.arena, answer);
    for (struct ts_view *v = ui->top; v; v = v->below) {
        struct textview *text = textview_of(v);
        if (text && text->class == &why_class)
            v->is_stale = true;
    }
}
