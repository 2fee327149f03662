/* Whom a request may reach: private addresses, proxies, downgrades, certificates. */
#include "fetch.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tearsheet/base/file.h"

static const struct loopback_route routes[] = {
    { .path = "/feed", .body = "feed" },
    { .path = "http://a.example/feed", .body = "by proxy" },
    { .path = "http://a.example/to-private",
      .status = 302,
      .headers = "Location: http://127.0.0.1:1/\r\n" },
    { .path = "http://a.example/to-metadata",
      .status = 302,
      .headers = "Location: http://169.254.169.254/latest\r\n" },
    { 0 },
};

/* A client for which a.example is on the loopback. */
static void open_with_name(struct fetch *f)
{
    struct ts_err err;

    *f = (struct fetch){ .server = loopback_open(routes) };
    const ts_str name =
        ts_arena_printf(&f->arena, "a.example:%d:127.0.0.1", loopback_port(f->server));
    const struct ts_http_options options = { .resolve = &name, .n_resolve = 1 };
    assert_ok(ts_http_open(&f->http, &options, &err), &err);
}

static void refuses_private_names(void **state)
{
    static const char *const urls[] = {
        "http://localhost/",   "http://127.0.0.1/",          "http://127.1/",
        "http://2130706433/",  "http://0x7f000001/",         "http://10.0.0.1/",
        "http://192.168.1.1/", "http://169.254.169.254/",    "http://[::1]/",
        "http://[fe80::1]/",   "http://[::ffff:127.0.0.1]/", "http://printer.local/",
    };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    for (size_t i = 0; i < TS_COUNT(urls); i++) {
        const struct ts_http_request request = { .url = ts_str_of(urls[i]) };
        fetch_request(&f, &request);
        assert_failed(&f, TS_ERR_ARG,
                      ts_arena_printf(&f.arena,
                                      "%s: this machine and private networks are fetched from "
                                      "only when the reader's own list names them",
                                      urls[i])
                          .ptr);
    }
    fetch_close(&f);
}

static void refuses_names_that_lead_to_private_addresses(void **state)
{
    struct fetch f;

    (void)state;
    open_with_name(&f);
    struct ts_http_request request = { .url =
                                           loopback_url(f.server, &f.arena, "a.example", "/feed") };
    fetch_request(&f, &request);
    assert_failed(&f, TS_ERR_ARG,
                  ts_arena_printf(&f.arena,
                                  "%s: the name leads to this machine or a private network, which "
                                  "are fetched from only when the reader's own list names them",
                                  request.url.ptr)
                      .ptr);
    assert_int_equal(loopback_count(f.server, "/feed"), 0);

    request.allow_private = true;
    assert_good(fetch_request(&f, &request));
    assert_true(f.reply->is_private);

    request.allow_private = false; /* the connection is still open, and not to be used */
    assert_int_equal(fetch_request(&f, &request)->rc, TS_ERR_ARG);
    assert_int_equal(loopback_count(f.server, "/feed"), 1);
    fetch_close(&f);
}

static void asks_by_the_proxy_of_the_request(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    const struct ts_http_request request = { .url = TS_STR("http://a.example/feed"),
                                             .proxy = fetch_url(&f, "") };
    struct ts_reply *r = fetch_request(&f, &request);
    assert_good(r);
    assert_slice_equal(r->body, "by proxy");
    assert_false(r->is_private); /* the proxy may be, but that says nothing */
    fetch_close(&f);
}

static void checks_names_behind_a_proxy(void **state)
{
    static const struct {
        const char *url, *want;
    } cases[] = {
        { "http://a.example/to-private",
          "http://a.example/to-private redirects: http://127.0.0.1:1/: this machine and private "
          "networks are fetched from only when the reader's own list names them" },
        { "http://a.example/to-metadata",
          "http://a.example/to-metadata redirects: http://169.254.169.254/latest: this machine and "
          "private networks are fetched from only when the reader's own list names them" },
    };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_http_request request = { .url = ts_str_of(cases[i].url),
                                           .proxy = fetch_url(&f, "") };
        fetch_request(&f, &request);
        assert_failed(&f, TS_ERR_ARG, cases[i].want);
        request.allow_private = true; /* that was for the reader's address, which is public */
        fetch_request(&f, &request);
        assert_failed(&f, TS_ERR_ARG, cases[i].want);
    }
    fetch_close(&f);
}

