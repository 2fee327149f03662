/* A story at a glance, from a library. */
#include "reports.h"

#include "tearsheet/app/digest.h"
#include "tearsheet/store/stories.h"

enum { NOON = 1741600000, HOUR = 3600 };

static struct ts_block wire[] = {
    PARAGRAPH("Nine people were hurt when the ferry Aurora struck the pier of Lindholm."),
    PARAGRAPH("“The rudder broke at the worst moment,” said Captain Ingrid Holm."),
    PARAGRAPH("Divers will look at the piles on Tuesday."),
};
static struct ts_block copy[] = {
    PARAGRAPH("Nine people were hurt when the ferry Aurora struck the pier of Lindholm."),
    PARAGRAPH("“The rudder broke at the worst moment,” said Captain Ingrid Holm."),
    PARAGRAPH("Readers of this page saw it from the quay."),
};
static struct ts_block own[] = {
    PARAGRAPH("Twelve people were hurt when the Aurora hit the Lindholm pier."),
    PARAGRAPH("Holm told reporters: “The rudder broke at the worst moment, and nobody slept.”"),
    PARAGRAPH("“We had warned them twice about that rudder,” said Bo Arndt of the yard."),
    { .kind = TS_BLOCK_NOTE, .is_kept = true, .text = S("Correction: the pier is Lindholm's.") },
};

static int setup(void **state)
{
    static struct library l;

    reports_open(&l);
    int64_t original = reports_put(&l, "wire", wire, TS_COUNT(wire), NOON, 0);
    reports_put(&l, "post", copy, TS_COUNT(copy), NOON + HOUR, original);
    reports_put(&l, "own", own, TS_COUNT(own), NOON + 3 * HOUR, 0);
    *state = &l;
    return 0;
}

static int teardown(void **state)
{
    reports_close(*state);
    return 0;
}

static struct ts_digest digest_of(struct library *l)
{
    struct ts_digest d;
    struct ts_err err;

    assert_ok(ts_digest_of_story(l->db, l->story_id, &d, &err), &err);
    return d;
}

/* The copy says nothing of its own, and the captain is one person in both reports. */
static void sayings_count_once(void **state)
{
    struct ts_digest d = digest_of(*state);

    assert_int_equal(d.n_sayings, 2);
    assert_slice_equal(d.sayings[0].speaker, "Ingrid Holm");
    assert_slice_equal(d.sayings[0].text, "The rudder broke at the worst moment");
    assert_int_equal(d.sayings[0].n_reports, 2);
    assert_int_equal(d.sayings[0].report, 0);
    assert_slice_equal(d.sayings[1].speaker, "Bo Arndt");
    assert_int_equal(d.sayings[1].n_reports, 1);
    assert_slice_equal(d.reports[d.sayings[1].report].site, "own");
    ts_digest_done(&d);
}

static void numbers_name_their_reports(void **state)
{
    struct ts_digest d = digest_of(*state);

    assert_int_equal(d.n_disputes, 1);
    assert_true(d.disputes[0].is_correction);
    assert_int_equal(d.disputes[0].n, 2);
    assert_true(d.disputes[0].figures[0].value == 9 && d.disputes[0].figures[1].value == 12);
    assert_slice_equal(d.reports[d.disputes[0].figures[1].report].site, "own");
    ts_digest_done(&d);
}

static void copies_tell_what_they_changed(void **state)
{
    struct ts_digest d = digest_of(*state);

    assert_int_equal(d.n_reports, 3);
    assert_true(d.reports[1].is_compared && !d.reports[0].is_compared);
    assert_int_equal(d.reports[1].changes.n_added, 1);
    assert_slice_equal(d.reports[1].changes.added[0], "Readers of this page saw it from the quay.");
    assert_int_equal(d.reports[1].changes.n_cut, 1);
    assert_slice_equal(d.reports[1].changes.cut[0], "Divers will look at the piles on Tuesday.");
    assert_int_equal(d.reports[1].changes.n_kept, 2);
    ts_digest_done(&d);
}

static void notes_and_headlines_are_there(void **state)
{
    struct library *l = *state;
    struct ts_item item = { .id = TS_STR("own"), .link = TS_STR("https://own.example/") };
    struct ts_item_put done;
    struct ts_err err;

    item.title = TS_STR("Ferry: twelve hurt");
    assert_ok(ts_articles_put_items(l->db, 1, &item, 1, NOON + 5 * HOUR, &done, &err), &err);
    item.title = TS_STR("Ferry: rudder blamed");
    assert_ok(ts_articles_put_items(l->db, 1, &item, 1, NOON + 6 * HOUR, &done, &err), &err);

    struct ts_digest d = digest_of(l);
    assert_int_equal(d.n_corrections, 1);
    assert_slice_equal(d.corrections[0].text, "Correction: the pier is Lindholm's.");
    assert_int_equal(d.n_headlines, 2);
    assert_slice_equal(d.headlines[0].was, "Ferry, by own");
    assert_slice_equal(d.headlines[0].became, "Ferry: twelve hurt");
    assert_slice_equal(d.headlines[1].was, "Ferry: twelve hurt");
    assert_slice_equal(d.headlines[1].became, "Ferry: rudder blamed");
    assert_int_equal(d.headlines[1].at, NOON + 6 * HOUR);
    assert_slice_equal(d.reports[d.headlines[0].report].site, "own");
    ts_digest_done(&d);
}

static void what_is_not_there_is_said(void **state)
{
    struct library *l = *state;
    struct ts_digest d;
    struct ts_err err;

    assert_int_equal(ts_digest_of_story(l->db, 999, &d, &err), TS_ERR_NOTFOUND);
    assert_string_equal(err.msg, "there is no story 999");
    ts_digest_done(&d);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(sayings_count_once),
        TEST(numbers_name_their_reports),
        TEST(copies_tell_what_they_changed),
        TEST(notes_and_headlines_are_there),
        TEST(what_is_not_there_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
