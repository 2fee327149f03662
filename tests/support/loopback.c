/* One thread accepts, and each connection is served by one of its own.  Every pause is a wait on
 * `stopping`, and closing shuts all sockets down, so that no fault outlives the test. */
#include "loopback_priv.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MAX_REQUEST = 64 << 10, DRIP_MS = 10 };

struct connection {
    struct loopback *server;
    size_t number;
    int fd;
    struct ts_buf in;
};

/* Waits; true if the server is to stop. */
static bool wait_ms(struct loopback *s, int64_t ms)
{
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += ms % 1000 * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    pthread_mutex_lock(&s->lock);
    while (!s->is_stopping && pthread_cond_timedwait(&s->stop_cond, &s->lock, &until) == 0)
        ;
    const bool is_stopping = s->is_stopping;
    pthread_mutex_unlock(&s->lock);
    return is_stopping;
}

static bool send_all(int fd, ts_str bytes)
{
    while (bytes.len > 0) {
        const ssize_t n = send(fd, bytes.ptr, bytes.len, MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        bytes = ts_str_skip(bytes, (size_t)n);
    }
    return true;
}

static bool send_slowly(const struct connection *c, ts_str bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        if (!send_all(c->fd, ts_str_sub(bytes, i, 1)) || wait_ms(c->server, DRIP_MS))
            return false;
    return true;
}

/* ---- answers ---- */

static bool is_same(const char *ours, ts_str theirs)
{
    return ours && ts_str_is(theirs, ours);
}

static bool is_unchanged(const struct loopback_route *r, const struct asked *asked)
{
    return is_same(r->etag, loopback_header(asked, "If-None-Match")) ||
           is_same(r->modified, loopback_header(asked, "If-Modified-Since"));
}

/* True if the connection may serve another request. */
static bool send_chunked(const struct connection *c, const struct loopback_route *r, ts_str body)
{
    struct ts_buf out = { 0 };
    const size_t lie = r->fault == LOOPBACK_CHUNK_LIE ? 5 : 0;

    ts_buf_printf(&out, "%zx\r\n", body.len - lie);
    ts_buf_put(&out, body);
    ts_buf_puts(&out, "\r\n");
    if (r->fault != LOOPBACK_CHUNK_SHORT)
        ts_buf_puts(&out, "0\r\n\r\n");
    const bool is_sent = send_all(c->fd, ts_buf_str(&out));
    ts_buf_done(&out);
    return is_sent && r->fault == LOOPBACK_CHUNKED;
}

/* Sends head and body with the route's fault.  True if the connection may serve another request. */
static bool send_answer(const struct connection *c, const struct loopback_route *r, ts_str head,
                        ts_str body)
{
    if (r->fault == LOOPBACK_NOT_HTTP)
        return send_all(c->fd, body) && false;
    if (r->fault == LOOPBACK_DRIP_HEAD)
        return send_slowly(c, head) && send_all(c->fd, body);
    if (!send_all(c->fd, head))
        return false;
    switch (r->fault) {
    case LOOPBACK_DRIP:
        return send_slowly(c, body);
    case LOOPBACK_CUT:
        return send_all(c->fd, ts_str_sub(body, 0, r->cut_after)) && false;
    case LOOPBACK_STALL_BODY:
        return send_all(c->fd, ts_str_sub(body, 0, r->cut_after)) && !wait_ms(c->server, INT32_MAX);
    case LOOPBACK_CHUNKED:
    case LOOPBACK_CHUNK_LIE:
    case LOOPBACK_CHUNK_SHORT:
        return send_chunked(c, r, body);
    case LOOPBACK_BAD_LENGTH:
        return send_all(c->fd, body) && false;
    default:
        return send_all(c->fd, body);
    }
}

/* What is answered instead of the route to a request that is not allowed to see it. */
static const struct loopback_route *refusal_of(const struct loopback_route *r,
                                               const struct asked *asked)
{
    static const struct loopback_route unauthorized = {
        .path = "",
        .status = 401,
        .headers = "WWW-Authenticate: Bearer\r\n"
                   "WWW-Authenticate: Digest realm=\"quay\", nonce=\"7a\", qop=\"auth\"\r\n",
        .body = "who?",
    };
    bool is_allowed =
        !r->wants_digest || ts_str_starts(loopback_header(asked, "Authorization"), "Digest ");

    return is_allowed ? r : &unauthorized;
}

static const struct loopback_route *route_of(const struct loopback *s, ts_str path)
{
    static const struct loopback_route missing = { .path = "", .status = 404, .body = "no route" };

    for (const struct loopback_route *r = s->routes; r->path; r++)
        if (ts_str_is(path, r->path))
            return r;
    return &missing;
}

/* Takes the time that the route asks for.  False if there is no answer to be sent after it. */
static bool think(struct loopback *s, const struct loopback_route *r)
{
    if (r->fault == LOOPBACK_NO_ANSWER)
        return false;
    if (r->fault == LOOPBACK_STALL)
        return !wait_ms(s, INT32_MAX);
    return r->delay_ms == 0 || !wait_ms(s, r->delay_ms);
}

static bool send_route(const struct connection *c, const struct loopback_route *r,
                       const struct asked *asked)
{
    r = refusal_of(r, asked);
    const bool has_body = !is_unchanged(r, asked);
    struct ts_buf head = { 0 }, body = { 0 };

    if (has_body)
        loopback_put_body(&body, r);
    const int status = has_body ? (r->status ? r->status : 200) : 304;
    loopback_put_head(&head, r, status, body.len);
    loopback_leave_visit(c->server, asked, status, r->etag || r->modified);
    const bool goes_on = send_answer(c, r, ts_buf_str(&head), ts_buf_str(&body));
    ts_buf_done(&head);
    ts_buf_done(&body);
    return goes_on;
}

/* ---- connections ---- */

/* SOCKS 5 without a password: whatever host is asked for, it is this server. */
static bool greet_socks(const struct connection *c)
{
    static const char no_password[] = { 5, 0 };
    static const char connected[] = { 5, 0, 0, 1, 127, 0, 0, 1, 0, 0 };
    char bytes[512];

    if (recv(c->fd, bytes, sizeof bytes, 0) < 3 ||
        !send_all(c->fd, (ts_str){ no_password, sizeof no_password }))
        return false;
    return recv(c->fd, bytes, sizeof bytes, 0) > 4 && bytes[1] == 1 &&
           send_all(c->fd, (ts_str){ connected, sizeof connected });
}

static bool speaks_socks(const struct connection *c)
{
    char first = 0;

    return recv(c->fd, &first, 1, MSG_PEEK) == 1 && first == 5;
}

/* Reads up to the end of one request's headers; they stay in `c->in`. */
static bool read_request(struct connection *c)
{
    char bytes[4096];

    c->in.ceiling = MAX_REQUEST;
    ts_buf_clear(&c->in);
    while (!ts_str_has(ts_buf_str(&c->in), "\r\n\r\n")) {
        const ssize_t n = recv(c->fd, bytes, sizeof bytes, 0);
        if (n <= 0 || c->in.is_full)
            return false;
        ts_buf_put(&c->in, (ts_str){ bytes, (size_t)n });
        if (!ts_is_alpha(c->in.ptr[0])) { /* somebody tries to encrypt */
            (void)send_all(c->fd, TS_STR("HTTP/1.1 400 Bad Request\r\n\r\n"));
            return false;
        }
    }
    return true;
}

static struct asked parse_request(const struct connection *c)
{
    struct asked asked = { .head = ts_buf_str(&c->in) };
    ts_str rest = asked.head, method;

    (void)ts_str_split(&rest, ' ', &method);
    (void)ts_str_split(&rest, ' ', &asked.path);
    asked.host = loopback_header(&asked, "Host");
    return asked;
}

static void *serve(void *arg)
{
    struct connection *c = arg;
    struct loopback *s = c->server;
    bool goes_on = !speaks_socks(c) || greet_socks(c);

    while (goes_on && read_request(c)) {
        struct asked asked = parse_request(c);
        loopback_count_in(s, &asked);
        const struct loopback_route *route = route_of(s, asked.path);
        const bool has_answer = think(s, route);
        loopback_count_out(s, &asked); /* before the client can know that it is free to ask again */
        goes_on = has_answer && send_route(c, route, &asked);
    }
    pthread_mutex_lock(&s->lock);
    s->sockets[c->number] = -1;
    close(c->fd);
    pthread_mutex_unlock(&s->lock);
    ts_buf_done(&c->in);
    free(c);
    return NULL;
}

/* Takes `fd`. */
static void add_connection(struct loopback *s, int fd)
{
    struct connection *c = calloc(1, sizeof *c);
    const int on = 1;

    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); /* no pause between head and body */
    pthread_mutex_lock(&s->lock);
    if (!c || s->is_stopping || s->n_connections == MAX_CONNECTIONS) {
        free(c);
        close(fd);
    } else {
        *c = (struct connection){ .server = s, .number = s->n_connections++, .fd = fd };
        s->sockets[c->number] = fd;
        if (pthread_create(&s->threads[c->number], NULL, serve, c) != 0)
            abort();
    }
    pthread_mutex_unlock(&s->lock);
}

