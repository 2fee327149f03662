/* One hop of libcurl's: which options it gets, what its callbacks watch, and how its codes are
 * told.  What the hop means is the job's business. */
#include "transfer_priv.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "address_priv.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/ip.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/net/answer.h"

#define ACCEPT                                                                                  \
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, " \
    "text/xml;q=0.9, text/html;q=0.8, */*;q=0.5"

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

/* Of a packed answer libcurl would unpack into memory of its own what it has to hold back. */
static bool may_pause(const struct ts_transfer *t)
{
    return !t->is_let_through &&
           ts_header_find(ts_buf_str(&t->job.head), "content-encoding").len == 0;
}

/* Room for the body that the server announced, if it can be believed. */
static void reserve_body(struct ts_transfer *t)
{
    enum { BELIEVED_MAX = 1 << 20 };
    curl_off_t len = 0;

    if (curl_easy_getinfo(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &len) == CURLE_OK &&
        len > 0 && len <= BELIEVED_MAX)
        ts_buf_reserve(&t->job.body, (size_t)len);
}

/* By the first bytes of the body that came. */
static bool is_no_text(const struct ts_transfer *t)
{
    long status = 0;

    return curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK &&
           ts_job_no_text(&t->job, (int)status, ts_buf_str(&t->job.body)) != NULL;
}

