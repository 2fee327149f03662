/* info.c - texts put together from what is known: help, and details of articles, sources, stories.
 */
#include "tearsheet/base/date.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/sources.h"
#include "tearsheet/store/stories.h"

#include "textview_priv.h"
#include "ui_priv.h"

struct info {
    struct textview text;
    struct subject about; /* its ids alone */
    const struct ts_keymap *keymap;
};

static const struct {
    const char *sign;
    const char *meaning;
} legend[] = {
    { ">", "the selected row" },
    { "x, X", "marked; marked and selected" },
    { "• or *", "unread, or has unread reports" },
    { "★ or +", "starred" },
    { "!", "a source in trouble; i says what happened" },
    { "↑ ↓ or ^ v", "an earlier, a later story of the same affair" },
    { "2/5", "two of five are unread" },
    { "+3 new of 12", "paragraphs that no report you read has said; dim: one did" },
    { "copy", "the same text as another report of the story" },
    { "stub, partial", "the page did not give the whole article" },
    { "feed, to fetch", "the feed's own text; its page is not here yet" },
    { "[3]", "a link: type 3 to see where it goes, Enter to open it" },
    { "stripped:", "what S shows: not part of the article, and why" },
};

static ts_str number(struct ts_arena *a, int64_t value)
{
    return ts_arena_printf(a, "%lld", (long long)value);
}

static ts_str moment(struct ts_arena *a, int64_t at)
{
    struct ts_when when = { .at = at, .precision = TS_WHEN_TIME };
    return at == 0 ? TS_STR("") : ts_when_long(a, when);
}

static void fact(struct text_builder *b, const char *name, ts_str value)
{
    text_add_row(b, ts_str_of(name), value, TS_STR(""));
}

/* ---- help ---- */

static void add_commands(struct text_builder *b, const struct ts_keymap *map,
                         enum ts_command_group group)
{
    text_add(b, TS_BLOCK_HEADING, ts_str_of(ts_command_group_name(group)));
    for (int i = TS_CMD_NONE + 1; i < TS_CMD_COUNT; i++) {
        const struct ts_command_row *row = ts_command_row((enum ts_command)i);
        if (row->group != group)
            continue;
        ts_str keys = ts_keymap_keys(b->arena, map, (enum ts_command)i);
        ts_str name =
            ts_arena_printf(b->arena, ":%s%s%s", row->name, row->takes[0] ? " " : "", row->takes);
        text_add(
            b, TS_BLOCK_TABLE_ROW,
            ts_arena_printf(b->arena, "%.*s\t%s\t%.*s", TS_FMT(keys), row->help, TS_FMT(name)));
    }
}

/* What the reader bound to several commands, or to one with an argument. */
static void add_macros(struct text_builder *b, const struct ts_keymap *map)
{
    bool has_any = false;

    for (size_t i = 0; i < map->n; i++) {
        const struct ts_bound *bound = &map->bound[i];
        if (bound->lines.len == 0)
            continue;
        if (!has_any)
            text_add(b, TS_BLOCK_HEADING, TS_STR("Your own"));
        has_any = true;
        text_add_row(b, ts_bound_keys(b->arena, bound), bound->lines, TS_STR(""));
    }
}

static enum ts_rc load_help(struct textview *t, struct ts_arena *a, struct ts_db *db,
                            struct ts_err *err)
{
    const struct info *v = (const struct info *)t;
    struct text_builder b = { .arena = a };

    (void)db, (void)err;
    text_add(&b, TS_BLOCK_TITLE, TS_STR("Keys and commands"));
    text_add(&b, TS_BLOCK_PARAGRAPH,
             TS_STR("A number in front of a key repeats it: 5j. Behind \":\", Tab completes. "
                    "/ finds in this page."));
    for (int group = 0; group < TS_GROUP_COUNT; group++)
        add_commands(&b, v->keymap, (enum ts_command_group)group);
    add_macros(&b, v->keymap);
    text_add(&b, TS_BLOCK_HEADING, TS_STR("Signs"));
    for (size_t i = 0; i < TS_COUNT(legend); i++)
        text_add_row(&b, ts_str_of(legend[i].sign), ts_str_of(legend[i].meaning), TS_STR(""));
    text_finish(t, &b, TS_STR("Help"));
    return TS_OK;
}

/* ---- details ---- */

static ts_str tags_text(struct ts_arena *a, const ts_str *tags, size_t n)
{
    ts_str all = { 0 };

    for (size_t i = 0; i < n; i++)
        all = ts_arena_printf(a, "%.*s%s%.*s", TS_FMT(all), i ? ", " : "", TS_FMT(tags[i]));
    return all;
}

