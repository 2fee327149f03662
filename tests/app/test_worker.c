/* The worker as the screen sees it: requests in, events out. */
#include "fixture.h"

#include <poll.h>
#include <string.h>

#include "tearsheet/app/worker.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/file.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/tags.h"

static const struct loopback_route routes[] = {
    { .path = "/feed", .body = FEED(ITEM("1", "Ferries halted", "/ferry")) },
    { .path = "/ferry",
      .headers = "Content-Type: text/html\r\n",
      .body = PAGE("Ferries halted",
                   "<p>The ferries stopped on Tuesday morning when the crews walked out "
                   "over their new rosters, and nobody knows for how long.</p>") },
    { .path = "/stall", .fault = LOOPBACK_STALL },
    { 0 },
};

/* Waits for an event of the kind and returns its text; others are passed over. */
static const char *wait_for(struct fixture *f, struct ts_worker *w, enum ts_event_kind kind)
{
    int64_t until_ms = ts_now_ms() + 10000;

    while (ts_now_ms() < until_ms) {
        struct pollfd wait = { .fd = ts_worker_wake_fd(w), .events = POLLIN };
        poll(&wait, 1, 100);
        ts_worker_drain(w);
        for (struct ts_event *event; (event = ts_worker_event(w));) {
            bool is_it = event->kind == kind;
            const char *text = ts_arena_cstr(&f->arena, event->text);
            ts_event_free(event);
            if (is_it)
                return text;
        }
    }
    fail_msg("no event of kind %d came", kind);
    return NULL;
}

static int64_t first_article(struct fixture *f)
{
    struct ts_article_query all = { .limit = 1 };
    struct ts_article_row *rows;
    struct ts_err err;
    size_t n;

    assert_ok(ts_articles_list(&f->arena, f->db, &all, &rows, &n, &err), &err);
    assert_int_equal(n, 1);
    return rows[0].id;
}

static void requests_are_served_and_told(void **state)
{
    static const char *const paths[] = { "/feed", NULL };
    struct fixture f;
    struct ts_worker *w;
    struct ts_request *q;
    struct ts_stored stored;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, paths);
    assert_ok(ts_worker_open(&w, &f.profile, &err), &err);
    ts_worker_send(w, ts_request_new(TS_REQUEST_REFRESH));
    const char *sum;
    while (*(sum = wait_for(&f, w, TS_EVENT_FINISHED)) == '\0')
        ; /* that it looked for what was left */
    assert_string_equal(sum, "1 source, 1 page, 1 new article");

    q = ts_request_new(TS_REQUEST_TAG);
    q->article_id = first_article(&f);
    q->text = ts_arena_str(&q->arena, TS_STR("strikes"));
    ts_worker_send(w, q);
    assert_string_equal(wait_for(&f, w, TS_EVENT_NOTICE), "tagged strikes (t s)");
    wait_for(&f, w, TS_EVENT_CHANGED);
    q = ts_request_new(TS_REQUEST_MARK_READ);
    q->article_id = first_article(&f);
    q->flag = true;
    ts_worker_send(w, q);
    wait_for(&f, w, TS_EVENT_CHANGED);
    assert_ok(ts_article_get(&f.arena, f.db, first_article(&f), &stored, &err), &err);
    assert_true(stored.is_read);
    assert_slice_equal(stored.tags[0], "strikes");

    q = ts_request_new(TS_REQUEST_NOVELTY);
    q->story_id = 1;
    ts_worker_send(w, q);
    wait_for(&f, w, TS_EVENT_NOVELTY);
    q = ts_request_new(TS_REQUEST_WHY);
    q->story_id = 1;
    ts_worker_send(w, q);
    wait_for(&f, w, TS_EVENT_WHY);

    ts_worker_send(w, ts_request_new(TS_REQUEST_UNDO));
    assert_string_equal(wait_for(&f, w, TS_EVENT_NOTICE), "undone: marked 1 article read");
    q = ts_request_new(TS_REQUEST_SAVE);
    q->article_id = first_article(&f);
    q->text = TS_STR("pdf");
    ts_worker_send(w, q);
    assert_string_equal(wait_for(&f, w, TS_EVENT_FAILED),
                        "copies are markdown, text or html, not \"pdf\"");
    ts_worker_close(w);
    fixture_close(&f);
}

