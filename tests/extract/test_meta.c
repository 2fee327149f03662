/* What pages say about themselves: titles, authors, languages, and which source wins. */
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

#include "../../src/extract/byline_priv.h"
#include "../../src/extract/plain_priv.h"

#include "read_meta.h"

/* ---- authors ---- */

static const struct {
    const char *text, *want;
} bylines[] = {
    { "Ann Lee", "Ann Lee" },
    { "By Ann Lee", "Ann Lee" },
    { "BY ANN LEE", "ANN LEE" },
    { "By: Ann Lee", "Ann Lee" },
    { "by Ann Lee and Bo Berg", "Ann Lee; Bo Berg" },
    { "By Ann Lee, Bo Berg and Cy Dahl", "Ann Lee; Bo Berg; Cy Dahl" },
    { "Ann Lee & Bo Berg", "Ann Lee; Bo Berg" },
    { "Ann Lee; Bo Berg; Ann Lee", "Ann Lee; Bo Berg" },
    { "Written by Ann Lee", "Ann Lee" },
    { "Posted by Ann Lee on 3 March 2025", "Ann Lee" },
    { "By Ann Lee | Published 3 March 2025, 14:05", "Ann Lee" },
    { "By Ann Lee, Staff Writer", "Ann Lee" },
    { "By Ann Lee - March 3, 2025", "Ann Lee" },
    { "Ann Lee, MD, Director of Tides", "Ann Lee" },
    { "Ann Lee on Monday", "Ann Lee" },
    { "By Ann Lee Updated today", "Ann Lee" },
    { "Photo: Ann Lee", "" },
    { "김하나 기자", "김하나" },
    { "Von Ute Groß und Jörg Weiß", "Ute Groß; Jörg Weiß" },
    { "Par Élise Faure et Luc Petit", "Élise Faure; Luc Petit" },
    { "Por José Ortega y Gasset", "José Ortega y Gasset" },
    { "Por Ana Ruiz y Juan Gil Paz", "Ana Ruiz; Juan Gil Paz" },
    { "Di Carla Neri e Ugo Foscolo", "Carla Neri; Ugo Foscolo" },
    { "Door Jan van der Meer", "Jan van der Meer" },
    { "Autor: Jan Kowal", "Jan Kowal" },
    { "Автор: Анна Лис", "Анна Лис" },
    { "作者：王小明", "王小明" },
    { "By <a href='/ann'>Ann Lee</a>", "Ann Lee" },
    { "Ann O&#39;Lee", "Ann O'Lee" },
    { "Ann Lee (Marsh Post)", "Ann Lee" },
    { "Ann Lee @annlee", "Ann Lee" },
    { "Ann Lee, Ph.D.", "Ann Lee" },
    { "Ann Lee, DVM. Reviewed by Bo Berg", "Ann Lee" },
    { "Recipe by Ann Lee", "Ann Lee" },
    { "Verfasst von Ute Groß", "Ute Groß" },
    { "Ann Lee is a writer who lives by the sea", "Ann Lee" },
    /* no names */
    { "Insights from", "" },
    { "news service reports", "" },
    { "Posted on", "" },
    { "wordpressadmin", "" },
    { "Learn more about our contributors", "" },
    { "Donnerstag", "" },
    { "Admin", "" },
    { "admin", "" },
    { "By The Harbour Times", "" },
    { "Harbour Times", "Harbour Times" },
    { "the harbour times", "" },
    { "Staff Reporter", "" },
    { "3 March 2025", "" },
    { "https://news.example/ann", "" },
    { "ann@news.example", "" },
    { "By", "" },
    { "", "" },
    { "|", "" },
    { "for everyone who reads the news every day", "" },
    { "News you can trust, since long ago!", "" },
};

static void takes_names_out_of_bylines(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(bylines); i++) {
        struct ts_byline names = { 0 };
        ts_byline_add(&a, ts_str_of(bylines[i].text), TS_STR("The Harbour Times"), &names);
        if (!ts_str_is(ts_byline_join(&a, &names), bylines[i].want))
            print_error("%s\n", bylines[i].text);
        assert_slice_equal(ts_byline_join(&a, &names), bylines[i].want);
    }
    ts_arena_done(&a);
}

static void text_without_mark_up_must_announce_its_names(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "By Ann Lee", "Ann Lee" },
        { "Von Ute Groß", "Ute Groß" },
        { "Ann Lee", "" },
        { "Byron wrote this", "" },
        { "Das ist von Ute", "" },
        { "Text: x", "" },
        { "By boat. It took a day", "" },
        { "By Tuesday, the water had gone.", "" },
        { "By Ann Lee Jr.", "Ann Lee Jr." },
        { "كتبت: ليلى منصور", "ليلى منصور" },
        { "מאת: דן כהן", "דן כהן" },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_byline names = { 0 };
        ts_byline_add_marked(&a, ts_str_of(cases[i].text), TS_STR(""), &names);
        assert_slice_equal(ts_byline_join(&a, &names), cases[i].want);
    }
    ts_arena_done(&a);
}

