/* A file: address, answered like an http one: its time and size serve as the tag by which an
 * unchanged file is told. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "job_priv.h"
#include "tearsheet/base/file.h"
#include "tearsheet/base/url.h"

static enum ts_rc check_kind(const char *path, const struct stat *st, struct ts_err *err)
{
    if (S_ISREG(st->st_mode))
        return TS_OK;
    return ts_fail(err, TS_ERR_ARG, "%s: is %s, not a plain file", path,
                   S_ISDIR(st->st_mode) ? "a folder" : "a device or pipe");
}

enum ts_rc ts_job_read_file(struct ts_job *job, struct ts_err *err)
{
    struct ts_reply *reply = job->reply;
    struct ts_arena *a = &reply->arena;
    const char *path = ts_url_file_path(a, job->url).ptr;
    struct stat st;

    if (!path)
        return ts_fail(err, TS_ERR_ARG, "%.*s: a path has no zero byte", TS_FMT(job->url));
    if (stat(path, &st) != 0)
        return errno == ENOENT ? ts_fail(err, TS_ERR_NOTFOUND, "%s: no such file", path)
                               : ts_fail_errno(err, "%s", path);
    enum ts_rc rc = check_kind(path, &st, err);
    if (rc != TS_OK)
        return rc;
    const ts_str etag = ts_arena_printf(a, "\"%lld.%09ld-%lld\"", (long long)st.st_mtim.tv_sec,
                                        st.st_mtim.tv_nsec, (long long)st.st_size);
    reply->is_unchanged = ts_str_eq(etag, job->request.etag);
    if (!reply->is_unchanged)
        rc = ts_file_read(a, path, (size_t)job->request.limits.max_bytes, &reply->body, err);
    if (rc != TS_OK)
        return rc;
    reply->etag = etag;
    reply->final_url = job->url;
    return TS_OK;
}
