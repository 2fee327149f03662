#include "support/support.h"

#include <string.h>

#include "../../src/extract/blocks_priv.h"
#include "../../src/extract/implied_marks_priv.h"
#include "../../src/extract/tables_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/extract/extract.h"

static struct ts_pieces pieces_of(struct ts_arena *a, const char *html, bool with_hidden)
{
    struct ts_dom dom = { 0 };
    struct ts_err err = { 0 };

    assert_ok(ts_dom_parse(a, ts_str_of(html), &dom, &err), &err);
    return ts_pieces_of(a, &dom, ts_cues_of(a, &dom), with_hidden);
}

/* The texts parted by "|", tabs and line breaks as they are. */
static ts_str joined(struct ts_arena *a, const struct ts_pieces *pieces)
{
    struct ts_buf out = { 0 };

    for (size_t i = 0; i < pieces->n; i++) {
        if (i > 0)
            ts_buf_putc(&out, '|');
        ts_buf_put(&out, pieces->list[i].text);
    }
    ts_str text = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return text;
}

static const struct {
    const char *in, *want;
} texts[] = {
    /* white space: none lost between words, none put into them */
    { "<p> a <b>b</b>c <i> d</i> </p>", "a bc d" },
    { "<p>a<span>b</span><span> c</span>\n<em>d</em>.</p>", "ab c d." },
    { "<p>one<b> </b>two</p>", "one two" },
    { "<p>soft\xC2\xADly zero\xE2\x80\x8Bwidth</p>", "softly zerowidth" },
    { "<p>10&nbsp;km &nbsp; b&nbsp;</p>", "10\xC2\xA0km b" },
    { "<p>a\x01 b</p>", "a\xEF\xBF\xBD b" },
    { "<p>&#27;[31m</p>", "[31m" },
    { "<p>&nbsp;</p><p> </p>", "" },
    /* boundaries */
    { "a<div>b</div>c", "a|b|c" },
    { "<div>a<p>b</p>c</div>", "a|b|c" },
    { "<p>a<br>b</p>", "a\nb" },
    { "a<br><br>b<br />\n<br>c<br>", "a|b|c" },
    { "<p>a<hr>b", "a|b" },
    { "<a href=x><div>a</div><div>b</div></a>", "a|b" },
    { "<button>x</button><label>y</label>", "x|y" },
    /* what is not shown */
    { "<select><option>a</select><textarea>b</textarea><svg><text>c</text></svg>d", "d" },
    { "<video>a</video><audio>b</audio><object>c</object><canvas>d</canvas>e", "e" },
    { "<p hidden>a</p><p aria-hidden=true>b</p><p style='color:red; DISPLAY : none'>c</p>d", "d" },
    { "<p style='visibility:hidden'>a</p><span class='x sr-only'>b</span><template>c</template>d",
      "d" },
    { "<div role=dialog>a</div><dialog open>b</dialog><div aria-modal=true>c</div>d", "d" },
    { "<p hidden=until-found>a</p><p aria-hidden=false>b</p><p class='not-sr-only'>c</p>",
      "a|b|c" },
    { "<p style='background:none'>a</p>", "a" },
    { "<ruby>\xE6\xBC\xA2<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "\xE6\xBC\xA2" },
    /* a card over a link */
    { "<p>so <a href=/x>Ida</a><span><a href=/x>Ida</a> <a href=/y>Lifted</a></span> (left) went",
      "so Ida (left) went" },
    { "<p>so <a href=/x>Ida</a><span><a href=/x>Ida</a></span> went", "so IdaIda went" },
    { "<p>so <a href=/x>Ida</a><span>, <a href=/y>Bo</a>, <a href=/z>Al</a></span> went",
      "so Ida, Bo, Al went" },
    { "<p>so <a href=/x>Ida</a><p><a href=/x>Ida</a> <a href=/y>Lifted</a>", "so Ida|Ida Lifted" },
    { "<p>a</p><p>&zwj;</p><p>&rlm; &zwnj;</p><p>b</p>", "a|b" },
    { "<p>a&zwj;b</p>", "a\xE2\x80\x8D"
                        "b" },
    /* preformatted */
    { "<pre>\n  a\n    b  \n\n</pre>c", "  a\n    b|c" },
    { "<pre><code>x &lt; y<br>z</code></pre>", "x < y\nz" },
    /* tables */
    { "<table><tr><th>A<th>B<tr><td>1<td><p>2</p><p>3</p></table>", "A\tB|1\t2 3" },
    { "<table><tr><td>1<td>2<tr><td><td>4</table>", "1\t2|\t4" },
    { "<table><caption>Cap</caption><tr><td>1<td>2<tr><td>3<td></table>", "Cap|1\t2|3" },
    { "<table><tr><td>left<td>right</table>", "left|right" },
    { "<table role=presentation><tr><td>1<td>2<tr><td>3<td>4</table>", "1|2|3|4" },
    { "<table><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table><td>x<tr><td>y<td>z</table>",
      "a\tb|c\td|x|y|z" },
};

static void cuts_text_into_blocks(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(texts); i++) {
        struct ts_pieces pieces = pieces_of(&a, texts[i].in, false);
        assert_slice_equal(joined(&a, &pieces), texts[i].want);
    }
    ts_arena_done(&a);
}

