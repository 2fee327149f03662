/* Titles: what is cut off them, and which source wins. */
#include "../../src/extract/title_priv.h"
#include "read_meta.h"
#include "tearsheet/base/buf.h"

static const struct {
    const char *title, *want;
} titles[] = {
    { "Storm hits coast | The Harbour Times", "Storm hits coast" },
    { "Storm hits coast - The Harbour Times", "Storm hits coast" },
    { "Storm hits coast – The Harbour Times", "Storm hits coast" },
    { "Storm hits coast — Harbour Times", "Storm hits coast" },
    { "Storm hits coast :: harbour-times.example", "Storm hits coast" },
    { "Storm hits coast » HarbourTimes", "Storm hits coast" },
    { "Storm hits coast|Harbour Times", "Storm hits coast" },
    { "The Harbour Times | Storm hits coast", "Storm hits coast" },
    { "Harbour Times - Storm hits coast", "Storm hits coast" },
    { "Storm hits coast | News | The Harbour Times", "Storm hits coast | News" },
    { "Storm - calm - storm | HT Online | The Harbour Times", "Storm - calm - storm | HT Online" },
    { "Harbour: Storm hits coast", "Harbour: Storm hits coast" },
    { "The Harbour Times: Storm hits coast", "Storm hits coast" },
    { "Storm: the coast is hit", "Storm: the coast is hit" },
    { "Storm hits the north-east", "Storm hits the north-east" },
    { "Storm hits coast - what we know so far", "Storm hits coast - what we know so far" },
    { "The Harbour Times", "The Harbour Times" },
    { "Storm hits coast - harbour-times.example - Weather", "Storm hits coast" },
    { "Storm | ", "Storm" },
    { "Harbour in storm - ten things to see", "Harbour in storm - ten things to see" },
    { "", "" },
};

static void strips_the_outlet_from_titles(void **state)
{
    struct ts_outlet outlet = { .names = { TS_STR("The Harbour Times") },
                                .n = 1,
                                .host = TS_STR("harbour-times.example") };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(titles); i++)
        assert_slice_equal(ts_title_strip(&a, ts_str_of(titles[i].title), &outlet), titles[i].want);
    ts_arena_done(&a);
}

static void knows_how_outlets_shorten_their_names(void **state)
{
    static const struct {
        const char *name, *host;
        bool is;
    } cases[] = {
        { "Harbour Times", "harbourtimes.example", true },
        { "Harbour-Times.example", "harbour-times.example", true },
        { "The Harbour Times", "htimes.example", true },
        { "Harbour Broadcasting Corporation", "hbc.co.example", true },
        { "Harbour News", "news.harbour.example", true },
        { "HTimes", "www.htimes.example", true },
        { "The Marsh Post", "harbourtimes.example", false },
        { "Storm", "harbourtimes.example", false },
        { "", "harbourtimes.example", false },
        { "Harbour Times", "", false },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        bool got = ts_title_is_host(&a, ts_str_of(cases[i].name), ts_str_of(cases[i].host));
        if (got != cases[i].is)
            print_error("%s at %s\n", cases[i].name, cases[i].host);
        assert_int_equal(got, cases[i].is);
    }
    ts_arena_done(&a);
}

