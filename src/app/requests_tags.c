/* requests_tags.c - tags: put on and taken off, muted, renamed, removed. */
#include "requests_priv.h"
#include "tearsheet/store/tags.h"

enum ts_rc serve_tag(struct ts_worker *w, struct ts_arena *scratch, const struct ts_request *q,
                     struct ts_err *err)
{
    int64_t tag_id;
    bool is_on = false;
    struct ts_tag tag;
    enum ts_rc rc = ts_tag_put(w->db, q->text, &tag_id, err);

    if (rc == TS_OK && q->story_id != 0)
        rc = ts_tag_toggle_story(w->db, tag_id, q->story_id, &is_on, err);
    else if (rc == TS_OK)
        rc = ts_tag_toggle_article(w->db, tag_id, q->article_id, &is_on, err);
    if (rc == TS_OK)
        rc = ts_tag_get(scratch, w->db, tag_id, &tag, err);
    if (rc == TS_OK && is_on && tag.letter)
        worker_tell(w, TS_EVENT_NOTICE, "tagged %.*s (t %c)", TS_FMT(tag.name), tag.letter);
    else if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE, "%s %.*s", is_on ? "tagged" : "no longer tagged",
                    TS_FMT(tag.name));
    return rc;
}

enum ts_rc serve_tag_letter(struct ts_worker *w, struct ts_arena *scratch,
                            const struct ts_request *q, struct ts_err *err)
{
    int64_t tag_id;
    enum ts_rc rc = ts_tag_find(w->db, q->text, &tag_id, err);

    (void)scratch;
    return rc == TS_OK ? ts_tag_put_letter(w->db, tag_id, q->letter, err) : rc;
}

enum ts_rc serve_mute(struct ts_worker *w, struct ts_arena *scratch, const struct ts_request *q,
                      struct ts_err *err)
{
    struct ts_tag tag;
    int64_t tag_id;
    enum ts_rc rc = ts_tag_find(w->db, q->text, &tag_id, err);

    if (rc == TS_OK)
        rc = ts_tag_get(scratch, w->db, tag_id, &tag, err);
    if (rc == TS_OK)
        rc = ts_tag_put_muted(w->db, tag_id, !tag.is_muted, err);
    if (rc == TS_OK && tag.is_muted)
        worker_tell(w, TS_EVENT_NOTICE, "%.*s is no longer muted", TS_FMT(tag.name));
    else if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE,
                    "muted %.*s: the front page leaves out %zu stor%s; M there shows them",
                    TS_FMT(tag.name), tag.n_stories, tag.n_stories == 1 ? "y" : "ies");
    return rc;
}

enum ts_rc serve_rename_tag(struct ts_worker *w, struct ts_arena *scratch,
                            const struct ts_request *q, struct ts_err *err)
{
    (void)scratch;
    return ts_tag_rename(w->db, q->number, q->text, err);
}

enum ts_rc serve_remove_tag(struct ts_worker *w, struct ts_arena *scratch,
                            const struct ts_request *q, struct ts_err *err)
{
    struct ts_tag tag;
    enum ts_rc rc = ts_tag_get(scratch, w->db, q->number, &tag, err);

    if (rc == TS_OK)
        rc = ts_tag_remove(w->db, q->number, err);
    if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE, "the tag %.*s is gone, from %.*s too; u brings it back",
                    TS_FMT(tag.name),
                    TS_FMT(ts_arena_count(scratch, tag.n_articles, "article", "articles")));
    return rc;
}
