/* What blocks of one page are called, kept and stripped. */
#include "support/support.h"

#include "tearsheet/extract/extract.h"

static const char page[] =
    "<html><head><title>The ferry is back - Tide Post</title></head><body>"
    "<nav><a href=/>Home</a> <a href=/sea>Sea</a></nav><main><article>"
    "<h1>The ferry\xc2\xa0is back</h1>"
    "<p class=intro>Eleven weeks without mail are over.</p>"
    "<div class=meta><span class=author>Ines Quill</span></div>"
    "<div>Last changed 4 March 2025, 14:05</div>"
    "<p>The ferry to the outer islands sails again from Monday morning, after eleven weeks in "
    "which the mail went by rowing boat and the school by radio.</p>"
    "<p>Photo: Harald Moen</p>"
    "<p>The company had promised three weeks, and then five, and in the end said nothing at all "
    "to the people on the quay, who stopped asking.</p>"
    "<p><strong>A band, and no fare</strong></p>"
    "<p>On the first crossing there will be no fare, the harbour office said, and a band, if the "
    "weather is what the forecast says that it is.</p>"
    "<p>Nobody on the quay believes the forecast, which has been wrong every day since the gale, "
    "and some have begun to bet on how wrong it will be.</p>"
    "</article></main>"
    "<ul><li><a href=/f>Facebook</a></li><li><a href=/x>X</a></li></ul>"
    "<footer><a href=/a>About us</a><p><a href=/p>Privacy and cookies</a></p>"
    "<p><a href=/g>A barge with gravel has sunk off the mole</a></p>"
    "<p><a href=/1>Front</a> | <a href=/2>Weather and tides</a> | <a href=/3>Harbour news</a></p>"
    "<p>Tide Post, Quay Road 2</p></footer></body></html>";

static void blocks_are_named(void **state)
{
    static const struct {
        const char *start;
        enum ts_block_kind kind;
    } cases[] = {
        { "Home", TS_BLOCK_NAVIGATION },
        { "The ferry\xc2\xa0is", TS_BLOCK_TITLE }, /* with another kind of blank */
        { "Ines Quill", TS_BLOCK_BYLINE },
        { "Last changed", TS_BLOCK_BYLINE },
        { "The ferry to", TS_BLOCK_PARAGRAPH },
        { "Photo: Harald", TS_BLOCK_CAPTION },
        { "The company", TS_BLOCK_PARAGRAPH },
        { "A band, and", TS_BLOCK_HEADING },
        { "Nobody on", TS_BLOCK_PARAGRAPH },
        { "Facebook", TS_BLOCK_SOCIAL },
        { "X", TS_BLOCK_SOCIAL },
        { "About us", TS_BLOCK_NAVIGATION },
        { "Privacy", TS_BLOCK_LEGAL },
        { "A barge", TS_BLOCK_RELATED },
        { "Front | Weather", TS_BLOCK_NAVIGATION },
        { "Tide Post,", TS_BLOCK_LEGAL },
    };
    struct ts_arena a = { 0 };
    struct ts_article article;
    struct ts_err err;

    (void)state;
    assert_ok(ts_extract(&a, ts_str_of(page), TS_STR("https://tide.example/a"), &article, &err),
              &err);
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        size_t k = 0;
        while (k < article.n_blocks && !ts_str_starts(article.blocks[k].text, cases[i].start))
            k++;
        assert_true(k < article.n_blocks);
        if (article.blocks[k].kind != cases[i].kind)
            fail_msg("%s is called %s", cases[i].start, ts_block_kind_name(article.blocks[k].kind));
    }
    ts_arena_done(&a);
}

#define TEXT                                                                                    \
    "<p>The ferry to the outer islands sails again from Monday morning, after eleven weeks in " \
    "which the mail went by rowing boat and the school by radio.</p>"                           \
    "<p>On the first crossing there will be no fare, the harbour office said, and a band, if "  \
    "the weather is what the forecast says that it is.</p>"
#define TABLE                                                                            \
    "<table><caption>Fares by island, in crowns</caption><tr><th>Island<th>2025<th>2026" \
    "<tr><td>Outer Holm<td>12<td>14<tr><td>Gull Rock<td>9<td>11</table>"
#define CORRECTION                                                                             \
    "<p class=correction><em>Correction: an earlier version of this article gave the fare as " \
    "three crowns.</em></p>"
#define MORE \
    "<div class=related><h3>Read more</h3><ul><li><a href=/a>Storm closes pier</a></ul></div>"

