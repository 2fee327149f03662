/* Failures of transfers in words: our own limits first, since they show as some failure of the
 * library, then what it reports. */
#include <string.h>

#include "address_priv.h"
#include "job_priv.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"

enum detail { NO_DETAIL, SYSTEM_DETAIL, LIBRARY_DETAIL };

/* Before the host, behind it, and whose words follow on why. */
static const struct {
    enum ts_rc rc;
    const char *before;
    const char *behind;
    enum detail detail;
} failures[] = {
    [TS_FAILURE_ADDRESS] = { TS_ERR_ARG, "malformed address, host ", "", LIBRARY_DETAIL },
    [TS_FAILURE_RESOLVE] = { TS_ERR_NOTFOUND, "cannot resolve host ",
                             ": is the name right, and the network up?", NO_DETAIL },
    [TS_FAILURE_RESOLVE_PROXY] = { TS_ERR_NET, "cannot reach ", " by its proxy", LIBRARY_DETAIL },
    [TS_FAILURE_CONNECT] = { TS_ERR_NET, "cannot connect to ", "", SYSTEM_DETAIL },
    [TS_FAILURE_CONNECT_PROXY] = { TS_ERR_NET, "cannot reach ", " by its proxy", SYSTEM_DETAIL },
    [TS_FAILURE_CERTIFICATE] = { TS_ERR_NET, "certificate of ", " is not valid", LIBRARY_DETAIL },
    [TS_FAILURE_TLS] = { TS_ERR_NET, "no encrypted connection with ", "", LIBRARY_DETAIL },
    [TS_FAILURE_CA_FILE] = { TS_ERR_IO, "cannot check the certificate of ", "", LIBRARY_DETAIL },
    [TS_FAILURE_NO_ANSWER] = { TS_ERR_NET, "", " closed the connection without an answer",
                               NO_DETAIL },
    [TS_FAILURE_RECEIVE] = { TS_ERR_NET, "", " broke off", LIBRARY_DETAIL },
    [TS_FAILURE_NOT_HTTP] = { TS_ERR_NET, "", " does not speak HTTP", LIBRARY_DETAIL },
    [TS_FAILURE_ENCODING] = { TS_ERR_NET, "", " sent broken compressed data", LIBRARY_DETAIL },
    [TS_FAILURE_OTHER] = { TS_ERR_NET, "cannot fetch from ", "", LIBRARY_DETAIL },
};

/* "16 MB", "64 KB", "300 bytes" */
static ts_str size_words(struct ts_arena *a, int64_t bytes)
{
    if (bytes >= 1 << 20 && bytes % (1 << 20) == 0)
        return ts_arena_printf(a, "%lld MB", (long long)(bytes >> 20));
    if (bytes >= 1 << 10 && bytes % (1 << 10) == 0)
        return ts_arena_printf(a, "%lld KB", (long long)(bytes >> 10));
    return ts_arena_printf(a, "%lld bytes", (long long)bytes);
}

/* "30 s", "1500 ms" */
static ts_str time_words(struct ts_arena *a, int64_t ms)
{
    if (ms % 1000 == 0)
        return ts_arena_printf(a, "%lld s", (long long)(ms / 1000));
    return ts_arena_printf(a, "%lld ms", (long long)ms);
}

/* "1200 of 5000 bytes", or "1200 bytes" if the server did not say how many there are. */
static ts_str received_words(const struct ts_job *job, int64_t expected)
{
    struct ts_arena *a = &job->reply->arena;
    const long long received = (long long)job->body_wire_bytes;

    if (expected > received)
        return ts_arena_printf(a, "%lld of %lld bytes", received, (long long)expected);
    return ts_arena_printf(a, "%lld bytes", received);
}

/* An answer whose `part` is larger than `max`. */
static enum ts_rc fail_size(const struct ts_job *job, const char *part, int64_t max,
                            struct ts_err *err)
{
    struct ts_arena *a = &job->reply->arena;

    return ts_fail(err, TS_ERR_LIMIT, "%.*s: %s larger than %.*s",
                   TS_FMT(ts_url_shown(a, job->url)), part, TS_FMT(size_words(a, max)));
}

/* The transfer brought too little in a span of time, or did not end. */
static enum ts_rc fail_slow(const struct ts_job *job, struct ts_err *err)
{
    struct ts_arena *a = &job->reply->arena;
    const struct ts_http_limits *l = &job->request.limits;

    return ts_fail(err, TS_ERR_LIMIT, "%.*s: too slow, less than %.*s in %.*s",
                   TS_FMT(ts_url_shown(a, job->url)), TS_FMT(size_words(a, l->slow_bytes)),
                   TS_FMT(time_words(a, l->slow_ms)));
}

static enum ts_rc fail_private(const struct ts_job *job, struct ts_err *err)
{
    return ts_fail(err, TS_ERR_ARG,
                   "%.*s: the name leads to this machine or a private network, which are fetched "
                   "from only when the reader's own list names them",
                   TS_FMT(ts_url_shown(&job->reply->arena, job->url)));
}

enum ts_rc ts_job_fail_no_text(const struct ts_job *job, const char *what, struct ts_err *err)
{
    return ts_fail(err, TS_ERR_NOTFOUND, "%.*s: is %s, not a page",
                   TS_FMT(ts_url_shown(&job->reply->arena, job->url)), what);
}