/* What a reader sees; the texts that are judged have none of the marks. */
static const struct {
    const char *in, *want;
} shown[] = {
    { "<p>a <q>b c</q>.", "a “b c”." },
    { "<q>a</q><q>b</q>", "“a”“b”" },
    { "<q>a <q>b</q></q> c", "“a ‘b’” c" },
    { "<q><q>a</q> b</q>", "“‘a’ b”" },
    { "<q>a <q>b <q>c</q> d</q></q>", "“a ‘b “c” d’”" },
    { "<b><q>a</q></b>", "“a”" },
    { "<q> </q>a", "a" },
    /* formulas, between the white space that was around them */
    { "<p>it <math><mi>x</mi></math>, (<math><mi>y</mi></math>) is <math><mi>z</mi></math>",
      "it x, (y) is z" },
    { "<p><math><mi>x</mi></math> is<br><math><mi>y</mi></math> or <math><mi>z</mi></math><br>it",
      "x is\ny or z\nit" },
    { "<p>so <math><mi>x</mi></math>\n<math><mi>y</mi></math><b>z</b> a "
      "<math><mi>b</mi></math><br>c",
      "so x yz a b\nc" },
    { "<p>a <span hidden><math><mi>x</mi></math></span> b <span hidden>c</span>", "a x b" },
    { "<p>a<p><math><mi>x</mi></math><div><math><mi>y</mi></math></div><p>b", "a\nx\ny|b" },
    { "<nav>a</nav><main><p><math><mi>x</mi></math><p>b</main>", "a|x\nb" },
    { "<p>a<br><math><mi>x</mi></math><br>b", "a\nx|b" },
    { "<p>a<div><math><mi>x</mi></math></div><pre>b</pre>", "a\nx|b" },
    { "<table><tr><td>1<td><math><mi>x</mi></math><td><tr><td><math><mi>y</mi></math><td>3</table>",
      "1\tx|y\t3" },
    { "<p>a</p><math> </math><p>b", "a|b" },
    { "<h2>a</h2><p><math><mi>x</mi></math><h2>b</h2><p><math><mi>y</mi></math><p>c",
      "a\nx|b|y\nc" },
    /* links to where they stand */
    { "<h2>Boats <a href=#b>#</a></h2><h3>Ropes<a href=#r>¶</a></h3>", "Boats|Ropes" },
    { "<h2><a href=#b>#</a> Boats <a href=/b>#</a> <a href=#c>5</a>", "# Boats # 5" },
    /* numbers of lines of code */
    { "<pre>\n<span class=lineno>1</span>if (a)\n<b class='x ln'>2 </b>  b();\n<i>3</i>\n</pre>",
      "if (a)\n  b();\n3" },
    { "<pre><br>\n<span class=linenos>1\n2\n</span></pre>", "1\n2" },
    /* cells that span columns and rows */
    { "<table><tr><th>A<th colspan=2>B<th>C<tr><td "
      "rowspan=2>1<td>2<td>3<td>4<tr><td>5<td>6</table>",
      "A\tB\t\tC|1\t2\t3\t4|\t5\t6" },
    { "<table><tr><th>A<th colspan=2>B<tr><td>1<td rowspan=3>2<td>3<tr><td>4<td>5<tr><td><td>6"
      "<tr><td>7<td>8</table>",
      "A\tB|1\t2\t3|4\t\t5|\t\t6|7\t8" },
    { "<table><tr><td colspan=x>1<td colspan=-2>2<td rowspan=0>3<tr><td colspan=3>4<td>5</table>",
      "1\t2\t3|4\t\t\t5" },
    { "<table><tr><td>1<td>2<td colspan=2><tr><td>3<td>4</table>", "1\t2|3\t4" },
    /* raised numbers */
    { "5 x 10<sup>8</sup> g, 10<sup>-3</sup>, 10<sup>−12</sup>", "5 x 10⁸ g, 10⁻³, 10⁻¹²" },
    { "m<sup>2</sup>, the 4<sup>th</sup>, H<sub>2</sub>O", "m², the 4th, H2O" },
    { "it is<sup>1</sup>, so<sup>[2]</sup> and so<sup><b>3</b>,4</sup>", "it is¹, so² and so³,⁴" },
    { "2<sup>n</sup> and 2<sup>n-1</sup>, n<sup>os</sup>", "2ⁿ and 2ⁿ⁻¹, nos" },
    { "<sup>1</sup> is <sup> 2</sup>, a<q><sup>3</sup></q>, a<sup>+</sup>, <p>b<sup>4",
      "1 is 2, a“³”, a+,|b⁴" },
    { "so it is<sup><a href=#n>1</a></sup>, in 1911<a href=#m><sup>12</sup></a>.",
      "so it is[1], in 1911[12]." },
    { "it is<sup><a href=#n>[1]</a></sup> <sup>2</sup> <sup>10000</sup>", "it is[1] 2 10000" },
    { "it is<sup><a href=other>1</a></sup>", "it is¹" },
    { "<q>a<p>b</p></q>", "“a”|“b”" },
    { "<q>a", "“a”" },
    { "<q>„a“</q> „<q>b</q>“ <q>\"c\"</q>", "„a“ „b“ \"c\"" },
    { "<table><tr><td>1<td><q>2</q><tr><td>3<td>4</table>", "1\t“2”|3\t4" },
    { "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby> a", "漢(kan)字(ji) a" },
    { "<q><ruby>漢<rt>kan</rt></ruby></q>", "“漢(kan)”" },
    { "<q><ruby>漢<rt>kan</rt></ruby><ruby>漢<rt>kan</rt></ruby><ruby>漢<rt>kan</rt></ruby></q>",
      "“漢漢漢”" }, /* of a text for learners */
    { "<ruby>漢<rt> </rt></ruby><ruby><rt>a</rt></ruby>", "漢(a)" },
};

