/* articles.c - lists of articles: a story's reports, a source, a tag, a search, all of them. */
#include "articles_priv.h"

#include "tearsheet/base/bidi.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/utf8.h"
#include "ui_priv.h"

static const char *const none_here[] = { "No articles here.", "", "r   look for news",
                                         "h   go back", NULL };
static const char *const none_found[] = { "Nothing was found.", "",
                                          "f   search again: words, \"a phrase\", title:word, "
                                          "site:name, tag:name, after:2025-03-01, -not",
                                          "h   go back", NULL };
static const char *const none_tagged[] = { "Nothing carries this tag yet.", "",
                                           "h   go back; t tags what is selected", NULL };
static const char *const none_starred[] = { "Nothing is starred yet.", "",
                                            "h   go back; * stars what is selected", NULL };
static const char *const none_unread[] = { "Nothing unread here.", "",
                                           "U   show what was read, too", "h   go back", NULL };

/* A search's snippet keeps the marks around what was found. */
static ts_str snippet_text(struct ts_arena *a, ts_str snippet)
{
    struct ts_buf out = { 0 };
    size_t start = 0;

    for (size_t i = 0; i <= snippet.len; i++) {
        bool is_mark =
            i < snippet.len && (snippet.ptr[i] == TS_MARK_ON || snippet.ptr[i] == TS_MARK_OFF);
        if (!is_mark && i < snippet.len)
            continue;
        ts_buf_put(&out, ts_utf8_safe(a, ts_str_sub(snippet, start, i - start), false));
        if (is_mark)
            ts_buf_putc(&out, snippet.ptr[i]);
        start = i + 1;
    }
    ts_str text = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return text;
}

static void put_age(struct listing *l, struct ts_arena *a, struct article_line *line, int64_t at)
{
    line->age = ts_when_ago(a, at, l->base.now_at);
    int cols = ts_utf8_cols(line->age);
    l->age_cols = cols > l->age_cols ? cols : l->age_cols;
}

static void fill_row(struct listing *l, struct ts_arena *a, struct article_line *line,
                     const struct ts_article_row *row)
{
    struct ts_article_row *article = &line->article;

    *article = *row;
    article->title = view_text(a, row->title.len ? row->title : row->url);
    article->site = view_text(a, row->site);
    article->url = view_text(a, row->url);
    article->snippet = snippet_text(a, row->snippet);
    for (size_t i = 0; i < row->n_tags; i++)
        article->tags[i] = view_text(a, row->tags[i]);
    put_age(l, a, line, row->sort_at);
}

/* What an unread report adds to those that were read. */
static void put_news(struct articles *v, struct ts_arena *a, struct article_line *line)
{
    const struct ts_novelty *novelty = novelty_find(v->novelty, line->article.id);

    if (v->query.story_id == 0 || line->article.is_read || !novelty || !novelty->is_compared ||
        novelty->n_paragraphs == 0)
        return;
    line->news = novelty->n_news == 0 ? TS_STR("nothing new")
                                      : ts_arena_printf(a, "+%zu new of %zu", novelty->n_news,
                                                        novelty->n_paragraphs);
    v->has_news = true;
}

static void fill_story(struct listing *l, struct ts_arena *a, struct article_line *line,
                       struct ts_story_row *story)
{
    story->headline = view_text(a, story->headline);
    for (size_t i = 0; i < story->n_tags; i++)
        story->tags[i] = view_text(a, story->tags[i]);
    line->story = story;
    line->unread = ts_arena_printf(a, "%zu/%zu", story->n_unread, story->n_reports);
    put_age(l, a, line, story->latest_at);
}

/* A headline behind words of ours keeps its own direction: punctuation at its end stays there. */
static ts_str isolate(const struct ts_view *v, struct ts_arena *a, ts_str headline)
{
    if (v->as_typed || !ts_bidi_is_needed(headline))
        return headline;
    return ts_arena_printf(a, "\u2068%.*s\u2069", TS_FMT(headline)); /* UAX 9: FSI, PDI */
}

static enum ts_rc load_title(struct articles *v, struct ts_arena *a, struct ts_db *db,
                             struct ts_err *err)
{
    struct ts_story_row story;
    const char *unread = v->query.unread_only ? ", unread" : "";

