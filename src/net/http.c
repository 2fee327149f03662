/* The door to libcurl: its multi interface runs what the queue (turns.c) lets go, and the job
 * (job.c) decides what an answer means.
 *
 * A transfer is a job and its easy handle.  It is queued, started, and when libcurl is done with a
 * hop either queued again for where a redirect leads or finished: a reply in the list `done`.
 * Nothing is started while many replies wait to be taken, so that a slow receiver bounds memory. */
#include "tearsheet/net/http.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "job_priv.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/net/ip.h"

#define USER_AGENT "tearsheet/" TS_VERSION " feed reader"
#define ACCEPT                                                                                  \
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, " \
    "text/xml;q=0.9, text/html;q=0.8, */*;q=0.5"

enum {
    MAX_TRANSFERS = 16,
    MAX_PER_HOST = 2,
    MAX_HOLD_MS = 30 * 1000,
    DEFAULT_PAUSE_S = 60,    /* after a 429 that does not say how long */
    WAIT_MAX_MS = 60 * 1000, /* one poll; waits without an end are made of these */
};

struct transfer {
    struct ts_job job; /* first, so that a job is a transfer */
    struct ts_http *http;
    CURL *easy;
    struct curl_slist *headers;
    char detail[CURL_ERROR_SIZE];
};

struct ts_http {
    CURLM *multi;
    struct curl_slist *resolve;
    struct ts_arena arena;
    struct ts_http_options options;
    struct ts_proxy_env proxies;
    struct ts_turns turns;
    struct transfer **running;
    size_t n_running;
    struct ts_reply *done;
    struct ts_reply **done_end;
    size_t n_done;
    atomic_bool is_woken;
};

/* libcurl's own start is not safe beside other threads, hence once for the program, by the first
 * who needs it. */
static pthread_once_t curl_once = PTHREAD_ONCE_INIT;

static void start_curl(void)
{
    (void)curl_global_init(CURL_GLOBAL_DEFAULT); /* a failure shows in curl_multi_init() */
}

/* ---- callbacks ---- */

static size_t on_head(char *bytes, size_t size, size_t n, void *arg)
{
    struct ts_job *job = arg;
    const ts_str line = { bytes, size * n };

    if (ts_str_starts(line, "HTTP/"))
        ts_buf_clear(&job->head); /* what came before was an interim answer */
    job->head_bytes += (int64_t)line.len;
    ts_buf_put(&job->head, line);
    job->head.is_full |= job->head_bytes > job->request.limits.max_header_bytes;
    return job->head.is_full ? 0 : line.len;
}

static size_t on_body(char *bytes, size_t size, size_t n, void *arg)
{
    struct ts_job *job = arg;

    ts_buf_put(&job->body, (ts_str){ bytes, size * n });
    return job->body.is_full ? 0 : size * n;
}

static int on_progress(void *arg, curl_off_t expected, curl_off_t received, curl_off_t up_expected,
                       curl_off_t sent)
{
    struct ts_job *job = arg;

    (void)expected, (void)up_expected, (void)sent;
    job->body_wire_bytes = received;
    if (job->past_wire_bytes + received > job->request.limits.max_wire_bytes)
        job->cut = TS_CUT_WIRE;
    return job->cut != TS_CUT_NONE;
}

static bool is_public(const char *address)
{
    struct ts_ip ip;

    return ts_ip_parse(ts_str_of(address), &ip) && !ts_ip_is_private(&ip);
}

