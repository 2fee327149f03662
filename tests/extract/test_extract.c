#include "support/support.h"

#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/extract/extract.h"

static const char url[] = "https://news.example/2025/a.html";

static struct ts_article extract(struct ts_arena *a, const char *html)
{
    struct ts_article article = { 0 };
    struct ts_err err = { 0 };

    assert_ok(ts_extract(a, ts_str_of(html), ts_str_of(url), &article, &err), &err);
    return article;
}

/* ---- addresses ---- */

#define BASED(base) "<base href='" base "'><p>Boats wait at the <a href=pier>pier</a> tonight."

static void links_are_resolved_against_the_base(void **state)
{
    static const struct {
        const char *html, *want;
    } cases[] = {
        { BASED(""), "https://news.example/2025/pier" },
        { BASED("/harbour/"), "https://news.example/harbour/pier" },
        { BASED(" https://pier.example/x/y "), "https://pier.example/x/pier" },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_article article = extract(&a, cases[i].html);
        assert_int_equal(article.blocks[0].n_spans, 1);
        assert_slice_equal(article.blocks[0].spans[0].target, cases[i].want);
    }
    ts_arena_done(&a);
}

/* A page with a base of `n_base` bytes and `n` links to "pier", each in a paragraph of its own. */
static struct ts_article extract_linked(struct ts_arena *a, size_t n_base, size_t n)
{
    struct ts_buf html = { 0 };

    ts_buf_puts(&html, "<base href='https://pier.example/");
    ts_buf_fill(&html, 'a', n_base - TS_STR("https://pier.example//").len);
    ts_buf_puts(&html, "/'>");
    for (size_t i = 0; i < n; i++)
        ts_buf_puts(&html, "<p>Boats wait at the <a href=pier>pier</a> tonight.");
    struct ts_article article = extract(a, html.ptr);
    ts_buf_done(&html);
    return article;
}

static void a_long_base_is_ignored(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_article article = extract_linked(&a, TS_EXTRACT_MAX_BASE, 1);
    assert_int_equal(article.blocks[0].spans[0].target.len, TS_EXTRACT_MAX_BASE + 4);
    article = extract_linked(&a, TS_EXTRACT_MAX_BASE + 1, 1);
    assert_slice_equal(article.blocks[0].spans[0].target, "https://news.example/2025/pier");
    ts_arena_done(&a);
}

/* Short addresses that are long when resolved: those behind the limit are left empty. */
static void addresses_have_a_limit(void **state)
{
    struct ts_arena a = { 0 };
    size_t n_bytes = 0, n = TS_EXTRACT_MAX_BLOCKS - 1;

    (void)state;
    struct ts_article article = extract_linked(&a, TS_EXTRACT_MAX_BASE, n);
    assert_int_equal(article.n_blocks, n);
    for (size_t i = 0; i < n; i++)
        n_bytes += article.blocks[i].n_spans ? article.blocks[i].spans[0].target.len : 0;
    assert_in_range(n_bytes, TS_EXTRACT_MAX_TARGETS,
                    TS_EXTRACT_MAX_TARGETS + 2 * TS_EXTRACT_MAX_BASE);
    ts_arena_done(&a);
}

/* ---- golden articles ---- */

static void put_block(struct ts_buf *out, const struct ts_block *block)
{
    ts_buf_printf(out, "%c %s", block->is_kept ? '+' : '-', ts_block_kind_name(block->kind));
    if (block->level)
        ts_buf_printf(out, " %u", block->level);
    if (block->number)
        ts_buf_printf(out, " #%u", block->number);
    ts_buf_puts(out, ": ");
    for (size_t i = 0; i < block->text.len; i++) {
        char c = block->text.ptr[i];
        ts_buf_puts(out, c == '\n' ? "\\n" : c == '\t' ? "\\t" : (char[]){ c, '\0' });
    }
    ts_buf_putc(out, '\n');
    for (size_t i = 0; i < block->n_spans; i++)
        if (block->spans[i].kind == TS_SPAN_LINK)
            ts_buf_printf(out, "    link %.*s\n", TS_FMT(block->spans[i].target));
    if (block->image.len > 0)
        ts_buf_printf(out, "    image %.*s\n", TS_FMT(block->image));
}

