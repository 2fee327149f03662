/* What comes of an address that a person gives: which requests it leads to, and to what. */
#include "fixture.h"

#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/file.h"
#include "tearsheet/store/articles.h"

#define HTML "Content-Type: text/html\r\n"
#define TEXT(words)                                                                           \
    PAGE(words,                                                                               \
         "<p>" words ". Nobody at the quay could say on Tuesday how long it would last, and " \
         "the board meets again on Friday.</p>")
#define FRONT_LINK(path, words) "<h2><a href=" path ">" words "</a></h2>"
#define FRONT(links)                                                      \
    "<!DOCTYPE html><html><head><title>Tide Post</title></head><body><a " \
    "href=/news/>News</a>" links "</body></html>"
#define THREE                                                                   \
    FRONT_LINK("/2025/harbour-closed", "Harbour closed after lock gate breaks") \
    FRONT_LINK("/2025/eels-are-back", "Eels are back in the river")             \
    FRONT_LINK("/2025/ferry-at-night", "The ferry is to run at night again")

static const char *const none[] = { NULL };

static void adding_finds_out_what_an_address_is(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/",
          .headers = "Content-Type: text/html\r\n",
          .body =
              "<!DOCTYPE html><html><head><link rel=alternate type=application/rss+xml href=/feed>"
              "</head><body><a href=/ferry>Ferries halted</a></body></html>" },
        { .path = "/feed", .body = FEED(ITEM("1", "Ferries halted", "/2025/03/04/ferry")) },
        { .path = "/2025/03/04/ferry",
          .headers = "Content-Type: text/html\r\n",
          .body = TEXT("Ferries halted") },
        { .path = "/nothing",
          .headers = "Content-Type: text/html\r\n",
          .body = "<html><p>Empty</p></html>" },
        { 0 },
    };
    static const struct {
        const char *path;
        bool is_feed;
        const char *failure;
    } cases[] = {
        { "/feed", true, NULL },
        { "/", true, NULL },
        { "/2025/03/04/ferry", false, NULL },
        { "/missing", false, "404" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct fixture f;
        struct ts_err err;
        ts_str feeds;
        fixture_open(&f, routes, none);
        assert_ok(ts_refresh_add(f.refresh, ts_str_of(fixture_url(&f, cases[i].path)), &err), &err);
        fixture_run(&f);
        assert_ok(ts_file_read(&f.arena, f.profile.feeds_path, 10000, &feeds, &err), &err);
        assert_int_equal(f.n_added, cases[i].failure == NULL);
        assert_int_equal(f.last_is_feed, cases[i].is_feed);
        assert_int_equal(ts_str_has(feeds, "/feed"), cases[i].is_feed);
        if (cases[i].failure)
            assert_non_null(strstr(f.last_failure.msg, cases[i].failure));
        fixture_close(&f);
    }
}

static void a_site_without_a_feed_is_told(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/",
          .headers = "Content-Type: text/html\r\n",
          .body = "<html><p>Empty</p></html>" },
        { 0 },
    };
    struct fixture f;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, none);
    assert_ok(ts_refresh_add(f.refresh, ts_str_of(fixture_url(&f, "/")), &err), &err);
    fixture_run(&f);
    assert_int_equal(f.n_added, 0);
    assert_int_equal(f.n_failed, 1);
    assert_non_null(strstr(f.last_failure.msg, "no feed was found there"));
    fixture_close(&f);
}

/* Why not, where that can be told. */
static void a_wall_in_front_of_a_site_is_told(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/",
          .headers = "Content-Type: text/html\r\n",
          .body = "<html><title>Just a moment...</title><p>Verify you are human.</p></html>" },
        { 0 },
    };
    struct fixture f;

    (void)state;
    fixture_open(&f, routes, none);
    fixture_add(&f, "/");
    assert_int_equal(f.n_added, 0);
    assert_non_null(strstr(f.last_failure.msg,
                           "no feed was found there, and the server sent a challenge page"));
    fixture_close(&f);
}

