/* requests_sources.c - sources: added, removed, renamed, put into folders; the feeds file read
 * anew. */
#include "requests_priv.h"
#include "tearsheet/app/feeds_file.h"
#include "tearsheet/store/sources.h"

enum { MAX_FOLDERS = 64 };

enum ts_rc serve_add(struct ts_worker *w, struct ts_arena *scratch, const struct ts_request *q,
                     struct ts_err *err)
{
    (void)scratch;
    return ts_refresh_add(w->refresh, q->text, err);
}

enum ts_rc serve_add_offer(struct ts_worker *w, struct ts_arena *scratch,
                           const struct ts_request *q, struct ts_err *err)
{
    const struct ts_offer offer = { .url = q->text, .is_private = q->flag };

    (void)scratch, (void)err;
    ts_refresh_add_offer(w->refresh, &offer);
    return TS_OK;
}

/* Says the first line that is wrong: the others are in force. */
enum ts_rc serve_read_feeds(struct ts_worker *w, struct ts_arena *scratch,
                            const struct ts_request *q, struct ts_err *err)
{
    struct ts_sources_file file = { 0 };

    (void)q;
    enum ts_rc rc = ts_feeds_sync(scratch, w->db, w->profile, &file, err);
    if (rc == TS_OK && file.n_faults > 0)
        worker_tell(w, TS_EVENT_FAILED, "%.*s%s", TS_FMT(file.faults[0].message),
                    file.n_faults > 1 ? " (and other lines)" : "");
    else if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE, "%zu source%s in the feeds file", file.n_entries,
                    file.n_entries == 1 ? "" : "s");
    return rc;
}

enum ts_rc serve_remove_source(struct ts_worker *w, struct ts_arena *scratch,
                               const struct ts_request *q, struct ts_err *err)
{
    struct ts_source source;
    enum ts_rc rc = ts_source_get(scratch, w->db, q->source_id, &source, err);

    if (rc == TS_OK)
        rc = ts_feeds_remove(w->db, w->profile, source.url, err);
    if (rc == TS_OK)
        worker_tell(w, TS_EVENT_NOTICE,
                    "%.*s is out of the feeds file, its articles stay; u puts it back",
                    TS_FMT(ts_source_name(&source)));
    return rc;
}

enum ts_rc serve_rename_source(struct ts_worker *w, struct ts_arena *scratch,
                               const struct ts_request *q, struct ts_err *err)
{
    struct ts_source source;
    enum ts_rc rc = ts_source_get(scratch, w->db, q->source_id, &source, err);

    return rc == TS_OK ? ts_feeds_rename(w->db, w->profile, source.url, q->text, err) : rc;
}

enum ts_rc serve_retag_source(struct ts_worker *w, struct ts_arena *scratch,
                              const struct ts_request *q, struct ts_err *err)
{
    ts_str folders[MAX_FOLDERS], rest = q->text, folder;
    struct ts_source source;
    size_t n = 0;
    enum ts_rc rc = ts_source_get(scratch, w->db, q->source_id, &source, err);

    while (rc == TS_OK && ts_str_split(&rest, ',', &folder)) {
        folder = ts_str_trim(folder);
        if (folder.len > 0 && n == MAX_FOLDERS)
            rc = ts_fail(err, TS_ERR_LIMIT, "a source is in %d folders at most", MAX_FOLDERS);
        else if (folder.len > 0)
            folders[n++] = folder;
    }
    return rc == TS_OK ? ts_feeds_retag(w->db, w->profile, source.url, folders, n, err) : rc;
}