static ts_str dump(struct ts_arena *a, const struct ts_article *article)
{
    struct ts_buf out = { 0 };

    ts_buf_printf(&out, "title %.*s\nbyline %.*s\nlang %.*s\ncompleteness %s\nwords %zu\n\n",
                  TS_FMT(article->title), TS_FMT(article->byline), TS_FMT(article->lang),
                  ts_completeness_name(article->completeness), article->n_words);
    for (size_t i = 0; i < article->n_blocks; i++)
        put_block(&out, &article->blocks[i]);
    ts_str text = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return text;
}

static const char *const golden[] = { "plain",   "live",     "list",      "brsoup", "adverts",
                                      "paywall", "japanese", "ukrainian", "short",  "code" };

static void golden_articles(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(golden); i++) {
        struct ts_arena a = { 0 };
        const char *page = ts_arena_printf(&a, "articles/%s.html", golden[i]).ptr;
        struct ts_article article = extract(&a, golden_read(&a, page).ptr);
        assert_golden(dump(&a, &article), ts_arena_printf(&a, "articles/%s.txt", golden[i]).ptr);
        ts_arena_done(&a);
    }
}

/* ---- text ---- */

#define SENTENCE(n)                       \
    "<p>The harbour board met for the " n \
    " time on Tuesday evening and agreed, after a long debate, to repair the old crane.</p>"

static void the_text_has_no_title_caption_or_byline(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_article article = extract(
        &a, "<title>Old crane</title><article><h1>Old crane</h1><p class=byline>By Ida Morrow</p>"
            "<figure><img src=/c.jpg><figcaption>The crane at work</figcaption></figure>" SENTENCE(
                "first") SENTENCE("second") "</article>");
    assert_slice_equal(ts_article_text(&a, &article),
                       "The harbour board met for the first time on Tuesday evening and agreed, "
                       "after a long debate, to repair the old crane.\n\n"
                       "The harbour board met for the second time on Tuesday evening and agreed, "
                       "after a long debate, to repair the old crane.");
    assert_int_equal(article.n_words, 44);
    ts_arena_done(&a);
}

static void hidden_text_is_not_shown_unless_there_is_no_other(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_article article =
        extract(&a, "<article>" SENTENCE("first") SENTENCE("second")
                        SENTENCE("third") "<p hidden>Secret words.</p></article>");
    for (size_t i = 0; i < article.n_blocks; i++)
        assert_false(ts_str_has(article.blocks[i].text, "Secret"));
    article = extract(&a, "<div style='display:none'><article>" SENTENCE("first")
                              SENTENCE("second") "</article></div>");
    assert_true(ts_str_has(ts_article_text(&a, &article), "second time"));
    ts_arena_done(&a);
}

static void links_and_images_are_absolute(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_article article =
        extract(&a, "<article><p>The board met on <a href='../b?c#d'>Tuesday</a> and agreed, after "
                    "a long debate, to repair the old crane.</p><figure><img src=c.jpg>"
                    "<figcaption>Crane</figcaption></figure>" SENTENCE("second") "</article>");
    assert_slice_equal(article.blocks[0].spans[0].target, "https://news.example/b?c#d");
    assert_slice_equal(article.blocks[1].image, "https://news.example/2025/c.jpg");
    ts_arena_done(&a);
}

/* Spans keep to their words beside the marks of <q> and <ruby>. */
static void marks_move_spans(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_article article =
        extract(&a, "<article><p>The <q>old <b>crane</b></q> of <i><ruby>港<rt>kou</rt></ruby> "
                    "quay</i> stands where the board left it after a <b>long</b> "
                    "debate.</p>" SENTENCE("second") "</article>");
    const struct ts_block *block = &article.blocks[0];
    assert_true(ts_str_starts(block->text, "The “old crane” of 港(kou) quay stands"));
    assert_int_equal(block->n_spans, 3);
    static const char *const words[] = { "crane", "港(kou) quay", "long" };
    for (size_t i = 0; i < TS_COUNT(words); i++)
        assert_slice_equal(ts_str_sub(block->text, block->spans[i].start, block->spans[i].len),
                           words[i]);
    ts_arena_done(&a);
}