/* Before a connection is made: the name may have led anywhere. */
static curl_socket_t on_open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *to)
{
    struct ts_job *job = arg;
    char address[INET6_ADDRSTRLEN] = "";
    const struct sockaddr_in6 *v6 = (const void *)&to->addr;
    const struct sockaddr_in *v4 = (const void *)&to->addr;

    (void)purpose;
    (void)inet_ntop(to->family,
                    to->family == AF_INET6 ? (const void *)&v6->sin6_addr
                                           : (const void *)&v4->sin_addr,
                    address, sizeof address);
    if (!is_public(address)) {
        job->cut = TS_CUT_PRIVATE;
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/* Before a request is sent: a connection that somebody else was allowed to make may be used again.
 */
static int on_connected(void *arg, char *address, char *own_address, int port, int own_port)
{
    struct ts_job *job = arg;

    (void)own_address, (void)port, (void)own_port;
    if (is_public(address))
        return CURL_PREREQFUNC_OK;
    job->cut = TS_CUT_PRIVATE;
    return CURL_PREREQFUNC_ABORT;
}

/* ---- starting a hop ---- */

static void add_header(struct transfer *t, const char *name, ts_str value)
{
    struct ts_arena *a = &t->job.reply->arena;
    ts_str line = ts_arena_printf(a, "%s%s%.*s", name, *name ? ": " : "", TS_FMT(value));

    line = ts_utf8_safe(a, ts_utf8_repair(a, line), false); /* a line break would start another */
    struct curl_slist *longer = curl_slist_append(t->headers, line.ptr);
    if (!longer)
        ts_panic("out of memory (headers)");
    t->headers = longer;
}

static void set_headers(struct transfer *t)
{
    const struct ts_http_request *r = &t->job.request;

    curl_slist_free_all(t->headers);
    t->headers = NULL;
    add_header(t, "Accept", r->accept.len ? r->accept : TS_STR(ACCEPT));
    if (r->etag.len > 0)
        add_header(t, "If-None-Match", r->etag);
    if (r->last_modified.len > 0)
        add_header(t, "If-Modified-Since", r->last_modified);
    if (ts_str_eq(t->job.origin, t->job.first_origin))
        for (size_t i = 0; i < r->n_headers; i++)
            add_header(t, "", r->headers[i]);
    curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
}

static void set_callbacks(struct transfer *t)
{
    curl_easy_setopt(t->easy, CURLOPT_PRIVATE, t);
    curl_easy_setopt(t->easy, CURLOPT_ERRORBUFFER, t->detail);
    curl_easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, on_head);
    curl_easy_setopt(t->easy, CURLOPT_HEADERDATA, &t->job);
    curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, &t->job);
    curl_easy_setopt(t->easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(t->easy, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(t->easy, CURLOPT_XFERINFODATA, &t->job);
}

/* What holds for all hops. */
static void set_request(struct transfer *t)
{
    const struct ts_http_request *r = &t->job.request;
    const struct ts_http_options *o = &t->http->options;

    set_callbacks(t);
    curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(t->easy, CURLOPT_ACCEPT_ENCODING, ""); /* all that libcurl can undo */
    curl_easy_setopt(t->easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(t->easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(t->easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)r->limits.max_wire_bytes);
    curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT_MS, (long)r->limits.connect_ms);
    curl_easy_setopt(t->easy, CURLOPT_USERAGENT,
                     r->user_agent.len ? r->user_agent.ptr : o->user_agent.ptr);
    if (t->http->resolve)
        curl_easy_setopt(t->easy, CURLOPT_RESOLVE, t->http->resolve);
    if (o->ca_file.len > 0)
        curl_easy_setopt(t->easy, CURLOPT_CAINFO, o->ca_file.ptr);
    if (r->cookies_file.len > 0)
        curl_easy_setopt(t->easy, CURLOPT_COOKIEFILE, r->cookies_file.ptr);
}

/* What each hop sets anew. */
static void set_hop(struct transfer *t)
{
    struct ts_job *job = &t->job;
    const char *proxy = ts_job_proxy(job, &t->http->proxies);
    const bool is_watched = !job->request.allow_private && !*proxy;

    set_headers(t);
    t->detail[0] = '\0';
    curl_easy_setopt(t->easy, CURLOPT_URL, ts_url_on_wire(&job->reply->arena, job->url));
    curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, (long)ts_job_left_ms(job));
    curl_easy_setopt(t->easy, CURLOPT_PROXY, proxy); /* "" also keeps libcurl from looking */
    curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETFUNCTION, is_watched ? on_open_socket : NULL);
    curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETDATA, job);
    curl_easy_setopt(t->easy, CURLOPT_PREREQFUNCTION, is_watched ? on_connected : NULL);
    curl_easy_setopt(t->easy, CURLOPT_PREREQDATA, job);
}

/* ---- the end of a transfer ---- */

