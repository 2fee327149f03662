/* What is new in the reports of a story, whatever order they are read in, and why they are one. */
#include "reports.h"

#include "tearsheet/app/novelty.h"
#include "tearsheet/app/why.h"
#include "tearsheet/store/states.h"
#include "tearsheet/store/stories.h"

/* What both reports say. */
#define SHARED "The ferry Aurora struck the pier of Lindholm at dawn on Tuesday."

static struct ts_block first[] = {
    { .kind = TS_BLOCK_TITLE, .is_kept = true, .text = S("Ferry strikes the pier") },
    { .kind = TS_BLOCK_NAVIGATION, .text = S("Home News Sport") },
    PARAGRAPH(SHARED),
    PARAGRAPH("Captain Ingrid Holm blamed a broken rudder."),
};
static struct ts_block second[] = {
    PARAGRAPH(SHARED " Divers from "
                     "Malmby found 14 cracked piles."),
    { .kind = TS_BLOCK_HEADING, .is_kept = true, .level = 2, .text = S("The rudder") },
    PARAGRAPH("Captain Ingrid Holm blamed a broken rudder."),
};

static int setup(void **state)
{
    static struct library l;

    reports_open(&l);
    reports_put(&l, "one", first, TS_COUNT(first), 1741600000, 0);
    reports_put(&l, "two", second, TS_COUNT(second), 1741603600, 0);
    *state = &l;
    return 0;
}

static int teardown(void **state)
{
    reports_close(*state);
    return 0;
}

static struct ts_novelty *compare(struct library *l)
{
    struct ts_novelty *reports = NULL;
    struct ts_err err;
    size_t n = 0;

    assert_ok(ts_novelty_of_story(&l->a, l->db, l->story_id, &reports, &n, &err), &err);
    assert_int_equal(n, 2);
    assert_int_equal(reports[0].article_id, l->ids[0]);
    assert_int_equal(reports[1].article_id, l->ids[1]);
    return reports;
}

static void read_report(struct library *l, int which, bool is_read)
{
    struct ts_err err;
    assert_ok(ts_mark_article(l->db, l->ids[which], is_read, &err), &err);
}

static void nothing_is_compared_before_something_was_read(void **state)
{
    struct ts_novelty *reports = compare(*state);

    for (int i = 0; i < 2; i++) {
        assert_false(reports[i].is_compared);
        assert_int_equal(reports[i].n_known, 0);
        assert_int_equal(reports[i].n_paragraphs, 2);
        assert_int_equal(reports[i].n_news, 2);
    }
}

static void what_the_first_said_is_known_in_the_second(void **state)
{
    struct ts_novelty *reports;

    read_report(*state, 0, true);
    reports = compare(*state);
    assert_false(reports[0].is_compared);
    assert_true(reports[1].is_compared);
    assert_int_equal(reports[1].n_paragraphs, 2);
    assert_int_equal(reports[1].n_news, 1);
    assert_int_equal(reports[1].news[0], 0);
    assert_int_equal(reports[1].n_known, 2);
    assert_int_equal(reports[1].known[0].block, 0);
    assert_int_equal(reports[1].known[0].start, 0);
    assert_int_equal(reports[1].known[0].len, TS_STR(SHARED).len);
    assert_int_equal(reports[1].known[1].block, 2);
    read_report(*state, 1, true); /* reading it changes nothing about it */
    assert_int_equal(compare(*state)[1].n_known, 2);
    assert_false(compare(*state)[0].is_compared);
}

/* The later report was read first: now the earlier one has nothing to add. */
static void the_order_of_reading_counts_not_that_of_publishing(void **state)
{
    struct ts_novelty *reports;

    read_report(*state, 0, false);
    read_report(*state, 1, false);
    read_report(*state, 1, true);
    read_report(*state, 0, true);
    reports = compare(*state);
    assert_true(reports[0].is_compared);
    assert_int_equal(reports[0].n_paragraphs, 2);
    assert_int_equal(reports[0].n_news, 0);
    assert_int_equal(reports[0].known[0].block, 2);
    assert_false(reports[1].is_compared);
}

static void a_story_that_is_not_there_has_no_reports(void **state)
{
    struct library *l = *state;
    struct ts_novelty *reports = NULL;
    struct ts_err err;
    size_t n = 9;

    assert_ok(ts_novelty_of_story(&l->a, l->db, 4711, &reports, &n, &err), &err);
    assert_int_equal(n, 0);
}

static void a_report_is_compared_with_the_first_and_that_with_the_nearest(void **state)
{
    struct library *l = *state;
    struct ts_why why = { 0 }, copy;
    struct ts_err err;

    assert_ok(ts_why_together(&l->a, l->db, l->story_id, l->ids[1], &why, &err), &err);
    assert_int_equal(why.article_id, l->ids[1]);
    assert_int_equal(why.other_id, l->ids[0]);
    assert_true(why.why->n_names > 0 && why.why->n_words > 0);
    assert_true(why.why->hours_apart > 0.99 && why.why->hours_apart < 1.01);
    copy = ts_why_copy(&l->a, &why);
    assert_true(ts_str_eq(copy.why->names[0], why.why->names[0]));
    assert_true(copy.why->names[0].ptr != why.why->names[0].ptr);
    assert_ok(ts_why_together(&l->a, l->db, l->story_id, 0, &why, &err), &err);
    assert_int_equal(why.article_id, l->ids[0]);
    assert_int_equal(why.other_id, l->ids[1]);
    assert_int_equal(ts_why_together(&l->a, l->db, 4711, 0, &why, &err), TS_ERR_NOTFOUND);
    assert_string_equal(err.msg, "there is no story 4711");

    struct ts_placement elsewhere = { 0 };
    assert_ok(ts_story_place(l->db, l->ids[1], &elsewhere, NULL, &err), &err);
    assert_int_equal(ts_why_together(&l->a, l->db, l->story_id, l->ids[1], &why, &err),
                     TS_ERR_NOTFOUND);
    assert_string_equal(err.msg, "article 2 is not in story 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_compared_before_something_was_read),
        cmocka_unit_test(what_the_first_said_is_known_in_the_second),
        cmocka_unit_test(the_order_of_reading_counts_not_that_of_publishing),
        cmocka_unit_test(a_report_is_compared_with_the_first_and_that_with_the_nearest),
        cmocka_unit_test(a_story_that_is_not_there_has_no_reports),
    };
    return cmocka_run_group_tests_name("app/novelty", tests, setup, teardown);
}
