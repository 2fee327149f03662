/* serve_feeds [FEEDS [ITEMS [DELAY_MS [BROKEN]]]] - serves invented RSS feeds from memory, for
 * measuring.
 *
 * Prints its port, then one address a line: feed i is at 127.0.0.(1 + i % 100), so that a client
 * with a limit per host meets many hosts.  Each feed has ITEMS items with texts of 2 KB and a link
 * to a page with the same text.  Answers have an ETag, and 304 is sent for it.  Asking for /next
 * gives every feed one new item for its oldest.  A thread serves each connection; every answer
 * takes DELAY_MS.  BROKEN of a hundred feeds are broken, each in another way (`faults`).  Runs
 * until it is killed. */
#include <arpa/inet.h>
#include <math.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "tearsheet/base/buf.h"

enum {
    N_HOSTS = 100,
    N_ITEMS_MAX = 5001,
    TEXT_LEN = 2000,
    REQUEST_MAX = 16 << 10,
    VOCABULARY = 20000,
    WORD_MAX = 13,
};

struct server {
    int port;
    int delay_ms;
    int n_feeds;
    int n_items;
    int n_broken;          /* of a hundred feeds */
    pthread_rwlock_t lock; /* over all below */
    int first_item;        /* the oldest that is still in the feeds */
    struct ts_buf *feeds;  /* whole documents */
};

struct connection {
    struct server *server;
    int fd;
};

struct listener {
    struct server *server;
    int fd;
    pthread_t thread;
};

/* Made of syllables by make_words(). */
static char words[VOCABULARY][WORD_MAX];

/* A small generator, so that each run serves the same. */
static unsigned next_random(unsigned *state)
{
    const unsigned number = (*state += 0x9e3779b9u);
    const unsigned mixed = (number ^ number >> 16) * 0x85ebca6bu;

    return (mixed ^ mixed >> 13) * 0xc2b2ae35u >> 16;
}

static void make_words(void)
{
    static const char *const syllables[] = { "ba", "ko",  "ri", "ten", "mo",  "la",  "sur",
                                             "pe", "din", "va", "ho",  "ran", "mir", "sta" };
    unsigned state = 7;

    for (int i = 0; i < VOCABULARY; i++) {
        for (unsigned n = 1 + next_random(&state) % 4; n > 0; n--)
            strcat(words[i], syllables[next_random(&state) % TS_COUNT(syllables)]);
    }
}

/* By Zipf's law, roughly, as in a language: the logarithm of the rank is even. */
static const char *draw_word(unsigned *state)
{
    const double even = (double)(next_random(state) & 0xffff) / 0x10000;

    return words[(int)pow(VOCABULARY, even) - 1];
}

/* Sentences of about `len` bytes. */
static void put_text(struct ts_buf *b, unsigned seed, size_t len)
{
    const size_t end = b->len + len;
    bool is_first = true;

    while (b->len < end) {
        const size_t start = b->len;
        ts_buf_printf(b, "%s%s", is_first ? "" : " ", draw_word(&seed));
        if (is_first)
            b->ptr[start] = (char)(b->ptr[start] - 'a' + 'A');
        is_first = next_random(&seed) % 12 == 0;
        if (is_first)
            ts_buf_puts(b, ". ");
    }
    ts_buf_puts(b, ".");
}

static unsigned seed_of(int feed, int item)
{
    return (unsigned)(feed * N_ITEMS_MAX + item) * 2654435761u;
}

static void put_item(struct ts_buf *b, const struct server *s, int feed, int item)
{
    ts_buf_puts(b, "<item><title>");
    put_text(b, seed_of(feed, item), 50);
    ts_buf_printf(b, "</title><link>http://127.0.0.%d:%d/page/%d/%d</link>", 1 + feed % N_HOSTS,
                  s->port, feed, item);
    ts_buf_printf(b, "<guid isPermaLink=\"false\">feed-%d-item-%d</guid>", feed, item);
    ts_buf_printf(b, "<pubDate>%02d Mar 2025 %02d:%02d:00 GMT</pubDate><description>",
                  3 + item / 1440, item / 60 % 24, item % 60);
    put_text(b, seed_of(feed, item), TEXT_LEN);
    ts_buf_puts(b, "</description></item>\n");
}

