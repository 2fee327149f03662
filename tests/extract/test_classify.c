#include <string.h>

#include "read_page.h"

#include "../../src/extract/classify_priv.h"
#include "../../src/extract/prompts_priv.h"
#include "../../src/extract/wordings_priv.h"
#include "tearsheet/base/buf.h"

/* ---- prompts ---- */

static const struct {
    const char *text; /* lower case */
    const char *want; /* the phrase, or NULL */
} prompts[] = {
    { "read also: the other tide", "read also" },
    { "she read also the other letter", NULL },
    { "please sign up for our letter", "sign up for" },
    { "resign up for election", NULL },
    { "newsletters", "newsletters" },
    { "newsletterish", NULL },
    { "advertisement", "advertisement" },
    { "an advertisement by the sea", NULL },
    { "updated at noon", "updated at" },
    { "tempo de leitura: 2 minutos", "tempo de leitura" },
    { "image 1 of 8", "image 1 of" },
    { "externer inhalt nicht verfügbar", "externer inhalt" },
    { "your privacy settings keep this from you", "privacy settings" },
    { "lesen sie auch: mehr", "lesen sie auch" },
    { "à lire aussi", "à lire aussi" },
    { "te puede interesar", "te puede interesar" },
    { "leggi anche", "leggi anche" },
    { "lees ook dit", "lees ook" },
    { "leia também", "leia também" },
    { "czytaj także", "czytaj także" },
    { "читайте також: млин", "читайте також" },
    { "читайте также", "читайте также" },
    { "記事の下に関連記事があります", "関連記事" },
    { "", NULL },
    { "a plain sentence about a harbour", NULL },
};

static void finds_prompts_in_many_languages(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(prompts); i++) {
        const struct ts_word *found = ts_prompts_find(ts_str_of(prompts[i].text));
        if (!prompts[i].want && found)
            fail_msg("\"%s\" has \"%.*s\"", prompts[i].text, TS_FMT(ts_phrase_text(found)));
        if (prompts[i].want && !found)
            fail_msg("\"%s\" has nothing", prompts[i].text);
        if (prompts[i].want)
            assert_slice_equal(ts_phrase_text(found), prompts[i].want);
    }
    ts_arena_done(&a);
}

static void knows_words_of_letters_to_the_reader(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    assert_int_equal(ts_prompts_word(TS_STR("your")), TS_WORD_PERSON);
    assert_int_equal(ts_prompts_word(TS_STR("our")), TS_WORD_PERSON | TS_WORD_OUTLET);
    assert_int_equal(ts_prompts_word(TS_STR("subscription")), TS_WORD_ASKING | TS_WORD_GIVING);
    assert_int_equal(ts_prompts_word(TS_STR("spende")), TS_WORD_ASKING | TS_WORD_GIVING);
    assert_int_equal(ts_prompts_word(TS_STR("coffee")), TS_WORD_GIVING);
    assert_int_equal(ts_prompts_word(TS_STR("e-mail")), TS_WORD_ASKING);
    assert_int_equal(ts_prompts_word(TS_STR("harbour")), 0);
    assert_int_equal(ts_prompts_word(TS_STR("newsletters")), 0); /* that is a phrase */
    ts_arena_done(&a);
}

static void tells_notes_bylines_and_barriers(void **state)
{
    (void)state;
    assert_true(ts_starts_note(TS_STR("correction: the year was wrong")));
    assert_true(ts_starts_note(TS_STR("anmerkung der redaktion: x")));
    assert_false(ts_starts_note(TS_STR("the correction came late")));
    assert_true(ts_starts_byline(TS_STR("by ida morrow")));
    assert_false(ts_starts_byline(TS_STR("bypass closed")));
    assert_true(ts_has_barrier(TS_STR("please subscribe to continue with this")));
    assert_false(ts_has_barrier(TS_STR("they subscribe to a theory")));
}

/* ---- features ---- */

static void assert_feature(const char *html, size_t block, int feature, double want)
{
    struct read r;

    read_page(&r, html);
    assert_true(block < r.page.pieces.n);
    float values[TS_N_FEATURES];
    ts_features_put(&r.page, r.rows, block, values);
    double got = (double)values[feature];
    if (got < want - 0.01 || got > want + 0.01)
        fail_msg("%s: \"%.*s\" is %g and not %g", html, TS_FMT(ts_feature_name(&r.a, feature)), got,
                 want);
    ts_arena_done(&r.a);
}