#define BY(author)                                                                    \
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"x\"," \
    "\"author\":" author "}</script>"

static const struct {
    const char *html, *want;
} authors[] = {
    { "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"x\",\"author\":["
      "{\"name\":\"Ann Lee\"},{\"name\":\"Bo Berg\"}]}</script><meta name=author content='Cy "
      "Dahl'>",
      "Ann Lee; Bo Berg" },
    { "<meta name=author content='Ann Lee'><meta name=author content='Bo Berg'>",
      "Ann Lee; Bo Berg" },
    { "<meta property=article:author content='https://social.example/ann'><h1>x</h1>"
      "<a rel=author href=/ann>Ann Lee</a>",
      "Ann Lee" },
    { "<h1>x</h1><span itemprop=author>Ann Lee</span>", "Ann Lee" },
    { "<h1>x</h1><p class=article-byline>By <a>Ann Lee</a> and <a>Bo Berg</a></p>",
      "Ann Lee; Bo Berg" },
    { "<h1>x</h1><div class=byline><span>By</span><a>Ann Lee</a><time>Monday</time></div>",
      "Ann Lee" },
    { "<h1>x</h1><ul class=authors><li>Ann Lee</li><li>Bo Berg</li></ul>", "Ann Lee; Bo Berg" },
    { "<h1>x</h1><div class=author><div>Ann Lee</div><div>Writes of tides</div></div>", "Ann Lee" },
    { "<h1>x</h1><div class=postAuthor>Ann Lee</div>", "Ann Lee" },
    { "<h1>x</h1><p>By Ann Lee</p><p>text", "Ann Lee" },
    { "<h1>x</h1><p>By <a>Ann Lee</a></p><p>text", "Ann Lee" },
    { "<h1>x</h1><div class=authority>Ann Lee</div>", "" },
    { "<h1>x</h1><div class=comments><span class=author>Ann Lee</span></div>", "" },
    { "<meta name=author content=Admin><h1>x</h1><p>text", "" },
    /* what Twitter's cards tell, and links to the pages of authors */
    { "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ann Lee'>",
      "Ann Lee" },
    { "<meta name=twitter:label1 content='Price'><meta name=twitter:data1 content='Ann Lee'>", "" },
    { "<h1>x</h1><p><a href='/authors/ann-lee'>Ann Lee</a></p><p>text", "Ann Lee" },
    { "<h1>x</h1><p>Written by</p><p>Ann Lee</p><p>text", "Ann Lee" },
    { "<meta name=citation_author content='Lee, Ann'><meta name=citation_author content='Berg, "
      "Bo'>",
      "Ann Lee; Bo Berg" },
    /* a login gives way to a name, an organization to a person that is shown */
    { "<meta name=author content=annlee><h1>x</h1><p class=byline>By Ann Lee</p>", "Ann Lee" },
    { "<meta name=author content=annlee><h1>x</h1>", "annlee" },
    { BY("{\"@type\":\"Organization\",\"name\":\"Marsh Press\"}") "<h1>x</h1><p class=byline>By "
                                                                  "Ann Lee</p>",
      "Ann Lee" },
    { BY("{\"@type\":\"Organization\",\"name\":\"Marsh Press\"}") "<h1>x</h1>", "Marsh Press" },
    /* an agency, too */
    { "<meta name=author content='AFP'><h1>x</h1><p class=byline>Par Ann Lee</p>", "Ann Lee" },
    { "<meta name=author content='AFP'><h1>x</h1><p class=byline>AFP</p>", "AFP" },
    /* among others things about the article */
    { "<h1>x</h1><p>2026-03-02 09:30　来源：河口晚报　作者：林一舟　编辑：周小雨</p>", "林一舟" },
    { "<h1>x</h1><p class=byline>記者 林一舟／河口報導</p>", "林一舟" },
    { "<meta name=author content=AFP><h1>x</h1><p class=byline>AFP, Washington</p>", "AFP" },
    { "<meta name=author content=AFP><h1>x</h1><p>Par Ann Lee</p>", "Ann Lee" },
    /* the outlet's name, unless it is told to be a person's and can be */
    { "<meta property=og:site_name content='Ann Lee'><meta name=author content='Ann Lee'>", "" },
    { "<meta property=og:site_name content='Ann Lee'>" BY(
          "{\"@type\":\"Person\",\"name\":\"Ann Lee\"}"),
      "Ann Lee" },
    { "<meta property=og:site_name content='Harbour News'>" BY(
          "{\"@type\":\"Person\",\"name\":\"Harbour News\"}"),
      "" },
};