static ts_str stripped_text(struct ts_arena *a, const struct ts_article *article)
{
    size_t n_stripped = 0;

    for (size_t i = 0; i < article->n_blocks; i++)
        n_stripped += !article->blocks[i].is_kept;
    return ts_arena_printf(a, "%zu of %zu blocks", n_stripped, article->n_blocks);
}

static enum ts_rc add_article(struct text_builder *b, struct ts_db *db, int64_t id,
                              struct ts_err *err)
{
    struct ts_stored stored;

    enum ts_rc rc = ts_article_get(b->arena, db, id, &stored, err);
    if (rc != TS_OK)
        return rc;
    const struct ts_article *article = &stored.article;
    text_add(b, TS_BLOCK_TITLE, article->title.len ? article->title : article->url);
    fact(b, "Address", article->url);
    if (!ts_str_eq(article->canonical, article->url))
        fact(b, "Calls itself", article->canonical);
    fact(b, "Outlet", article->site);
    fact(b, "Source", stored.source_name);
    fact(b, "By", article->byline);
    fact(b, "Published", ts_when_long(b->arena, article->published));
    fact(b, "Changed", ts_when_long(b->arena, article->modified));
    fact(b, "Found", moment(b->arena, stored.found_at));
    fact(b, "Language", article->lang);
    fact(b, "Words", number(b->arena, (int64_t)article->n_words));
    fact(b, "Text", ts_str_of(ts_completeness_name(article->completeness)));
    fact(b, "Stripped", stripped_text(b->arena, article));
    fact(b, "Picture", article->image);
    fact(b, "Page kept", stored.has_page ? TS_STR("yes") : TS_STR("no"));
    fact(b, "Trouble", stored.page_error);
    fact(b, "Tags", tags_text(b->arena, stored.tags, stored.n_tags));
    fact(b, "Number", number(b->arena, id));
    if (stored.copy_of_id != 0)
        fact(b, "Copy of", number(b->arena, stored.copy_of_id));
    return TS_OK;
}

static enum ts_rc add_source(struct text_builder *b, struct ts_db *db, int64_t id,
                             struct ts_err *err)
{
    struct ts_source source;

    enum ts_rc rc = ts_source_get(b->arena, db, id, &source, err);
    if (rc != TS_OK)
        return rc;
    text_add(b, TS_BLOCK_TITLE, ts_source_name(&source));
    fact(b, "Address", ts_url_without_secret(b->arena, source.url));
    fact(b, "Site", source.site_url);
    fact(b, "Calls itself", source.title);
    fact(b, "Folders", tags_text(b->arena, source.tags, source.n_tags));
    fact(b, "Articles", number(b->arena, source.n_articles));
    fact(b, "Unread", number(b->arena, source.n_unread));
    if (ts_source_has_full_texts(&source))
        fact(b, "Texts", TS_STR("the feed's are whole; pages are fetched now and then, to see"));
    fact(b, "Fetched", source.fetched_at ? moment(b->arena, source.fetched_at) : TS_STR("never"));
    fact(b, "Not before", moment(b->arena, source.next_at));
    if (source.http_status != 0)
        fact(b, "Answer", number(b->arena, source.http_status));
    fact(b, "Trouble", ts_source_trouble(&source));
    fact(b, "Advice", ts_trouble_advice(source.http_status, source.error));
    if (source.n_failures > 0)
        fact(b, "Failures", ts_arena_printf(b->arena, "%d in a row", source.n_failures));
    if (source.is_hidden)
        fact(b, "Hidden", TS_STR("yes: not on the front page"));
    return TS_OK;
}

/* ---- stories ---- */

static void add_report(struct text_builder *b, const struct ts_article_row *row)
{
    ts_str when = ts_when_long(b->arena, row->published);
    ts_str words = row->copy_of_id ? TS_STR("copy") : number(b->arena, (int64_t)row->n_words);

    text_add(b, TS_BLOCK_TABLE_ROW,
             ts_arena_printf(b->arena, "%.*s\t%.*s\t%.*s", TS_FMT(when.len ? when : TS_STR("-")),
                             TS_FMT(row->site), TS_FMT(words)));
}

static ts_str span_text(struct ts_arena *a, const struct ts_story_row *story)
{
    int64_t hours = (story->latest_at - story->first_at) / 3600;

    if (hours < 48)
        return ts_arena_count(a, (size_t)hours, "hour", "hours");
    return ts_arena_count(a, (size_t)(hours / 24), "day", "days");
}