static const struct {
    const char *html;
    size_t block;
    int feature;
    double want;
} features[] = {
    { "<p>One two three.</p>", 0, TS_F_WORDS, 3 },
    { "<p>One two three.</p>", 0, TS_F_SENTENCES, 1 },
    { "<p>One. Two! Three?</p>", 0, TS_F_SENTENCES, 3 },
    { "<p>It cost 3.50 crowns</p>", 0, TS_F_SENTENCES, 0 },
    { "<p>「元の音です。」</p>", 0, TS_F_ENDING, 1 },
    { "<p>He said “never.”</p>", 0, TS_F_ENDING, 1 },
    { "<p>He said:</p>", 0, TS_F_ENDING, 2 },
    { "<p>and so on</p>", 0, TS_F_BEGINNING, 1 },
    { "<p>7 things</p>", 0, TS_F_BEGINNING, 2 },
    { "<p>ab<a href=x>cd</a></p>", 0, TS_F_LINK_SHARE, 0.5 },
    { "<p>ab<a href=x>http://cd</a></p>", 0, TS_F_LINK_SHARE, 0 },
    { "<p>ab<a href=x>httpd</a></p>", 0, TS_F_LINK_SHARE, 0.71 },
    { "<html lang=en><p>The cat and the dog</p>", 0, TS_F_STOP_SHARE, 0.6 },
    { "<p>BREAKING NEWS now</p>", 0, TS_F_SHOUTING, 0.67 },
    { "<p>a b</p><p>c</p><p>a b</p>", 0, TS_F_REPEATED, 2 },
    { "<p>a b</p><p>c</p><p>a b</p>", 2, TS_F_REPEATED, 1 },
    { "<p>Subscribe now</p>", 0, TS_F_PROMPT_COVER, 1 },
    { "<aside><div><p>a</p></div></aside>", 0, TS_F_UNDER_TAG + TS_UNDER_ASIDE, 2 },
    { "<p>a</p>", 0, TS_F_UNDER_TAG + TS_UNDER_ASIDE, TS_FAR },
    { "<div class=share-box><p>a</p></div>", 0, TS_F_UNDER_CUE + TS_CUE_SHARE, 1 },
    { "<body class=share><p>a</p>", 0, TS_F_UNDER_CUE + TS_CUE_SHARE, TS_FAR },
    { "<p>港の時計台で鐘が鳴らされた。</p>", 0, TS_F_SENTENCES, 1 },
};

static void measures_blocks(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(features); i++)
        assert_feature(features[i].html, features[i].block, features[i].feature, features[i].want);
}

static void every_feature_has_a_name(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (int k = 0; k < TS_N_FEATURES; k++)
        assert_true(ts_feature_name(&a, k).len > 0);
    ts_arena_done(&a);
}

/* ---- verdicts ---- */

#define S1                                                                                        \
    "<p>The harbour board met on Tuesday evening and agreed, after a long debate, to repair the " \
    "old crane before the winter storms return to the bay.</p>"
#define S2                                                                                        \
    "<p>Engineers expect the work to take fourteen months, because the boiler has to be rebuilt " \
    "and the jib must be taken to a yard in the next town.</p>"
#define S3                                                                                        \
    "<p>Two thirds of the cost are covered by a grant, and the rest will have to be raised from " \
    "the people of the coast by the end of next year.</p>"
#define S4                                                                                         \
    "<p>Until a contractor is chosen in June, the crane stays behind its fence, and visitors are " \
    "asked to keep to the path that is marked along the quay.</p>"
#define S5                                                                                       \
    "<p>It lifted fish boxes for sixty years and timber for another ten, until the harbour was " \
    "dredged and larger ships went past the town without stopping.</p>"

#define PARA(p) "<div class=Pm2>" p "</div>"

/* `want` has a sign a block: + kept, - stripped, ? for a headline, which is named later whatever
 * the verdict. */
static void assert_kept(const char *html, const char *want)
{
    struct read r;
    struct ts_buf got = { 0 };

    read_page(&r, html);
    const struct ts_verdict *verdicts = ts_classify(&r.a, &r.page, r.rows);
    for (size_t i = 0; i < r.page.pieces.n; i++) {
        bool is_open = i < strlen(want) && want[i] == '?';
        ts_buf_putc(&got, is_open ? '?' : verdicts[i].is_kept ? '+' : '-');
        assert_true(verdicts[i].score >= 0 && verdicts[i].score <= 1);
        assert_true(verdicts[i].reason.len > 0);
    }
    assert_slice_equal(ts_buf_str(&got), want);
    ts_buf_done(&got);
    ts_arena_done(&r.a);
}