static void shows_what_browsers_add(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(shown); i++) {
        struct ts_pieces pieces = pieces_of(&a, shown[i].in, false);
        for (size_t k = 0; k < pieces.n; k++)
            pieces.list[k].text = ts_piece_shown(&a, &pieces.list[k]);
        assert_slice_equal(joined(&a, &pieces), shown[i].want);
    }
    ts_arena_done(&a);
}

static const struct {
    const char *in;
    enum ts_block_kind kind;
    int level, number;
} kinds[] = {
    { "<p>a", TS_BLOCK_PARAGRAPH, 0, 0 },
    { "<h3><span>a", TS_BLOCK_HEADING, 3, 0 },
    { "<ul><li>a", TS_BLOCK_LIST_ITEM, 1, 0 },
    { "<ul><li><ul><li><p>a", TS_BLOCK_LIST_ITEM, 2, 0 },
    { "<ol start=4><li>a", TS_BLOCK_LIST_ITEM, 1, 4 },
    { "<ol><li value=9>a", TS_BLOCK_LIST_ITEM, 1, 9 },
    { "<ol start=9223372036854775807><li><li>a", TS_BLOCK_LIST_ITEM, 1, 2 },
    { "<ol reversed><li>a<li></ol>", TS_BLOCK_LIST_ITEM, 1, 2 },
    { "<ol reversed start=7><li>a<li></ol>", TS_BLOCK_LIST_ITEM, 1, 7 },
    { "<ol reversed><li><li value=5><li>a<li></ol>", TS_BLOCK_LIST_ITEM, 1, 4 },
    { "<li><h2>a", TS_BLOCK_HEADING, 2, 0 },
    { "<blockquote><p>a", TS_BLOCK_QUOTE, 1, 0 },
    { "<blockquote><blockquote>a", TS_BLOCK_QUOTE, 2, 0 },
    { "<blockquote><ul><li>a", TS_BLOCK_LIST_ITEM, 1, 0 },
    { "<figure><img src=x><figcaption><p>a", TS_BLOCK_CAPTION, 0, 0 },
    { "<figure><img src=x>a", TS_BLOCK_CAPTION, 0, 0 },
    { "<figure><blockquote>a", TS_BLOCK_QUOTE, 1, 0 },
    { "<div><img src=x><p class=wp-caption-text>a", TS_BLOCK_CAPTION, 0, 0 },
    { "<table><tr><td><img src=x><tr><td>a</table>", TS_BLOCK_CAPTION, 0, 0 },
    { "<p class=capital>a", TS_BLOCK_PARAGRAPH, 0, 0 },
    { "<pre>a", TS_BLOCK_PRE, 0, 0 },
    { "<dl><dt>a", TS_BLOCK_PARAGRAPH, 0, 0 },
};

