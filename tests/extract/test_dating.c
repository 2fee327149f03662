/* Which of a page's dates is the article's. */
#include "support/support.h"

#include "../../src/extract/dating_priv.h"

#include "read_meta.h"

#define LD(date)                                                                      \
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"x\"," \
    "\"datePublished\":\"" date "\"}</script>"
#define MOD(date) "<meta property=article:modified_time content='" date "'>"
#define META(date) "<meta property=article:published_time content='" date "'>"
/* So many elements that what follows is not near the headline. */
#define TEN "<b>a</b><b>a</b><b>a</b><b>a</b><b>a</b><b>a</b><b>a</b><b>a</b><b>a</b><b>a</b>"
#define FAR_AWAY "<p>" TEN TEN TEN TEN "</p>"
#define PLAIN "https://news.example/ferry"
#define DATED "https://news.example/2025/02/11/ferry"

static const struct {
    const char *html, *url, *want;
} dates[] = {
    { LD("2025-03-03T14:05:00+01:00") META("2025-01-01"), PLAIN, "2025-03-03T14:05:00+01:00" },
    { META("2025-02-03T14:05:00Z") "<h1>x</h1><time datetime=2025-02-21>", PLAIN,
      "2025-02-03T14:05:00Z" },
    { "<meta name=parsely-pub-date content=2025-03-03>", PLAIN, "2025-03-03" },
    { "<meta name='dc.date' content=2025-02-03><meta name=pubdate content=2025-03-03>", PLAIN,
      "2025-03-03" },
    { "<h1>x</h1><span itemprop=datePublished content=2025-03-03>today</span>", PLAIN,
      "2025-03-03" },
    { "<h1>x</h1><time datetime='2025-03-03T10:00Z'>Mon</time>", PLAIN, "2025-03-03T10:00:00Z" },
    { "<h1>x</h1><time>3 March 2025</time>", PLAIN, "2025-03-03" },
    { "<h1>x</h1><p class=post-date>Le 3 mars 2025 à 14h05</p>", PLAIN, "2025-03-03T14:05:00Z" },
    { "<h1>x</h1><p>By Ann Lee, 3 March 2025</p>", PLAIN, "2025-03-03" },
    { "<p>3 March 2025</p><h1>x</h1>", PLAIN, "2025-03-03" },
    { "<h1>x</h1><p>HARBOUR, March 3, 2025 - The crews of all ferries between the two shores "
      "walked out at dawn over pay, and nobody knows when they will be back at their work, as a "
      "speaker of their union said on the quay in the rain.</p>",
      PLAIN, "2025-03-03" },
    /* what stands elsewhere is not the article's date */
    { "<h1>x</h1><p>text</p><aside><time datetime=2025-01-01></aside>", PLAIN, "" },
    { "<h1>x</h1><div class=comments><time datetime=2025-01-01></div>", PLAIN, "" },
    { "<h1>x</h1><div class=widget><p>text</p><time>3 March 2025</time></div>", PLAIN,
      "2025-03-03" },
    { "<h1>x</h1><time class='published updated' datetime=2025-03-03></time>"
      "<time datetime=2025-03-04>",
      PLAIN, "2025-03-03" },
    { "<h1>x</h1><time class=updated datetime=2025-03-04></time><time datetime=2025-03-03>", PLAIN,
      "2025-03-03" },
    /* the address checks the others and is the last to ask */
    { LD("2025-03-03T14:05:00Z") META("2025-02-11T08:00:00Z"), DATED, "2025-02-11T08:00:00Z" },
    { LD("2025-03-03T14:05:00Z"), DATED, "2025-02-11" },
    { LD("2025-02-12T01:05:00Z") META("2025-02-11T08:00:00Z"), DATED, "2025-02-11T23:05:00-02:00" },
    { "<p>x", DATED, "2025-02-11" },
    { META("2025-01-10") "<h1>x</h1><time datetime=2025-02-20>", "https://news.example/2025/02/x",
      "2025-02-20" },
    { "<p>x", "https://news.example/2025/02/x", "" },
    /* a bare day gains its time */
    { LD("2025-03-03") "<h1>x</h1><time datetime='2025-03-03T10:00+01:00'>", PLAIN,
      "2025-03-03T10:00:00+01:00" },
    /* numbers alone are turned round where others agree with that, or the future speaks for it */
    { "<h1>x</h1><time>02/01/2025</time>", PLAIN, "2025-01-02" },
    { "<h1>x</h1><time>02/01/2025</time><meta property=article:modified_time content=2025-02-01>",
      PLAIN, "2025-02-01" },
    { "<h1>x</h1><time>02/01/2025</time>", "https://news.example/2025/02/01/x", "2025-02-01" },
    { "<h1>x</h1><time>03/04/2025</time>", PLAIN, "2025-03-04" },
    { "<h1>x</h1><time>03.04.2025</time>", PLAIN, "" },
    /* not to be believed */
    { LD("2025-03-09") META("2025-03-03"), PLAIN, "2025-03-03" },
    { LD("1970-01-01") META("2025-03-03"), PLAIN, "2025-03-03" },
    { LD("soon") META("1989-12-31"), PLAIN, "" },
    { LD("2025-03-06T10:00:00Z"), PLAIN, "2025-03-06T10:00:00Z" },
    /* told no earlier than the change, and shown earlier: the page was made up anew */
    { LD("2025-02-20") MOD("2025-02-20") "<h1>x</h1><p>5 January 2025</p>", PLAIN, "2025-01-05" },
    { LD("2025-02-20T10:00:00Z") MOD("2025-02-20T10:00:30-05:00") "<p>5 January 2025</p><h1>x</h1>",
      PLAIN, "2025-01-05" },
    { LD("2025-02-20") MOD("2025-02-21") "<p>5 January 2025</p><h1>x</h1>", PLAIN, "2025-02-20" },
    /* shown behind the headline as of long before: it was put up again */
    { LD("2025-02-20") MOD("2025-02-21") "<h1>x</h1><p>5 January 2025</p>", PLAIN, "2025-01-05" },
    { LD("2025-02-20") "<h1>x</h1><p>05/01/2025</p>", PLAIN, "2025-02-20" },
    { LD("2025-02-20") "<h1>x</h1><p>1 March 2025</p>", PLAIN, "2025-02-20" },
    { LD("2025-02-20") MOD("2025-02-20") "<h1>x</h1><p>The ferry left the coast for the first time "
                                         "on 5 January 2025 and never came back.</p>",
      PLAIN, "2025-02-20" },
    { LD("2025-02-20")
          MOD("2025-02-20") "<h1>x</h1><figure><img src=a><figcaption>Coast, 5 January "
                            "2025</figcaption></figure>",
      PLAIN, "2025-02-20" },
    /* the day of a change counts only where there is no other */
    { "<h1>x</h1><p class=meta>Updated 4 March 2025 at 9:10 GMT | Published 3 March 2025</p>",
      PLAIN, "2025-03-03" },
    { "<h1>x</h1><p>Mis à jour le 4 mars 2025, publié le 3 mars 2025</p>", PLAIN, "2025-03-03" },
    { "<h1>x</h1><blockquote>Ann (@ann) <a href=x>3 March 2025</a></blockquote>", PLAIN, "" },
    { "<blockquote><h1>x</h1><p>3 March 2025</p></blockquote>", PLAIN, "2025-03-03" },
    { "<h1>x</h1><p class=date>Updated 4 March 2025</p><p class=date>3 March 2025</p>", PLAIN,
      "2025-03-03" },
    { "<h1>x</h1><p>Letzte Änderung: 4. März 2025</p><p>Erschienen am 3. März 2025</p>", PLAIN,
      "2025-03-03" },
    { "<h1>x</h1><p class=date>Mis à jour le 4 mars 2025</p>", PLAIN, "2025-03-04" },
    { "<meta name=x-published-date content=2025-03-03>", PLAIN, "2025-03-03" },
    /* JSON-LD against what <meta> and the page say, or the page's marked date */
    { LD("2025-01-06") META("2025-03-01") "<h1>x</h1><time datetime=2025-03-01>", PLAIN,
      "2025-03-01" },
    { LD("2025-02-27") META("2025-03-01") "<h1>x</h1><p>1 March 2025</p>", PLAIN, "2025-03-01" },
    { LD("2025-01-06") "<h1>x</h1><time itemprop=datePublished datetime=2025-02-01>", PLAIN,
      "2025-02-01" },
    { LD("2025-02-06T18:19:00+01:00") META("2025-02-07T07:30:00+01:00") "<h1>x</h1><p>7 February "
                                                                        "2025, 07:30</p>",
      PLAIN, "2025-02-07T07:30:00+01:00" },
    /* what <meta> says a second time and the page shows, against what it does not show */
    { LD("2025-02-06") META("2025-02-05") "<meta name=date content=2025-02-20><h1>x</h1>"
                                          "<p>20 February 2025</p>",
      PLAIN, "2025-02-20" },
    { LD("2025-02-06") META("2025-02-01") "<h1>x</h1>" FAR_AWAY "<time datetime=2025-02-01>", PLAIN,
      "2025-02-01" },
    { LD("2025-02-06") "<meta name=date content=2025-02-20><h1>x</h1><p>6 February 2025</p><p "
                       "class=date>20 February 2025</p>",
      PLAIN, "2025-02-06" },
    { LD("2025-02-06") "<meta name=date content=2025-02-20><h1>x</h1>", PLAIN, "2025-02-06" },
    /* the zone of the clock that the page shows */
    { LD("2025-03-02T23:05:00Z") "<h1>x</h1><p class=date>3 March 2025, 00:05</p>", PLAIN,
      "2025-03-03T00:05:00+01:00" },
    { LD("2025-03-02T20:35:10Z") "<h1>x</h1><time datetime=2025-03-03T02:05:10+05:30>", PLAIN,
      "2025-03-03T02:05:10+05:30" },
    { LD("2025-03-03T12:00:00Z") "<h1>x</h1><time datetime=2025-03-03T14:00:00+01:00>", PLAIN,
      "2025-03-03T12:00:00Z" },
    { LD("2025-03-03T12:00:00Z") "<h1>x</h1><p class=date>3 March 2025, 14:10</p>", PLAIN,
      "2025-03-03T12:00:00Z" },
    /* the zone by whose clock it is the day that the page or its address shows */
    { LD("2025-02-12T02:40:00Z"), DATED, "2025-02-11T23:40:00-03:00" },
    { LD("2025-02-10T22:40:00Z"), DATED, "2025-02-11T00:40:00+02:00" },
    { LD("2025-02-20T02:00Z") MOD("2025-02-20T02:00Z") "<h1>x</h1><p>19 February 2025</p>", PLAIN,
      "2025-02-19T23:00:00-03:00" },
    { LD("2025-02-20T09:00Z") "<h1>x</h1><p>19 February 2025</p>", PLAIN, "2025-02-20T09:00:00Z" },
    { LD("2025-02-12T02:40:00+00:30"), DATED, "2025-02-12T02:40:00+00:30" },
    /* days of something else, said in front of them or in the element before */
    { "<h1>x</h1><p class=date>Registered: 3 March 2025</p>", PLAIN, "" },
    { "<h1>x</h1><p><b>Member since:</b> <i>1 March 2025</i></p><p>2 March 2025</p>", PLAIN,
      "2025-03-02" },
    { "<h1>x</h1><b>Updated:</b> <time datetime=2025-03-03></time>", PLAIN, "2025-03-03" },
    { "<h1>x</h1><b>Updated:</b> <time>3 March 2025</time><p>2 March 2025</p>", PLAIN,
      "2025-03-02" },
    { FAR_AWAY "<p>Last updated: 3 March 2025</p><p>Published: 2 March 2025</p>", PLAIN,
      "2025-03-02" },
    { FAR_AWAY "<p>Last updated: 3 March 2025</p>", PLAIN, "2025-03-03" },
    { FAR_AWAY "<p>This text was amended on 3 March 2025</p><p>Published: 2 March 2025</p>", PLAIN,
      "2025-03-02" },
    { FAR_AWAY "<p>Corrected: 3 March 2025</p><p>2 March 2025</p>", PLAIN, "2025-03-02" },
    /* where a date may stand */
    { "<h1>x</h1><div class=date><i>Mar</i><i>03</i><i>2025</i></div>", PLAIN, "2025-03-03" },
    { "<h1>x</h1><div class=some-widget><time>3 March 2025</time></div>" FAR_AWAY
      "<time>1 March 2025</time>",
      PLAIN, "2025-03-03" },
    { "<h1>x</h1>" FAR_AWAY "<div class=sidebar><h4>Published</h4><time>3 March 2025</time></div>"
      "<time>1 March 2025</time>",
      PLAIN, "2025-03-03" },
    { "<title>The ferry | Harbour | 03.03.2025</title><p>Since 1 March 2025 nothing sails.", PLAIN,
      "2025-03-03" },
    { "<title>Of 3 March 2025</title><meta property=og:title content='The ferry'>"
      "<h1>Late again</h1><time>2 March 2025</time>",
      PLAIN, "2025-03-02" },
    { "<meta name=description content='The ferry (news of 3 March 2025)'>", PLAIN, "2025-03-03" },
    { "<article><aside><time datetime=2025-01-01></aside><h1>x</h1><p>text</article>", PLAIN,
      "2025-01-01" },
    { "<meta name=published content='January 3, 2025'>", PLAIN, "2025-01-03" },
    /* nothing but a change */
    { "<meta property=article:modified_time content=2025-03-01>", PLAIN, "2025-03-01" },
    { "<p>x", PLAIN, "" },
};