static void a_front_page_without_a_feed_is_followed(void **state)
{
    struct loopback_route routes[] = {
        { .path = "/", .headers = HTML, .body = FRONT(THREE) },
        { .path = "/2025/harbour-closed", .headers = HTML, .body = TEXT("Harbour closed") },
        { .path = "/2025/eels-are-back", .headers = HTML, .body = TEXT("Eels are back") },
        { .path = "/2025/ferry-at-night",
          .headers = HTML,
          .body = TEXT("The ferry runs at night") },
        { .path = "/2025/swans", .headers = HTML, .body = TEXT("Swans on the weir") },
        { 0 },
    };
    struct fixture f;
    size_t n;

    (void)state;
    fixture_open(&f, routes, none);
    fixture_add(&f, "/");
    assert_int_equal(f.n_failed, 0);
    assert_int_equal(f.n_added, 1);
    assert_int_equal(loopback_count(f.server, "/"), 1); /* the page is not asked for twice */
    assert_slice_equal(fixture_feeds_file(&f),
                       ts_arena_printf(&f.arena, "%s links=yes\n", fixture_url(&f, "/")).ptr);
    (void)fixture_articles(&f, &n);
    assert_int_equal(n, 3);

    routes[0].body = FRONT(THREE FRONT_LINK("/2025/swans", "Swans have come to the old weir"));
    fixture_refresh(&f, true);
    assert_int_equal(f.n_failed, 0);
    struct ts_article_row *rows = fixture_articles(&f, &n);
    assert_int_equal(n, 4);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(rows[i].completeness, TS_COMPLETE_FULL);
    assert_int_equal(loopback_count(f.server, "/2025/swans"), 1);
    assert_int_equal(loopback_count(f.server, "/2025/eels-are-back"), 1);

    routes[0].body = "<html><body><p>Down for maintenance</p></body></html>";
    fixture_refresh(&f, true);
    assert_int_equal(f.n_failed, 1);
    assert_non_null(strstr(f.last_failure.msg, "no links that look like articles"));
    fixture_close(&f);
}

static void a_news_sitemap_comes_before_the_links(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/", .headers = HTML, .body = FRONT(THREE) },
        { .path = "/robots.txt",
          .body = "User-agent: *\nSitemap: /index.map\nSitemap: /all.map\n" },
        { .path = "/all.map", .body = "<urlset><url><loc>/2025/x</loc></url></urlset>" },
        { .path = "/index.map",
          .body = "<sitemapindex><sitemap><loc>http://127.0.0.1:1/all.map</loc></sitemap>"
                  "<sitemap><loc>http://127.0.0.1:1/down-news.map</loc></sitemap></sitemapindex>" },
        { 0 },
    };
    static const struct loopback_route with_news[] = {
        { .path = "/", .headers = HTML, .body = FRONT(THREE) },
        { .path = "/robots.txt", .body = "Sitemap: /news.map\n" },
        { .path = "/news.map",
          .body = "<urlset><url><loc>/2025/eels-are-back</loc><news:news><news:title>Eels are back"
                  "</news:title></news:news></url></urlset>" },
        { .path = "/2025/eels-are-back", .headers = HTML, .body = TEXT("Eels are back") },
        { 0 },
    };
    struct fixture f;
    size_t n;

    (void)state;
    fixture_open(&f, with_news, none);
    fixture_add(&f, "/");
    assert_slice_equal(fixture_feeds_file(&f),
                       ts_arena_printf(&f.arena, "%s\n", fixture_url(&f, "/news.map")).ptr);
    assert_slice_equal(fixture_articles(&f, &n)[0].title, "Eels are back");
    assert_int_equal(n, 1);
    fixture_close(&f);

    fixture_open(&f, routes, none); /* none of them has news */
    fixture_add(&f, "/");
    assert_true(ts_str_has(fixture_feeds_file(&f), " links=yes\n"));
    fixture_close(&f);
}

/* Takes the last two of what is offered. */
static size_t choose(void *user, ts_str about, const struct ts_offer *offers, size_t n,
                     size_t *picks)
{
    struct fixture *f = user;

    assert_slice_equal(about, fixture_url(f, "/"));
    assert_int_equal(n, 3);
    assert_slice_equal(offers[1].title, "Sport");
    picks[0] = 1;
    picks[1] = 2;
    return 2;
}

static size_t choose_none(void *user, ts_str about, const struct ts_offer *offers, size_t n,
                          size_t *picks)
{
    (void)user, (void)about, (void)offers, (void)n, (void)picks;
    return 0;
}

#define LINK(path, title) \
    "<link rel=alternate type=application/rss+xml href=" path " title='" title "'>"

static const struct loopback_route several[] = {
    { .path = "/",
      .headers = HTML,
      .body = "<html><head>" LINK("/all", "All") LINK("/sport", "Sport") LINK("/sea", "Sea")
          LINK("/comments/feed", "Comments") "</head><body>x</body></html>" },
    { .path = "/all", .body = FEED(ITEM("1", "Ferries halted", "")) },
    { .path = "/sport", .body = FEED(ITEM("2", "Chess title won", "")) },
    { .path = "/sea", .body = FEED(ITEM("3", "Eels are back", "")) },
    { 0 },
};