static void transfer_free(struct transfer *t)
{
    curl_easy_cleanup(t->easy);
    curl_slist_free_all(t->headers);
    ts_job_done(&t->job);
    free(t);
}

/* Turns the transfer, which is in no list any more, into a reply. */
static void finish(struct transfer *t, enum ts_rc rc, const struct ts_err *err)
{
    struct ts_http *http = t->http;
    struct ts_reply *reply = t->job.reply;

    ts_job_finish(&t->job, rc, err, ts_now_at());
    if (reply->status == 429 || (reply->status == 503 && reply->retry_after_s > 0)) {
        const int64_t pause_s = reply->retry_after_s > 0 ? reply->retry_after_s : DEFAULT_PAUSE_S;
        ts_turns_hold(&http->turns, t->job.origin, ts_now_ms() + pause_s * 1000);
    }
    *http->done_end = reply;
    http->done_end = &reply->next;
    http->n_done++;
    transfer_free(t);
}

static int64_t info_number(CURL *easy, CURLINFO what)
{
    curl_off_t value = 0;

    return curl_easy_getinfo(easy, what, &value) == CURLE_OK ? (int64_t)value : 0;
}

static long info_long(CURL *easy, CURLINFO what)
{
    long value = 0;

    return curl_easy_getinfo(easy, what, &value) == CURLE_OK ? value : 0;
}

static int version_number(long version)
{
    switch (version) {
    case CURL_HTTP_VERSION_1_0:
        return 10;
    case CURL_HTTP_VERSION_1_1:
        return 11;
    case CURL_HTTP_VERSION_2_0:
        return 20;
    case CURL_HTTP_VERSION_3:
        return 30;
    default:
        return 0;
    }
}

/* Takes what libcurl knows about the hop over into the reply. */
static void note_hop(struct transfer *t)
{
    struct ts_reply *reply = t->job.reply;
    const char *peer = NULL;

    t->job.body_wire_bytes = info_number(t->easy, CURLINFO_SIZE_DOWNLOAD_T);
    t->job.spent_ms += ts_now_ms() - t->job.started_ms;
    reply->status = (int)info_long(t->easy, CURLINFO_RESPONSE_CODE);
    reply->http_version = version_number(info_long(t->easy, CURLINFO_HTTP_VERSION));
    reply->wire_bytes += t->job.body_wire_bytes + info_long(t->easy, CURLINFO_HEADER_SIZE);
    reply->lookup_ms = info_number(t->easy, CURLINFO_NAMELOOKUP_TIME_T) / 1000;
    reply->connect_ms = info_number(t->easy, CURLINFO_CONNECT_TIME_T) / 1000;
    reply->tls_ms = info_number(t->easy, CURLINFO_APPCONNECT_TIME_T) / 1000;
    reply->first_byte_ms = info_number(t->easy, CURLINFO_STARTTRANSFER_TIME_T) / 1000;
    reply->total_ms = t->job.spent_ms;
    if (curl_easy_getinfo(t->easy, CURLINFO_PRIMARY_IP, &peer) == CURLE_OK)
        reply->peer = ts_arena_str(&reply->arena, ts_str_of(peer));
}

/* libcurl's codes as ours; what is missing is told in libcurl's own words. */
static const struct {
    CURLcode code;
    enum ts_failure what;
} failures[] = {
    { CURLE_OK, TS_FAILURE_NONE },
    { CURLE_URL_MALFORMAT, TS_FAILURE_ADDRESS },
    { CURLE_COULDNT_RESOLVE_HOST, TS_FAILURE_RESOLVE },
    { CURLE_COULDNT_RESOLVE_PROXY, TS_FAILURE_RESOLVE_PROXY },
    { CURLE_COULDNT_CONNECT, TS_FAILURE_CONNECT },
    { CURLE_PEER_FAILED_VERIFICATION, TS_FAILURE_CERTIFICATE },
    { CURLE_SSL_CONNECT_ERROR, TS_FAILURE_TLS },
    { CURLE_SSL_CACERT_BADFILE, TS_FAILURE_CA_FILE },
    { CURLE_GOT_NOTHING, TS_FAILURE_NO_ANSWER },
    { CURLE_PARTIAL_FILE, TS_FAILURE_CUT_OFF },
    { CURLE_SEND_ERROR, TS_FAILURE_SEND },
    { CURLE_RECV_ERROR, TS_FAILURE_RECEIVE },
    { CURLE_WEIRD_SERVER_REPLY, TS_FAILURE_NOT_HTTP },
    { CURLE_UNSUPPORTED_PROTOCOL, TS_FAILURE_NOT_HTTP },
    { CURLE_BAD_CONTENT_ENCODING, TS_FAILURE_ENCODING },
    { CURLE_OPERATION_TIMEDOUT, TS_FAILURE_TIME },
    { CURLE_FILESIZE_EXCEEDED, TS_FAILURE_SIZE },
};

