/* article.c - an article, to be read. */
#include "tearsheet/app/enclosures.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/store/articles.h"

#include "textview_priv.h"
#include "ui_priv.h"

enum { WORDS_A_MINUTE = 230 };

struct article_view {
    struct textview text;
    int64_t id;
    struct subject about;
    size_t n_header; /* blocks in front of the article's own */
    bool is_preview;
    bool has_text;   /* not only its feed's, as it came */
    bool is_awaited; /* the refresh that runs fetches its page */
    const struct novelty *novelty;
    const struct ts_progress *progress;
    int64_t position; /* the block to go to first, counted from 1; 0 none */
};

static const char *const completeness_notes[] = {
    [TS_COMPLETE_FULL] = "",
    [TS_COMPLETE_PARTIAL] = "This is a part of the article only. o opens the page in the browser.",
    [TS_COMPLETE_STUB] =
        "The page shows no more than this without an account. o opens it in the browser.",
    [TS_COMPLETE_FEED] = "This is the feed's own text. p fetches the page.",
};

static void append_part(struct ts_arena *a, bool ascii, ts_str *line, ts_str part)
{
    if (part.len == 0)
        return;
    *line = line->len ? ts_arena_printf(a, "%.*s%s%.*s", TS_FMT(*line), ascii ? ", " : " · ",
                                        TS_FMT(part))
                      : part;
}