/* An element named after the author that holds the article too. */
static void headings_in_the_box_of_the_author_stay(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_article article =
        extract(&a, "<article><div class=author><h1>Crane</h1><p>By Ida "
                    "Morrow</p>" SENTENCE("first") "<h3>What the board asks</h3>" SENTENCE(
                        "second") "<h3>A "
                                  "grant</h3>" SENTENCE("third") "<h3>Closed</"
                                                                 "h3>" SENTENCE("fourth") "</div></"
                                                                                          "article"
                                                                                          ">");
    size_t n_headings = 0;
    for (size_t i = 0; i < article.n_blocks; i++)
        n_headings += article.blocks[i].is_kept && article.blocks[i].kind == TS_BLOCK_HEADING;
    assert_int_equal(n_headings, 3);
    ts_arena_done(&a);
}

/* ---- completeness ---- */

#define TOLD(fields)                                                                               \
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Crane\"," fields \
    "}</script>"
#define LONG_BODY                                                                                  \
    "The crane on the quay was built in the year of the great frost by two brothers. It lifted "   \
    "fish, then timber, then nothing. For forty years nobody oiled the winch, and gulls lived in " \
    "its cabin. Last spring a schoolgirl asked who it belonged to, and nobody could say.\\n\\n"    \
    "The answer was found in a drawer of the town hall. The crane belongs to the widow of the "    \
    "last driver, who had been paid with it when the harbour ran out of money in the spring of "   \
    "the year after the war. She wants it to lift once more before she dies, she says."

static const struct {
    const char *html;
    enum ts_completeness want;
} verdicts[] = {
    { "<article>" SENTENCE("first") SENTENCE("second") "</article>", TS_COMPLETE_FULL },
    { TOLD("\"wordCount\":40") "<article>" SENTENCE("first") SENTENCE("second") "</article>",
      TS_COMPLETE_FULL },
    { TOLD("\"wordCount\":900") "<article>" SENTENCE("first") SENTENCE("second") "</article>",
      TS_COMPLETE_PARTIAL },
    { TOLD("\"wordCount\":900,\"isAccessibleForFree\":false") "<article>" SENTENCE("first")
          SENTENCE("second") "</article>",
      TS_COMPLETE_STUB },
    { "<article>" SENTENCE("first") SENTENCE(
          "second") "<div class=gate><p>Subscribe to continue reading.</p></div></article>",
      TS_COMPLETE_STUB },
    { "<article>" SENTENCE("first") SENTENCE(
          "second") "</article><div><h2>You have read your last free article this month</h2>"
                    "<p>Create a free account to keep reading.</p></div>",
      TS_COMPLETE_STUB },
    { "<article>" SENTENCE("first") SENTENCE(
          "second") "</article><div><h3>Weiterlesen mit Bote+</h3><a href=/a>Testen</a></div>",
      TS_COMPLETE_STUB },
    { "<article>" SENTENCE("first")
          SENTENCE("second") "</article><ul><li><a href=/a>会期残り３日、議会は動かず</a></ul>",
      TS_COMPLETE_FULL },
    { "<article>" SENTENCE("first") "<p>The second crane has stood on the quay since the winter, "
                                    "and nobody\xE2\x80\xA6 <a href=/full>Continue reading "
                                    "\xC2\xBB</a></p></article>",
      TS_COMPLETE_PARTIAL },
    { "<article>" SENTENCE("first") "<p>The second crane has stood on the quay since the winter, "
                                    "and nobody knows what for [...]</p></article>",
      TS_COMPLETE_PARTIAL },
    { "<article>" SENTENCE(
          "first") "<p>The second crane, as all can read more than once in the "
                   "town's books, has stood on the quay since the winter.</p></article>",
      TS_COMPLETE_FULL },
    { "<link rel=next href='?page=2'><article>" SENTENCE("first") SENTENCE("second") "</article>",
      TS_COMPLETE_PARTIAL },
};