/* As a refresh leaves it whose process is killed when its sources have answered. */
static void list_alone(struct fixture *f)
{
    struct ts_err err;

    assert_ok(ts_refresh_start(f->refresh, 0, true, NULL, &err), &err);
    while (!ts_refresh_is_listed(f->refresh))
        ts_refresh_turn(f->refresh, 100);
    ts_refresh_close(f->refresh);
    f->refresh = NULL;
}

static void what_was_left_is_done_when_the_reader_opens(void **state)
{
    static const char *const paths[] = { "/feed", NULL };
    struct fixture f;
    struct ts_worker *w;
    struct ts_stored stored;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, paths);
    list_alone(&f);
    int64_t id = first_article(&f);
    assert_ok(ts_article_get(&f.arena, f.db, id, &stored, &err), &err);
    assert_int_equal(stored.article.n_blocks, 0);

    assert_ok(ts_worker_open(&w, &f.profile, &err), &err);
    assert_string_equal(wait_for(&f, w, TS_EVENT_FINISHED), "1 page, nothing new");
    assert_ok(ts_article_get(&f.arena, f.db, id, &stored, &err), &err);
    assert_int_equal(stored.article.completeness, TS_COMPLETE_FULL);
    assert_int_not_equal(stored.story_id, 0);
    assert_false(stored.is_wanted);
    assert_int_equal(loopback_count(f.server, "/ferry"), 1);
    ts_worker_close(w);
    fixture_close(&f);
}

/* With the pages switched off nobody is asked for anything, and nothing is told. */
static void what_was_left_is_done_without_pages(void **state)
{
    static const char *const paths[] = { "/feed", NULL };
    struct fixture f;
    struct ts_worker *w;
    struct ts_stored stored;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, paths);
    list_alone(&f);
    f.profile.config.fetch_pages = false;
    assert_ok(ts_worker_open(&w, &f.profile, &err), &err);
    assert_string_equal(wait_for(&f, w, TS_EVENT_FINISHED), "");
    assert_ok(ts_article_get(&f.arena, f.db, first_article(&f), &stored, &err), &err);
    assert_slice_equal(ts_article_text(&f.arena, &stored.article), "A summary of Ferries halted.");
    assert_int_not_equal(stored.story_id, 0);
    assert_true(stored.is_wanted);
    assert_int_equal(loopback_count(f.server, "/ferry"), 0);
    ts_worker_close(w);
    fixture_close(&f);
}

static void the_feeds_file_is_read_when_it_changes(void **state)
{
    static const char *const paths[] = { "/feed", NULL };
    struct fixture f;
    struct ts_worker *w;
    struct ts_request *q;
    struct ts_source source;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, paths);
    assert_ok(ts_worker_open(&w, &f.profile, &err), &err);
    wait_for(&f, w, TS_EVENT_CHANGED);
    assert_ok(ts_file_write(f.profile.feeds_path, TS_STR("https://sea.example/rss sea\nnonsense\n"),
                            &err),
              &err);
    q = ts_request_new(TS_REQUEST_WHY); /* anything: the worker looks when it wakes */
    ts_worker_send(w, q);
    while (!strstr(wait_for(&f, w, TS_EVENT_FAILED), "feeds:2: not an address"))
        ; /* the answer to the request may come first */
    assert_ok(ts_source_get_url(&f.arena, f.db, TS_STR("https://sea.example/rss"), &source, &err),
              &err);
    assert_true(fixture_source(&f, "/feed").is_removed);
    ts_worker_close(w);
    fixture_close(&f);
}

static void closing_does_not_wait_for_a_server(void **state)
{
    static const char *const paths[] = { "/stall", NULL };
    struct fixture f;
    struct ts_worker *w;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, paths);
    assert_ok(ts_worker_open(&w, &f.profile, &err), &err);
    ts_worker_send(w, ts_request_new(TS_REQUEST_REFRESH));
    wait_for(&f, w, TS_EVENT_PROGRESS);
    int64_t before_ms = ts_now_ms();
    ts_worker_close(w);
    assert_true(ts_now_ms() - before_ms < 5000); /* the transfer itself would take a minute */
    fixture_close(&f);
}