static const struct {
    const char *html, *want;
} votes[] = {
    { TITLED("<title>Ferry crews walk out | Harbour</title>", "<h1>Ferry crews walk out</h1>"),
      "Ferry crews walk out" },
    { TITLED("<title>Ferry crews walk out - Marsh Post</title>", "<p>x"),
      "Ferry crews walk out - Marsh Post" },
    { TITLED("<title>Ferry crews walk out | News</title>", "<p>x"), "Ferry crews walk out" },
    { TITLED("<meta property=og:title content='Ferry &amp;amp; crews'>", "<p>x"), "Ferry & crews" },
    /* a logo, a section and a box are no titles */
    { TITLED("<title>Ferry crews walk out</title>", "<h1>Harbour Times</h1><h2>Sport today</h2>"),
      "Ferry crews walk out" },
    { TITLED("<title>Ferry crews walk out</title>",
             "<h1>Subscribe now</h1><h1>Ferry crews walk out at dawn</h1>"),
      "Ferry crews walk out at dawn" },
    { TITLED("<title>Ferry crews walk out</title>",
             "<aside><h1>Ferry prices</h1></aside><h1>Ferry crews walk out again</h1>"),
      "Ferry crews walk out again" },
    /* what stands over the text beats one title that was written for others */
    { TITLED("<title>Ferry strike: all you need to know</title>",
             "<h1>Crews of the ferry strike over pay</h1>"),
      "Crews of the ferry strike over pay" },
    /* a heading of two lines */
    { TITLED("<meta property=og:title content='Ferry strike: Crews walk out'>",
             "<h1><span>Ferry strike</span> <span>Crews walk out</span></h1>"),
      "Ferry strike: Crews walk out" },
    { TITLED("<title>Blog archive » Crews walk out</title>",
             "<h1>Blog</h1><h2>Crews walk out</h2>"),
      "Crews walk out" },
    /* the h1 is what is shown, however often another wording is told */
    { TITLED("<title>Ferry strike 2025: all you need to know</title>"
             "<meta property=og:title content='Ferry strike 2025: all you need to know'>"
             "<meta name=twitter:title content='Ferry strike 2025: all you need to know'>"
             "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":"
             "\"Ferry strike 2025: all you need to know\"}</script>",
             "<h1>Crews of the ferry strike over pay</h1>"),
      "Crews of the ferry strike over pay" },
    /* unless that wording stands in another heading, and this one is only a part */
    { TITLED(
          "<title>Why crews of the ferry strike</title>"
          "<meta property=og:title content='Why crews of the ferry strike'>",
          "<h2 class=headline>Why crews of the ferry strike</h2><p>x<h1>The pay of the past</h1>"),
      "Why crews of the ferry strike" },
    /* the page is made of boxes: the h1 in one of them is the article's */
    { TITLED("<title>Ferry strike: all you need to know</title>"
             "<meta property=og:title content='Ferry strike: all you need to know'>",
             "<div class='x-widget title'><h1>Crews of the ferry strike over pay</h1></div>"),
      "Crews of the ferry strike over pay" },
    /* the outlet's name: a link to the front page, or what <title> has beside the told one */
    { TITLED("<title>Crews walk out - Boats and Crews of Today</title>",
             "<h1><a href='/'>Boats and Crews of Today</a></h1><h2>Crews walk out</h2>"),
      "Crews walk out" },
    { TITLED("<title>Boats and Crews: Ferry crews walk out</title>"
             "<meta property=og:title content='Ferry crews walk out'>",
             "<h1>Boats and Crews</h1><h3>Ferry crews walk out</h3>"),
      "Ferry crews walk out" },
    /* a short one that is the first part of <title> is no section's name */
    { TITLED("<title>Oars - Learn rowing from the beginning - All that floats</title>"
             "<meta property=og:title content='Oars - Learn rowing from the beginning'>",
             "<h1>Oars</h1>"),
      "Oars" },
    /* an h1 in a box that is what <title> has behind a lower heading: the book's, not the page's */
    { TITLED("<title>What are oars made of? - Rowing from the very beginning</title>",
             "<div class=menu><h1>Rowing from the very beginning</h1></div><h2>What are oars made "
             "of?</h2>"),
      "What are oars made of?" },
    { TITLED("<title>What are oars made of? - Rowing from the very beginning</title>",
             "<h1>Rowing from the very beginning</h1><h2>What are oars made of?</h2>"),
      "Rowing from the very beginning" },
    /* the only h1 is a crumb of the trail: a lower heading that is told is the headline */
    { TITLED("<title>Ferry strike 2025: crews, pay</title>"
             "<meta property=og:title content='Ferry strike 2025: crews, pay'>"
             "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":"
             "\"Crews of two boats walk out\"}</script>",
             "<nav><ol><li><a href=/coast>Coast</a><li><h1>Ferry strike 2025: crews, "
             "pay</h1></ol></nav><h2>Crews of two boats walk out</h2>"),
      "Crews of two boats walk out" },
    { TITLED("<title>Ferry strike 2025: crews, pay</title>"
             "<meta property=og:title content='Crews of two boats walk out'>",
             "<nav><h1>Ferry strike 2025: crews, pay</h1></nav>"
             "<h2><span>At the harbour</span><span>Crews of two boats walk out</span></h2>"),
      "Crews of two boats walk out" },
    { TITLED("<title>Ferry strike 2025: crews, pay</title>",
             "<nav><h1>Ferry strike 2025: crews, pay</h1></nav><h2>Crews of two boats</h2>"),
      "Ferry strike 2025: crews, pay" },
    /* nor is one told that stands over the article set aside for a lower one */
    { TITLED("<title>Ferry strike 2025: crews, pay</title>"
             "<meta property=og:title content='Crews of two boats walk out'>",
             "<h1>Ferry strike 2025: crews, pay</h1><h2>Crews of two boats walk out</h2>"),
      "Ferry strike 2025: crews, pay" },
    /* the topics of a blog's entry do not make it a box */
    { TITLED("<title>Ferry strike: the pay</title>"
             "<meta property=og:title content='Ferry strike: the pay'>",
             "<div class='hentry tag-popular has-comments'><h1>Why the crews of the ferry "
             "strike</h1></div><h2>The pay</h2>"),
      "Why the crews of the ferry strike" },
    /* a heading with the outlet's name in it is none if <title> has the name elsewhere */
    { TITLED("<title>Thinking in Harbour Times – Harbour Times</title>"
             "<meta property=og:title content='Thinking in Harbour Times – Harbour Times'>",
             "<h1>Thinking in Harbour Times</h1><h2 class=title>Step 2: in the harbour</h2>"),
      "Thinking in Harbour Times" },
    /* a lower heading that stands inside of a part of <title> */
    { TITLED("<title>The ferry strike of the crews: pay and wages</title>"
             "<meta property=og:title content='The ferry strike of the crews: pay and wages'>",
             "<h2>Ferry strike</h2>"),
      "The ferry strike of the crews: pay and wages" },
    /* a word of the title in a box */
    { TITLED("<title>Your guide to the ferries: planning a crossing in winter</title>"
             "<meta property=og:title content='All on planning to cross! The ferries in winter'>",
             "<h1>By the crew</h1><div class=widget><h1>Planning</h1></div>"),
      "All on planning to cross! The ferries in winter" },
    /* short parts behind a bar */
    { TITLED("", "<h1>Crews of the ferry walk out | Opinion</h1>"), "Crews of the ferry walk out" },
    /* what stands in front of other parts elsewhere, without what is beside it */
    { TITLED("<title>Oars overview | Boats and crews | All that floats</title>"
             "<meta property=og:title content='Oars overview | Boats and crews'>",
             "<h1>Oars overview <div>Keep what you like in lists</div></h1>"),
      "Oars overview" },
    /* a short line over the headline in an element of its own */
    { TITLED("<title>Ferries - Crews walk out again</title>",
             "<h1><span class='head__kicker'>Ferries</span><span class=hidden>-</span>"
             "<span>Crews walk out again</span></h1>"),
      "Crews walk out again" },
    { TITLED("<meta property=og:title content='Crews walk out again'>",
             "<h1><em>Ferries</em><br>Crews walk out again</h1>"),
      "Crews walk out again" },
    { TITLED("<meta property=og:title content='Crews walk out again'>",
             "<h1>Crews walk out again <span>3 March 2025</span></h1>"),
      "Crews walk out again" },
    { TITLED("<title>Crews</title>", "<h1><time>3 March</time>Crews walk out</h1>"),
      "Crews walk out" },
    /* with a colon it belongs to the headline if JSON-LD has it so */
    { TITLED("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":"
             "\"Ferry strike: Crews walk out again\"}</script>",
             "<h1>Crews walk out again</h1>"),
      "Ferry strike: Crews walk out again" },
    /* marks as the page shows them, and two lines kept apart */
    { TITLED("<meta property=og:title content='*Crews* walk out'>",
             "<h1><em>Crews</em> walk out</h1>"),
      "Crews walk out" },
    { TITLED("<meta property=og:title content='Ferry strike - Crews walk out'>",
             "<h1><em>Ferry strike</em> Crews walk out</h1>"),
      "Ferry strike - Crews walk out" },
    /* what no reader sees, and ends that are none of a headline */
    { TITLED("<title>Ferrymen</title>", "<h1>Fer\u00ADry\u00ADmen walk out</h1>"),
      "Ferrymen walk out" },
    { TITLED("<title>Crews</title>", "<h1>Crews walk out<a href='#crews'>¶</a></h1>"),
      "Crews walk out" },
    { TITLED("<title>Crews of the ferry - </title>", "<p>x"), "Crews of the ferry" },
    { TITLED("<title>The end of br</title>", "<h1>The end of &lt;br&gt; tags</h1>"),
      "The end of <br> tags" },
    { TITLED("<title>Crews</title>", "<h1>Crews &amp;amp; boats walk out</h1>"),
      "Crews & boats walk out" },
    { TITLED("<title>Best boats</title>",
             "<h1><span>Best boats of 2025 (north)</span><span>Your guide</span></h1>"),
      "Best boats of 2025 (north) Your guide" },
    { TITLED("<title>Boats and crews</title>", "<h1><span>C</span><span>rews</span> walk out</h1>"),
      "Crews walk out" },
    { TITLED("", "<h1>Crews walk out</h1>"), "Crews walk out" },
    { TITLED("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":"
             "\"Crews walk out\"}</script>",
             "<p>x"),
      "Crews walk out" },
    { TITLED("<title></title>", "<p>x"), "" },
};