static void finds_authors_in_pages(void **state)
{
    struct read r;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(authors); i++) {
        read_page(&r, authors[i].html, URL);
        if (!ts_str_is(r.article.byline, authors[i].want))
            print_error("%s\n", authors[i].html);
        assert_slice_equal(r.article.byline, authors[i].want);
        ts_arena_done(&r.arena);
    }
}

/* ---- the rest ---- */

static const char full_page[] =
    "<!doctype html><html lang=en-GB><head><title>Crews walk out | The Harbour Times</title>"
    "<link rel=canonical href='/2025/03/03/ferry'><link rel=next href='?page=2'>"
    "<meta property=og:site_name content='The Harbour Times'>"
    "<meta property=og:title content='Crews walk out'>"
    "<meta property=og:description content='Ferries stay &amp;quot;home&amp;quot;.'>"
    "<meta property=og:image content='//img.example/a.jpg'>"
    "<meta property=article:modified_time content='2025-03-03T16:00:00Z'>"
    "<meta property=article:content_tier content=locked>"
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Crews walk out\","
    "\"datePublished\":\"2025-03-03T14:05:00Z\",\"wordCount\":300,\"articleBody\":\"All of "
    "it.\",}</script></head><body><header><h1>The Harbour Times</h1></header><article>"
    "<h1 id=t>Crews walk out</h1><p class=byline id=b>By Ann Lee</p>"
    "<time id=d datetime=2025-03-03>today</time><p>Text.</article></body></html>";

static void fills_all_fields(void **state)
{
    struct read r;

    (void)state;
    read_page(&r, full_page, URL "?utm_source=x");
    assert_slice_equal(r.article.title, "Crews walk out");
    assert_slice_equal(r.article.byline, "Ann Lee");
    assert_slice_equal(r.article.site, "The Harbour Times");
    assert_slice_equal(r.article.lang, "en");
    assert_slice_equal(r.article.summary, "Ferries stay \"home\".");
    assert_slice_equal(r.article.image, "https://img.example/a.jpg");
    assert_slice_equal(ts_when_iso(&r.arena, r.article.published), "2025-03-03T14:05:00Z");
    assert_slice_equal(ts_when_iso(&r.arena, r.article.modified), "2025-03-03T16:00:00Z");
    assert_slice_equal(r.hints.body, "All of it.");
    assert_int_equal(r.hints.n_words, 300);
    assert_true(r.hints.is_paid);
    assert_slice_equal(ts_node_attr(r.hints.headline, TS_ATTR_ID), "t");
    assert_slice_equal(ts_node_attr(r.hints.byline, TS_ATTR_ID), "b");
    assert_slice_equal(ts_node_attr(r.hints.dateline, TS_ATTR_ID), "d");
    assert_true(ts_str_ends(r.hints.next_url, "/2025/03/03/ferry?page=2"));
    assert_slice_equal(r.article.canonical, "https://www.harbour-times.example/2025/03/03/ferry");
    ts_arena_done(&r.arena);
}

#define ITEM(inner) "<main itemscope itemtype=//schema.org/NewsArticle>" inner "</main>"
#define HEAD "<h1 itemprop=headline>The ferry is back</h1>"

static const struct {
    const char *body, *want;
} item_images[] = {
    { ITEM(HEAD "<img itemprop=image src=data:x data-src=/a.jpg>"), "a.jpg" },
    { ITEM("<meta itemprop=image content=a.jpg>" HEAD), "2025/03/03/a.jpg" },
    { ITEM("<link itemprop='thumbnail image' href=/a.jpg>" HEAD), "a.jpg" },
    { ITEM(HEAD "<figure itemprop=image itemscope><img src=/a.jpg><meta itemprop=url "
                "content=/b.jpg></figure>"),
      "a.jpg" },
    { ITEM(HEAD "<span itemprop=image itemscope><meta itemprop=width content=9><meta "
                "itemprop=contentUrl content=/b.jpg></span>"),
      "b.jpg" },
    { ITEM("<p itemprop=author itemscope><img itemprop=image src=/ann.jpg></p>" HEAD
           "<img itemprop=image src=/a.jpg>"),
      "a.jpg" },
    { HEAD "<ul itemscope><li><img itemprop=image src=/other.jpg></ul>", "" },
    { ITEM(HEAD "<img itemprop=image src=data:x><div itemprop=image itemscope></div>"), "" },
    { "<meta property=og:image content=/og.jpg>" ITEM(HEAD "<img itemprop=image src=/a.jpg>"),
      "og.jpg" },
};

