/* Everything here is a function of header values and numbers, so that it can be tested without a
 * server. */
#include "tearsheet/net/answer.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/base/date.h"

enum {
    MINUTE_S = 60,
    HOUR_S = 60 * MINUTE_S,
    WEEK_S = 7 * 24 * HOUR_S,
    YEAR_S = 365 * 24 * HOUR_S,
    PAGE_HEAD = 16 << 10, /* a challenge page says so at its beginning */
};

static int64_t clamp(int64_t value, int64_t max)
{
    return value < 0 ? 0 : value > max ? max : value;
}

int64_t ts_retry_after_s(ts_str value, int64_t now_at)
{
    int64_t seconds;

    value = ts_str_trim(value);
    if (ts_str_to_int(value, &seconds))
        return clamp(seconds, WEEK_S);
    const struct ts_when when = ts_when_parse(value);
    return when.precision == TS_WHEN_TIME ? clamp(when.at - now_at, WEEK_S) : 0;
}

/* Finds `name` in a Cache-Control value; `*number` is what stands behind its "=", or untouched. */
static bool find_directive(ts_str cache_control, const char *name, int64_t *number)
{
    ts_str item, key;

    while (ts_str_split(&cache_control, ',', &item)) {
        item = ts_str_trim(item);
        ts_str value = item;
        if (!ts_str_split(&value, '=', &key) || !ts_str_is_nocase(ts_str_trim(key), name))
            continue;
        value = ts_str_trim(value);
        if (value.len > 1 && value.ptr[0] == '"')
            value = ts_str_sub(value, 1, value.len - 2);
        (void)ts_str_to_int(value, number);
        return true;
    }
    return false;
}

int64_t ts_fresh_until_at(const struct ts_freshness *h, int64_t now_at)
{
    int64_t max_age = -1, age = 0;

    if (find_directive(h->cache_control, "no-store", &max_age) ||
        find_directive(h->cache_control, "no-cache", &max_age))
        return 0;
    (void)ts_str_to_int(ts_str_trim(h->age), &age);
    (void)find_directive(h->cache_control, "max-age", &max_age);
    if (max_age < 0) {
        const struct ts_when expires = ts_when_parse(h->expires);
        const struct ts_when date = ts_when_parse(h->date);
        if (expires.precision != TS_WHEN_TIME)
            return 0;
        /* The server's clock against its own, where it tells both. */
        max_age = expires.at - (date.precision == TS_WHEN_TIME ? date.at : now_at);
    }
    const int64_t left = clamp(max_age, YEAR_S) - clamp(age, YEAR_S);
    return left > 0 ? now_at + left : 0;
}

/* What a status means, and what to do about it. */
static const struct {
    int status;
    enum ts_rc rc;
    const char *words;
} statuses[] = {
    { 304, TS_ERR_NET, "not modified, though nothing was asked to be compared" },
    { 400, TS_ERR_NET, "bad request: the server does not understand the address" },
    { 401, TS_ERR_NET, "needs a name and a password: write them as https://name:password@host/" },
    { 402, TS_ERR_NET, "payment required" },
    { 403, TS_ERR_NET, "forbidden: the server refuses this program or this network" },
    { 404, TS_ERR_NOTFOUND, "not found" },
    { 406, TS_ERR_NET, "the server has no feed or page at this address" },
    { 407, TS_ERR_NET, "the proxy needs a name and a password" },
    { 408, TS_ERR_NET, "the server waited too long for the request" },
    { 410, TS_ERR_NOTFOUND, "gone for good: remove this source?" },
    { 421, TS_ERR_NET, "misdirected: the server does not answer for this host" },
    { 429, TS_ERR_BUSY, "too many requests" },
    { 451, TS_ERR_NET, "not available for legal reasons" },
    { 500, TS_ERR_NET, "the server has an error of its own" },
    { 502, TS_ERR_NET, "the server behind this one does not answer" },
    { 503, TS_ERR_BUSY, "the server is overloaded or being repaired" },
    { 504, TS_ERR_NET, "the server behind this one takes too long" },
};