static ts_str reading_time(struct ts_arena *a, size_t n_words)
{
    if (n_words == 0)
        return TS_STR("");
    return ts_arena_printf(a, "%zu min", (n_words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE);
}

/* Outlet, date and reading time in one line; byline and tags in lines of their own. */
static void add_meta(struct text_builder *b, bool ascii, const struct ts_stored *stored)
{
    const struct ts_article *article = &stored->article;
    ts_str line = { 0 }, tags = { 0 };

    append_part(b->arena, ascii, &line, article->site.len ? article->site : stored->source_name);
    append_part(b->arena, ascii, &line, ts_when_long(b->arena, article->published));
    append_part(b->arena, ascii, &line, reading_time(b->arena, article->n_words));
    if (stored->is_starred)
        append_part(b->arena, ascii, &line, TS_STR("starred"));
    text_add(b, TS_BLOCK_BYLINE, line);
    text_add(b, TS_BLOCK_BYLINE, article->byline);
    for (size_t i = 0; i < stored->n_tags; i++)
        tags = ts_arena_printf(b->arena, "%.*s%s#%.*s", TS_FMT(tags), i ? " " : "",
                               TS_FMT(stored->tags[i]));
    text_add(b, TS_BLOCK_BYLINE, tags);
}

/* Where its story stands in an affair of several. */
static enum ts_rc add_saga(struct text_builder *b, struct ts_db *db, int64_t story_id,
                           struct ts_err *err)
{
    struct saga saga = { 0 };

    if (story_id == 0)
        return TS_OK;
    enum ts_rc rc = ui_saga_load(&saga, b->arena, db, story_id, err);
    if (rc == TS_OK && saga.n > 0)
        text_add(b, TS_BLOCK_BYLINE,
                 ts_arena_printf(b->arena,
                                 "Story %zu of %zu of one affair; [ and ] go to the others",
                                 saga.at + 1, saga.n));
    return rc;
}

/* What the reader has not read in other reports of the story.  The line is there, if empty, as long
 * as that is not known: blocks keep their places. */
static void add_novelty(struct text_builder *b, struct article_view *v)
{
    const struct ts_novelty *novelty = novelty_find(v->novelty, v->id);
    ts_str line = { 0 };

    v->text.known = NULL;
    v->text.n_known = v->text.n_news = 0;
    if (novelty && novelty->n_known > 0) {
        struct ts_passage *known = TS_NEW_ARRAY(b->arena, novelty->n_known, struct ts_passage);
        size_t *news = TS_NEW_ARRAY(b->arena, novelty->n_news, size_t);
        size_t first = b->n + 1;
        for (size_t i = 0; i < novelty->n_known; i++) {
            known[i] = novelty->known[i];
            known[i].block += first;
        }
        for (size_t i = 0; i < novelty->n_news; i++)
            news[i] = novelty->news[i] + first;
        v->text.known = known;
        v->text.n_known = novelty->n_known;
        v->text.news = news;
        v->text.n_news = novelty->n_news;
        line = ts_arena_printf(b->arena, "%zu of %zu paragraphs new to you; + goes to the next",
                               novelty->n_news, novelty->n_paragraphs);
        if (novelty->n_news == 0)
            line = TS_STR("Nothing new to you: reports that you read say the same");
    }
    text_add(b, TS_BLOCK_BYLINE, line);
}

static bool has_text(const struct ts_article *article)
{
    for (size_t i = 0; i < article->n_blocks; i++)
        if (ts_block_is_text(&article->blocks[i]))
            return true;
    return false;
}

static ts_str text_note(const struct ts_stored *stored)
{
    if (stored->article.completeness == TS_COMPLETE_FEED && stored->has_page)
        return TS_STR("This is the feed's own text. P shows the page's.");
    if (stored->article.url.len == 0)
        return TS_STR("This is all that the feed has; it names no page.");
    return ts_str_of(completeness_notes[stored->article.completeness]);
}

/* What is the matter with the text, if anything. */
static void add_notes(struct text_builder *b, const struct ts_stored *stored, bool is_awaited)
{
    const struct ts_article *article = &stored->article;

    if (stored->page_error.len > 0)
        text_add(b, TS_BLOCK_NOTE,
                 ts_arena_printf(b->arena, "The page could not be fetched%s: %.*s",
                                 stored->has_page ? " once more" : "", TS_FMT(stored->page_error)));
    if (article->url.len == 0)
        text_add(b, TS_BLOCK_NOTE, text_note(stored));
    else if (is_awaited)
        text_add(b, TS_BLOCK_NOTE, TS_STR("The page is being fetched, before others."));
    else if (!has_text(article))
        text_add(b, TS_BLOCK_NOTE,
                 TS_STR("There is no text yet. p fetches the page, o opens it in the browser."));
    else if (stored->is_wanted && !stored->has_page)
        text_add(b, TS_BLOCK_NOTE, TS_STR("The page is still to be fetched; p does it now."));
    else
        text_add(b, TS_BLOCK_NOTE, text_note(stored));
    if (stored->n_versions > 0)
        text_add(b, TS_BLOCK_NOTE,
                 TS_STR("Its outlet changed this text since it was first fetched; C shows how."));
}

/* The article's blocks; title and bylines are in the header already, but keep their place. */
static void add_blocks(struct text_builder *b, const struct ts_article *article)
{
    for (size_t i = 0; i < article->n_blocks; i++) {
        struct ts_block *block = text_add(b, TS_BLOCK_PARAGRAPH, TS_STR(""));
        *block = article->blocks[i];
        bool is_said =
            block->is_kept && (block->kind == TS_BLOCK_TITLE || block->kind == TS_BLOCK_BYLINE);
        if (is_said)
            block->text = TS_STR("");
    }
}

static struct subject about_of(const struct ts_stored *stored, ts_str title)
{
    return (struct subject){ .article_id = stored->id,
                             .story_id = stored->story_id,
                             .source_id = stored->source_id,
                             .title = title,
                             .url = stored->article.url,
                             .is_read = stored->is_read,
                             .is_starred = stored->is_starred };
}

static enum ts_rc load(struct textview *t, struct ts_arena *a, struct ts_db *db, struct ts_err *err)
{
    struct article_view *v = (struct article_view *)t;
    struct text_builder b = { .arena = a };
    struct ts_stored *stored = TS_NEW(a, struct ts_stored);

    enum ts_rc rc = ts_article_get(a, db, v->id, stored, err);
    if (rc == TS_OK)
        rc = ts_enclosures_show(a, db, stored, err);
    if (rc != TS_OK)
        return rc;
    const struct ts_article *article = &stored->article;
    text_add(&b, TS_BLOCK_TITLE, article->title.len ? article->title : article->url);
    add_meta(&b, t->base.ascii, stored);
    rc = add_saga(&b, db, stored->story_id, err);
    if (rc != TS_OK)
        return rc;
    v->has_text = has_text(article);
    v->is_awaited = stored->is_wanted && stored->page_error.len == 0 && v->progress->is_running;
    add_notes(&b, stored, v->is_awaited && !v->is_preview);
    add_novelty(&b, v);
    v->n_header = b.n;
    add_blocks(&b, article);
    t->blocks = b.blocks;
    t->n_blocks = b.n;
    t->lang = article->lang;
    t->base.title = view_text(a, article->title.len ? article->title : article->url);
    t->base.story_id = stored->story_id;
    v->position = stored->position;
    v->about = about_of(stored, t->base.title);
    return TS_OK;
}

static struct subject subject_of(const struct textview *t)
{
    return ((const struct article_view *)t)->about;
}

static const struct textview_class article_class;

static struct article_view *article_of(struct ts_view *v)
{
    struct textview *t = textview_of(v);
    return t && t->class == &article_class ? (struct article_view *)t : NULL;
}

/* Shows where a link goes; the link is then what "open" and "browser" mean. */
static void show_link(struct textview *t, struct ts_ui *ui, int64_t number)
{
    if (number < 1 || (size_t)number > t->layout.n_links) {
        ui_say(ui, true, "there is no link %lld", (long long)number);
        return;
    }
    ts_str target = t->layout.links[number - 1].target;
    ui_say(ui, false, "[%lld] %.*s  (Enter opens it)", (long long)number, TS_FMT(target));
}

static bool command(struct textview *t, struct ts_ui *ui, const struct invocation *in)
{
    bool opens = in->command == TS_CMD_OPEN || in->command == TS_CMD_BROWSER;

    if (in->command == TS_CMD_LINK) {
        show_link(t, ui, in->count);
        return true;
    }
    if (in->command == TS_CMD_COPY && in->count > 0 && (size_t)in->count <= t->layout.n_links) {
        ts_str target = t->layout.links[in->count - 1].target;
        ui_errand(ui, TS_ERRAND_COPY, target);
        ui_say(ui, false, "copied %.*s", TS_FMT(target));
        return true;
    }
    if (in->command == TS_CMD_PUT_BACK)
        return textview_put_back(t, ui, ((struct article_view *)t)->id, in->count);
    if (opens && in->count > 0) {
        if ((size_t)in->count <= t->layout.n_links)
            ui_errand(ui, TS_ERRAND_BROWSE, t->layout.links[in->count - 1].target);
        else
            ui_say(ui, true, "there is no link %d", in->count);
        return true;
    }
    return false;
}

static const struct textview_class article_class = { load, subject_of, command };

static struct article_view *new_view(struct ts_ui *ui, int64_t article_id)
{
    struct article_view *v = ui_alloc_view(sizeof *v);

    v->id = article_id;
    v->novelty = &ui->novelty;
    v->progress = &ui->progress;
    textview_init(&v->text, &article_class, ui);
    v->text.base.hint = TS_STR("Space on  t tag  s save  S stripped  o browser  h back  ? help");
    return v;
}

struct ts_view *ui_preview_new(struct ts_ui *ui, int64_t article_id)
{
    struct article_view *v = new_view(ui, article_id);

    v->is_preview = true;
    if (ui_load(ui, &v->text.base))
        return &v->text.base;
    ui_drop_view(&v->text.base);
    return NULL;
}

void ui_open_article(struct ts_ui *ui, int64_t article_id)
{
    struct article_view *v;

    if (article_id == 0)
        return;
    v = new_view(ui, article_id);
    ui_push(ui, &v->text.base);
    if (ui->top != &v->text.base)
        return;
    if (v->is_awaited || !v->has_text)
        ui_send(ui, ui_request(TS_REQUEST_HASTEN_PAGE, &v->about));
    if (v->position > 0)
        textview_go_place(&v->text, (struct place){ v->n_header + (size_t)v->position - 1, 0 });
    if (!v->about.is_read) {
        struct ts_request *request = ui_request(TS_REQUEST_MARK_READ, &v->about);
        request->flag = true;
        ui_send(ui, request);
    }
}

int64_t ui_article_shown(const struct ts_view *v)
{
    const struct article_view *article = article_of((struct ts_view *)v);
    return article ? article->id : 0;
}

int64_t ui_article_position(const struct ts_view *v)
{
    const struct article_view *article = article_of((struct ts_view *)v);

    if (!article || article->is_preview || article->text.layout.n_rows == 0)
        return -1;
    struct place place = textview_place(&article->text);
    int64_t position =
        place.block >= article->n_header ? (int64_t)(place.block - article->n_header) + 1 : 0;
    if (article->text.top == 0 || textview_is_at_end(&article->text))
        position = 0; /* not begun, or read to the end */
    return position == article->position ? -1 : position;
}
