/* What was changed between two texts, in paragraphs and words. */
#include "support/support.h"

#include "tearsheet/app/edits.h"

enum { MAX_BLOCKS = 8 };

/* Paragraphs parted by "|". */
static struct ts_article article_of(struct ts_arena *a, const char *text)
{
    struct ts_article article = { .blocks = TS_NEW_ARRAY(a, MAX_BLOCKS, struct ts_block) };
    ts_str rest = ts_str_of(text), piece;

    while (ts_str_split(&rest, '|', &piece))
        article.blocks[article.n_blocks++] = (struct ts_block){ .is_kept = true, .text = piece };
    return article;
}

static void changes_are_told_in_order(void **state)
{
    static const struct {
        const char *before, *after, *want;
    } cases[] = {
        { "One.|Two.", "One.|Two.", "" },
        { "", "One.", "+One." },
        { "One.|Two.", "One.", "-Two." },
        { "Twelve boats were lost.", "Fourteen boats were lost.",
          "~[-Twelve-] {+Fourteen+} boats were lost." },
        { "The boats were lost.", "The boats were lost at sea.",
          "~The boats were [-lost.-] {+lost at sea.+}" },
        { "A b c d e f.", "a b c d e f g.", "~[-A-] {+a+} b c d e [-f.-] {+f g.+}" },
        { "The old harbour is closed.|Same.", "Herons nest on every roof.|Same.",
          "-The old harbour is closed. +Herons nest on every roof." },
        { "One two three four.|Five six seven eight.",
          "New here.|One two three 4.|Five six seven eight nine.",
          "+New here. ~One two three [-four.-] {+4.+} "
          "~Five six seven [-eight.-] {+eight nine.+}" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        struct ts_article before = article_of(&a, cases[i].before);
        struct ts_article after = article_of(&a, cases[i].after);
        ts_str all = { 0 };
        size_t n;
        const struct ts_edit *edits = ts_edits_of(&a, &before, &after, &n);
        for (size_t k = 0; k < n; k++)
            all = ts_arena_printf(&a, "%.*s%s%c%.*s", TS_FMT(all), k ? " " : "",
                                  "-+~"[edits[k].kind], TS_FMT(edits[k].text));
        assert_slice_equal(all, cases[i].want);
        ts_arena_done(&a);
    }
}

/* Captions, bylines and what was stripped are no text. */
static void only_the_text_counts(void **state)
{
    struct ts_block blocks[] = {
        { .is_kept = true, .text = TS_STR("One.") },
        { .text = TS_STR("Buy a boat") },
        { .is_kept = true, .kind = TS_BLOCK_CAPTION, .text = TS_STR("A boat") }
    };
    struct ts_article before = { .blocks = blocks, .n_blocks = 1 };
    struct ts_article after = { .blocks = blocks, .n_blocks = TS_COUNT(blocks) };
    struct ts_arena a = { 0 };
    size_t n = 1;

    (void)state;
    (void)ts_edits_of(&a, &before, &after, &n);
    assert_int_equal(n, 0);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_told_in_order),
        cmocka_unit_test(only_the_text_counts),
    };
    return cmocka_run_group_tests_name("edits", tests, NULL, NULL);
}