/* For what the table does not have, by the first digit. */
static const char *const classes[] = {
    [1] = "an answer that does not end",        [2] = "success",
    [3] = "a redirect that leads nowhere",      [4] = "the server refuses the request",
    [5] = "the server has an error of its own",
};

enum ts_rc ts_fail_status(struct ts_err *err, ts_str url, int status, int64_t retry_after_s)
{
    const size_t class = status / 100 > 0 ? (size_t)(status / 100) : 0;
    const char *words = class > 0 && class < TS_COUNT(classes) ? classes[class] : "no such status";
    enum ts_rc rc = TS_ERR_NET;
    struct ts_arena scratch = { 0 };

    for (size_t i = 0; i < TS_COUNT(statuses); i++) {
        if (statuses[i].status == status) {
            words = statuses[i].words;
            rc = statuses[i].rc;
        }
    }
    if (retry_after_s > 0)
        rc = ts_fail(err, rc, "%.*s: %d %s; it wants a pause of %.*s", TS_FMT(url), status, words,
                     TS_FMT(ts_span_words(&scratch, retry_after_s)));
    else
        rc = ts_fail(err, rc, "%.*s: %d %s", TS_FMT(url), status, words);
    ts_arena_done(&scratch);
    return rc;
}

/* The value of the next header of that name in `*rest`, which goes on behind it. */
static bool next_header(ts_str *rest, const char *name, ts_str *value)
{
    ts_str line, key;

    while (ts_str_split(rest, '\n', &line)) {
        *value = line;
        if (ts_str_split(value, ':', &key) && key.len < line.len && ts_str_is_nocase(key, name)) {
            *value = ts_str_trim(*value);
            return true;
        }
    }
    return false;
}

ts_str ts_header_find(ts_str head, const char *name)
{
    ts_str value;

    return next_header(&head, name, &value) ? value : (ts_str){ 0 };
}

ts_str ts_header_list(struct ts_arena *a, ts_str head, const char *name)
{
    struct ts_buf list = { 0 };
    ts_str value;

    while (next_header(&head, name, &value)) {
        ts_buf_puts(&list, list.len > 0 ? ", " : "");
        ts_buf_put(&list, value);
    }
    ts_str all = ts_buf_take(&list, a);
    ts_buf_done(&list);
    return all;
}

/* Headers by which services in front of a server say that they are asking for a proof. */
static const struct {
    const char *name;
    const char *value; /* a part of it; NULL: any, unless the status is 200 */
} challenge_headers[] = {
    { "cf-mitigated", "challenge" },
    { "x-amzn-waf-action", "challenge" },
    { "x-amzn-waf-action", "captcha" },
    { "x-datadome", NULL },
};

/* What such pages say or load.  Trusted only together with a refusing status: an article may be
 * about them. */
static const char *const challenge_words[] = {
    "captcha",
    "are you a robot",
    "are you human",
    "you are human",
    "not a robot",
    "checking your browser",
    "checking if the site connection is secure",
    "enable javascript and cookies",
    "enable cookies and javascript",
    "challenge-platform",
    "proof-of-work",
    "unusual traffic",
};

static bool is_refusing(int status)
{
    return status == 401 || status == 403 || status == 405 || status == 429 || status == 503;
}

bool ts_is_challenge(int status, ts_str head, ts_str content_type, ts_str body)
{
    for (size_t i = 0; i < TS_COUNT(challenge_headers); i++) {
        const ts_str value = ts_header_find(head, challenge_headers[i].name);
        const char *part = challenge_headers[i].value;
        if (value.len > 0 && (part ? ts_str_has_nocase(value, part) : status != 200))
            return true;
    }
    if (!is_refusing(status) || !ts_str_has_nocase(content_type, "html"))
        return false;
    const ts_str page = ts_str_sub(body, 0, PAGE_HEAD);
    for (size_t i = 0; i < TS_COUNT(challenge_words); i++)
        if (ts_str_has_nocase(page, challenge_words[i]))
            return true;
    return false;
}