    if (v->query.story_id == 0) {
        v->l.base.title = ts_arena_printf(a, "%.*s%s", TS_FMT(v->name), unread);
        return TS_OK;
    }
    enum ts_rc rc = ts_story_get(a, db, v->query.story_id, &story, err);
    if (rc == TS_OK)
        v->l.base.title =
            ts_arena_printf(a, "Story: %.*s%s",
                            TS_FMT(isolate(&v->l.base, a, view_text(a, story.headline))), unread);
    return rc;
}

/* The affair stands below the reports once all of them are there. */
static bool has_saga(const struct articles *v, size_t n_loaded)
{
    return v->query.story_id != 0 && !v->query.unread_only && n_loaded == v->l.n_all;
}

static void add_saga(struct listing *l, struct ts_arena *a, const struct saga *saga)
{
    struct article_line *lines = l->rows;

    for (size_t i = 0; i < saga->n; i++) {
        if (i == saga->at)
            continue;
        lines[l->n].is_later = i > saga->at;
        fill_story(l, a, &lines[l->n++], &saga->stories[i]);
        l->n_all++;
    }
}

/* With room for so many rows more. */
static void fill_rows(struct articles *v, struct ts_arena *a, const struct ts_article_row *rows,
                      size_t n, size_t n_more)
{
    struct article_line *lines = TS_NEW_ARRAY(a, n + n_more, struct article_line);

    v->l.age_cols = 0;
    v->has_news = false;
    for (size_t i = 0; i < n; i++) {
        fill_row(&v->l, a, &lines[i], &rows[i]);
        put_news(v, a, &lines[i]);
    }
    v->l.rows = lines;
    v->l.n = n;
}

static enum ts_rc load(struct listing *l, struct ts_arena *a, struct ts_db *db, struct ts_err *err)
{
    struct articles *v = (struct articles *)l;
    struct ts_article_row *rows;
    struct saga saga = { 0 };
    size_t n;

    v->query.limit = v->query.story_id ? 0 : l->limit; /* below all reports stands their affair */
    v->query.offset = l->from;
    v->query.with_snippets = !listing_is_wide(l);
    enum ts_rc rc = ts_articles_list(a, db, &v->query, &rows, &n, err);
    if (rc == TS_OK)
        rc = ts_articles_count(db, &v->query, &l->n_all, err);
    if (rc == TS_OK)
        rc = load_title(v, a, db, err);
    if (rc == TS_OK && has_saga(v, n))
        rc = ui_saga_load(&saga, a, db, v->query.story_id, err);
    if (rc != TS_OK)
        return rc;
    fill_rows(v, a, rows, n, saga.n);
    add_saga(l, a, &saga);
    return TS_OK;
}

static int64_t id_of(const struct listing *l, size_t i)
{
    const struct ts_story_row *story = line_of(l, i)->story;
    return story ? -story->id : row_of(l, i)->id; /* ids of stories and articles may be the same */
}

/* What is unread in other stories is not counted here. */
static bool is_unread(const struct listing *l, size_t i)
{
    return !line_of(l, i)->story && !row_of(l, i)->is_read;
}

static struct subject subject_of(const struct listing *l, size_t i)
{
    const struct ts_article_row *row = row_of(l, i);
    const struct ts_story_row *story = line_of(l, i)->story;

    if (story)
        return (struct subject){ .story_id = story->id,
                                 .title = story->headline,
                                 .is_read = story->n_unread == 0 };
    return (struct subject){ .article_id = row->id,
                             .story_id = row->story_id,
                             .source_id = row->source_id,
                             .title = row->title,
                             .url = row->url,
                             .is_read = row->is_read,
                             .is_starred = row->is_starred };
}

static void open_row(struct listing *l, struct ts_ui *ui, size_t i)
{
    const struct ts_story_row *story = line_of(l, i)->story;

    if (story)
        ui_open_story(ui, story->id);
    else
        ui_open_article(ui, row_of(l, i)->id);
}

static bool command(struct listing *l, struct ts_ui *ui, const struct invocation *in)
{
    struct articles *v = (struct articles *)l;

    if (in->command != TS_CMD_UNREAD_ONLY)
        return false;
    v->query.unread_only = !v->query.unread_only;
    listing_restart(l);
    ui_load(ui, &l->base);
    return true;
}