static size_t on_body(char *bytes, size_t size, size_t n, void *arg)
{
    struct ts_transfer *t = arg;
    struct ts_job *job = &t->job;

    if (t->room->used >= t->room->max && may_pause(t)) {
        t->is_paused = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    const bool is_first = job->body.len == 0;
    if (is_first)
        reserve_body(t);
    t->room->used += size * n;
    ts_buf_put(&job->body, (ts_str){ bytes, size * n });
    if (is_first && is_no_text(t))
        job->cut = TS_CUT_MEDIA;
    return job->body.is_full || job->cut == TS_CUT_MEDIA ? 0 : size * n;
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
    struct ts_transfer *t = arg;
    char address[INET6_ADDRSTRLEN] = "";
    const struct sockaddr_in6 *v6 = (const void *)&to->addr;
    const struct sockaddr_in *v4 = (const void *)&to->addr;

    (void)purpose;
    (void)inet_ntop(to->family,
                    to->family == AF_INET6 ? (const void *)&v6->sin6_addr
                                           : (const void *)&v4->sin_addr,
                    address, sizeof address);
    if (t->is_watched && !is_public(address)) {
        t->job.cut = TS_CUT_PRIVATE;
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/* Before a request is sent: a connection that somebody else was allowed to make may be used again.
 */
static int on_connected(void *arg, char *address, char *own_address, int port, int own_port)
{
    struct ts_transfer *t = arg;

    (void)own_address, (void)port, (void)own_port;
    if (!t->is_watched || is_public(address))
        return CURL_PREREQFUNC_OK;
    t->job.cut = TS_CUT_PRIVATE;
    return CURL_PREREQFUNC_ABORT;
}

/* ---- starting a hop ---- */

static struct curl_slist *slist_add(struct curl_slist *list, const char *text)
{
    struct curl_slist *longer = curl_slist_append(list, text);

    if (!longer)
        ts_panic("out of memory (a list)");
    return longer;
}

struct curl_slist *ts_slist_of(const ts_str *texts, size_t n)
{
    struct curl_slist *list = NULL;
    struct ts_arena scratch = { 0 };

    for (size_t i = 0; i < n; i++)
        list = slist_add(list, ts_arena_cstr(&scratch, texts[i]));
    ts_arena_done(&scratch);
    return list;
}

static void add_header(struct ts_transfer *t, const char *name, ts_str value)
{
    struct ts_arena *a = &t->job.reply->arena;
    ts_str line = ts_arena_printf(a, "%s%s%.*s", name, *name ? ": " : "", TS_FMT(value));

    line = ts_utf8_safe(a, ts_utf8_repair(a, line), false); /* a line break would start another */
    t->headers = slist_add(t->headers, line.ptr);
}

static void set_headers(struct ts_transfer *t)
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

static void set_callbacks(struct ts_transfer *t)
{
    curl_easy_setopt(t->easy, CURLOPT_PRIVATE, t);
    curl_easy_setopt(t->easy, CURLOPT_ERRORBUFFER, t->detail);
    curl_easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, on_head);
    curl_easy_setopt(t->easy, CURLOPT_HEADERDATA, &t->job);
    curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(t->easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(t->easy, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(t->easy, CURLOPT_XFERINFODATA, &t->job);
    curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
    curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETDATA, t);
    curl_easy_setopt(t->easy, CURLOPT_PREREQFUNCTION, on_connected);
    curl_easy_setopt(t->easy, CURLOPT_PREREQDATA, t);
}

/* What holds for all hops. */
static void set_request(struct ts_transfer *t, const struct ts_transfer_setup *setup)
{
    const struct ts_http_request *r = &t->job.request;
    const struct ts_http_options *o = &setup->options;

    set_callbacks(t);
    curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L);
    /* Name look-ups run in threads of libcurl's: those that were given up are not waited for. */
    curl_easy_setopt(t->easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(t->easy, CURLOPT_ACCEPT_ENCODING, ""); /* all that libcurl can undo */
    curl_easy_setopt(t->easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(t->easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(t->easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)r->limits.max_wire_bytes);
    curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT_MS, (long)r->limits.connect_ms);
    curl_easy_setopt(t->easy, CURLOPT_USERAGENT,
                     r->user_agent.len ? r->user_agent.ptr : o->user_agent.ptr);
    if (setup->resolve)
        curl_easy_setopt(t->easy, CURLOPT_RESOLVE, setup->resolve);
    if (o->ca_file.len > 0)
        curl_easy_setopt(t->easy, CURLOPT_CAINFO, o->ca_file.ptr);
    /* An empty name keeps those that a server sets along the way, until the transfer ends. */
    curl_easy_setopt(t->easy, CURLOPT_COOKIEFILE, r->cookies_file.len ? r->cookies_file.ptr : "");
}

/* What each hop sets anew. */
static void set_hop(struct ts_transfer *t, const struct ts_transfer_setup *setup)
{
    struct ts_job *job = &t->job;
    const char *proxy = ts_job_proxy(job, &setup->proxies);

    set_headers(t);
    t->detail[0] = '\0';
    t->is_let_through = t->is_paused = false;
    t->paused_ms = 0;
    t->is_watched = !job->request.allow_private && !job->is_proxied;
    /* A second request waits for what the first finds out: one connection may do for both.  Without
     * encryption there is no HTTP/2 to wait for. */
    curl_easy_setopt(t->easy, CURLOPT_PIPEWAIT, ts_str_starts_nocase(job->url, "https:") ? 1L : 0L);
    curl_easy_setopt(t->easy, CURLOPT_URL, ts_url_on_wire(&job->reply->arena, job->url));
    curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, (long)job->left_ms);
    curl_easy_setopt(t->easy, CURLOPT_PROXY, proxy); /* "" also keeps libcurl from looking */
}

void ts_transfer_prepare(struct ts_transfer *t, const struct ts_transfer_setup *setup)
{
    if (!t->easy) {
        t->easy = curl_easy_init();
        if (!t->easy)
            ts_panic("out of memory (a transfer)");
        set_request(t, setup);
    }
    set_hop(t, setup);
}

void ts_transfer_rest(struct ts_transfer *t, int64_t now_ms)
{
    if (t->paused_ms != 0)
        return;
    t->paused_ms = now_ms;
    curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, 0L);
}

void ts_transfer_resume(struct ts_transfer *t, int64_t now_ms)
{
    if (t->paused_ms != 0)
        t->job.left_ms += now_ms - t->paused_ms;
    t->job.span_ms = 0; /* begins anew */
    t->is_paused = false;
    t->paused_ms = 0;
    curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, (long)t->job.left_ms);
    (void)curl_easy_pause(t->easy,
                          CURLPAUSE_CONT); /* a failure ends the transfer, and shows there */
}