/* The other stories of the affair. */
static enum ts_rc add_saga(struct text_builder *b, struct ts_db *db, int64_t story_id,
                           struct ts_err *err)
{
    struct saga saga = { 0 };

    enum ts_rc rc = ui_saga_load(&saga, b->arena, db, story_id, err);
    if (rc != TS_OK || saga.n == 0)
        return rc;
    text_add(b, TS_BLOCK_HEADING, TS_STR("The same affair"));
    text_add(b, TS_BLOCK_TABLE_ROW, TS_STR("First report\tStory"))->is_header = true;
    for (size_t i = 0; i < saga.n; i++)
        text_add_row(b, moment(b->arena, saga.stories[i].first_at), saga.stories[i].headline,
                     i == saga.at ? TS_STR("this one") : TS_STR(""));
    return TS_OK;
}

static void add_story_facts(struct text_builder *b, const struct ts_story_row *story)
{
    fact(b, "Reports", number(b->arena, (int64_t)story->n_reports));
    fact(b, "Copies", number(b->arena, (int64_t)story->n_copies));
    fact(b, "Outlets", story->outlets);
    fact(b, "First", moment(b->arena, story->first_at));
    fact(b, "Latest", moment(b->arena, story->latest_at));
    fact(b, "Lasted", span_text(b->arena, story));
    fact(b, "Tags", tags_text(b->arena, story->tags, story->n_tags));
}

enum ts_rc info_add_story(struct text_builder *b, struct ts_db *db, int64_t id, struct ts_err *err)
{
    struct ts_article_query query = { .story_id = id, .order = TS_OLDEST };
    struct ts_article_row *rows = NULL;
    struct ts_story_row story;
    size_t n = 0;

    enum ts_rc rc = ts_story_get(b->arena, db, id, &story, err);
    if (rc == TS_OK)
        rc = ts_articles_list(b->arena, db, &query, &rows, &n, err);
    if (rc != TS_OK)
        return rc;
    text_add(b, TS_BLOCK_TITLE, story.headline);
    add_story_facts(b, &story);
    text_add(b, TS_BLOCK_HEADING, TS_STR("Its reports"));
    text_add(b, TS_BLOCK_TABLE_ROW, TS_STR("Published\tOutlet\tWords"))->is_header = true;
    for (size_t i = 0; i < n; i++)
        add_report(b, &rows[i]);
    rc = add_saga(b, db, id, err);
    if (rc != TS_OK)
        return rc;
    text_add(b, TS_BLOCK_PARAGRAPH,
             TS_STR("Reports are one story when they share rare words and names, and were "
                    "published close to each other. X takes a report out of its story, J joins "
                    "two stories; both are remembered."));
    return TS_OK;
}

static enum ts_rc load_details(struct textview *t, struct ts_arena *a, struct ts_db *db,
                               struct ts_err *err)
{
    const struct info *v = (const struct info *)t;
    struct text_builder b = { .arena = a };
    enum ts_rc rc;

    if (v->about.article_id != 0)
        rc = add_article(&b, db, v->about.article_id, err);
    else if (v->about.story_id != 0)
        rc = info_add_story(&b, db, v->about.story_id, err);
    else
        rc = add_source(&b, db, v->about.source_id, err);
    if (rc == TS_OK)
        text_finish(t, &b, TS_STR("Details"));
    return rc;
}

static const struct textview_class help_class = { load_help, NULL, NULL };
static const struct textview_class details_class = { load_details, NULL, NULL };

static void open_info(struct ts_ui *ui, const struct textview_class *class,
                      const struct subject *about)
{
    struct info *v;

    if (class == &help_class && ui_go_back_to(ui, class))
        return;
    v = ui_alloc_view(sizeof *v);
    textview_init(&v->text, class, ui);
    v->text.base.only = class == &help_class ? class : NULL;
    v->about = (struct subject){ .article_id = about->article_id,
                                 .story_id = about->story_id,
                                 .source_id = about->source_id };
    v->keymap = &ui->keymap;
    v->text.base.hint = TS_STR("h back  / find");
    ui_push(ui, &v->text.base);
}

void ui_open_help(struct ts_ui *ui)
{
    open_info(ui, &help_class, &(struct subject){ 0 });
}

void ui_open_details(struct ts_ui *ui, const struct subject *subject)
{
    if (subject->article_id || subject->story_id || subject->source_id)
        open_info(ui, &details_class, subject);
    else
        ui_say(ui, false, "nothing is selected that has details");
}
