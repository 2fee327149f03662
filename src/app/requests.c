/* What each request does.  A handler words its own success; failures are told by worker_serve().
 * Those that are about tags, sources, or several articles at once have files of their own. */
#include "put_back_priv.h"
#include "requests_priv.h"
#include "switch_text_priv.h"
#include "tearsheet/app/rules.h"
#include "tearsheet/app/take_back.h"
#include "tearsheet/base/date.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/states.h"
#include "tearsheet/store/stories.h"

/* Nothing is due; pages that an earlier refresh left may still be wanted. */
static enum ts_rc tell_none_is_due(struct ts_worker *w, struct ts_arena *scratch,
                                   struct ts_err *err)
{
    size_t n = 0;
    enum ts_rc rc = ts_articles_count_wanted(w->db, ts_now_at(), &n, err);

    if (rc == TS_OK && n > 0)
        worker_tell(w, TS_EVENT_NOTICE, "no source is due, R asks all; fetching %.*s that waited",
                    TS_FMT(ts_arena_count(scratch, n, "page", "pages")));
    else if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE, "no source is due; R asks all of them");
    return rc;
}

static enum ts_rc serve_refresh(struct ts_worker *w, struct ts_arena *scratch,
                                const struct ts_request *q, struct ts_err *err)
{
    size_t n = 0;
    enum ts_rc rc = ts_refresh_start(w->refresh, q->source_id, q->flag, &n, err);

    if (rc == TS_ERR_BUSY) { /* what it brings shows here too */
        worker_tell(w, TS_EVENT_NOTICE, "%s", err->msg);
        return TS_OK;
    }
    if (rc == TS_OK && n == 0)
        rc = tell_none_is_due(w, scratch, err);
    return rc;
}

static enum ts_rc serve_fetch_page(struct ts_worker *w, struct ts_arena *scratch,
                                   const struct ts_request *q, struct ts_err *err)
{
    (void)scratch;
    return ts_refresh_page(w->refresh, q->article_id, err);
}

static enum ts_rc serve_hasten_page(struct ts_worker *w, struct ts_arena *scratch,
                                    const struct ts_request *q, struct ts_err *err)
{
    (void)scratch;
    return ts_refresh_hasten(w->refresh, q->article_id, err);
}

static enum ts_rc serve_switch_text(struct ts_worker *w, struct ts_arena *scratch,
                                    const struct ts_request *q, struct ts_err *err)
{
    enum ts_text_choice shown = TS_TEXT_FULLER;
    bool needs_page = false;
    enum ts_rc rc =
        switch_text(w->db, ts_refresh_rules(w->refresh), q->article_id, &shown, &needs_page, err);

    (void)scratch;
    if (rc == TS_OK && needs_page)
        rc = ts_refresh_page(w->refresh, q->article_id, err);
    if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE, "%s",
                    needs_page              ? "fetching the page, to show its text"
                    : shown == TS_TEXT_FEED ? "this is the feed's text; u takes that back"
                                            : "this is the page's text; u takes that back");
    return rc;
}

static enum ts_rc serve_mark_read(struct ts_worker *w, struct ts_arena *scratch,
                                  const struct ts_request *q, struct ts_err *err)
{
    (void)scratch;
    if (q->story_id != 0)
        return ts_mark_story(w->db, q->story_id, q->flag, err);
    return ts_mark_article(w->db, q->article_id, q->flag, err);
}

static enum ts_rc serve_star(struct ts_worker *w, struct ts_arena *scratch,
                             const struct ts_request *q, struct ts_err *err)
{
    (void)scratch;
    return ts_star_article(w->db, q->article_id, q->flag, err);
}

static enum ts_rc serve_undo(struct ts_worker *w, struct ts_arena *scratch,
                             const struct ts_request *q, struct ts_err *err)
{
    ts_str what = { 0 };
    enum ts_rc rc = ts_take_back(scratch, w->db, w->profile, &what, err);

    (void)q;
    if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE, "undone: %.*s", TS_FMT(what));
    ts_refresh_forget_stories(w->refresh);
    return rc;
}

