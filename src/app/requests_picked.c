/* requests_picked.c - copies, searches, and what is done to several articles and stories at once.
 */
#include "tearsheet/app/save.h"
#include "tearsheet/store/purge.h"
#include "tearsheet/store/searches.h"
#include "tearsheet/store/states.h"
#include "tearsheet/store/tags.h"

#include "requests_priv.h"

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

enum ts_rc serve_mark_picked(struct ts_worker *w, struct ts_arena *scratch,
                             const struct ts_request *q, struct ts_err *err)
{
    size_t n = 0;
    enum ts_rc rc = ts_mark_picked(w->db, &q->picked, q->flag, &n, err);

    (void)scratch;
    if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE, "marked %zu article%s %s; u takes it back", n, plural(n),
                    q->flag ? "read" : "unread");
    return rc;
}

enum ts_rc serve_star_picked(struct ts_worker *w, struct ts_arena *scratch,
                             const struct ts_request *q, struct ts_err *err)
{
    size_t n = 0;
    enum ts_rc rc = ts_star_picked(w->db, &q->picked, q->flag, &n, err);

    (void)scratch;
    if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE, "%s %zu article%s; u takes it back",
                    q->flag ? "starred" : "took the star off", n, plural(n));
    return rc;
}

enum ts_rc serve_tag_picked(struct ts_worker *w, struct ts_arena *scratch,
                            const struct ts_request *q, struct ts_err *err)
{
    int64_t tag_id;
    bool is_on = false;
    size_t n = 0;

    enum ts_rc rc = ts_tag_put(w->db, q->text, &tag_id, err);
    if (rc == TS_OK)
        rc = ts_tag_toggle_picked(w->db, tag_id, &q->picked, &is_on, &n, err);
    (void)scratch;
    if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE, "%s %.*s: %zu; u takes it back",
                    is_on ? "tagged" : "no longer tagged", TS_FMT(q->text), n);
    return rc;
}

/* The grouper forgets them, too: no report is to join a story that is gone. */
static void tell_purged(struct ts_worker *w, size_t n)
{
    ts_refresh_forget_stories(w->refresh);
    worker_tell(w, TS_EVENT_NOTICE, "purged %zu article%s; u brings %s back", n, plural(n),
                n == 1 ? "it" : "them");
}

enum ts_rc serve_purge(struct ts_worker *w, struct ts_arena *scratch, const struct ts_request *q,
                       struct ts_err *err)
{
    size_t n = 0;
    enum ts_rc rc = q->number != 0 ? ts_purge_old(w->db, q->number, &n, err)
                                   : ts_purge_picked(w->db, &q->picked, &n, err);

    (void)scratch;
    if (rc == TS_OK)
        tell_purged(w, n);
    return rc;
}

enum ts_rc serve_purge_source(struct ts_worker *w, struct ts_arena *scratch,
                              const struct ts_request *q, struct ts_err *err)
{
    size_t n = 0;
    enum ts_rc rc = ts_purge_source(w->db, q->source_id, &n, err);

    (void)scratch;
    if (rc == TS_OK)
        tell_purged(w, n);
    return rc;
}

/* ---- searches ---- */

enum ts_rc serve_keep_search(struct ts_worker *w, struct ts_arena *scratch,
                             const struct ts_request *q, struct ts_err *err)
{
    enum ts_rc rc = ts_saved_search_put(w->db, q->text, q->query, err);

    (void)scratch;
    if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE, "kept as \"%.*s\"; z shows what is kept", TS_FMT(q->text));
    return rc;
}

enum ts_rc serve_remove_search(struct ts_worker *w, struct ts_arena *scratch,
                               const struct ts_request *q, struct ts_err *err)
{
    enum ts_rc rc = ts_saved_search_remove(w->db, q->number, err);

    (void)scratch;
    if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE, "the search is not kept any more; u brings it back");
    return rc;
}

/* ---- copies ---- */

static enum ts_rc format_of(struct ts_worker *w, const struct ts_request *q,
                            enum ts_render_format *out, struct ts_err *err)
{
    ts_str name = q->text.len > 0 ? q->text : w->profile->config.save_format;
    int format = ts_render_format_of(name);

    if (format < 0)
        return ts_fail(err, TS_ERR_ARG, "copies are markdown, text or html, not \"%.*s\"",
                       TS_FMT(name));
    *out = (enum ts_render_format)format;
    return TS_OK;
}

enum ts_rc serve_save(struct ts_worker *w, struct ts_arena *scratch, const struct ts_request *q,
                      struct ts_err *err)
{
    enum ts_render_format format = TS_RENDER_MARKDOWN;
    const char *path;

    enum ts_rc rc = format_of(w, q, &format, err);
    if (rc == TS_OK)
        rc = ts_save_copy(scratch, w->db, w->profile, q->article_id, format, NULL, &path, err);
    if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE, "saved %s", path);
    return rc;
}

enum ts_rc serve_save_picked(struct ts_worker *w, struct ts_arena *scratch,
                             const struct ts_request *q, struct ts_err *err)
{
    enum ts_render_format format = TS_RENDER_MARKDOWN;
    const char *path = "";
    size_t n = 0;

    enum ts_rc rc = format_of(w, q, &format, err);
    for (; rc == TS_OK && n < q->picked.n_articles; n += rc == TS_OK)
        rc = ts_save_copy(scratch, w->db, w->profile, q->picked.article_ids[n], format, NULL, &path,
                          err);
    if (rc != TS_OK)
        return ts_fail_in(err, "saved %zu of %zu", n, q->picked.n_articles), rc;
    worker_tell(w, TS_EVENT_NOTICE, "saved %zu article%s, the last as %s", n, plural(n), path);
    return rc;
}