static void tells_kinds_by_markup(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(kinds); i++) {
        struct ts_pieces pieces = pieces_of(&a, kinds[i].in, false);
        assert_int_equal(pieces.n, 1);
        assert_int_equal(pieces.list[0].kind, kinds[i].kind);
        assert_int_equal(pieces.list[0].level, kinds[i].level);
        assert_int_equal(pieces.list[0].number, kinds[i].number);
    }
    ts_arena_done(&a);
}

static void numbers_lists_and_their_first_blocks(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_pieces p =
        pieces_of(&a, "<ol><li>a<ol><li>b</ol><li><p>c</p><p>d</p><li>e</ol>", false);
    static const int numbers[] = { 1, 1, 2, 0, 3 }, levels[] = { 1, 2, 1, 0, 1 };
    assert_int_equal(p.n, 5);
    for (size_t i = 0; i < p.n; i++) {
        assert_int_equal(p.list[i].number, numbers[i]);
        assert_int_equal(p.list[i].level, levels[i]);
    }
    assert_int_equal(p.list[3].kind, TS_BLOCK_PARAGRAPH);
    ts_arena_done(&a);
}

static void the_title_of_a_table_is_no_row(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_pieces p =
        pieces_of(&a, "<table><caption>C</caption><tr><th>A<th>B<tr><td>1<td>2</table>", false);
    assert_int_equal(p.n, 3);
    assert_int_equal(p.list[0].kind, TS_BLOCK_CAPTION);
    assert_int_equal(p.list[1].kind, TS_BLOCK_TABLE_ROW);
    assert_true(p.list[1].is_header);
    ts_arena_done(&a);
}

static void heads_of_tables_are_told(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_pieces p = pieces_of(&a, "<table><tr><th>A<th>B<tr><th>x<td>1</table>", false);
    assert_true(p.list[0].is_header);
    assert_false(p.list[1].is_header);
    assert_int_equal(p.list[0].kind, TS_BLOCK_TABLE_ROW);
    ts_arena_done(&a);
}

/* "0+4 link x; 2+2 strong" */
static ts_str spans_of(struct ts_arena *a, const struct ts_piece *p)
{
    static const char *const names[] = { "link", "emphasis", "strong", "code" };
    struct ts_buf out = { 0 };

    for (size_t i = 0; i < p->n_spans; i++)
        ts_buf_printf(&out, "%s%u+%u %s%s%.*s", i ? "; " : "", p->spans[i].start, p->spans[i].len,
                      names[p->spans[i].kind], p->spans[i].target.len ? " " : "",
                      TS_FMT(p->spans[i].target));
    ts_str text = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return text;
}