static void put_feed(struct ts_buf *b, const struct server *s, int feed)
{
    ts_buf_puts(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel>");
    ts_buf_printf(b, "<title>Outlet %d</title><link>http://outlet%d.example/</link>\n", feed, feed);
    for (int i = s->n_items; i-- > 0;) /* newest first */
        put_item(b, s, feed, s->first_item + i);
    ts_buf_puts(b, "</channel></rss>\n");
}

static void put_page(struct ts_buf *b, int feed, int item)
{
    ts_buf_puts(b, "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
    put_text(b, seed_of(feed, item), 50);
    ts_buf_puts(b, "</title></head><body><article>");
    for (int i = 0; i < 4; i++) {
        ts_buf_puts(b, "<p>");
        put_text(b, seed_of(feed, item) + (unsigned)i, TEXT_LEN / 4);
        ts_buf_puts(b, "</p>");
    }
    ts_buf_puts(b, "</article></body></html>\n");
}

static void put_feeds(struct server *s)
{
    for (int i = 0; i < s->n_feeds; i++) {
        ts_buf_clear(&s->feeds[i]);
        put_feed(&s->feeds[i], s, i);
    }
}

/* One new item for each feed. */
static void move_on(struct server *s)
{
    pthread_rwlock_wrlock(&s->lock);
    s->first_item++;
    put_feeds(s);
    pthread_rwlock_unlock(&s->lock);
}

static void sleep_ms(int ms)
{
    const struct timespec span = { ms / 1000, ms % 1000 * 1000000L };

    if (ms > 0)
        nanosleep(&span, NULL);
}

/* The document that the request is for; `scratch` holds it if it is made now. */
static ts_str document_of(const struct server *s, const char *request, struct ts_buf *scratch)
{
    int feed, item;

    if (sscanf(request, "GET /feed/%d.xml ", &feed) == 1 && feed >= 0 && feed < s->n_feeds)
        return ts_buf_str(&s->feeds[feed]);
    if (sscanf(request, "GET /page/%d/%d ", &feed, &item) == 2)
        put_page(scratch, feed, item);
    return ts_buf_str(scratch);
}

/* What an answer may have wrong. */
static const struct fault {
    const char *status;
    const char *body; /* instead of the feed, or NULL */
    bool is_cut;      /* the connection ends in the middle of the feed */
} faults[] = {
    { "404 Not Found", "no such feed", false },
    { "500 Internal Server Error", "out of order", false },
    { "200 OK", "<!DOCTYPE html><title>Moved</title><p>The feed is elsewhere.", false },
    { "200 OK", "", false },
    { "200 OK", "<rss><channel><item><title>cut off in the mid", false },
    { "200 OK", "\x1f\x8b nothing that anyone can read", false },
    { "410 Gone", "", false },
    { "200 OK", NULL, true },
};

/* NULL for a feed that is well. */
static const struct fault *fault_of(const struct server *s, const char *request)
{
    int feed;

    if (sscanf(request, "GET /feed/%d.xml ", &feed) != 1 || feed % 100 >= s->n_broken)
        return NULL;
    return &faults[(feed / 100 * s->n_broken + feed % 100) % (int)TS_COUNT(faults)];
}

/* False, which ends the connection, if the fault is in its cutting. */
static bool answer_badly(FILE *out, const struct fault *fault, ts_str document)
{
    const ts_str body = fault->body ? ts_str_of(fault->body) : document;

    fprintf(out, "HTTP/1.1 %s\r\nContent-Type: application/rss+xml\r\nContent-Length: %zu\r\n\r\n",
            fault->status, body.len);
    fwrite(body.ptr, 1, fault->is_cut ? body.len / 2 : body.len, out);
    return fflush(out) == 0 && !fault->is_cut;
}

static bool answer_well(FILE *out, ts_str request, ts_str document)
{
    char etag[32];

    snprintf(etag, sizeof etag, "\"%016llx\"", (unsigned long long)ts_str_hash(document));
    const bool is_unchanged = ts_str_has(request, etag);
    const char *status = document.len == 0 ? "404 Not Found"
                         : is_unchanged    ? "304 Not Modified"
                                           : "200 OK";
    fprintf(out, "HTTP/1.1 %s\r\nETag: %s\r\n", status, etag);
    if (!is_unchanged)
        fprintf(out, "Content-Type: %s; charset=utf-8\r\nContent-Length: %zu\r\n",
                ts_str_starts(document, "<?xml") ? "application/rss+xml" : "text/html",
                document.len);
    fputs("\r\n", out);
    if (!is_unchanged && document.len > 0)
        fwrite(document.ptr, 1, document.len, out);
    return fflush(out) == 0;
}

static bool answer(const struct server *s, FILE *out, ts_str request)
{
    struct ts_buf scratch = { 0 };
    const ts_str document = document_of(s, request.ptr, &scratch);
    const struct fault *fault = fault_of(s, request.ptr);

    sleep_ms(s->delay_ms);
    const bool is_sent =
        fault ? answer_badly(out, fault, document) : answer_well(out, request, document);
    ts_buf_done(&scratch);
    return is_sent;
}

static void *serve(void *arg)
{
    struct connection *c = arg;
    FILE *out = fdopen(c->fd, "w");
    char request[REQUEST_MAX];
    size_t len = 0;
    ssize_t n;

    if (!out)
        abort();
    while ((n = recv(c->fd, request + len, sizeof request - 1 - len, 0)) > 0) {
        len += (size_t)n;
        request[len] = '\0';
        if (!strstr(request, "\r\n\r\n"))
            continue;
        if (ts_str_starts(ts_str_of(request), "GET /next "))
            move_on(c->server);
        pthread_rwlock_rdlock(&c->server->lock);
        const bool is_sent = answer(c->server, out, (ts_str){ request, len });
        pthread_rwlock_unlock(&c->server->lock);
        if (!is_sent)
            break;
        len = 0;
    }
    fclose(out);
    free(c);
    return NULL;
}

static void *accept_all(void *arg)
{
    const struct listener *l = arg;
    const int on = 1;
    pthread_t thread;

    for (;;) {
        struct connection *c = calloc(1, sizeof *c);
        if (!c)
            abort();
        *c = (struct connection){ l->server, accept(l->fd, NULL, NULL) };
        if (c->fd < 0) {
            free(c);
            continue;
        }
        setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (pthread_create(&thread, NULL, serve, c) != 0)
            abort();
        pthread_detach(thread);
    }
}

/* A socket on 127.0.0.(1 + host) at `*port`; a port of 0 is replaced by the one that was free. */
static int listen_at(int host, int *port)
{
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_port = htons((uint16_t)*port),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK + (unsigned)host) };
    socklen_t len = sizeof at;
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;

    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (fd < 0 || bind(fd, (struct sockaddr *)&at, len) != 0 || listen(fd, 512) != 0 ||
        getsockname(fd, (struct sockaddr *)&at, &len) != 0) {
        perror("serve_feeds");
        exit(1);
    }
    *port = ntohs(at.sin_port);
    return fd;
}

