#include "support/support.h"

#include "tearsheet/extract/memory.h"

static const char letter[] =
    "You read us for nothing, and we are glad of it, but paper and people have a "
    "price: please give what you can.";

static struct ts_block paragraph(const char *text)
{
    return (
        struct ts_block){ .kind = TS_BLOCK_PARAGRAPH, .is_kept = true, .text = ts_str_of(text) };
}

static void equal_text_has_equal_hashes(void **state)
{
    struct ts_block blocks[] = {
        paragraph("Please  give what\nyou can."),
        paragraph("please give what you can."),
        paragraph("Something else."),
        { .kind = TS_BLOCK_NAVIGATION, .is_kept = false, .text = TS_STR("Home") },
        { .kind = TS_BLOCK_DONATION, .is_kept = false, .text = ts_str_of(letter) },
    };
    struct ts_article article = { .blocks = blocks, .n_blocks = TS_COUNT(blocks) };
    struct ts_arena a = { 0 };

    (void)state;
    uint64_t *hashes = ts_memory_hashes(&a, &article);
    assert_true(hashes[0] != 0);
    assert_true(hashes[1] == 0); /* once a page */
    assert_true(hashes[2] != 0 && hashes[2] != hashes[0]);
    assert_true(hashes[3] == 0); /* stripped anyway */
    assert_true(hashes[4] != 0); /* here, but maybe not on another page */
    struct ts_article other = { .blocks = &blocks[1], .n_blocks = 1 };
    assert_true(ts_memory_hashes(&a, &other)[0] == hashes[0]);
    ts_arena_done(&a);
}

static void what_is_on_several_pages_goes(void **state)
{
    static const struct {
        const char *text;
        uint32_t count;
        size_t n_pages;
        bool is_kept;
    } cases[] = {
        { letter, 1, 1, true },
        { letter, 2, 2, true },
        { letter, 3, 3, false },
        { letter, 3, 30, false },
        { letter, 3, 31, true }, /* background to a few reports */
        { letter, 11, 500, true },
        { letter, 12, 500, false },
        { "Background", 3, 100, true }, /* a heading that recurs */
        { "Background", 60, 100, false },
        { "Companies in this article", 3, 3, false },
        { "Companies in this article", 2, 2, true },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        struct ts_block blocks[] = {
            paragraph("The barrier held through the night, and in the morning the mayor thanked "
                      "the crew that "
                      "had closed it by hand when the motor failed."),
            paragraph(cases[i].text),
            paragraph("Two of the gates will have to be replaced before the spring tides, the "
                      "engineers said, "
                      "which will cost the town more than it has put aside."),
        };
        struct ts_article article = { .blocks = blocks, .n_blocks = 3, .n_words = 80 };
        const uint32_t counts[] = { 1, cases[i].count, 1 };
        size_t n = ts_memory_apply(&a, &article, counts, cases[i].n_pages);
        assert_int_equal(n, !cases[i].is_kept);
        assert_int_equal(blocks[1].is_kept, cases[i].is_kept);
        assert_int_equal(article.n_words < 80, !cases[i].is_kept);
        if (!cases[i].is_kept)
            assert_slice_equal(
                blocks[1].reason,
                ts_arena_printf(&a, "seen on %u pages of this site", cases[i].count).ptr);
        assert_true(blocks[0].is_kept && blocks[2].is_kept);
        ts_arena_done(&a);
    }
}

/* The same article under three addresses is no boilerplate. */
static void a_page_that_repeats_a_page_stays_whole(void **state)
{
    struct ts_block blocks[] = { paragraph(letter), paragraph("A short end of it.") };
    struct ts_article article = { .blocks = blocks, .n_blocks = 2, .n_words = 30 };
    const uint32_t counts[] = { 4, 4 };
    struct ts_arena a = { 0 };

    (void)state;
    assert_int_equal(ts_memory_apply(&a, &article, counts, 40), 0);
    assert_true(blocks[0].is_kept && blocks[1].is_kept);
    ts_arena_done(&a);
}

/* A report that is shorter than the letter below it. */
static void a_short_report_loses_a_long_letter(void **state)
{
    struct ts_arena a = { 0 };
    uint32_t counts[] = { 1, 5 };

    (void)state;
    for (size_t n_pages = 5; n_pages <= 6; n_pages++) {
        struct ts_block blocks[] = { paragraph("The gate is closed."), paragraph(letter) };
        struct ts_article article = { .blocks = blocks, .n_blocks = 2, .n_words = 30 };
        bool is_site = n_pages >= TS_MEMORY_SITE_PAGES;
        assert_int_equal(ts_memory_apply(&a, &article, counts, n_pages), is_site);
        assert_true(blocks[0].is_kept);
    }
    ts_arena_done(&a);
}

/* What stands on a page twice goes twice. */
static void repeats_on_a_page_go_together(void **state)
{
    struct ts_arena a = { 0 };
    const uint32_t counts[] = { 1, 9, 0 };
    struct ts_block blocks[] = { paragraph("The gate is closed."), paragraph(letter),
                                 paragraph(letter) };
    struct ts_article article = { .blocks = blocks, .n_blocks = 3, .n_words = 60 };

    (void)state;
    assert_int_equal(ts_memory_apply(&a, &article, counts, 9), 2);
    assert_true(blocks[0].is_kept);
    assert_false(blocks[1].is_kept || blocks[2].is_kept);
    ts_arena_done(&a);
}

/* ---- pages of one call ---- */

static const char refrain[] =
    "We hold the gate, they sang, we hold the gate, and let the water do its worst tonight.";