struct ts_transfer *ts_transfer_open(struct ts_engine *engine, struct ts_room *room,
                                     const struct ts_http_request *request,
                                     const struct ts_http_limits *defaults)
{
    struct ts_transfer *t = calloc(1, sizeof *t);

    if (!t)
        ts_panic("out of memory (a transfer)");
    t->engine = engine;
    t->room = room;
    ts_job_init(&t->job, request, defaults, ts_now_ms());
    t->detail = ts_arena_alloc(&t->job.reply->arena, CURL_ERROR_SIZE);
    return t;
}

void ts_transfer_close(struct ts_transfer *t)
{
    curl_easy_cleanup(t->easy);
    curl_slist_free_all(t->headers);
    ts_job_done(&t->job);
    free(t);
}

/* ---- what it tells ---- */

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

void ts_transfer_note(struct ts_transfer *t)
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
    { CURLE_SEND_ERROR, TS_FAILURE_NO_ANSWER },
    { CURLE_RECV_ERROR, TS_FAILURE_RECEIVE },
    { CURLE_WEIRD_SERVER_REPLY, TS_FAILURE_NOT_HTTP },
    { CURLE_UNSUPPORTED_PROTOCOL, TS_FAILURE_NOT_HTTP },
    { CURLE_BAD_CONTENT_ENCODING, TS_FAILURE_ENCODING },
    { CURLE_OPERATION_TIMEDOUT, TS_FAILURE_TIME },
    { CURLE_FILESIZE_EXCEEDED, TS_FAILURE_SIZE },
};

static enum ts_failure failure_of(int code, bool is_proxied)
{
    if (code == CURLE_COULDNT_CONNECT && is_proxied)
        return TS_FAILURE_CONNECT_PROXY;
    for (size_t i = 0; i < TS_COUNT(failures); i++)
        if ((int)failures[i].code == code)
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

/* True if the list of codings has one that means something. */
static bool is_packed(ts_str codings)
{
    static const char *const known[] = { "gzip",    "x-gzip", "compress", "x-compress",
                                         "deflate", "br",     "zstd" };
    ts_str coding;

    while (ts_str_split(&codings, ',', &coding))
        for (size_t i = 0; i < TS_COUNT(known); i++)
            if (ts_str_is_nocase(ts_str_trim(coding), known[i]))
                return true;
    return false;
}

bool ts_transfer_is_unpacked(struct ts_transfer *t, int code)
{
    if (code != CURLE_BAD_CONTENT_ENCODING || t->is_plain ||
        is_packed(ts_header_find(ts_buf_str(&t->job.head), "content-encoding")))
        return false;
    t->is_plain = true;
    curl_easy_setopt(t->easy, CURLOPT_ACCEPT_ENCODING, NULL);
    return true;
}

/* True if one of the challenges in the head is one of Digest. */
static bool asks_for_digest(ts_str head)
{
    ts_str line, name;

    while (ts_str_split(&head, '\n', &line)) {
        ts_str value = line;
        if (ts_str_split(&value, ':', &name) && ts_str_is_nocase(name, "www-authenticate") &&
            ts_str_has_nocase(value, "digest "))
            return true;
    }
    return false;
}

bool ts_transfer_is_digested(struct ts_transfer *t, int code)
{
    enum { UNAUTHORIZED = 401 };
    const struct ts_job *job = &t->job;
    const bool has_password = ts_url_parse(job->url).user.len > 0;

    if (code != CURLE_OK || job->reply->status != UNAUTHORIZED || t->is_digested || !has_password ||
        !asks_for_digest(ts_buf_str(&job->head)))
        return false;
    t->is_digested = true;
    curl_easy_setopt(t->easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_DIGEST);
    return true;
}

enum ts_rc ts_transfer_fail(struct ts_transfer *t, int code, struct ts_err *err)
{
    const long os_error = info_long(t->easy, CURLINFO_OS_ERRNO);
    const struct ts_broken broken = {
        .what = failure_of(code, t->job.is_proxied),
        .phase = phase_of(t->easy),
        .expected_bytes = info_number(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T),
        .detail = ts_str_of(t->detail[0] ? t->detail : curl_easy_strerror((CURLcode)code)),
        .system_detail = os_error ? ts_str_of(strerror((int)os_error)) : (ts_str){ 0 },
    };

    return ts_job_fail(&t->job, &broken, err);
}