static void asks_by_the_proxy_of_the_environment(void **state)
{
    struct fetch f = { .server = loopback_open(routes) };
    const struct ts_http_options defaults = { 0 };
    struct ts_err err;

    (void)state;
    setenv("http_proxy", fetch_url(&f, "").ptr, 1);
    setenv("no_proxy", "127.0.0.1", 1);
    assert_ok(ts_http_open(&f.http, &defaults, &err), &err);
    (void)forget_proxies(NULL);

    struct ts_http_request request = { .url = TS_STR("http://a.example/feed") };
    assert_good(fetch_request(&f, &request));
    assert_slice_equal(f.reply->body, "by proxy");
    assert_good(fetch_get(&f, "/feed")); /* an exception */
    assert_slice_equal(f.reply->body, "feed");
    request.url = loopback_url(f.server, &f.arena, "localhost", "/feed");
    request.proxy = TS_STR("direct");
    request.allow_private = true;
    assert_good(fetch_request(&f, &request));
    assert_slice_equal(f.reply->body, "feed");
    fetch_close(&f);
}

static void tells_a_server_without_encryption(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    const struct ts_http_request request = {
        .url = ts_arena_printf(&f.arena, "https://127.0.0.1:%d/", loopback_port(f.server)),
        .allow_private = true,
    };
    fetch_request(&f, &request);
    assert_int_equal(f.reply->rc, TS_ERR_NET);
    assert_true(
        ts_str_starts(ts_str_of(f.reply->err.msg), "no encrypted connection with 127.0.0.1: "));
    fetch_close(&f);
}

/* ---- an encrypted server, by the openssl program ---- */

enum { TLS_PORTS = 40 };

struct tls {
    struct fetch f;
    const char *dir;
    const char *certificate;
    pid_t pid;
    int port;
};

static bool run(struct tls *t, const char *command)
{
    return system(
               ts_arena_printf(&t->f.arena, "cd %s && { %s; } >log 2>&1", t->dir, command).ptr) ==
           0;
}

static void start_tls(struct tls *t)
{
    const ts_str port = ts_arena_printf(&t->f.arena, "%d", t->port);

    t->pid = fork();
    assert_true(t->pid >= 0);
    if (t->pid > 0)
        return;
    if (chdir(t->dir) != 0 || !freopen("log", "a", stdout) || !freopen("log", "a", stderr))
        _exit(1);
    execlp("openssl", "openssl", "s_server", "-accept", port.ptr, "-cert", "cert.pem", "-key",
           "key.pem", "-HTTP", "-naccept", "20", (char *)NULL);
    _exit(1);
}

/* A client that trusts the certificate if `trusts`, and knows `name` and "other.example". */
static void open_tls_client(struct tls *t, bool trusts)
{
    const ts_str names[] = {
        ts_arena_printf(&t->f.arena, "a.example:%d:127.0.0.1", t->port),
        ts_arena_printf(&t->f.arena, "other.example:%d:127.0.0.1", t->port),
    };
    const struct ts_http_options options = { .resolve = names,
                                             .n_resolve = TS_COUNT(names),
                                             .ca_file = trusts ? ts_str_of(t->certificate)
                                                               : (ts_str){ 0 } };
    struct ts_err err;

    ts_http_close(t->f.http);
    assert_ok(ts_http_open(&t->f.http, &options, &err), &err);
}

static struct ts_reply *fetch_tls(struct tls *t, const char *host, const char *path,
                                  bool allow_downgrade)
{
    const struct ts_http_request request = {
        .url = ts_arena_printf(&t->f.arena, "https://%s:%d%s", host, t->port, path),
        .allow_private = true,
        .allow_downgrade = allow_downgrade,
    };

    return fetch_request(&t->f, &request);
}