static int argument(int argc, char **argv, int i, int fallback)
{
    return i < argc ? atoi(argv[i]) : fallback;
}

int main(int argc, char **argv)
{
    struct server s = { .n_feeds = argument(argc, argv, 1, 200),
                        .n_items = argument(argc, argv, 2, 30),
                        .delay_ms = argument(argc, argv, 3, 0),
                        .n_broken = argument(argc, argv, 4, 0) };
    struct listener listeners[N_HOSTS];

    if (s.n_feeds < 1 || s.n_items < 0 || s.n_items >= N_ITEMS_MAX || s.delay_ms < 0 ||
        s.n_broken < 0 || s.n_broken > 100) {
        fprintf(stderr, "usage: serve_feeds [FEEDS [ITEMS [DELAY_MS [BROKEN]]]]\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN); /* clients may leave */
    for (int i = 0; i < N_HOSTS; i++)
        listeners[i] = (struct listener){ .server = &s, .fd = listen_at(i, &s.port) };
    s.feeds = calloc((size_t)s.n_feeds, sizeof *s.feeds);
    if (!s.feeds)
        abort();
    make_words();
    put_feeds(&s);
    pthread_rwlock_init(&s.lock, NULL);
    for (int i = 0; i < N_HOSTS; i++)
        if (pthread_create(&listeners[i].thread, NULL, accept_all, &listeners[i]) != 0)
            abort();
    printf("%d\n", s.port);
    for (int i = 0; i < s.n_feeds; i++)
        printf("http://127.0.0.%d:%d/feed/%d.xml\n", 1 + i % N_HOSTS, s.port, i);
    fflush(stdout);
    fclose(stdout); /* whoever reads the list sees its end */
    pthread_join(listeners[0].thread, NULL);
    return 0;
}