static void finds_the_image_of_the_item(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(item_images); i++) {
        struct read r;
        read_page(&r, item_images[i].body, URL);
        ts_str want = ts_str_of(item_images[i].want);
        if (want.len > 0)
            want = ts_arena_concat(&r.arena, TS_STR("https://www.harbour-times.example/"), want);
        assert_slice_equal(r.article.image, ts_arena_cstr(&r.arena, want));
        ts_arena_done(&r.arena);
    }
}

static void every_prefix_of_a_page_is_safe(void **state)
{
    struct read r;

    (void)state;
    for (size_t n = 0; n < sizeof full_page; n += 7) {
        char *copy = calloc(1, n + 1);
        memcpy(copy, full_page, n);
        read_page(&r, copy, URL);
        ts_arena_done(&r.arena);
        free(copy);
    }
}

static void canonical_addresses_must_be_plausible(void **state)
{
    static const struct {
        const char *html, *want;
    } cases[] = {
        { "<link rel=canonical href='https://m.harbour-times.example/ferry'>",
          "https://m.harbour-times.example/ferry" },
        { "<link rel=canonical href='https://other.example/ferry'>", URL },
        { "<link rel=canonical href='/'>", URL },
        { "<link rel=canonical href='javascript:x'>", URL },
        { "<link rel=canonical href=''><meta property=og:url content='/a?b=1'>",
          "https://www.harbour-times.example/a?b=1" },
        { "<p>x", URL },
    };
    struct read r;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        read_page(&r, cases[i].html, URL "?utm_medium=x#top");
        assert_slice_equal(r.article.canonical, cases[i].want);
        ts_arena_done(&r.arena);
    }
}

static void names_the_outlet(void **state)
{
    static const struct {
        const char *html, *want;
    } cases[] = {
        { "<meta property=og:site_name content='The Harbour Times'>", "The Harbour Times" },
        { "<meta name=application-name content=HT>", "HT" },
        { "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"publisher\":{\"name\":"
          "\"The Harbour\"}}</script>",
          "The Harbour" },
        { "<title>Crews walk out - Harbour Times</title>", "Harbour Times" },
        { "<title>Crews walk out - The Marsh Post</title><h1>Crews walk out</h1>",
          "The Marsh Post" },
        { "<title>Crews walk out - why?</title>", "harbour-times.example" },
    };
    struct read r;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        read_page(&r, cases[i].html, URL);
        assert_slice_equal(r.article.site, cases[i].want);
        ts_arena_done(&r.arena);
    }
}

static void the_text_corrects_a_wrong_language(void **state)
{
    static const char german[] =
        "Die Fähren zwischen den beiden Ufern blieben am Montag im Hafen, weil die Mannschaften "
        "seit dem frühen Morgen für mehr Lohn streiken. Wann sie wieder fahren, ist nicht "
        "bekannt, wie eine Sprecherin der Gewerkschaft auf dem Kai sagte. Viele Menschen kamen "
        "zu spät zur Arbeit.";
    struct ts_arena a = { 0 };

    (void)state;
    assert_slice_equal(ts_meta_lang(&a, TS_STR("en-US"), ts_str_of(german)), "de");
    assert_slice_equal(ts_meta_lang(&a, TS_STR("de_AT"), ts_str_of(german)), "de");
    assert_slice_equal(ts_meta_lang(&a, TS_STR("en-US"), TS_STR("Kurz.")), "en");
    assert_slice_equal(ts_meta_lang(&a, TS_STR(""), TS_STR("")), "");
    ts_arena_done(&a);
}

static void undoes_escapes(void **state)
{
    static const struct {
        const char *in, *want;
    } cases[] = {
        { "a &amp; b &#8211; c &#x2014; d", "a & b – c — d" },
        { "&amp;quot;a&amp;quot; &eacute;&nbsp;&szlig;", "\"a\" é ß" },
        { "it&#146;s &#0; &#xFFFFFFF; &bogus; &", "it’s &#0; &#xFFFFFFF; &bogus; &" },
        { "<em>a</em> < b <3 <template>", "a < b <3 <template>" },
        { "a<br/>b<p>c", "a b c" },
        { "&lt;b&gt;bold&lt;/b&gt;", "bold" },
        { " \n a \t b ", "a b" },
        { "", "" },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(ts_plain(&a, ts_str_of(cases[i].in)), cases[i].want);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_names_out_of_bylines),
        cmocka_unit_test(text_without_mark_up_must_announce_its_names),
        cmocka_unit_test(finds_authors_in_pages),
        cmocka_unit_test(fills_all_fields),
        cmocka_unit_test(finds_the_image_of_the_item),
        cmocka_unit_test(every_prefix_of_a_page_is_safe),
        cmocka_unit_test(canonical_addresses_must_be_plausible),
        cmocka_unit_test(names_the_outlet),
        cmocka_unit_test(the_text_corrects_a_wrong_language),
        cmocka_unit_test(undoes_escapes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