static enum ts_failure failure_of(CURLcode code)
{
    for (size_t i = 0; i < TS_COUNT(failures); i++)
        if (failures[i].code == code)
            return failures[i].what;
    return TS_FAILURE_OTHER;
}

/* How far the hop has come. */
static enum ts_phase phase_of(CURL *easy)
{
    if (info_long(easy, CURLINFO_RESPONSE_CODE) > 0)
        return TS_PHASE_RECEIVE;
    if (info_number(easy, CURLINFO_PRETRANSFER_TIME_T) > 0)
        return TS_PHASE_ANSWER;
    if (info_number(easy, CURLINFO_NAMELOOKUP_TIME_T) > 0)
        return TS_PHASE_CONNECT;
    return TS_PHASE_LOOKUP;
}

static enum ts_rc fail_transfer(struct transfer *t, CURLcode code, struct ts_err *err)
{
    const long os_error = info_long(t->easy, CURLINFO_OS_ERRNO);
    const struct ts_broken broken = {
        .what = failure_of(code),
        .phase = phase_of(t->easy),
        .expected_bytes = info_number(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T),
        .detail = ts_str_of(t->detail[0] ? t->detail : curl_easy_strerror(code)),
        .system_detail = os_error ? ts_str_of(strerror((int)os_error)) : (ts_str){ 0 },
    };

    return ts_job_fail(&t->job, &broken, err);
}

/* Takes the transfer off the sockets. */
static void stop(struct transfer *t)
{
    struct ts_http *http = t->http;
    size_t i = 0;

    curl_multi_remove_handle(http->multi, t->easy);
    while (http->running[i] != t)
        i++;
    http->running[i] = http->running[--http->n_running];
    ts_turns_end(&http->turns, &t->job.turn);
}

/* libcurl is done with the hop: on to the next one, or the end. */
static void end_hop(struct transfer *t, CURLcode code)
{
    struct ts_err err = { 0 };

    note_hop(t);
    stop(t);
    enum ts_rc rc = fail_transfer(t, code, &err);
    if (rc == TS_OK && ts_job_is_redirected(&t->job)) {
        rc = ts_job_redirect(&t->job, &err);
        if (rc == TS_OK) {
            ts_turns_put(&t->http->turns, &t->job.turn, t->job.origin);
            return;
        }
    }
    finish(t, rc, &err);
}

/* ---- the queue and the sockets ---- */

static void read_file(struct transfer *t)
{
    struct ts_err err = { 0 };

    ts_turns_end(&t->http->turns, &t->job.turn);
    enum ts_rc rc = ts_job_read_file(&t->job, &err);
    finish(t, rc, &err);
}

static void start(struct transfer *t)
{
    ts_job_start(&t->job, ts_now_ms());
    if (ts_url_is_file(t->job.url)) {
        read_file(t);
        return;
    }
    if (!t->easy) {
        t->easy = curl_easy_init();
        if (!t->easy)
            ts_panic("out of memory (a transfer)");
        set_request(t);
    }
    set_hop(t);
    t->http->running[t->http->n_running++] = t;
    if (curl_multi_add_handle(t->http->multi, t->easy) != CURLM_OK)
        end_hop(t, CURLE_FAILED_INIT);
}