static void sources_vote_for_the_title(void **state)
{
    struct read r;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(votes); i++) {
        read_page(&r, votes[i].html, URL);
        if (!ts_str_is(r.article.title, votes[i].want))
            print_error("%s\n", votes[i].html);
        assert_slice_equal(r.article.title, votes[i].want);
        ts_arena_done(&r.arena);
    }
}

/* `n` times `part` between two others, in the arena. */
static const char *repeated(struct ts_arena *a, const char *front, const char *part, size_t n,
                            const char *behind)
{
    struct ts_buf b = { 0 };

    ts_buf_puts(&b, front);
    for (size_t i = 0; i < n; i++)
        ts_buf_puts(&b, part);
    ts_buf_puts(&b, behind);
    const char *text = ts_buf_take(&b, a).ptr;
    ts_buf_done(&b);
    return text;
}

/* Reads the first h1 of the page. */
static struct ts_heading heading_of(struct ts_arena *a, const char *html)
{
    struct ts_arena page = { 0 };
    struct ts_scan scan;
    struct ts_dom dom;
    struct ts_err err;

    assert_ok(ts_dom_parse(&page, ts_str_of(html), &dom, &err), &err);
    ts_scan_page(&page, &dom, &scan);
    assert_true(scan.headings.n > 0);
    struct ts_heading heading = ts_heading_read(a, &scan, scan.headings.list[0], TS_STR(URL));
    ts_arena_done(&page);
    return heading;
}

