/* What libcurl tells of a hop that ended: its figures, whether it is to be asked again in another
 * way, and how it failed. */
#include "transfer_priv.h"

#include <curl/curl.h>
#include <string.h>

#include "tearsheet/base/date.h"
#include "tearsheet/base/url.h"
#include "tearsheet/net/answer.h"

/* ---- its figures ---- */

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

/* ---- how it failed ---- */

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

/* ---- another way to ask ---- */

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

/* Some servers name a charset where the packing belongs: then what comes is taken as it is. */
static bool take_unpacked(struct ts_transfer *t, int code)
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

/* The password of an address is first sent as Basic, which most servers take. */
static bool send_digest(struct ts_transfer *t, int code)
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

bool ts_transfer_adapt(struct ts_transfer *t, int code)
{
    return take_unpacked(t, code) || send_digest(t, code);
}