static void judges_completeness(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(verdicts); i++) {
        struct ts_arena a = { 0 };
        struct ts_article article = extract(&a, verdicts[i].html);
        if (article.completeness != verdicts[i].want)
            fail_msg("%s is %s", verdicts[i].html, ts_completeness_name(article.completeness));
        ts_arena_done(&a);
    }
}

static void takes_the_body_from_data_when_the_page_has_less(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_article article = extract(
        &a, TOLD("\"articleBody\":\"" LONG_BODY "\"") "<main><p>Loading the story</p>"
                                                      "</main><footer><p>About us</p></footer>");
    ts_str text = ts_article_text(&a, &article);
    assert_true(ts_str_starts(text, "The crane on the quay"));
    assert_true(ts_str_ends(text, "before she dies, she says."));
    assert_false(ts_str_has(text, "Loading"));
    assert_int_equal(article.completeness, TS_COMPLETE_FULL);
    ts_arena_done(&a);
}

/* "h2 What drivers say": the kinds of what follows the title, with their texts' beginnings. */
static ts_str outline(struct ts_arena *a, const struct ts_article *article)
{
    struct ts_buf out = { 0 };

    for (size_t i = 0; i < article->n_blocks; i++) {
        const struct ts_block *b = &article->blocks[i];
        if (ts_block_is_text(b))
            ts_buf_printf(&out, "%s%d %.*s|", ts_block_kind_name(b->kind), b->level,
                          TS_FMT(ts_str_sub(b->text, 0, 5)));
    }
    ts_str text = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return text;
}