static enum ts_rc serve_join(struct ts_worker *w, struct ts_arena *scratch,
                             const struct ts_request *q, struct ts_err *err)
{
    struct ts_story_row story;

    ts_refresh_forget_stories(w->refresh);
    enum ts_rc rc = ts_stories_join(w->db, q->story_id, q->other_id, err);
    if (rc == TS_OK)
        rc = ts_story_get(scratch, w->db, q->story_id, &story, err);
    if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE, "joined: \"%.*s\" has %zu reports now; u parts them again",
                    TS_FMT(story.headline), story.n_reports);
    return rc;
}

static enum ts_rc serve_split(struct ts_worker *w, struct ts_arena *scratch,
                              const struct ts_request *q, struct ts_err *err)
{
    struct ts_story_row story;
    int64_t story_id;

    ts_refresh_forget_stories(w->refresh);
    enum ts_rc rc = ts_story_split(w->db, q->article_id, &story_id, err);
    if (rc == TS_OK)
        rc = ts_story_get(scratch, w->db, story_id, &story, err);
    if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE, "\"%.*s\" is a story of its own now; u puts it back",
                    TS_FMT(story.headline));
    return rc;
}

static enum ts_rc serve_put_back(struct ts_worker *w, struct ts_arena *scratch,
                                 const struct ts_request *q, struct ts_err *err)
{
    ts_str rule = { 0 };
    enum ts_rc rc = put_back_block(scratch, w->db, ts_refresh_rules(w->refresh), q->article_id,
                                   q->text, &rule, err);

    if (rc != TS_OK)
        return rc;
    worker_tell(w, TS_EVENT_NOTICE, "it is part of the article again; u takes that back");
    if (rule.len == 0)
        return TS_OK;
    struct ts_event *event = worker_event(w, TS_EVENT_RULE);
    event->article_id = q->article_id;
    event->text = ts_arena_str(&event->arena, rule);
    ts_queue_push(w->outbox, event);
    return TS_OK;
}

static enum ts_rc serve_rule(struct ts_worker *w, struct ts_arena *scratch,
                             const struct ts_request *q, struct ts_err *err)
{
    int line = 0;
    enum ts_rc rc = ts_rules_add(w->profile, q->text, &line, err);

    (void)scratch;
    if (rc == TS_OK)
        rc = ts_refresh_read_rules(w->refresh, err);
    if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE, "line %d of %s; it counts for pages fetched from now on",
                    line, w->profile->config_path);
    return rc;
}

static enum ts_rc serve_echo(struct ts_worker *w, struct ts_arena *scratch,
                             const struct ts_request *q, struct ts_err *err)
{
    (void)scratch, (void)q, (void)err;
    worker_tell(w, TS_EVENT_ECHO, NULL);
    return TS_OK;
}

static enum ts_rc serve_position(struct ts_worker *w, struct ts_arena *scratch,
                                 const struct ts_request *q, struct ts_err *err)
{
    (void)scratch;
    return ts_article_put_position(w->db, q->article_id, q->number, err);
}

static enum ts_rc serve_novelty(struct ts_worker *w, struct ts_arena *scratch,
                                const struct ts_request *q, struct ts_err *err)
{
    struct ts_event *event = worker_event(w, TS_EVENT_NOVELTY);

    (void)scratch;
    event->story_id = q->story_id;
    enum ts_rc rc = ts_novelty_of_story(&event->arena, w->db, q->story_id, &event->novelties,
                                        &event->n_novelties, err);
    ts_queue_push(w->outbox, event); /* an empty answer is one, too */
    return rc;
}

static enum ts_rc serve_digest(struct ts_worker *w, struct ts_arena *scratch,
                               const struct ts_request *q, struct ts_err *err)
{
    struct ts_event *event = worker_event(w, TS_EVENT_DIGEST);

    (void)scratch;
    event->digest = TS_NEW(&event->arena, struct ts_digest);
    enum ts_rc rc = ts_digest_of_story(w->db, q->story_id, event->digest, err);
    ts_queue_push(w->outbox, event); /* an empty answer is one, too */
    return rc;
}