static void decides_between_dates(void **state)
{
    struct read r;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(dates); i++) {
        read_page(&r, dates[i].html, dates[i].url);
        ts_str got = ts_when_iso(&r.arena, r.article.published);
        if (!ts_str_is(got, dates[i].want))
            print_error("case %zu: %s\n", i, dates[i].html);
        assert_slice_equal(got, dates[i].want);
        ts_arena_done(&r.arena);
    }
}

static void reads_dates_in_addresses(void **state)
{
    static const struct {
        const char *url, *want;
        bool is_month;
    } cases[] = {
        { "https://n.example/2025/03/04/x", "2025-03-04", false },
        { "https://n.example/2025/3/4/x", "2025-03-04", false },
        { "https://n.example/news-2025-03-04-x.html", "2025-03-04", false },
        { "https://n.example/20250304/x", "2025-03-04", false },
        { "https://n.example/x-20250304", "2025-03-04", false },
        { "https://n.example/2025/mar/04/x", "2025-03-04", false },
        { "https://n.example/2025/03/x", "2025-03-01", true },
        { "https://n.example/2025/03/2025/03/04/", "2025-03-04", false },
        { "https://n.example/29-10-2024", "2024-10-29", false },
        { "https://n.example/report_29.10.2024_x", "2024-10-29", false },
        { "https://n.example/09-10-2024", "", false },
        { "https://n.example/version-2025-3-4-is-out", "", false },
        { "https://n.example/2025/13/04/x", "", false },
        { "https://n.example/1984/03/04/x", "", false },
        { "https://n.example/120250304/x", "", false },
        { "https://n.example/2025/x", "", false },
        { "https://n.example/x?date=2025-03-04", "", false },
        { "https://n.example/a/A2025030414051234567", "2025-03-04", false },
        { "https://n.example/a/2025030499051234567", "", false },
        { "", "", false },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        bool is_month;
        struct ts_when when = ts_dating_of_url(ts_str_of(cases[i].url), &is_month);
        assert_slice_equal(ts_when_iso(&a, when), cases[i].want);
        assert_int_equal(is_month, cases[i].is_month);
    }
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decides_between_dates),
        cmocka_unit_test(reads_dates_in_addresses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
