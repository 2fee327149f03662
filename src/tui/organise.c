/* organise.c - commands about what is selected: states, tags, stories, copies, sources. Whatever
 * changes the library is a request to the worker. */
#include "tearsheet/store/articles.h"

#include "listing_priv.h"
#include "obey_priv.h"
#include "ui_priv.h"

/* ---- what is selected ---- */

static bool has_subject(struct ts_ui *ui, const struct subject *about)
{
    if (about->article_id || about->story_id)
        return true;
    ui_say(ui, false, "no story and no article is selected");
    return false;
}

/* A request about all that is marked. */
static struct ts_request *request_marked(struct ts_ui *ui, enum ts_request_kind kind,
                                         struct marked *marked)
{
    struct ts_request *request = ts_request_new(kind);

    *marked = ui_marked(ui, &request->arena);
    request->picked = marked->picked;
    return request;
}

void obey_read(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct ts_request *request;
    struct marked marked;

    (void)in;
    if (ui_has_marks(ui)) {
        request = request_marked(ui, TS_REQUEST_MARK_PICKED, &marked);
        request->flag = marked.has_unread;
    } else if (has_subject(ui, about)) {
        request = ui_request(TS_REQUEST_MARK_READ, about);
        request->flag = !about->is_read;
    } else {
        return;
    }
    ui_send(ui, request);
}

void obey_star(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct subject article = { .article_id = ui_article_of(ui, about) };
    struct ts_request *request;
    struct marked marked;

    (void)in;
    if (ui_has_marks(ui)) {
        request = request_marked(ui, TS_REQUEST_STAR_PICKED, &marked);
        request->flag = marked.has_unstarred;
    } else if (has_subject(ui, about)) {
        request = ui_request(TS_REQUEST_STAR, &article);
        request->flag = !about->is_starred;
    } else {
        return;
    }
    ui_send(ui, request);
}

/* Everything that is read and older than so many days. */
static void purge_old(struct ts_ui *ui, ts_str arg)
{
    enum { DAY_S = 24 * 60 * 60, DAYS_MAX = 36500 };
    int64_t days;

    if (!ts_str_to_int(arg, &days) || days < 1 || days > DAYS_MAX) {
        ui_say(ui, true, "purge takes a number of days, not \"%.*s\"", TS_FMT(arg));
        return;
    }
    struct ts_request *request = ts_request_new(TS_REQUEST_PURGE);
    request->number = ui_now(ui) - days * DAY_S;
    ui_send(ui, request);
}

void obey_purge(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct ts_request *request;
    struct marked marked;

    if (in->arg.len > 0) {
        purge_old(ui, in->arg);
        return;
    }
    if (obey_is_source(about) || about->tag_id != 0 || about->search_id != 0) {
        obey_change_source(ui, in, about);
        return;
    }
    if (!ui_has_marks(ui) && !has_subject(ui, about))
        return;
    request = request_marked(ui, TS_REQUEST_PURGE, &marked);
    if (!ui_has_marks(ui)) {
        int64_t *id = TS_NEW(&request->arena, int64_t);
        *id = about->article_id ? about->article_id : about->story_id;
        if (about->article_id)
            request->picked = (struct ts_picked){ .article_ids = id, .n_articles = 1 };
        else
            request->picked = (struct ts_picked){ .story_ids = id, .n_stories = 1 };
    } else {
        listing_unmark(listing_of(ui->top));
    }
    ui_send(ui, request);
}

void obey_mark_all(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct listing *l = listing_of(ui->top);
    struct ts_request *request;
    int64_t *ids = NULL;
    size_t n = 0;
    struct ts_err err;

    (void)in, (void)about;
    if (!l || !l->class->unread) {
        ui_say(ui, false, "A marks a list of stories or articles");
        return;
    }
    request = ts_request_new(TS_REQUEST_MARK_PICKED);
    request->flag = true;
    enum ts_rc rc = l->class->unread(l, &request->arena, ui->options.db, &ids, &n, &err);
    request->picked = (struct ts_picked){ .article_ids = ids, .n_articles = n };
    if (rc != TS_OK)
        ui_say(ui, true, "%s", err.msg);
    else if (n == 0)
        ui_say(ui, false, "nothing is unread here");
    if (rc == TS_OK && n > 0) {
        ui_send(ui, request);
    } else {
        struct ts_arena arena = request->arena;
        ts_arena_done(&arena);
    }
}