/* Whoever stars an article and leaves at once has starred it. */
static void what_was_sent_before_closing_is_done(void **state)
{
    static const char *const paths[] = { "/feed", NULL };
    struct fixture f;
    struct ts_worker *w;
    struct ts_stored stored;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, paths);
    fixture_refresh(&f, true);
    assert_ok(ts_worker_open(&w, &f.profile, &err), &err);
    for (int64_t position = 1; position <= 20; position++) {
        struct ts_request *q = ts_request_new(TS_REQUEST_POSITION);
        q->article_id = first_article(&f);
        q->number = position;
        ts_worker_send(w, q);
    }
    ts_worker_close(w);
    assert_ok(ts_article_get(&f.arena, f.db, first_article(&f), &stored, &err), &err);
    assert_int_equal(stored.position, 20);
    fixture_close(&f);
}

static void a_request_is_served_while_a_server_stalls(void **state)
{
    static const char *const paths[] = { "/stall", NULL };
    struct fixture f;
    struct ts_worker *w;
    struct ts_request *q;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, paths);
    assert_ok(ts_worker_open(&w, &f.profile, &err), &err);
    ts_worker_send(w, ts_request_new(TS_REQUEST_REFRESH));
    wait_for(&f, w, TS_EVENT_PROGRESS);
    q = ts_request_new(TS_REQUEST_ADD);
    q->text = ts_arena_str(&q->arena, ts_str_of(fixture_url(&f, "/feed")));
    ts_worker_send(w, q);
    assert_string_equal(wait_for(&f, w, TS_EVENT_NOTICE), "subscribed to Tide Post: 1 article");
    ts_worker_close(w);
    fixture_close(&f);
}

static void a_fetch_elsewhere_is_told(void **state)
{
    static const char *const paths[] = { "/stall", NULL };
    struct fixture f;
    struct ts_worker *w;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, paths);
    assert_ok(ts_refresh_start(f.refresh, 0, false, NULL, &err), &err);
    assert_ok(ts_worker_open(&w, &f.profile, &err), &err);
    ts_worker_send(w, ts_request_new(TS_REQUEST_REFRESH));
    assert_string_equal(wait_for(&f, w, TS_EVENT_NOTICE), "another process is fetching");
    ts_worker_close(w);
    fixture_close(&f);
}

static void pages_that_wait_are_told_when_no_source_is_due(void **state)
{
    static const char *const paths[] = { "/feed", NULL };
    struct fixture f;
    struct ts_worker *w;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, paths);
    assert_ok(ts_worker_open(&w, &f.profile, &err), &err);
    ts_worker_send(w, ts_request_new(TS_REQUEST_REFRESH));
    while (*wait_for(&f, w, TS_EVENT_FINISHED) == '\0')
        ; /* that it looked for what was left */
    ts_worker_send(w, ts_request_new(TS_REQUEST_REFRESH));
    assert_string_equal(wait_for(&f, w, TS_EVENT_NOTICE), "no source is due; R asks all of them");
    assert_ok(ts_article_want(f.db, first_article(&f), &err), &err);
    ts_worker_send(w, ts_request_new(TS_REQUEST_REFRESH));
    assert_string_equal(wait_for(&f, w, TS_EVENT_NOTICE),
                        "no source is due, R asks all; fetching 1 page that waited");
    ts_worker_close(w);
    fixture_close(&f);
}

static void the_feeds_file_is_read_at_the_start(void **state)
{
    static const char *const paths[] = { "/feed", NULL };
    struct fixture f;
    struct ts_worker *w;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, paths);
    assert_ok(ts_worker_open(&w, &f.profile, &err), &err);
    wait_for(&f, w, TS_EVENT_CHANGED);
    assert_int_equal(fixture_source(&f, "/feed").fetched_at, 0);
    assert_int_equal(loopback_count(f.server, "/feed"), 0);
    ts_worker_close(w);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_are_served_and_told),
        cmocka_unit_test(what_was_left_is_done_when_the_reader_opens),
        cmocka_unit_test(what_was_left_is_done_without_pages),
        cmocka_unit_test(the_feeds_file_is_read_at_the_start),
        cmocka_unit_test(the_feeds_file_is_read_when_it_changes),
        cmocka_unit_test(closing_does_not_wait_for_a_server),
        cmocka_unit_test(what_was_sent_before_closing_is_done),
        cmocka_unit_test(a_request_is_served_while_a_server_stalls),
        cmocka_unit_test(a_fetch_elsewhere_is_told),
        cmocka_unit_test(pages_that_wait_are_told_when_no_source_is_due),
    };
    return cmocka_run_group_tests_name("worker", tests, NULL, NULL);
}