/* A page whose whole text is in its heading: cut at each element in it, and asked for a kicker at
 * each, it would be copied hundreds of times. */
static void a_heading_has_no_more_than_can_be_a_title(void **state)
{
    struct ts_arena home = { 0 }, a = { 0 };
    const char *words = repeated(&home, "", "word ", 100000, "</h1>");
    const char *html = repeated(&home, "<h1>", "<small>", 1000, words);

    (void)state;
    assert_in_range(heading_of(&a, html).text.len, TS_TITLE_MAX_SOURCE / 2, TS_TITLE_MAX_SOURCE);
    ts_arena_done(&a);
    heading_of(&a, repeated(&home, "<h1>", "<small>", 20, words));
    assert_true(a.used < 100 * TS_TITLE_MAX_SOURCE);
    ts_arena_done(&a);
    ts_arena_done(&home);
}

static void a_link_home_is_near_the_start_of_its_heading(void **state)
{
    struct ts_arena home = { 0 }, a = { 0 };
    const char *behind = "<a href='/'>x</a></h1>";

    (void)state;
    assert_true(heading_of(&a, repeated(&home, "<h1>", "<b></b>", 9, behind)).is_home);
    assert_true(
        heading_of(&a, repeated(&home, "<h1>", "<b></b>", TS_TITLE_MAX_NODES - 2, behind)).is_home);
    assert_false(
        heading_of(&a, repeated(&home, "<h1>", "<b></b>", TS_TITLE_MAX_NODES - 1, behind)).is_home);
    ts_arena_done(&a);
    ts_arena_done(&home);
}

/* Each bar may be a title's end; with all of them looked at this would take hours. */
static void a_title_is_looked_for_in_a_short_text(void **state)
{
    static const char *const fronts[] = { "<title>", "<meta property=og:title content='",
                                          "<meta name=twitter:title content='",
                                          "<meta name=title content='" };
    struct ts_arena a = { 0 };
    struct read r;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(fronts); i++) {
        const char *end = i == 0 ? "</title><h1>Crews walk out</h1>" : "'><h1>Crews walk out</h1>";
        read_page(&r, repeated(&a, fronts[i], "a |", 1000000, end), URL);
        assert_slice_equal(r.article.title, "Crews walk out");
        ts_arena_done(&r.arena);
    }
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strips_the_outlet_from_titles),
        cmocka_unit_test(knows_how_outlets_shorten_their_names),
        cmocka_unit_test(sources_vote_for_the_title),
        cmocka_unit_test(a_heading_has_no_more_than_can_be_a_title),
        cmocka_unit_test(a_link_home_is_near_the_start_of_its_heading),
        cmocka_unit_test(a_title_is_looked_for_in_a_short_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