/* Whichever of the two limits on time it was, and what was being waited for. */
static enum ts_rc fail_time(const struct ts_job *job, const struct ts_broken *broken,
                            struct ts_err *err)
{
    struct ts_arena *a = &job->reply->arena;
    const struct ts_http_limits *l = &job->request.limits;
    const bool is_total = broken->phase >= TS_PHASE_ANSWER || job->left_ms <= l->connect_ms;
    const ts_str doing[] = {
        [TS_PHASE_LOOKUP] = TS_STR("looking up the host"),
        [TS_PHASE_CONNECT] = TS_STR("connecting"),
        [TS_PHASE_ANSWER] = TS_STR("waiting for the answer"),
        [TS_PHASE_RECEIVE] =
            ts_arena_concat(a, TS_STR("with "), received_words(job, broken->expected_bytes)),
    };

    return ts_fail(err, TS_ERR_LIMIT, "%.*s: timed out after %.*s, %.*s",
                   TS_FMT(ts_url_shown(a, job->url)),
                   TS_FMT(time_words(a, is_total ? l->total_ms : l->connect_ms)),
                   TS_FMT(doing[broken->phase]));
}

/* The cause in words that may be printed, without the library's prefixes. */
static ts_str detail_words(struct ts_arena *a, const struct ts_broken *broken, enum detail which)
{
    static const char *const prefixes[] = { "SSL certificate problem: ", "SSL: " };
    ts_str detail = broken->detail;

    if (which == NO_DETAIL)
        return (ts_str){ 0 };
    if (which == SYSTEM_DETAIL && broken->system_detail.len > 0)
        return broken->system_detail;
    for (size_t i = 0; i < TS_COUNT(prefixes); i++)
        if (ts_str_starts(detail, prefixes[i]))
            detail = ts_str_skip(detail, strlen(prefixes[i]));
    return ts_utf8_safe(a, ts_utf8_repair(a, ts_str_trim(detail)), false);
}

static enum ts_rc fail_by_table(const struct ts_job *job, const struct ts_broken *broken,
                                struct ts_err *err)
{
    struct ts_arena *a = &job->reply->arena;
    const ts_str host = ts_url_parse(ts_url_shown(a, job->url)).host;
    const ts_str detail = detail_words(a, broken, failures[broken->what].detail);

    return ts_fail(err, failures[broken->what].rc, "%s%.*s%s%s%.*s", failures[broken->what].before,
                   TS_FMT(host), failures[broken->what].behind, detail.len > 0 ? ": " : "",
                   TS_FMT(detail));
}

/* At the address that was asked for, not where it led. */
static bool is_unreached(const struct ts_job *job, enum ts_failure what)
{
    return job->reply->n_hops == 0 &&
           (what == TS_FAILURE_RESOLVE || what == TS_FAILURE_RESOLVE_PROXY ||
            what == TS_FAILURE_CONNECT || what == TS_FAILURE_CONNECT_PROXY);
}

/* The same, or no TLS is spoken there.  A certificate that is not valid is something else. */
static bool is_unconnected(const struct ts_job *job, const struct ts_broken *broken)
{
    return job->reply->n_hops == 0 &&
           (broken->what == TS_FAILURE_CONNECT || broken->what == TS_FAILURE_CONNECT_PROXY ||
            broken->what == TS_FAILURE_TLS ||
            (broken->what == TS_FAILURE_TIME && broken->phase == TS_PHASE_CONNECT));
}

enum ts_rc ts_job_fail(const struct ts_job *job, const struct ts_broken *broken, struct ts_err *err)
{
    struct ts_arena *a = &job->reply->arena;
    const struct ts_http_limits *l = &job->request.limits;

    if (broken->what == TS_FAILURE_NONE)
        return TS_OK;
    job->reply->is_unreached = is_unreached(job, broken->what);
    job->reply->is_unconnected = is_unconnected(job, broken) && job->cut == TS_CUT_NONE;
    const char *media = ts_job_no_text(job, job->reply->status, ts_buf_str(&job->body));
    if (job->cut == TS_CUT_MEDIA || (media && broken->what == TS_FAILURE_SIZE))
        return ts_job_fail_no_text(job, media, err);
    if (job->head.is_full)
        return fail_size(job, "headers", l->max_header_bytes, err);
    if (job->body.is_full)
        return fail_size(job, "answer", l->max_bytes, err);
    if (job->cut == TS_CUT_WIRE || broken->what == TS_FAILURE_SIZE)
        return fail_size(job, "answer", l->max_wire_bytes, err);
    if (job->cut == TS_CUT_SLOW)
        return fail_slow(job, err);
    if (job->cut == TS_CUT_PRIVATE)
        return fail_private(job, err);
    if (broken->what == TS_FAILURE_TIME)
        return fail_time(job, broken, err);
    if (broken->what == TS_FAILURE_CUT_OFF)
        return ts_fail(err, TS_ERR_NET, "%.*s: the server closed the connection after %.*s",
                       TS_FMT(ts_url_shown(a, job->url)),
                       TS_FMT(received_words(job, broken->expected_bytes)));
    return fail_by_table(job, broken, err);
}