static void of_several_feeds_the_person_chooses(void **state)
{
    static const struct {
        size_t (*choose)(void *, ts_str, const struct ts_offer *, size_t, size_t *);
        int all, sport, sea;
    } cases[] = { { choose, 0, 1, 1 }, { choose_none, 0, 0, 0 }, { NULL, 1, 0, 0 } };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct fixture f;
        struct ts_err err;
        struct ts_refresh_listener listener = { .user = &f, .choose = cases[i].choose };
        fixture_open(&f, several, none);
        ts_refresh_close(f.refresh);
        assert_ok(ts_refresh_open(&f.refresh, f.db, &f.profile, &listener, &err), &err);
        fixture_add(&f, "/");
        assert_int_equal(loopback_count(f.server, "/all"), cases[i].all);
        assert_int_equal(loopback_count(f.server, "/sport"), cases[i].sport);
        assert_int_equal(loopback_count(f.server, "/sea"), cases[i].sea);
        assert_int_equal(loopback_count(f.server, "/comments/feed"), 0);
        fixture_close(&f);
    }
}

#define LONG                                                                                   \
    "<p>Nobody at the quay could say on Tuesday how long the ferry would be out, and the "     \
    "board, which meets again on Friday, has asked the harbour master for a plan by then; he " \
    "said that one of the two engines could be mended with what is in the shed.</p>"

/* Its address looks like that of a section, and there is nothing to follow. */
static void a_page_with_the_text_of_an_article_is_saved(void **state)
{
    struct loopback_route routes[] = {
        { .path = "/essay", .headers = HTML, .body = PAGE("On ferries", LONG LONG LONG LONG) },
        { .path = "/note", .headers = HTML, .body = PAGE("On ferries", LONG) },
        { 0 },
    };
    struct fixture f;
    size_t n;

    (void)state;
    fixture_open(&f, routes, none);
    fixture_add(&f, "/note");
    assert_int_equal(f.n_added, 0);
    assert_int_equal(f.n_failed, 1);
    fixture_add(&f, "/essay");
    assert_int_equal(f.n_added, 1);
    assert_false(f.last_is_feed);
    assert_int_equal(loopback_count(f.server, "/essay"), 1);
    struct ts_article_row *rows = fixture_articles(&f, &n);
    assert_int_equal(n, 1);
    assert_slice_equal(rows[0].title, "On ferries");
    assert_slice_equal(fixture_feeds_file(&f), "");
    fixture_close(&f);
}

static void add(struct fixture *f, ts_str address)
{
    struct ts_err err;

    if (ts_refresh_add(f->refresh, address, &err) != TS_OK) {
        f->n_failed++;
        f->last_failure = err;
    }
    fixture_run(f);
}

static void commands_are_added_if_they_write_a_feed(void **state)
{
    struct loopback_route routes[] = {
        { .path = "/feed", .body = FEED(ITEM("1", "Ferries halted", "/2025/03/04/ferry")) },
        { 0 },
    };
    struct fixture f;
    size_t n;

    (void)state;
    fixture_open(&f, routes, none);
    f.profile.config.fetch_pages = false;
    add(&f, TS_STR(" exec:echo '" FEED(ITEM("7", "Tide is out", "https://t.example/7")) "' "));
    assert_int_equal(f.n_added, 1);
    add(&f, ts_arena_printf(&f.arena, "filter:sed s/halted/back/:%s", fixture_url(&f, "/feed")));
    assert_int_equal(f.n_added, 2);
    assert_int_equal(f.n_failed, 0);
    struct ts_article_row *rows = fixture_articles(&f, &n);
    assert_int_equal(n, 2);
    assert_true(ts_str_is(rows[0].title, "Ferries back") ||
                ts_str_is(rows[1].title, "Ferries back"));
    ts_str feeds = fixture_feeds_file(&f);
    assert_true(ts_str_has(feeds, "\"exec:echo '<rss "));
    assert_true(ts_str_has(feeds, "\n\"filter:sed s/halted/back/:http://"));

    add(&f, TS_STR("exec:echo hello"));
    assert_non_null(strstr(f.last_failure.msg, "not a feed"));
    add(&f, TS_STR("exec:echo no tide >&2; exit 3"));
    assert_non_null(strstr(f.last_failure.msg, "ended with status 3: no tide"));
    add(&f, ts_arena_printf(&f.arena, "filter:cat:%s", fixture_url(&f, "/missing")));
    assert_non_null(strstr(f.last_failure.msg, "404"));
    f.profile.config.allow_commands = false;
    add(&f, TS_STR("exec:true"));
    assert_non_null(strstr(f.last_failure.msg, "switched off"));
    assert_int_equal(f.n_failed, 4);
    assert_slice_equal(fixture_feeds_file(&f), ts_arena_cstr(&f.arena, feeds));
    fixture_close(&f);
}

