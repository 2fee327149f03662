/* What is watched while a hop is under way: its head and its body as they arrive, how much came
 * over the wire, and whom it talks to.  A callback that ends the transfer notes why (`cut` of the
 * job). */
#include "transfer_priv.h"

#include <arpa/inet.h>
#include <curl/curl.h>

#include "tearsheet/base/ip.h"
#include "tearsheet/net/answer.h"

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

    if (ts_body_room_is_full(t->room) && may_pause(t)) {
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

void ts_transfer_watch(struct ts_transfer *t)
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
