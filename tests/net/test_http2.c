/* HTTP/2, with nghttpd as the server: requests to one host share a connection, two at a time. */
#include "fetch.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tearsheet/base/file.h"

enum { PATIENCE = 200, N_REQUESTS = 12, PER_HOST = 2, SENDING_MS = 50, BODY_BYTES = 1 << 20 };

static const struct loopback_route no_routes[] = { { 0 } };

struct server {
    struct fetch f;
    const char *dir;
    pid_t pid;
    int port;
};

static bool run(struct server *s, const char *command)
{
    return system(
               ts_arena_printf(&s->f.arena, "cd %s && { %s; } >out 2>&1", s->dir, command).ptr) ==
           0;
}

/* Its log has a line for each frame. */
static void start(struct server *s)
{
    const ts_str port = ts_arena_printf(&s->f.arena, "%d", s->port);

    s->pid = fork();
    assert_true(s->pid >= 0);
    if (s->pid > 0)
        return;
    if (chdir(s->dir) != 0 || !freopen("log", "w", stdout) || !freopen("log", "a", stderr))
        _exit(1);
    execlp("nghttpd", "nghttpd", "-v", "-a", "127.0.0.1", "-d", ".", port.ptr, "key.pem",
           "cert.pem", (char *)NULL);
    _exit(1);
}

static void open_client(struct server *s)
{
    const ts_str name = ts_arena_printf(&s->f.arena, "a.example:%d:127.0.0.1", s->port);
    const struct ts_http_options options = {
        .resolve = &name,
        .n_resolve = 1,
        .max_per_host = PER_HOST,
        .ca_file = ts_str_of(ts_path_join(&s->f.arena, s->dir, "cert.pem")),
    };
    struct ts_err err;

    ts_http_close(s->f.http);
    assert_ok(ts_http_open(&s->f.http, &options, &err), &err);
}

static void submit(struct server *s)
{
    const struct ts_http_request request = {
        .url = ts_arena_printf(&s->f.arena, "https://a.example:%d/body", s->port),
        .allow_private = true,
    };

    ts_http_submit(s->f.http, &request);
}

/* The server needs a moment to listen. */
static void wait_for_server(struct server *s)
{
    for (int i = 0; i < PATIENCE; i++) {
        submit(s);
        ts_reply_free(s->f.reply);
        s->f.reply = fetch_next(&s->f);
        if (s->f.reply->rc == TS_OK)
            return;
        usleep(10 * 1000);
    }
    fail_msg("nghttpd: %s", s->f.reply->err.msg);
}

/* False if there is no such program. */
static bool server_open(struct server *s)
{
    struct ts_buf body = { 0 };
    struct ts_err err;

    *s = (struct server){ .f.server = loopback_open(no_routes) };
    s->dir = temp_dir(&s->f.arena);
    if (!run(s, "command -v nghttpd && openssl req -x509 -newkey ec "
                "-pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem -out cert.pem "
                "-days 2 -subj /CN=a.example -addext subjectAltName=DNS:a.example"))
        return false;
    struct loopback *spare = loopback_open(no_routes); /* for a port that is free */
    s->port = loopback_port(spare);
    loopback_close(spare);
    ts_buf_fill(&body, 'x', BODY_BYTES);
    assert_ok(ts_file_write(ts_path_join(&s->f.arena, s->dir, "body"), ts_buf_str(&body), &err),
              &err);
    ts_buf_done(&body);
    start(s);
    open_client(s);
    wait_for_server(s);
    return true;
}

static void server_stop(struct server *s)
{
    if (s->pid > 0) {
        kill(s->pid, SIGTERM);
        waitpid(s->pid, NULL, 0);
    }
    s->pid = 0;
}

static void server_close(struct server *s)
{
    server_stop(s);
    temp_dir_done(s->dir);
    fetch_close(&s->f);
}

struct tally {
    int n_connections, n_streams, n_open, n_open_most;
};

/* "[id=3] [  0.903] ..." belongs to the third connection; what is said of a stream follows. */
static struct tally read_log(struct server *s)
{
    struct tally t = { 0 };
    ts_str log, line;
    struct ts_err err;

    assert_ok(
        ts_file_read(&s->f.arena, ts_path_join(&s->f.arena, s->dir, "log"), 64 << 20, &log, &err),
        &err);
    while (ts_str_split(&log, '\n', &line)) {
        bool is_opened = ts_str_has(line, "; Open new stream");
        t.n_connections += ts_str_has(line, "The negotiated protocol: h2");
        t.n_streams += is_opened;
        t.n_open += is_opened;
        t.n_open -= ts_str_starts(line, "[id=") && ts_str_has(line, " stream_id=") &&
                    ts_str_ends(line, " closed");
        t.n_open_most = t.n_open > t.n_open_most ? t.n_open : t.n_open_most;
    }
    return t;
}

static void take_good_reply(struct server *s)
{
    struct ts_reply *reply = fetch_next(&s->f);

    assert_good(reply);
    assert_int_equal(reply->http_version, 20);
    assert_int_equal(reply->body.len, BODY_BYTES);
    ts_reply_free(reply);
}

/* The server sleeps while they are sent, and so finds as many at once as the client lets go. */
static void submit_all_at_once(struct server *s)
{
    kill(s->pid, SIGSTOP);
    for (int i = 0; i < N_REQUESTS; i++)
        submit(s);
    ts_http_wait(s->f.http, SENDING_MS);
    kill(s->pid, SIGCONT);
}

static void requests_share_a_connection_within_the_limit(void **state)
{
    struct server s;

    (void)state;
    if (!server_open(&s)) {
        server_close(&s);
        skip();
    }
    open_client(&s); /* no connection is there yet */
    submit(&s);
    take_good_reply(&s);
    submit_all_at_once(&s);
    for (int i = 0; i < N_REQUESTS; i++)
        take_good_reply(&s);
    server_stop(&s);
    struct tally t = read_log(&s);
    assert_int_equal(t.n_streams, N_REQUESTS + 2);
    assert_int_equal(t.n_open_most, PER_HOST);
    assert_int_equal(t.n_connections, 2); /* one of each client */
    server_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_share_a_connection_within_the_limit),
    };
    return cmocka_run_group_tests_name("http2", tests, forget_proxies, NULL);
}