static enum ts_rc serve_why(struct ts_worker *w, struct ts_arena *scratch,
                            const struct ts_request *q, struct ts_err *err)
{
    struct ts_why why;
    enum ts_rc rc = ts_why_together(scratch, w->db, q->story_id, q->article_id, &why, err);

    if (rc != TS_OK)
        return rc;
    struct ts_event *event = worker_event(w, TS_EVENT_WHY);
    event->why = ts_why_copy(&event->arena, &why);
    ts_queue_push(w->outbox, event);
    return TS_OK;
}

static const struct {
    serve_fn *serve;
    bool changes; /* what the screen shows */
} handlers[] = {
    [TS_REQUEST_REFRESH] = { serve_refresh, true },
    [TS_REQUEST_FETCH_PAGE] = { serve_fetch_page, true },
    [TS_REQUEST_HASTEN_PAGE] = { serve_hasten_page, false },
    [TS_REQUEST_SWITCH_TEXT] = { serve_switch_text, true },
    [TS_REQUEST_MARK_READ] = { serve_mark_read, true },
    [TS_REQUEST_MARK_PICKED] = { serve_mark_picked, true },
    [TS_REQUEST_STAR_PICKED] = { serve_star_picked, true },
    [TS_REQUEST_TAG_PICKED] = { serve_tag_picked, true },
    [TS_REQUEST_SAVE_PICKED] = { serve_save_picked, false },
    [TS_REQUEST_ECHO] = { serve_echo, false },
    [TS_REQUEST_READ_FEEDS] = { serve_read_feeds, true },
    [TS_REQUEST_KEEP_SEARCH] = { serve_keep_search, true },
    [TS_REQUEST_REMOVE_SEARCH] = { serve_remove_search, true },
    [TS_REQUEST_PURGE] = { serve_purge, true },
    [TS_REQUEST_STAR] = { serve_star, true },
    [TS_REQUEST_TAG] = { serve_tag, true },
    [TS_REQUEST_TAG_LETTER] = { serve_tag_letter, true },
    [TS_REQUEST_MUTE] = { serve_mute, true },
    [TS_REQUEST_RENAME_TAG] = { serve_rename_tag, true },
    [TS_REQUEST_REMOVE_TAG] = { serve_remove_tag, true },
    [TS_REQUEST_UNDO] = { serve_undo, true },
    [TS_REQUEST_ADD] = { serve_add, false },
    [TS_REQUEST_ADD_OFFER] = { serve_add_offer, false },
    [TS_REQUEST_REMOVE_SOURCE] = { serve_remove_source, true },
    [TS_REQUEST_RENAME_SOURCE] = { serve_rename_source, true },
    [TS_REQUEST_RETAG_SOURCE] = { serve_retag_source, true },
    [TS_REQUEST_PURGE_SOURCE] = { serve_purge_source, true },
    [TS_REQUEST_SAVE] = { serve_save, false },
    [TS_REQUEST_JOIN] = { serve_join, true },
    [TS_REQUEST_SPLIT] = { serve_split, true },
    [TS_REQUEST_NOVELTY] = { serve_novelty, false },
    [TS_REQUEST_DIGEST] = { serve_digest, false },
    [TS_REQUEST_WHY] = { serve_why, false },
    [TS_REQUEST_PUT_BACK] = { serve_put_back, true },
    [TS_REQUEST_RULE] = { serve_rule, false },
    [TS_REQUEST_POSITION] = { serve_position, false },
};

void worker_serve(struct ts_worker *w, const struct ts_request *request)
{
    struct ts_arena scratch = { 0 };
    struct ts_err err;

    if (handlers[request->kind].serve(w, &scratch, request, &err) != TS_OK)
        worker_tell(w, TS_EVENT_FAILED, "%s", err.msg);
    else if (handlers[request->kind].changes)
        worker_tell(w, TS_EVENT_CHANGED, NULL);
    ts_arena_done(&scratch);
}
