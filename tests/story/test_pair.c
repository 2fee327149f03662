#include "../src/story/pair_priv.h"

#include "support/support.h"

static struct ts_fingerprint *make(struct ts_arena *a, int64_t id, const char *text)
{
    const struct ts_report report = {
        .id = id,
        .title = TS_STR("Ferry Osprey aground off Ellend"),
        .text = ts_str_of(text),
        .lang = TS_STR("en"),
        .published = { .at = 1930000000, .precision = TS_WHEN_TIME },
    };
    return ts_fingerprint_make(a, &report);
}

static struct vector weigh(struct ts_arena *a, const struct freq *f, struct ts_fingerprint *fp)
{
    struct vector v = vector_make(a, fp);

    vector_weigh(&v, fp, &rules_default, f);
    return v;
}

static void test_spread_vectors_are_compared_alike(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "The ferry Osprey ran onto the Wether Rocks at dawn with 41 people on board.",
        "Tugs pulled the Osprey off the Wether Rocks; none of the 41 people was hurt.",
        "The price of barley fell by a fifth at the Ellend exchange.",
        "",
    };
    struct ts_arena a = { 0 };
    struct ts_fingerprint *fps[TS_COUNT(texts)];
    struct freq f;

    freq_init(&f, &a);
    for (size_t i = 0; i < TS_COUNT(texts); i++) {
        fps[i] = make(&a, (int64_t)i + 1, texts[i]);
        freq_add(&f, fps[i]);
    }
    for (size_t i = 0; i < TS_COUNT(texts); i++) {
        struct vector x = weigh(&a, &f, fps[i]), spread = x;
        vector_spread(&a, &spread);
        for (size_t k = 0; k < TS_COUNT(texts); k++) {
            const struct vector y = weigh(&a, &f, fps[k]);
            float merged = pair_content(&rules_default, &x, &y);
            assert_true(merged == pair_content(&rules_default, &spread, &y));
            assert_true(pair_score(&rules_default, &spread, &y) ==
                        pair_score_of(&rules_default, &x, &y, merged));
        }
    }
    ts_arena_done(&a);
}

static void test_nothing_in_common(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct ts_fingerprint empty = { .id = 1 };
    struct freq f;

    freq_init(&f, &a);
    struct vector v = weigh(&a, &f, &empty);
    vector_spread(&a, &v);
    assert_true(pair_content(&rules_default, &v, &v) == 0);
    ts_arena_done(&a);
}

/* Two reports that name other days are less of one event, more so without dates. */
static void test_other_weekdays(void **state)
{
    (void)state;
    enum { MONDAY = 1, THURSDAY = 8 };
    static const struct {
        uint8_t x, y;
        bool is_dated;
        bool is_less;
    } cases[] = {
        { MONDAY, THURSDAY, true, true },
        { MONDAY, THURSDAY, false, true },
        { MONDAY, MONDAY | THURSDAY, false, false },
        { MONDAY, 0, false, false },
        { 0, 0, false, false },
    };
    const struct rules *r = &rules_default;

    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        int64_t at = cases[i].is_dated ? 1930000000 : 0;
        struct ts_fingerprint x = { .at = at, .weekdays = cases[i].x };
        struct ts_fingerprint y = { .at = at, .weekdays = cases[i].y };
        float less = at != 0 ? r->other_day : r->other_day_undated;
        assert_true(pair_circumstance(r, &x, &y) == (cases[i].is_less ? less : 1.0F));
    }
    assert_true(r->other_day_undated < r->other_day && r->other_day < 1);
}

/* One name in common says little across languages, also of texts that have no other. */
static void test_few_names_across_languages(void **state)
{
    static const char *const french[] = {
        "Pendant ce temps, à Ellend, on répare les filets, on raconte des histoires et on attend "
        "que la pluie cesse enfin pour sortir les bateaux du port.",
        "Pendant ce temps, à Ellend, le pêcheur Torben Haske répare les filets que lui a vendus "
        "hier Malene Oster, venue de Selwyn avec sa soeur pour la fête du port.",
    };
    static const char *const english =
        "Nobody in Ellend has seen the cat since the storm, and nor has its owner Malene Oster of "
        "Selwyn, nor her friend Torben Haske, who feeds it on most days.";
    struct ts_arena a = { 0 };
    float content[TS_COUNT(french)];

    (void)state;
    for (size_t i = 0; i < TS_COUNT(french); i++) {
        const struct ts_report x = { .id = 1, .text = ts_str_of(french[i]), .lang = TS_STR("fr") };
        const struct ts_report y = { .id = 2, .text = ts_str_of(english), .lang = TS_STR("en") };
        struct freq f;
        freq_init(&f, &a);
        struct vector v = weigh(&a, &f, ts_fingerprint_make(&a, &x));
        struct vector w = weigh(&a, &f, ts_fingerprint_make(&a, &y));
        content[i] = pair_content(&rules_default, &v, &w);
    }
    assert_true(content[0] > 0 && content[0] < content[1] / 4);
    ts_arena_done(&a);
}

/* A late word on an event loses less by the hours between; what must stay apart does. */
static void test_late_scores(void **state)
{
    static const int64_t hours[] = { 0, 5, 30, 96 };
    const struct rules *r = &rules_default;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(hours); i++) {
        struct ts_fingerprint x = { .at = 1930000000 }, y = { .at = x.at + hours[i] * 3600 };
        struct vector v = { .fp = &x }, w = { .fp = &y };
        float score = pair_score_of(r, &v, &w, 0.2F);
        float late = pair_late_score(r, &v, &w, 0.2F, score);
        assert_true(late <= 0.2F && (hours[i] > 24 ? late > score : late == score));
        assert_true(pair_late_score(r, &v, &w, 0.2F, r->apart) == r->apart);
    }
}

/* Two outlets fill in one form, each for its own town; and two that report one event. */
static void test_one_form_in_two_outlets(void **state)
{
    static const struct {
        const char *x, *y;
        bool want;
    } cases[] = {
        { "Harbour dues for May: Ellend takes 412,000", "Harbour dues for May: Ostrey takes 96,000",
          true },
        { "Harbour dues for May: Ellend takes 412,000", "Harbour dues for May: Ellend takes 96,000",
          false },
        { "Harbour dues for May: Ellend takes 412,000",
          "Harbour dues for May: Ostrey takes 412,000", false },
        { "Harbour dues for May: Ellend takes less", "Harbour dues for May: Ostrey takes more",
          false },
        { "Ellend takes 412,000", "Ostrey takes 96,000", false },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_report reports[] = {
            { .title = ts_str_of(cases[i].x), .site = TS_STR("one") },
            { .title = ts_str_of(cases[i].y), .site = TS_STR("two") },
        };
        for (size_t k = 0; k < 2; k++) {
            reports[k].lang = TS_STR("en");
            reports[k].text = TS_STR("The dues of Ellend and of Ostrey go to the harbour of each.");
        }
        const struct ts_fingerprint *x = ts_fingerprint_make(&a, &reports[0]);
        const struct ts_fingerprint *y = ts_fingerprint_make(&a, &reports[1]);
        const float form = rules_default.form;
        assert_int_equal(pair_is_series(&rules_default, x, y, form), cases[i].want);
        assert_false(pair_is_series(&rules_default, x, y, form * 0.99F));
    }
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spread_vectors_are_compared_alike),
        cmocka_unit_test(test_nothing_in_common),
        cmocka_unit_test(test_other_weekdays),
        cmocka_unit_test(test_few_names_across_languages),
        cmocka_unit_test(test_late_scores),
        cmocka_unit_test(test_one_form_in_two_outlets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