static const struct {
    const char *in, *want;
} spans[] = {
    { "<p>a <a href=x> b <b>c</b> </a>d", "2+3 link x; 4+1 strong" },
    { "<p><em>a</em> <code>b</code> <cite>c</cite>", "0+1 emphasis; 2+1 code; 4+1 emphasis" },
    { "<p><a name=n>a</a><a href=y></a>", "" },
    { "<p><b>a<br>b</b>", "0+3 strong" },
    { "<p>\xC3\xA9 <i>\xC3\xA9</i>", "3+2 emphasis" },
};

static void marks_runs(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(spans); i++) {
        struct ts_pieces pieces = pieces_of(&a, spans[i].in, false);
        assert_slice_equal(spans_of(&a, &pieces.list[0]), spans[i].want);
    }
    struct ts_pieces two = pieces_of(&a, "<a href=x><p>ab</p><p>cd</p></a>", false);
    assert_slice_equal(spans_of(&a, &two.list[0]), "0+2 link x");
    assert_slice_equal(spans_of(&a, &two.list[1]), "0+2 link x");
    assert_int_equal(two.list[0].n_link_bytes, 2);
    ts_arena_done(&a);
}

/* The link to a note has its brackets in it. */
static void runs_are_found_where_marks_are_shown(void **state)
{
    static const struct {
        const char *html;
        size_t start, len;
    } cases[] = {
        { "it is<a href=#n><sup>1</sup></a>.", 5, 3 },
        { "<q>it</q> is<sup><a href=#n>12</a></sup>", 11, 4 },
        { "<sup>a</sup>is 10<sup>8</sup> <b>tons</b>", 10, 4 },
        { "it is<sup>[<i>2</i>]</sup> <b>so</b>", 5, 2 },
        { "a <b>x<sup>2</sup></b>.", 2, 3 },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_pieces pieces = pieces_of(&a, cases[i].html, false);
        struct ts_span span = ts_piece_shown_span(&pieces.list[0], pieces.list[0].spans[0]);
        assert_int_equal(span.start, cases[i].start);
        assert_int_equal(span.len, cases[i].len);
    }
    ts_arena_done(&a);
}

static void hidden_text_can_be_asked_for(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_pieces p = pieces_of(&a, "<p hidden>a</p><p>b</p>", true);
    assert_slice_equal(joined(&a, &p), "a|b");
    ts_arena_done(&a);
}

static const struct {
    const char *in, *want;
} images[] = {
    { "<img src=a.jpg>", "a.jpg" },
    { "<img src='data:image/gif;base64,xx' data-src=b.jpg>", "b.jpg" },
    { "<img src=small.jpg data-original=big.jpg>", "big.jpg" },
    { "<img src=blank.gif data-srcset='a.jpg 320w, b.jpg 1024w'>", "b.jpg" },
    { "<img srcset='a.jpg 320w, b.jpg 1024w, c.jpg 640w'>", "b.jpg" },
    { "<img src='data:x' srcset='a.jpg 1x, b.jpg 2x'>", "b.jpg" },
    { "<img src='{\"u\":1}'>", "" },
    { "<img>", "" },
};

static void finds_the_address_of_images(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(images); i++) {
        struct ts_dom dom = { 0 };
        assert_ok(ts_dom_parse(&a, ts_str_of(images[i].in), &dom, NULL), NULL);
        const struct ts_node *img = ts_node_find(dom.root, dom.root, TS_TAG_IMG);
        assert_slice_equal(ts_image_address(img), images[i].want);
    }
    ts_arena_done(&a);
}

/* A page of `n` blocks that each begin like this. */
static struct ts_pieces many_pieces(struct ts_arena *a, const char *block, int n)
{
    struct ts_buf html = { 0 };

    for (int i = 0; i < n; i++)
        ts_buf_puts(&html, block);
    struct ts_pieces p = pieces_of(a, html.ptr, false);
    ts_buf_done(&html);
    return p;
}