static void a_body_from_data_keeps_its_structure(void **state)
{
    static const struct {
        const char *body, *want;
    } cases[] = {
        { "<p>" LONG_BODY "</p><h3>After</h3><ul><li>One<li>Two</ul>",
          "paragraph0 The c|heading3 After|list-item1 One|list-item1 Two|" },
        { LONG_BODY "\\n<h2>After</h2>\\nOne.\\nTwo <i>three</i>.<br>Four.",
          "paragraph0 The c|paragraph0 The a|heading2 After|paragraph0 One.|paragraph0 Two "
          "t|paragraph0 Four.|" },
        { "&lt;p&gt;" LONG_BODY "&lt;/p&gt;&lt;h2&gt;After &amp;amp; on&lt;/h2&gt;",
          "paragraph0 The c|heading2 After|" },
        { "<p>" LONG_BODY "<p>$$ADVERT$$<h2>After</h2>", "paragraph0 The c|heading2 After|" },
        { "<p>After.</p><p hidden>" LONG_BODY "</p>", "paragraph0 After|paragraph0 The c|" },
        { LONG_BODY "\\nOne <i>two</i>.", "paragraph0 The c|paragraph0 The a|paragraph0 One t|" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        ts_str html =
            ts_arena_printf(&a, TOLD("\"articleBody\":\"%s\"") "<p>Loading</p>", cases[i].body);
        struct ts_article article = extract(&a, html.ptr);
        assert_slice_equal(outline(&a, &article), cases[i].want);
        ts_arena_done(&a);
    }
}

/* Nor is it a link that leads nowhere. */
static void a_heading_has_no_sign_that_links_to_it(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_article article =
        extract(&a, "<article><h2>The <i>boats</i> <a href=#b>¶</a></h2>" SENTENCE("first")
                        SENTENCE("second") "</article>");

    (void)state;
    assert_slice_equal(article.blocks[0].text, "The boats");
    assert_int_equal(article.blocks[0].n_spans, 1);
    assert_int_equal(article.blocks[0].spans[0].kind, TS_SPAN_EMPHASIS);
    ts_arena_done(&a);
}

/* Of breaking news the body is short, too: then the page must show next to nothing. */
static void takes_a_short_body_from_data_when_the_page_has_none(void **state)
{
    static const char body[] =
        "The crane on the quay fell over on Sunday, and nobody was hurt by it. "
        "Its last driver had left it an hour before, the police say.";
    struct ts_arena a = { 0 };

    (void)state;
    ts_str html =
        ts_arena_printf(&a, TOLD("\"articleBody\":\"%s\"") "<p>Loading&hellip;</p>", body);
    struct ts_article article = extract(&a, html.ptr);
    assert_slice_equal(ts_article_text(&a, &article), body);
    html = ts_arena_printf(&a, TOLD("\"articleBody\":\"%s\"") "<p>%.*s</p>", body, 80, body);
    article = extract(&a, html.ptr);
    assert_true(ts_article_text(&a, &article).len <= 80);
    ts_arena_done(&a);
}

/* A page that a script draws from elsewhere says what it is about, and nothing more. */
static void a_description_is_better_than_nothing(void **state)
{
    static const char words[] = "The crane on the quay lifts once more before it is sold, says the "
                                "widow of its last driver, who owns it since the war.";
    struct ts_arena a = { 0 };

    (void)state;
    ts_str html = ts_arena_printf(&a,
                                  "<title>Crane</title><meta name=description content='%s'><body>"
                                  "<div id=root></div><script>draw()</script>",
                                  words);
    struct ts_article article = extract(&a, html.ptr);
    assert_slice_equal(ts_article_text(&a, &article), words);
    assert_int_equal(article.completeness, TS_COMPLETE_STUB);
    assert_true(article.n_words > 20);
    ts_arena_done(&a);
}

static void captions_are_the_text_of_pictures(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_article article =
        extract(&a, "<title>Cranes</title><figure><img src=a.jpg><figcaption>The crane on the quay"
                    "</figcaption></figure>");
    assert_slice_equal(ts_article_text(&a, &article), "The crane on the quay");
    ts_arena_done(&a);
}

static void takes_the_body_from_other_data_when_the_page_has_none(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf html = { 0 };

    (void)state;
    ts_buf_puts(&html, "<title>Crane</title><div id=root></div><script type='application/json'>"
                       "{\"page\":[{\"body\":\"short\"},{\"articleBody\":\"<p>" LONG_BODY
                       "<\\/p><p>The last line.<\\/p>\"}],\"more\":\"");
    ts_buf_fill(&html, 'x', 2000); /* small data are not looked at */
    ts_buf_puts(&html, "\"}</script>");
    struct ts_article article = extract(&a, html.ptr);
    ts_str text = ts_article_text(&a, &article);
    assert_true(ts_str_starts(text, "The crane on the quay"));
    assert_true(ts_str_ends(text, "\n\nThe last line."));
    ts_buf_done(&html);
    ts_arena_done(&a);
}

/* The same as a string that a script hands on, with marks for what it would put in. */
static void a_body_in_a_script_is_found(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_article article = extract(
        &a,
        "<title>Crane</title><div id=root></div><script>hand.on({\"item\":{\"text\":\""
        "\\u003cp\\u003e" LONG_BODY
        "\\u003c/p\\u003e$$ADVERT$$\\u003ch2\\u003eAfterwards\\u003c/h2\\u003e\\u003cp\\u003eThe "
        "last line.\\u003c/p\\u003e\"}})</script>");
    ts_str text = ts_article_text(&a, &article);

    (void)state;
    assert_true(ts_str_starts(text, "The crane on the quay"));
    assert_true(ts_str_ends(text, "\n\nThe last line."));
    assert_false(ts_str_has(text, "ADVERT"));
    assert_true(ts_str_has(outline(&a, &article), "|heading2 After|"));
    ts_arena_done(&a);
}

/* ---- failures ---- */

static void a_page_without_text_is_an_error(void **state)
{
    static const char *const empty[] = {
        "", " ", "<html><body></body></html>", "<script>x</script>", "<p>&nbsp;</p>", "<!-- a -->"
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(empty); i++) {
        struct ts_arena a = { 0 };
        struct ts_article article = { .n_words = 7 };
        struct ts_err err = { 0 };
        assert_int_equal(ts_extract(&a, ts_str_of(empty[i]), ts_str_of(url), &article, &err),
                         TS_ERR_NOTFOUND);
        assert_string_equal(err.msg, "no text in the page");
        assert_int_equal(article.n_words, 7);
        ts_arena_done(&a);
    }
}

/* A picture that is called a page; its beginning is not read as words. */
static void binary_data_is_no_page(void **state)
{
    static const char picture[] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\2\0\0\0\1\0\b\6\0\0\0";
    struct ts_arena a = { 0 };
    struct ts_article article = { .n_words = 7 };
    struct ts_err err = { 0 };

    (void)state;
    assert_int_equal(
        ts_extract(&a, (ts_str){ picture, sizeof picture - 1 }, ts_str_of(url), &article, &err),
        TS_ERR_NOTFOUND);
    assert_string_equal(err.msg, "binary data, not a page");
    assert_int_equal(article.n_words, 7);
    ts_arena_done(&a);
}

static ts_str repeated(struct ts_arena *a, const char *piece, size_t n)
{
    struct ts_buf out = { 0 };

    ts_buf_puts(&out, "<article>" SENTENCE("first") SENTENCE("second") "</article>");
    for (size_t i = 0; i < n; i++)
        ts_buf_puts(&out, piece);
    ts_str text = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return text;
}

static const struct {
    const char *piece;
    size_t n;
    enum ts_completeness want;
} hostile[] = {
    { "<div>", 100000, TS_COMPLETE_PARTIAL },
    { "<b>", 20000, TS_COMPLETE_PARTIAL },
    { "<table><tr><td>", 5000, TS_COMPLETE_PARTIAL },
    { "<a href=x>y", 20000, TS_COMPLETE_PARTIAL },
    { "<", 10 << 20, TS_COMPLETE_PARTIAL },
    { "<!--", 1 << 20, TS_COMPLETE_FULL },
    { "<svg>", 20000, TS_COMPLETE_FULL },
    { "<title>", 20000, TS_COMPLETE_FULL },
    { "<p>x y</p>", 500000, TS_COMPLETE_PARTIAL },
    { "<script><!-- <script </script>", 20000, TS_COMPLETE_FULL },
};

static void hostile_pages_give_their_article(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(hostile); i++) {
        struct ts_arena a = { 0 };
        struct ts_article article = { 0 };
        struct ts_err err = { 0 };
        ts_str html = repeated(&a, hostile[i].piece, hostile[i].n);
        assert_ok(ts_extract(&a, html, ts_str_of(url), &article, &err), &err);
        if (article.completeness != hostile[i].want)
            fail_msg("%s is %s", hostile[i].piece, ts_completeness_name(article.completeness));
        assert_true(ts_str_has(ts_article_text(&a, &article), "second time on Tuesday"));
        ts_arena_done(&a);
    }
}