static void strips_boxes_as_a_whole(void **state)
{
    (void)state;
    assert_kept("<article>" S1 S2 S3
                "<div class=friend-box><h4>Support us</h4><p>The paper has been "
                "printed here for a hundred years, and its readers are the reason. Become a member "
                "today.</p></div>" S4 S5 "</article>",
                "+++--++");
}

#define LETTER                                                                                    \
    "<div class=Gq0><p>Nobody pays us but you. The members of this station gave eleven crowns a " \
    "month last year, and it was enough.</p><p>This winter it will not be. Please think about "   \
    "becoming a member, if the news was of use to you today.</p></div>"

/* Sentences as good as the article's; what they ask for and their box give them away. */
static void strips_letters_to_the_reader(void **state)
{
    (void)state;
    assert_kept("<h1>Crane</h1><div class=Tu8>" PARA(S1) PARA(S2) LETTER PARA(S3) PARA(S4)
                    PARA(S5) "</div>",
                "-++--+++");
}

/* The paragraphs are in two sections; the box is a child of one of them. */
static void strips_lists_of_headlines(void **state)
{
    (void)state;
    assert_kept(
        "<article><section class=part>" S1 S2
        "<div class=inlet><h4>Read also</h4><ul><li><a href=/a>Old mill burns down in one "
        "night above the town</a></li><li><a href=/b>Ferry runs again after a winter on the "
        "slip</a></li></ul></div></section><section class=part>" S3 S4 S5 "</section></article>",
        "++---+++");
}

static void strips_panels_of_labels(void **state)
{
    (void)state;
    assert_kept(
        "<article>" S1 S2
        "<div class=inset><h4>Firms named here</h4><dl><dt>Bay Timber<dd>12.40 +1.1%"
        "<dt>Oster Ferries<dd>3.05 -0.2%</dl><a href=/m>All prices by the hour</a></div>" S3 S4 S5
        "</article>",
        "++------+++");
}

static void strips_rows_of_links(void **state)
{
    (void)state;
    assert_kept(
        "<table><tr><td>You are at: <a href=/>Front</a> &gt; <a href=/c>Coast</a><h1>Crane to "
        "be repaired</h1>" S1 S2 S3 S4 S5
        "<hr><a href=/p>Print page</a> | <a href=/s>Send page</a> | <a href=/l>Write to us</a>"
        "</td></tr></table>",
        "-++++++-");
}

/* It has links and labels as boxes of another purpose have, and the standfirst. */
static void the_box_of_the_headline_stays(void **state)
{
    (void)state;
    assert_kept(
        "<meta name=description content='The boiler is older than the town hall, the jib is "
        "younger. The board has voted for both with one voice.'><main><article><div "
        "class=head><a href=/c>Coast</a><h1>Crane to be repaired before the winter</h1><p "
        "class=standfirst>The boiler is older than the town hall, the jib is younger. The "
        "board has voted for both with one voice.</p></div>" S1 S2 S3 S4 S5 "</article></main>",
        "-?++++++");
}

static void the_standfirst_is_kept(void **state)
{
    (void)state;
    assert_kept("<div class=top><h1>Crane to be repaired</h1><div class=tools><a href=/p>Print</a>"
                "</div><p class=standfirst>What the board has voted for, and who pays for it.</p>"
                "</div><div class=Tu8>" S1 S2 S3 S4 S5 "</div>",
                "?-++++++");
}

/* What a subscription costs is said in sentences, in a box without a telling name. */
static void offers_behind_a_barrier_are_stripped(void **state)
{
    (void)state;
    assert_kept("<h1>Crane</h1><article>" S1 S2
                "<div class=Rw2><h3>Subscribe to continue reading</h3><p>All news of the bay on "
                "any device. Four crowns a week, and the first month is free.</p><p>All of that, "
                "and the archive back to the year of the great frost.</p></div></article>",
                "?++---");
}

/* A post that the text quotes has the name of its network, as the links for sharing have. */
static void quoted_posts_stay(void **state)
{
    (void)state;
    assert_kept(
        "<article>" S1 S2
        "<div class=embed-twitter><blockquote class=twitter-tweet><p>The crane stays where "
        "it is until June, and nobody is to climb it for a picture.</p></blockquote></div>" S3 S4 S5
        "</article>",
        "++++++");
}