/* What the first block that starts so is on a page. */
struct named {
    const char *html, *start;
    bool is_kept;
    enum ts_block_kind kind;
};

static void assert_named(const struct named *want)
{
    struct ts_arena a = { 0 };
    struct ts_article article;
    struct ts_err err;
    size_t k = 0;

    assert_ok(
        ts_extract(&a, ts_str_of(want->html), TS_STR("https://tide.example/a"), &article, &err),
        &err);
    while (k < article.n_blocks && !ts_str_starts(article.blocks[k].text, want->start))
        k++;
    assert_true(k < article.n_blocks);
    if (article.blocks[k].is_kept != want->is_kept || article.blocks[k].kind != want->kind)
        fail_msg("%s is %s and %s", want->start, ts_block_kind_name(article.blocks[k].kind),
                 article.blocks[k].is_kept ? "kept" : "stripped");
    ts_arena_done(&a);
}

/* What belongs to the article beside its paragraphs, whatever the model says of it. */
static void tables_keep_their_names_and_articles_their_corrections(void **state)
{
    static const struct named cases[] = {
        { "<article>" TEXT TABLE TEXT "</article>", "Fares by", true, TS_BLOCK_PARAGRAPH },
        { "<article>" TEXT TEXT CORRECTION MORE "</article>", "Correction", true, TS_BLOCK_NOTE },
        { "<article>" TEXT CORRECTION TEXT "</article>", "Correction", true, TS_BLOCK_NOTE },
        { "<article>" TEXT TEXT "</article><div class=related>" CORRECTION "</div>", "Correction",
          false, TS_BLOCK_RELATED },
        { "<article>" TEXT TEXT "</article><footer>" CORRECTION "</footer>", "Correction", false,
          TS_BLOCK_LEGAL },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_named(&cases[i]);
}

#define HEADLINE "<h1>The ferry to the outer islands is back</h1>"
#define SIGNED HEADLINE "<p>By Nell Harrow</p><p>14 October 2026</p>"
#define NEWS \
    "<div><p>A goods train came off the rails near the harbour on Friday morning.</p></div>"
#define CARD(title)                      \
    "<div class=k><h3><a href=/s>" title \
    "</a></h3><p>It lay on the slip for all of the winter.</p></div>"
#define COMMENT(name)                                                               \
    "<div class=c><b>" name "</b><p>2 hours ago</p><p>Nobody on the quay was ever " \
    "asked.</p></div>"

/* What stands among or below the paragraphs, set as they are, on a page without telling names. */
static void what_reads_like_the_article_is_named(void **state)
{
    static const struct named cases[] = {
        { SIGNED TEXT TEXT, "By Nell", true, TS_BLOCK_BYLINE },
        { SIGNED TEXT TEXT, "14 October", true, TS_BLOCK_BYLINE },
        { HEADLINE "<p>Неля Гаврилюк</p><p>14.10.2026</p>" TEXT TEXT, "Неля", true,
          TS_BLOCK_BYLINE },
        { "<meta name=author content='Nell Harrow'>" HEADLINE TEXT TEXT "<p>Nell Harrow</p>",
          "Nell Harrow", true, TS_BLOCK_BYLINE },
        { "<meta name=author content='Nell Härrow'>" HEADLINE "<p>NELL HÄRROW</p>" TEXT TEXT,
          "NELL", true, TS_BLOCK_BYLINE },
        { SIGNED TEXT TEXT "<p>Nell Harrow covers ports. She lives by the mole with two dogs.</p>",
          "Nell Harrow covers", false, TS_BLOCK_BIO },
        { HEADLINE TEXT TEXT
          "<p>We can do this because some hundred of our readers support us every month.</p>"
          "<p>If you can afford a coffee a month, join them. Every gift counts.</p>",
          "If you can", false, TS_BLOCK_DONATION },
        { HEADLINE NEWS CARD("Barge with gravel sinks") CARD("Mast falls on the slip")
              CARD("Cook writes a diary"),
          "It lay on", false, TS_BLOCK_RELATED },
        { HEADLINE "<div>" TEXT TEXT "</div>" COMMENT("Marlo") COMMENT("Kai Ash")
              COMMENT("P. Hull"),
          "Nobody on the quay was", false, TS_BLOCK_COMMENTS },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_named(&cases[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_named),
        cmocka_unit_test(tables_keep_their_names_and_articles_their_corrections),
        cmocka_unit_test(what_reads_like_the_article_is_named),
    };
    return cmocka_run_group_tests_name("kinds", tests, NULL, NULL);
}
