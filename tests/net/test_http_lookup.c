/* Names: a look-up that hangs must hold up nobody, and what it finds is checked. */
#include "fetch.h"

#include <netdb.h>
#include <pthread.h>
#include <string.h>

#include "support/names.h"

#include "tearsheet/base/date.h"

static const struct loopback_route routes[] = { { .path = "/feed", .body = "feed" }, { 0 } };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static bool is_released;
static int n_hanging;
static char last_name[256];

/* "hang.example" is never found, but late. */
static int look_up(const char *name)
{
    bool hangs = strcmp(name, "hang.example") == 0;

    pthread_mutex_lock(&lock);
    strncpy(last_name, name, sizeof last_name - 1);
    if (hangs) {
        n_hanging++;
        while (!is_released)
            pthread_cond_wait(&changed, &lock);
        n_hanging--;
        pthread_cond_broadcast(&changed);
    }
    pthread_mutex_unlock(&lock);
    return hangs ? EAI_NONAME : 0;
}

/* Lets the hanging look-ups end, and waits till they have. */
static void release(void)
{
    pthread_mutex_lock(&lock);
    is_released = true;
    pthread_cond_broadcast(&changed);
    while (n_hanging > 0)
        pthread_cond_wait(&changed, &lock);
    is_released = false;
    pthread_mutex_unlock(&lock);
}

static void gives_up_a_look_up_in_time(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    struct ts_http_request request = { .url = TS_STR("http://hang.example/"),
                                       .limits.connect_ms = 150 };
    const int64_t start_ms = ts_now_ms();
    fetch_request(&f, &request);
    assert_failed(&f, TS_ERR_LIMIT,
                  "http://hang.example/: timed out after 150 ms, looking up the host");
    request.limits = (struct ts_http_limits){ .total_ms = 100 };
    fetch_request(&f, &request);
    assert_failed(&f, TS_ERR_LIMIT,
                  "http://hang.example/: timed out after 100 ms, looking up the host");
    ts_http_submit(f.http, &request);
    ts_http_wait(f.http, 20);
    fetch_close(&f); /* with a look-up under way */
    assert_in_range(ts_now_ms() - start_ms, 250, 10000);
    release();
}

static void serves_others_while_a_look_up_hangs(void **state)
{
    const struct ts_http_request hanging = { .url = TS_STR("http://hang.example/") };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    ts_http_submit(f.http, &hanging);
    assert_good(fetch_get(&f, "/feed"));
    ts_http_cancel_all(f.http);
    ts_reply_free(f.reply);
    f.reply = fetch_next(&f);
    assert_failed(&f, TS_ERR_CANCELLED, "http://hang.example/: cancelled");
    fetch_close(&f);
    release();
}

static void checks_what_a_name_leads_to(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    struct ts_http_request request = { .url = loopback_url(f.server, &f.arena, "outlet.example",
                                                           "/feed") };
    fetch_request(&f, &request);
    assert_int_equal(f.reply->rc, TS_ERR_ARG);
    assert_true(ts_str_has(ts_str_of(f.reply->err.msg), "the name leads to this machine"));
    assert_int_equal(loopback_count(f.server, "/feed"), 0);
    request.allow_private = true;
    assert_good(fetch_request(&f, &request));
    fetch_close(&f);
}

static void looks_names_up_in_ascii(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    const struct ts_http_request request = {
        .url = loopback_url(f.server, &f.arena, "Bücher.example", "/feed"), .allow_private = true
    };
    assert_good(fetch_request(&f, &request));
    pthread_mutex_lock(&lock);
    assert_string_equal(last_name, "xn--bcher-kva.example");
    pthread_mutex_unlock(&lock);
    assert_true(ts_str_has(loopback_last_request(f.server, &f.arena, "/feed"),
                           "\r\nHost: xn--bcher-kva.example:"));
    fetch_close(&f);
}

int main(void)
{
    names_lead_here(look_up);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_up_a_look_up_in_time),
        cmocka_unit_test(serves_others_while_a_look_up_hangs),
        cmocka_unit_test(checks_what_a_name_leads_to),
        cmocka_unit_test(looks_names_up_in_ascii),
    };
    return cmocka_run_group_tests(tests, forget_proxies, NULL);
}