static const char policy[] =
    "The Tide Post corrects its mistakes: write to the desk, and we mend the text and say so.";

struct tally_page {
    struct ts_block blocks[5];
    struct ts_article article;
    uint64_t *hashes;
};

/* A page with a text of its own; the refrain is sung twice on the first. */
static void tally_page(struct ts_arena *a, struct tally_page *p, int number)
{
    const char *own = ts_arena_printf(a,
                                      "Report %d: the barrier held through the night, and in the "
                                      "morning the mayor thanked the crew of gate %d, which had "
                                      "closed it by hand when the motor failed for good, and "
                                      "then went home to bed while the town went on to clear "
                                      "the harbour of all that the sea had left in it.",
                                      number, number)
                          .ptr;

    p->blocks[0] = paragraph(own);
    p->blocks[1] = paragraph(number == 0 ? refrain : "Nobody was hurt.");
    p->blocks[2] = paragraph(letter);
    p->blocks[3] = paragraph(number == 0 ? refrain : "The water fell at dawn.");
    p->blocks[4] = paragraph(policy);
    p->article = (struct ts_article){ .blocks = p->blocks, .n_blocks = 5 };
    p->article.url = ts_arena_printf(a, "https://tide.example/%d", number);
    ts_article_count_words(&p->article);
    p->hashes = ts_memory_hashes(a, &p->article);
}

static struct ts_block heading(const char *text, uint8_t level)
{
    return (struct ts_block){
        .kind = TS_BLOCK_HEADING, .is_kept = true, .level = level, .text = ts_str_of(text)
    };
}

static void headings_go_with_all_of_their_section(void **state)
{
    struct ts_block stripped = { .kind = TS_BLOCK_ADVERT, .text = TS_STR("Buy a boat") };
    struct ts_block wished = heading("Kept by a rule", 2);
    wished.decided_by = TS_BY_RULE;
    struct ts_block blocks[] = {
        heading("The gate", 2),
        paragraph("The gate was closed at noon by two of the crew."),
        heading("Your help", 2),
        heading("Why", 3),
        paragraph(letter),
        heading("The motor", 2),
        paragraph("The motor was as old as the gate and had failed before."),
        paragraph(letter),
        heading("Boats", 2),
        stripped,
        wished,
        paragraph(letter),
        heading("Tides", 3),
        paragraph(letter),
        heading("Not below", 2),
    };
    const uint32_t counts[] = { 1, 1, 1, 1, 9, 1, 1, 9, 1, 0, 1, 9, 1, 9, 1 };
    const char kept[] = "++---++-+-+---+";
    struct ts_article article = { .blocks = blocks, .n_blocks = TS_COUNT(blocks) };
    struct ts_arena a = { 0 };

    (void)state;
    assert_int_equal(ts_memory_apply(&a, &article, counts, 9), 7);
    for (size_t i = 0; i < TS_COUNT(blocks); i++)
        if (blocks[i].is_kept != (kept[i] == '+'))
            fail_msg("\"%.*s\"", TS_FMT(blocks[i].text));
    assert_slice_equal(blocks[3].reason, "heading of what was stripped");
    ts_arena_done(&a);
}

static void pages_of_one_call_tell_of_each_other(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_tally tally = { .counts.arena = &a, .seen.arena = &a };
    struct tally_page pages[3];

    (void)state;
    for (int i = 0; i < 3; i++)
        tally_page(&a, &pages[i], i);
    for (int i = 0; i < 2; i++) {
        ts_tally_learn(&tally, &pages[i].article, pages[i].hashes);
        ts_tally_learn(&tally, &pages[i].article, pages[i].hashes); /* the same address */
    }
    assert_int_equal(ts_tally_strip(&a, &tally, &pages[0].article, pages[0].hashes), 0);
    ts_tally_learn(&tally, &pages[2].article, pages[2].hashes);
    for (int i = 0; i < 3; i++) {
        struct ts_block *blocks = pages[i].blocks;
        assert_int_equal(ts_tally_strip(&a, &tally, &pages[i].article, pages[i].hashes), 2);
        assert_false(blocks[2].is_kept || blocks[4].is_kept);
        assert_slice_equal(blocks[2].reason, "seen on 3 pages of this site");
        assert_true(blocks[0].is_kept && blocks[1].is_kept && blocks[3].is_kept);
    }
    ts_arena_done(&a);
}

static void sites_are_told_apart(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_tally tally = { .counts.arena = &a, .seen.arena = &a };
    struct tally_page pages[4];
    static const char *const urls[] = { "https://tide.example/1", "https://ebb.example/1",
                                        "https://flow.example/1", "" };

    (void)state;
    for (int i = 0; i < 4; i++) {
        tally_page(&a, &pages[i], i);
        pages[i].article.url = ts_str_of(urls[i]);
        ts_tally_learn(&tally, &pages[i].article, pages[i].hashes);
    }
    for (int i = 0; i < 4; i++)
        assert_int_equal(ts_tally_strip(&a, &tally, &pages[i].article, pages[i].hashes), 0);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_text_has_equal_hashes),
        cmocka_unit_test(what_is_on_several_pages_goes),
        cmocka_unit_test(a_page_that_repeats_a_page_stays_whole),
        cmocka_unit_test(a_short_report_loses_a_long_letter),
        cmocka_unit_test(repeats_on_a_page_go_together),
        cmocka_unit_test(headings_go_with_all_of_their_section),
        cmocka_unit_test(pages_of_one_call_tell_of_each_other),
        cmocka_unit_test(sites_are_told_apart),
    };
    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