/* Ends what would wait too long for a host that asked for a pause. */
static void drop_held(struct ts_http *http)
{
    const int64_t now_ms = ts_now_ms();
    struct ts_turn *turn;

    while ((turn = ts_turns_drop(&http->turns, now_ms + http->options.max_hold_ms))) {
        struct transfer *t = (struct transfer *)turn;
        struct ts_reply *reply = t->job.reply;
        struct ts_err err = { 0 };
        const int64_t wait_s = (ts_turns_held_until_ms(turn) - now_ms + 999) / 1000;
        const ts_str shown = ts_url_shown(&t->job.reply->arena, t->job.url);

        enum ts_rc rc =
            ts_fail(&err, TS_ERR_BUSY, "%.*s: not asked, the host wants a pause of %lld s more",
                    TS_FMT(shown), (long long)wait_s);
        finish(t, rc, &err);
        reply->retry_after_s = wait_s;
    }
}

static void start_some(struct ts_http *http)
{
    struct ts_turn *turn;

    drop_held(http);
    while (http->n_done < http->turns.max_running &&
           (turn = ts_turns_take(&http->turns, ts_now_ms())))
        start((struct transfer *)turn);
}

/* From the end, since a cut transfer leaves its place to the last one. */
static void cut_slow(struct ts_http *http)
{
    const int64_t now_ms = ts_now_ms();

    for (size_t i = http->n_running; i-- > 0;) {
        struct transfer *t = http->running[i];
        if (ts_job_is_slow(&t->job, now_ms)) {
            t->job.cut = TS_CUT_SLOW;
            end_hop(t, CURLE_OPERATION_TIMEDOUT);
        }
    }
}

/* Serves the sockets once, without waiting. */
static void serve(struct ts_http *http)
{
    struct CURLMsg *m;
    int n;

    start_some(http);
    (void)curl_multi_perform(http->multi, &n); /* each transfer tells its own failure */
    while ((m = curl_multi_info_read(http->multi, &n))) {
        struct transfer *t = NULL;
        const CURLcode code = m->data.result;
        if (m->msg == CURLMSG_DONE &&
            curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&t) == CURLE_OK)
            end_hop(t, code);
    }
    cut_slow(http);
    start_some(http);
}

/* ---- public ---- */

static struct curl_slist *list_of(const ts_str *texts, size_t n)
{
    struct curl_slist *list = NULL;
    struct ts_arena scratch = { 0 };

    for (size_t i = 0; i < n; i++) {
        struct curl_slist *longer = curl_slist_append(list, ts_arena_cstr(&scratch, texts[i]));
        if (!longer)
            ts_panic("out of memory (a list)");
        list = longer;
    }
    ts_arena_done(&scratch);
    return list;
}

/* The options with defaults filled in; texts are copied to `a`. */
static struct ts_http_options options_of(struct ts_arena *a, const struct ts_http_options *given)
{
    struct ts_http_options o = *given;

    o.max_transfers = o.max_transfers > 0 ? o.max_transfers : MAX_TRANSFERS;
    o.max_per_host = o.max_per_host > 0 ? o.max_per_host : MAX_PER_HOST;
    o.max_hold_ms = o.max_hold_ms == 0 ? MAX_HOLD_MS : o.max_hold_ms < 0 ? 0 : o.max_hold_ms;
    o.limits = ts_limits_merge(o.limits, &ts_limits_default);
    o.user_agent = ts_arena_str(a, o.user_agent.len > 0 ? o.user_agent : TS_STR(USER_AGENT));
    o.ca_file = ts_arena_str(a, o.ca_file);
    return o;
}

enum ts_rc ts_http_open(struct ts_http **out, const struct ts_http_options *options,
                        struct ts_err *err)
{
    pthread_once(&curl_once, start_curl);
    CURLM *multi = curl_multi_init();
    if (!multi)
        return ts_fail(err, TS_ERR_NET, "cannot start libcurl");
    struct ts_http *http = calloc(1, sizeof *http);
    if (!http)
        ts_panic("out of memory (transfers)");
    http->multi = multi;
    http->options = options_of(&http->arena, options);
    http->proxies = ts_proxy_env_read(&http->arena);
    http->resolve = list_of(options->resolve, options->n_resolve);
    const size_t max = (size_t)http->options.max_transfers;
    ts_turns_init(&http->turns, max, (size_t)http->options.max_per_host);
    http->running = TS_NEW_ARRAY(&http->arena, max, struct transfer *);
    http->done_end = &http->done;
    *out = http;
    return TS_OK;
}