static void announced_links_are_stripped(void **state)
{
    (void)state;
    assert_kept(
        "<article>" S1 S2
        "<p>Read more: <a href=/mill>Old mill above the town burns down in a night</a></p>" S3 S4 S5
        "</article>",
        "++-+++");
}

static void assert_stripped(const char *html, const char *start, const char *reason)
{
    struct read r;
    size_t n_found = 0;

    read_page(&r, html);
    const struct ts_verdict *verdicts = ts_classify(&r.a, &r.page, r.rows);
    for (size_t i = 0; i < r.page.pieces.n; i++) {
        if (!ts_str_starts(r.page.pieces.list[i].text, start))
            continue;
        assert_false(verdicts[i].is_kept);
        assert_slice_equal(verdicts[i].reason, reason);
        n_found++;
    }
    assert_int_equal(n_found, 1);
    ts_arena_done(&r.a);
}

static void reasons_are_plain_words(void **state)
{
    (void)state;
    assert_stripped("<h1>Crane</h1><div class=Tu8>" PARA(S1) PARA(S2) LETTER PARA(S3) PARA(S4)
                        PARA(S5) "</div>",
                    "Nobody pays", "in a box that says \"becoming a member\"");
}

static void keeps_boxes_that_are_like_the_rest(void **state)
{
    (void)state;
    assert_kept("<article><section class=part>" S1 S2 "</section><section class=part>" S3 S4
                "</section><section class=part>" S5 "</section></article>",
                "+++++");
}

static void strips_repeated_quotes(void **state)
{
    (void)state;
    assert_kept(
        "<article>" S1 S2 "<p>“Nobody oiled that winch for forty years,” said Odile Farrant "
        "on the quay, where a small crowd had gathered to hear the news.</p>" S3
        "<blockquote>“Nobody oiled that winch for forty years”</blockquote>" S4 S5 "</article>",
        "++++-++");
}

static void lists_stay_together(void **state)
{
    (void)state;
    assert_kept("<article>" S1 S2 "<ul><li>The gates open at eight, an hour earlier than in other "
                "years.</li><li>Dogs</li><li>Parking is at the brickworks, with a free bus all "
                "day.</li></ul>" S3 "</article>",
                "++++++");
}

/* Short, and the last: a score alone would strip it. */
static void the_last_short_sentence_is_kept(void **state)
{
    (void)state;
    assert_kept(
        "<h1>Crane</h1><div class=Tu8>" PARA(S1) PARA(S2) PARA(S3) PARA(S4) PARA(
            "<p>Ms. Farrant said she hopes for June.</p>") "</div><div class=Bt1><div class=Bn>Ida "
                                                           "Morrow</div><div class=Bx>Ida Morrow "
                                                           "is a reporter at the station.</div><a "
                                                           "href=/m>See all stories</a></div>",
        "-+++++---");
    assert_kept("<h1>Crane</h1><div class=Tu8>" PARA(S1) PARA(S2) PARA(S3) PARA(S4)
                    PARA("<p><a href=/x>What Ms. Farrant hopes for</a></p>") "</div>",
                "-++++-");
}

static void something_is_always_kept(void **state)
{
    (void)state;
    assert_kept("<p>Quake.</p>", "+");
    assert_kept("<nav><a href=x>Home</a></nav>", "+");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_prompts_in_many_languages),
        cmocka_unit_test(knows_words_of_letters_to_the_reader),
        cmocka_unit_test(tells_notes_bylines_and_barriers),
        cmocka_unit_test(measures_blocks),
        cmocka_unit_test(every_feature_has_a_name),
        cmocka_unit_test(strips_boxes_as_a_whole),
        cmocka_unit_test(strips_letters_to_the_reader),
        cmocka_unit_test(strips_lists_of_headlines),
        cmocka_unit_test(strips_panels_of_labels),
        cmocka_unit_test(strips_rows_of_links),
        cmocka_unit_test(the_box_of_the_headline_stays),
        cmocka_unit_test(the_standfirst_is_kept),
        cmocka_unit_test(offers_behind_a_barrier_are_stripped),
        cmocka_unit_test(quoted_posts_stay),
        cmocka_unit_test(announced_links_are_stripped),
        cmocka_unit_test(reasons_are_plain_words),
        cmocka_unit_test(keeps_boxes_that_are_like_the_rest),
        cmocka_unit_test(strips_repeated_quotes),
        cmocka_unit_test(lists_stay_together),
        cmocka_unit_test(the_last_short_sentence_is_kept),
        cmocka_unit_test(something_is_always_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