/* The server needs a moment to listen. */
static void wait_for_tls(struct tls *t)
{
    for (int i = 0; i < TLS_PORTS; i++) {
        if (fetch_tls(t, "a.example", "/feed", false)->rc == TS_OK)
            return;
        usleep(20 * 1000);
    }
    fail_msg("openssl s_server: %s", t->f.reply->err.msg);
}

static void write_file(struct tls *t, const char *name, ts_str text)
{
    struct ts_err err;

    assert_ok(ts_file_write(ts_path_join(&t->f.arena, t->dir, name), text, &err), &err);
}

/* False if there is no openssl program. */
static bool tls_open(struct tls *t)
{
    *t = (struct tls){ .f.server = loopback_open(routes) };
    t->dir = temp_dir(&t->f.arena);
    t->certificate = ts_path_join(&t->f.arena, t->dir, "cert.pem");
    if (!run(t, "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes "
                "-keyout key.pem -out cert.pem -days 2 -subj /CN=a.example "
                "-addext subjectAltName=DNS:a.example"))
        return false;
    struct loopback *spare = loopback_open(routes); /* for a port that is free */
    t->port = loopback_port(spare);
    loopback_close(spare);
    write_file(t, "feed", TS_STR("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nsafe"));
    write_file(t, "down",
               ts_arena_printf(&t->f.arena, "HTTP/1.0 302 Found\r\nLocation: %s\r\n\r\n",
                               fetch_url(&t->f, "/feed").ptr));
    start_tls(t);
    open_tls_client(t, true);
    wait_for_tls(t);
    return true;
}

static void tls_close(struct tls *t)
{
    if (t->pid > 0) {
        kill(t->pid, SIGKILL);
        waitpid(t->pid, NULL, 0);
    }
    temp_dir_done(t->dir);
    fetch_close(&t->f);
}

static void trusts_only_known_certificates(void **state)
{
    struct tls t;

    (void)state;
    if (!tls_open(&t)) {
        tls_close(&t);
        skip();
    }
    assert_slice_equal(t.f.reply->body, "safe");
    fetch_tls(&t, "other.example", "/feed", false);
    assert_failed(&t.f, TS_ERR_NET,
                  "certificate of other.example is not valid: no alternative certificate subject "
                  "name matches target host name 'other.example'");
    open_tls_client(&t, false);
    fetch_tls(&t, "a.example", "/feed", false);
    assert_failed(&t.f, TS_ERR_NET,
                  "certificate of a.example is not valid: self-signed certificate");
    tls_close(&t);
}

static void leaves_encryption_only_if_allowed(void **state)
{
    struct tls t;

    (void)state;
    if (!tls_open(&t)) {
        tls_close(&t);
        skip();
    }
    fetch_tls(&t, "a.example", "/down", false);
    assert_failed(&t.f, TS_ERR_ARG,
                  ts_arena_printf(&t.f.arena,
                                  "https://a.example:%d/down: redirects to %s, which is not "
                                  "encrypted",
                                  t.port, fetch_url(&t.f, "/feed").ptr)
                      .ptr);
    assert_int_equal(loopback_count(t.f.server, "/feed"), 0);
    fetch_tls(&t, "a.example", "/down", true);
    assert_good(t.f.reply);
    assert_int_equal(t.f.reply->n_hops, 1);
    assert_true(t.f.reply->hops[0].is_downgrade);
    assert_slice_equal(t.f.reply->body, "feed");
    tls_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_private_names),
        cmocka_unit_test(refuses_names_that_lead_to_private_addresses),
        cmocka_unit_test(asks_by_the_proxy_of_the_request),
        cmocka_unit_test(checks_names_behind_a_proxy),
        cmocka_unit_test(asks_by_the_proxy_of_the_environment),
        cmocka_unit_test(tells_a_server_without_encryption),
        cmocka_unit_test(trusts_only_known_certificates),
        cmocka_unit_test(leaves_encryption_only_if_allowed),
    };
    return cmocka_run_group_tests(tests, forget_proxies, NULL);
}