/* Whoever answers there speaks no TLS. */
static void a_bare_name_may_have_no_tls(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/feed", .body = FEED(ITEM("1", "Eels are back", "")) },
        { 0 },
    };
    struct fixture f;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, none);
    const char *given = fixture_url(&f, "/feed") + strlen("http://");
    assert_ok(ts_refresh_add(f.refresh, ts_str_of(given), &err), &err);
    fixture_run(&f);
    assert_int_equal(f.n_added, 1);
    fixture_close(&f);
}

/* A name without a scheme is taken for one of https, and of http where that cannot be.  The proxies
 * stand for a server that has the one and not the other. */
static void a_bare_name_may_be_of_http(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "http://tide.example/feed", .body = FEED(ITEM("1", "Eels are back", "")) },
        { 0 },
    };
    static const struct {
        const char *given;
        const char *failure; /* NULL: a source is added */
    } cases[] = {
        { "tide.example/feed", NULL },
        { "feed:tide.example/feed", NULL },
        { "https://tide.example/feed",
          "cannot reach tide.example by its proxy: Connection refused" },
        { "tide.example/lost", "http://tide.example/lost: 404 not found" },
        { "127.0.0.1:1/feed", "cannot connect to 127.0.0.1: Connection refused" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct fixture f;
        struct ts_err err;
        fixture_open(&f, routes, none);
        setenv("http_proxy", fixture_url(&f, ""), 1);
        setenv("https_proxy", "http://127.0.0.1:1", 1);
        setenv("no_proxy", "127.0.0.1", 1);
        ts_refresh_close(f.refresh);
        struct ts_refresh_listener listener = fixture_listener(&f);
        assert_ok(ts_refresh_open(&f.refresh, f.db, &f.profile, &listener, &err), &err);
        assert_ok(ts_refresh_add(f.refresh, ts_str_of(cases[i].given), &err), &err);
        fixture_run(&f);
        assert_int_equal(f.n_added, cases[i].failure == NULL);
        if (cases[i].failure && !strstr(f.last_failure.msg, cases[i].failure))
            fail_msg("%s: %s", cases[i].given, f.last_failure.msg);
        unsetenv("http_proxy");
        unsetenv("https_proxy");
        unsetenv("no_proxy");
        fixture_close(&f);
    }
}

static void addresses_that_are_looked_up_are_counted(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/feed", .body = FEED(ITEM("1", "Ferries halted", "/ferry")) },
        { .path = "/other", .body = FEED(ITEM("2", "Eels are back", "/eels")) },
        { 0 },
    };
    struct fixture f;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, none);
    assert_int_equal(ts_refresh_progress(f.refresh).n_lookups, 0);
    assert_ok(ts_refresh_add(f.refresh, ts_str_of(fixture_url(&f, "/feed")), &err), &err);
    assert_ok(ts_refresh_add(f.refresh, ts_str_of(fixture_url(&f, "/other")), &err), &err);
    assert_int_equal(ts_refresh_progress(f.refresh).n_lookups, 2);
    fixture_run(&f);
    assert_int_equal(ts_refresh_progress(f.refresh).n_lookups, 0);
    assert_ok(ts_refresh_start(f.refresh, 0, true, NULL, &err), &err);
    assert_int_equal(ts_refresh_progress(f.refresh).n_lookups, 0);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adding_finds_out_what_an_address_is),
        cmocka_unit_test(addresses_that_are_looked_up_are_counted),
        cmocka_unit_test(a_site_without_a_feed_is_told),
        cmocka_unit_test(a_wall_in_front_of_a_site_is_told),
        cmocka_unit_test(a_front_page_without_a_feed_is_followed),
        cmocka_unit_test(a_bare_name_may_be_of_http),
        cmocka_unit_test(a_bare_name_may_have_no_tls),
        cmocka_unit_test(a_news_sitemap_comes_before_the_links),
        cmocka_unit_test(of_several_feeds_the_person_chooses),
        cmocka_unit_test(a_page_with_the_text_of_an_article_is_saved),
        cmocka_unit_test(commands_are_added_if_they_write_a_feed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