static void *accept_all(void *arg)
{
    struct loopback *s = arg;

    for (;;) {
        const int fd = accept(s->fd, NULL, NULL);
        if (fd < 0)
            return NULL;
        add_connection(s, fd);
    }
}

struct loopback *loopback_open(const struct loopback_route *routes)
{
    struct loopback *s = calloc(1, sizeof *s);
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t len = sizeof at;

    if (!s)
        abort();
    s->routes = routes;
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->stop_cond, NULL);
    s->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (s->fd < 0 || bind(s->fd, (struct sockaddr *)&at, len) != 0 || listen(s->fd, 128) != 0 ||
        getsockname(s->fd, (struct sockaddr *)&at, &len) != 0 ||
        pthread_create(&s->acceptor, NULL, accept_all, s) != 0) {
        perror("loopback");
        abort();
    }
    s->port = ntohs(at.sin_port);
    return s;
}

void loopback_close(struct loopback *s)
{
    pthread_mutex_lock(&s->lock);
    s->is_stopping = true;
    pthread_cond_broadcast(&s->stop_cond);
    shutdown(s->fd, SHUT_RDWR);
    for (size_t i = 0; i < s->n_connections; i++)
        if (s->sockets[i] >= 0)
            shutdown(s->sockets[i], SHUT_RDWR);
    pthread_mutex_unlock(&s->lock);
    pthread_join(s->acceptor, NULL);
    for (size_t i = 0; i < s->n_connections; i++)
        pthread_join(s->threads[i], NULL);
    close(s->fd);
    ts_buf_done(&s->order);
    ts_arena_done(&s->arena);
    pthread_cond_destroy(&s->stop_cond);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

int loopback_port(const struct loopback *s)
{
    return s->port;
}

ts_str loopback_url(struct loopback *s, struct ts_arena *a, const char *host, const char *path)
{
    return ts_arena_printf(a, "http://%s:%d%s", host, s->port, path);
}
