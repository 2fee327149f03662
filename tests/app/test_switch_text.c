/* The feed's text in place of the page's and back, and what an outlet changed in a page. */
#include "fixture.h"

#include "../../src/app/switch_text_priv.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/undo.h"
#include "tearsheet/store/versions.h"

#define TEXT(number)                                                                               \
    "<p>The ferry sails again from Monday morning, after " number " weeks in which the mail went " \
    "by rowing boat and the school by radio.</p><p>On the first crossing there will be no fare, "  \
    "the harbour office said, and a band, if the weather is what the forecast says it is.</p>"
#define CHANGED(number)                                                                     \
    "<item><guid isPermaLink=\"false\">1</guid><title>Ferry</title><link>/ferry</link>"     \
    "<pubDate>Tue, 04 Mar 2025 06:1" number ":00 GMT</pubDate><description>Summary " number \
    ".</description></item>"
#define HTML "Content-Type: text/html\r\n"

struct bench {
    struct fixture f;
    struct loopback_route routes[3];
    int64_t id;
};

static void open_bench(struct bench *b)
{
    static const char *const paths[] = { "/feed", NULL };
    struct ts_err err;

    b->routes[0] = (struct loopback_route){ .path = "/feed", .body = FEED(CHANGED("1")) };
    b->routes[1] = (struct loopback_route){ .path = "/ferry",
                                            .headers = HTML,
                                            .body = PAGE("Ferry", TEXT("eleven")) };
    b->routes[2] = (struct loopback_route){ 0 };
    fixture_open(&b->f, b->routes, paths);
    fixture_refresh(&b->f, false);
    assert_ok(ts_article_find_url(b->f.db, ts_str_of(fixture_url(&b->f, "/ferry")), &b->id, &err),
              &err);
}

static struct ts_stored stored(struct bench *b)
{
    struct ts_stored out = { 0 };
    struct ts_err err;

    assert_ok(ts_article_get(&b->f.arena, b->f.db, b->id, &out, &err), &err);
    return out;
}

static void assert_shows(struct bench *b, const char *words)
{
    struct ts_stored now = stored(b);

    assert_true(ts_str_has(ts_article_text(&b->f.arena, &now.article), words));
}

static void switch_it(struct bench *b, enum ts_text_choice want, bool needs_page)
{
    enum ts_text_choice shown = TS_TEXT_FULLER;
    struct ts_err err;
    bool needs = !needs_page;

    assert_ok(switch_text(b->f.db, ts_refresh_rules(b->f.refresh), b->id, &shown, &needs, &err),
              &err);
    assert_int_equal(shown, want);
    assert_int_equal(needs, needs_page);
}

static void feed_and_page_take_turns(void **state)
{
    struct bench b = { 0 };
    struct ts_err err;

    (void)state;
    open_bench(&b);
    assert_shows(&b, "eleven weeks");
    switch_it(&b, TS_TEXT_FEED, false);
    assert_shows(&b, "Summary 1.");

    /* It stays so when the page comes again. */
    assert_ok(ts_refresh_page(b.f.refresh, b.id, &err), &err);
    fixture_run(&b.f);
    assert_shows(&b, "Summary 1.");
    assert_int_equal(stored(&b).article.completeness, TS_COMPLETE_FEED);
    switch_it(&b, TS_TEXT_PAGE, false);
    assert_shows(&b, "eleven weeks");
    assert_ok(ts_undo(&b.f.arena, b.f.db, NULL, &err), &err);
    assert_shows(&b, "Summary 1.");
    assert_ok(ts_undo(&b.f.arena, b.f.db, NULL, &err), &err);
    assert_shows(&b, "eleven weeks");
    assert_int_equal(stored(&b).text_choice, TS_TEXT_FULLER);
    assert_int_equal(stored(&b).n_versions, 0);
    fixture_close(&b.f);
}

static void a_page_that_is_not_here_is_asked_for(void **state)
{
    struct bench b = { 0 };
    struct ts_err err;

    (void)state;
    open_bench(&b);
    b.f.profile.config.fetch_pages = false;
    b.routes[1].path = "/barge";
    b.routes[0].body = FEED("<item><guid>2</guid><title>Barge</title><link>/barge</link>"
                            "<description>A barge.</description></item>");
    fixture_refresh(&b.f, true);
    assert_ok(ts_article_find_url(b.f.db, ts_str_of(fixture_url(&b.f, "/barge")), &b.id, &err),
              &err);
    assert_shows(&b, "A barge.");
    switch_it(&b, TS_TEXT_PAGE, true);
    assert_ok(ts_refresh_page(b.f.refresh, b.id, &err), &err);
    fixture_run(&b.f);
    assert_shows(&b, "eleven weeks");
    fixture_close(&b.f);
}

static void a_feed_without_a_text_is_said_to_have_none(void **state)
{
    struct bench b = { 0 };
    enum ts_text_choice shown;
    struct ts_err err;
    bool needs;

    (void)state;
    open_bench(&b);
    b.routes[0].body = FEED("<item><guid isPermaLink=\"false\">1</guid><title>Ferry!</title>"
                            "<link>/ferry</link></item>");
    fixture_refresh(&b.f, true);
    assert_int_equal(switch_text(b.f.db, ts_refresh_rules(b.f.refresh), b.id, &shown, &needs, &err),
                     TS_ERR_NOTFOUND);
    assert_string_equal(err.msg, "its feed has no text of this article");
    assert_shows(&b, "eleven weeks");
    assert_int_equal(stored(&b).text_choice, TS_TEXT_FULLER);
    fixture_close(&b.f);
}

static void what_an_outlet_changed_is_kept(void **state)
{
    struct bench b = { 0 };
    struct ts_version *versions;
    struct ts_err err;
    size_t n = 0;

    (void)state;
    open_bench(&b);
    b.routes[1].body = PAGE("Ferry", TEXT("twelve"));
    assert_ok(ts_refresh_page(b.f.refresh, b.id, &err), &err);
    fixture_run(&b.f);
    assert_shows(&b, "twelve weeks");
    assert_ok(ts_versions_get(&b.f.arena, b.f.db, b.id, &versions, &n, &err), &err);
    assert_int_equal(n, 1);
    struct ts_article was = { .blocks = versions[0].blocks, .n_blocks = versions[0].n_blocks };
    assert_true(ts_str_has(ts_article_text(&b.f.arena, &was), "eleven weeks"));
    fixture_close(&b.f);
}

static void so_is_what_changed_in_a_feed(void **state)
{
    struct bench b = { 0 };

    (void)state;
    open_bench(&b);
    b.routes[1].status = 404;
    b.routes[1].path = "/gone";
    switch_it(&b, TS_TEXT_FEED, false);
    b.routes[0].body = FEED(CHANGED("2"));
    fixture_refresh(&b.f, true);
    assert_shows(&b, "Summary 2.");
    assert_int_equal(stored(&b).n_versions, 1);
    fixture_close(&b.f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(feed_and_page_take_turns),
        cmocka_unit_test(a_page_that_is_not_here_is_asked_for),
        cmocka_unit_test(a_feed_without_a_text_is_said_to_have_none),
        cmocka_unit_test(what_an_outlet_changed_is_kept),
        cmocka_unit_test(so_is_what_changed_in_a_feed),
    };
    return cmocka_run_group_tests_name("switch text", tests, NULL, NULL);
}