static void blocks_have_a_limit(void **state)
{
    static const char *const blocks[] = { "<p>a", "<pre>a</pre>" };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(blocks); i++) {
        assert_false(many_pieces(&a, blocks[i], TS_EXTRACT_MAX_BLOCKS).is_cut);
        struct ts_pieces p = many_pieces(&a, blocks[i], TS_EXTRACT_MAX_BLOCKS + 1);
        assert_int_equal(p.n, TS_EXTRACT_MAX_BLOCKS);
        assert_true(p.is_cut);
        ts_arena_done(&a);
    }
}

static uint32_t cues_of_class(struct ts_arena *a, const char *class)
{
    struct ts_dom dom = { 0 };
    ts_str html = ts_arena_printf(a, "<p class='%s'>a", class);

    assert_ok(ts_dom_parse(a, html, &dom, NULL), NULL);
    return ts_cues_of(a, &dom)[ts_node_find(dom.root, dom.root, TS_TAG_P)->id];
}

static const struct {
    const char *class;
    enum ts_cue cue;
    bool has;
} cues[] = {
    { "share-box", TS_CUE_SHARE, true },
    { "shareBox", TS_CUE_SHARE, true },
    { "SHARE", TS_CUE_SHARE, true },
    { "c_share__item", TS_CUE_SHARE, true },
    { "shareholder", TS_CUE_SHARE, false },
    { "tooltip-foo", TS_CUE_NAV, false },
    { "football", TS_CUE_FOOT, false },
    { "footer", TS_CUE_FOOT, true },
    { "ad", TS_CUE_AD, true },
    { "adapted", TS_CUE_AD, false },
    { "header-ads-2", TS_CUE_AD, true },
    { "sr-only", TS_CUE_HIDING, true },
    { "my-sr-only-x", TS_CUE_HIDING, false },
    { "articleBody", TS_CUE_CONTENT, true },
    { "x read-more", TS_CUE_RELATED, true },
    { "already-more", TS_CUE_RELATED, false },
    { "[&_figcaption]:mt-2", TS_CUE_CAPTION, false }, /* about another element */
    { "lg:sidebar", TS_CUE_SIDE, false },             /* on some screens */
    { "with-sidebar", TS_CUE_SIDE, false },           /* what is in it */
    { "sidebar-with-news", TS_CUE_SIDE, true },
    { "Page-hasActionsRail", TS_CUE_SIDE, false },
    { "overflow-hidden", TS_CUE_POPUP, false },
    { "no-print", TS_CUE_POPUP, true },
    { "post-type-podcast", TS_CUE_MEDIA, false },
    { "__next", TS_CUE_RELATED, false },
    { "node--promoted", TS_CUE_AD, false },
    { "x-1u4ad0y", TS_CUE_AD, false }, /* of a tool */
    { "ad4", TS_CUE_AD, true },
    /* what a post is about */
    { "post category-comments", TS_CUE_COMMENTS, true },
    { "post status-publish category-comments", TS_CUE_COMMENTS, false },
    { "post status-publish tag-list", TS_CUE_TAGS, false },
    { "post hentry series-podcast", TS_CUE_MEDIA, false },
    { "comment post hentry", TS_CUE_COMMENTS, true },
};

static void names_are_read_by_whole_words(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cues); i++) {
        bool has = cues_of_class(&a, cues[i].class) & TS_CUE_BIT(cues[i].cue);
        if (has != cues[i].has)
            fail_msg("class \"%s\"", cues[i].class);
    }
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_text_into_blocks),
        cmocka_unit_test(shows_what_browsers_add),
        cmocka_unit_test(tells_kinds_by_markup),
        cmocka_unit_test(numbers_lists_and_their_first_blocks),
        cmocka_unit_test(heads_of_tables_are_told),
        cmocka_unit_test(the_title_of_a_table_is_no_row),
        cmocka_unit_test(marks_runs),
        cmocka_unit_test(runs_are_found_where_marks_are_shown),
        cmocka_unit_test(hidden_text_can_be_asked_for),
        cmocka_unit_test(finds_the_address_of_images),
        cmocka_unit_test(blocks_have_a_limit),
        cmocka_unit_test(names_are_read_by_whole_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