void ts_http_close(struct ts_http *http)
{
    struct ts_reply *reply;

    if (!http)
        return;
    ts_http_cancel_all(http);
    while ((reply = http->done)) {
        http->done = reply->next;
        ts_reply_free(reply);
    }
    curl_multi_cleanup(http->multi);
    curl_slist_free_all(http->resolve);
    ts_turns_done(&http->turns);
    ts_arena_done(&http->arena);
    free(http);
}

void ts_http_submit(struct ts_http *http, const struct ts_http_request *request)
{
    struct transfer *t = calloc(1, sizeof *t);
    struct ts_err err = { 0 };

    if (!t)
        ts_panic("out of memory (a transfer)");
    t->http = http;
    ts_job_init(&t->job, request, &http->options.limits, ts_now_ms());
    enum ts_rc rc = ts_job_check(&t->job, &err);
    if (rc != TS_OK)
        finish(t, rc, &err);
    else
        ts_turns_put(&http->turns, &t->job.turn, t->job.origin);
}

struct ts_reply *ts_http_next(struct ts_http *http)
{
    serve(http);
    struct ts_reply *reply = http->done;
    if (!reply)
        return NULL;
    http->done = reply->next;
    reply->next = NULL;
    if (!http->done)
        http->done_end = &http->done;
    http->n_done--;
    return reply;
}

/* When serve() has to look again, though no socket says so: a span of slow bytes, or a pause, is
 * over. */
static int64_t next_look_ms(const struct ts_http *http, int64_t now_ms)
{
    int64_t next = ts_turns_next_ms(&http->turns, now_ms);

    for (size_t i = 0; i < http->n_running; i++) {
        const struct ts_job *job = &http->running[i]->job;
        const int64_t over = job->span_ms + job->request.limits.slow_ms;
        if (job->span_ms > 0 && over < next)
            next = over;
    }
    return next;
}

void ts_http_wait(struct ts_http *http, int64_t timeout_ms)
{
    const int64_t end_ms = timeout_ms < 0 ? INT64_MAX : ts_now_ms() + timeout_ms;

    for (;;) {
        serve(http);
        const int64_t now_ms = ts_now_ms();
        if (http->done || now_ms >= end_ms || atomic_exchange(&http->is_woken, false))
            return;
        int64_t look_ms = next_look_ms(http, now_ms);
        look_ms = look_ms < end_ms ? look_ms : end_ms;
        const int64_t sleep_ms = look_ms - now_ms < WAIT_MAX_MS ? look_ms - now_ms : WAIT_MAX_MS;
        if (curl_multi_poll(http->multi, NULL, 0, sleep_ms > 0 ? (int)sleep_ms : 0, NULL) !=
            CURLM_OK)
            return;
    }
}

void ts_http_wake(struct ts_http *http)
{
    atomic_store(&http->is_woken, true);
    (void)curl_multi_wakeup(http->multi); /* it fails only when a wake is under way already */
}

size_t ts_http_n_pending(const struct ts_http *http)
{
    return http->turns.n_waiting + http->turns.n_running + http->n_done;
}

void ts_http_hold_host(struct ts_http *http, ts_str url, int64_t until_ms)
{
    struct ts_arena scratch = { 0 };

    ts_turns_hold(&http->turns, ts_origin_of(&scratch, url), until_ms);
    ts_arena_done(&scratch);
}

static void cancel(struct transfer *t)
{
    struct ts_err err = { 0 };
    const ts_str shown = ts_url_shown(&t->job.reply->arena, t->job.url);

    enum ts_rc rc = ts_fail(&err, TS_ERR_CANCELLED, "%.*s: cancelled", TS_FMT(shown));
    finish(t, rc, &err);
}

void ts_http_cancel_all(struct ts_http *http)
{
    struct ts_turn *turn;

    while (http->n_running > 0) {
        struct transfer *t = http->running[http->n_running - 1];
        note_hop(t);
        stop(t);
        cancel(t);
    }
    while ((turn = ts_turns_drop(&http->turns, INT64_MIN)))
        cancel((struct transfer *)turn);
}