static void survives_every_prefix(void **state)
{
    struct ts_arena kept = { 0 };
    ts_str page = golden_read(&kept, "articles/list.html");

    (void)state;
    for (size_t len = 0; len <= page.len; len++) {
        struct ts_arena a = { 0 };
        struct ts_article article;
        char *exact = malloc(len + 1);
        memcpy(exact, page.ptr, len);
        enum ts_rc rc = ts_extract(&a, (ts_str){ exact, len }, ts_str_of(url), &article, NULL);
        assert_true(rc == TS_OK || rc == TS_ERR_NOTFOUND);
        free(exact);
        ts_arena_done(&a);
    }
    ts_arena_done(&kept);
}

/* ---- feed bodies ---- */

static const struct {
    const char *html, *want;
} fragments[] = {
    { "<p>One short line.</p><p>And another.</p>", "One short line.\n\nAnd another." },
    { "Plain text with a < sign & more.\n\nSecond paragraph\nof two lines.",
      "Plain text with a < sign & more.\n\nSecond paragraph of two lines." },
    { "<p>Text.</p><p>The post <a href=x>Crane</a> appeared first on <a href=y>Bay</a>.</p>",
      "Text." },
    { "<p>Text.</p><p><a href=x>Read more</a></p>", "Text." },
    { "<p>Text.</p><div class=share><a href=x>Post it</a></div>", "Text." },
    { "<p><a href=x>Read more</a></p>", "Read more" },
    { "<ul><li>a</li><li>b</li></ul>", "a\n\nb" },
    { "\n\n  One\tline.\n\n\nNext \n one.\n\n \n\nLast.\n\n", "One line.\n\nNext one.\n\nLast." },
    { "\n\n&#79;ne\tline.\n\n\nNext \n one.\n\n \n\nLast.\n\n", "One line.\n\nNext one.\n\nLast." },
    { "A\x01 B\x7f C\xc2\x85 D\xef\xbf\xbe",
      "A\xef\xbf\xbd B\xef\xbf\xbd C\xef\xbf\xbd D\xef\xbf\xbd" },
    { "Read more", "Read more" },
    { "A line of the text.\n\nRead more", "A line of the text." },
};