static enum ts_rc unread(const struct listing *l, struct ts_arena *a, struct ts_db *db,
                         int64_t **ids, size_t *n, struct ts_err *err)
{
    struct ts_article_query query = articles_of(l)->query;

    query.unread_only = true;
    return listing_ids(a, db, query, ids, n, err);
}

static const char *const *empty(const struct listing *l)
{
    const struct ts_article_query *q = &articles_of(l)->query;

    if (q->unread_only)
        return none_unread;
    if (q->search.len > 0)
        return none_found;
    if (q->tag_id != 0)
        return none_tagged;
    return q->starred_only ? none_starred : none_here;
}

static const struct listing_class articles_class = {
    load, id_of, is_unread, subject_of, ui_articles_draw_row, open_row, command, unread, empty
};

static void open_list(struct ts_ui *ui, const struct ts_article_query *query, ts_str name)
{
    struct articles *v = ui_alloc_view(sizeof *v);

    listing_init(&v->l, &articles_class, ui);
    v->query = *query;
    v->novelty = &ui->novelty;
    v->l.base.story_id = query->story_id;
    v->query.search = ts_arena_str(&v->l.base.own, query->search);
    v->name = view_text(&v->l.base.own, ts_arena_str(&v->l.base.own, name));
    v->l.base.hint = query->search.len
                         ? TS_STR("Enter read  t tag  K keep this search  v mark  h back  ? help")
                         : TS_STR("Enter read  t tag  * star  m read/unread  h back  ? help");
    ui_push(ui, &v->l.base);
}

void ui_open_story(struct ts_ui *ui, int64_t story_id)
{
    struct ts_article_query query = { .story_id = story_id, .order = TS_OLDEST };
    size_t n = 0;
    struct ts_err err;

    if (ts_articles_count(ui->options.db, &query, &n, &err) != TS_OK) {
        ui_say(ui, true, "%s", err.msg);
    } else if (n == 1) {
        struct subject story = { .story_id = story_id };
        ui_open_article(ui, ui_article_of(ui, &story));
    } else {
        open_list(ui, &query, TS_STR(""));
    }
}

void ui_open_source(struct ts_ui *ui, int64_t source_id, ts_str name)
{
    struct ts_article_query query = { .source_id = source_id };
    open_list(ui, &query, name);
}

void ui_open_tag(struct ts_ui *ui, int64_t tag_id, ts_str name)
{
    struct ts_article_query query = { .tag_id = tag_id };
    struct ts_arena a = { 0 };

    open_list(ui, &query, ts_arena_printf(&a, "Tag: %.*s", TS_FMT(name)));
    ts_arena_done(&a);
}

void ui_open_search(struct ts_ui *ui, ts_str words, ts_str name)
{
    struct ts_article_query query = { .search = words, .order = TS_RANK };
    struct ts_arena a = { 0 };

    if (name.len == 0)
        name = ts_arena_printf(&a, "Search: %.*s", TS_FMT(words));
    open_list(ui, &query, name);
    ts_arena_done(&a);
}

ts_str ui_search_of(struct ts_view *v)
{
    const struct listing *l = listing_of(v);
    return l && l->class == &articles_class ? articles_of(l)->query.search : TS_STR("");
}

void ui_open_all(struct ts_ui *ui, bool starred_only)
{
    struct ts_article_query query = { .starred_only = starred_only };
    open_list(ui, &query, starred_only ? TS_STR("Starred") : TS_STR("All articles"));
}

int64_t ui_article_of(struct ts_ui *ui, const struct subject *subject)
{
    struct ts_article_query query = { .story_id = subject->story_id,
                                      .order = TS_OLDEST,
                                      .limit = 1 };
    struct ts_article_row *rows;
    struct ts_arena a = { 0 };
    int64_t id = subject->article_id;
    size_t n = 0;

    if (id == 0 && subject->story_id != 0 &&
        ts_articles_list(&a, ui->options.db, &query, &rows, &n, NULL) == TS_OK && n > 0)
        id = rows[0].id;
    ts_arena_done(&a);
    return id;
}