void obey_tag(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    if (obey_is_source(about)) {
        struct invocation folders = { .command = TS_CMD_FOLDERS, .arg = in->arg };
        obey_change_source(ui, &folders, about);
        return;
    }
    if (!ui_has_marks(ui) && !has_subject(ui, about))
        return;
    ui_tag_open(ui, about);
    if (in->arg.len == 0)
        return;
    ui->tag_menu.is_open = false;
    ui->prompt_kind = PROMPT_NONE;
    ui_tag_toggle(ui, in->arg);
}

void obey_tag_letter(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    ts_str rest = in->arg, letter = { 0 };

    ts_str_word(&rest, &letter);
    rest = ts_str_trim(rest);
    if (rest.len == 0)
        rest = about->tag_id ? about->title : TS_STR("");
    if (letter.len != 1 || rest.len == 0) {
        ui_say(ui, true, "tag-letter takes a letter and the name of a tag");
        return;
    }
    struct ts_request *request = ts_request_new(TS_REQUEST_TAG_LETTER);
    request->letter = letter.ptr[0];
    request->text = ts_arena_str(&request->arena, rest);
    ui_send(ui, request);
}

void obey_mute(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    ts_str name = in->arg.len > 0 || about->tag_id == 0 ? in->arg : about->title;

    if (name.len == 0) {
        ui_ask(ui, PROMPT_COMMAND, TS_STR("mute "));
        return;
    }
    struct ts_request *request = ts_request_new(TS_REQUEST_MUTE);
    request->text = ts_arena_str(&request->arena, name);
    ui_send(ui, request);
}

void obey_join(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in;
    if (about->story_id == 0) {
        ui_say(ui, false, "what is selected is in no story");
    } else if (ui->joining_id == 0 || ui->joining_id == about->story_id) {
        ui->joining_id = ui->joining_id ? 0 : about->story_id;
    } else {
        struct ts_request *request = ts_request_new(TS_REQUEST_JOIN);
        request->story_id = about->story_id; /* it stays, and with it what is selected or open */
        request->other_id = ui->joining_id;
        ui->joining_id = 0;
        ui_send(ui, request);
    }
}

void obey_split(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in;
    if (about->article_id != 0)
        ui_send(ui, ui_request(TS_REQUEST_SPLIT, about));
    else
        ui_say(ui, false, "open the story, and select the report that does not belong to it");
}

void obey_undo(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in, (void)about;
    ui_send(ui, ts_request_new(TS_REQUEST_UNDO));
}

void obey_open_text(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in, (void)about;
    ui_say(ui, false, "type the number of a link to open it; o opens the page itself");
}

void obey_fetch_page(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct subject article = { .article_id = ui_article_of(ui, about) };

    (void)in;
    if (!has_subject(ui, about))
        return;
    ui_send(ui, ui_request(TS_REQUEST_FETCH_PAGE, &article));
    ui_say(ui, false, "fetching the page");
}

void obey_switch_text(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct subject article = { .article_id = ui_article_of(ui, about) };

    (void)in;
    if (has_subject(ui, about))
        ui_send(ui, ui_request(TS_REQUEST_SWITCH_TEXT, &article));
}

void obey_changes(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in;
    if (has_subject(ui, about))
        ui_open_changes(ui, ui_article_of(ui, about));
}

/* Copies are of articles: a story marked stands for its first report. */
static struct ts_request *save_marked(struct ts_ui *ui)
{
    struct marked marked;
    struct ts_request *request = request_marked(ui, TS_REQUEST_SAVE_PICKED, &marked);
    const struct ts_picked *p = &marked.picked;
    int64_t *ids = TS_NEW_ARRAY(&request->arena, p->n_articles + p->n_stories, int64_t);
    size_t n = 0;

    for (; n < p->n_articles; n++)
        ids[n] = p->article_ids[n];
    for (size_t i = 0; i < p->n_stories; i++) {
        struct subject story = { .story_id = p->story_ids[i] };
        ids[n++] = ui_article_of(ui, &story);
    }
    request->picked = (struct ts_picked){ .article_ids = ids, .n_articles = n };
    return request;
}

void obey_save(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct subject article = { .article_id = ui_article_of(ui, about) };
    struct ts_request *request;

    if (ui_has_marks(ui))
        request = save_marked(ui);
    else if (has_subject(ui, about))
        request = ui_request(TS_REQUEST_SAVE, &article);
    else
        return;
    request->text = ts_arena_str(&request->arena, in->arg);
    ui_send(ui, request);
}