static void takes_feed_bodies_as_they_are(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(fragments); i++) {
        struct ts_arena a = { 0 };
        struct ts_article article = { 0 };
        struct ts_err err = { 0 };
        assert_ok(
            ts_extract_fragment(&a, ts_str_of(fragments[i].html), ts_str_of(url), &article, &err),
            &err);
        assert_slice_equal(ts_article_text(&a, &article), fragments[i].want);
        assert_int_equal(article.completeness, TS_COMPLETE_FEED);
        ts_arena_done(&a);
    }
}

static void feed_bodies_have_an_image_and_no_text_is_an_error(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_article article = { 0 };
    struct ts_err err = { 0 };

    (void)state;
    assert_ok(ts_extract_fragment(&a, TS_STR("<img width=1 src=t.gif><img src=c.jpg>Text."),
                                  ts_str_of(url), &article, &err),
              &err);
    assert_slice_equal(article.image, "https://news.example/2025/c.jpg");
    assert_int_equal(
        ts_extract_fragment(&a, TS_STR("<img src=c.jpg>"), ts_str_of(url), &article, &err),
        TS_ERR_NOTFOUND);
    assert_string_equal(err.msg, "no text in the item");
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_are_resolved_against_the_base),
        cmocka_unit_test(a_long_base_is_ignored),
        cmocka_unit_test(addresses_have_a_limit),
        cmocka_unit_test(golden_articles),
        cmocka_unit_test(the_text_has_no_title_caption_or_byline),
        cmocka_unit_test(hidden_text_is_not_shown_unless_there_is_no_other),
        cmocka_unit_test(links_and_images_are_absolute),
        cmocka_unit_test(marks_move_spans),
        cmocka_unit_test(headings_in_the_box_of_the_author_stay),
        cmocka_unit_test(judges_completeness),
        cmocka_unit_test(takes_the_body_from_data_when_the_page_has_less),
        cmocka_unit_test(a_body_from_data_keeps_its_structure),
        cmocka_unit_test(a_heading_has_no_sign_that_links_to_it),
        cmocka_unit_test(takes_a_short_body_from_data_when_the_page_has_none),
        cmocka_unit_test(a_description_is_better_than_nothing),
        cmocka_unit_test(captions_are_the_text_of_pictures),
        cmocka_unit_test(takes_the_body_from_other_data_when_the_page_has_none),
        cmocka_unit_test(a_body_in_a_script_is_found),
        cmocka_unit_test(a_page_without_text_is_an_error),
        cmocka_unit_test(binary_data_is_no_page),
        cmocka_unit_test(hostile_pages_give_their_article),
        cmocka_unit_test(survives_every_prefix),
        cmocka_unit_test(takes_feed_bodies_as_they_are),
        cmocka_unit_test(feed_bodies_have_an_image_and_no_text_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
