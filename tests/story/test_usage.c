#include "support/support.h"

#include "../src/story/usage_priv.h"
#include "tearsheet/story/fingerprint.h"

static const char *const lists[] = {
#include "../src/story/everyday_de.inc"
#include "../src/story/everyday_en.inc"
#include "../src/story/usual_de.inc"
#include "../src/story/usual_en.inc"
};

static void test_usage(void **state)
{
    static const struct {
        const char *lang, *stem;
        enum ts_term_usage want;
    } cases[] = {
        { "en", "peopl", TS_USAGE_EVERYDAY },  { "en", "minist", TS_USAGE_USUAL },
        { "en", "baler", TS_USAGE_RARE },      { "en", "brannoch", TS_USAGE_RARE },
        { "en", "2031", TS_USAGE_USUAL },      { "en", "20310", TS_USAGE_RARE },
        { "de", "mensch", TS_USAGE_EVERYDAY }, { "de", "minist", TS_USAGE_USUAL },
        { "uk", "людин", TS_USAGE_UNKNOWN },   { "", "peopl", TS_USAGE_UNKNOWN },
        { "en", "", TS_USAGE_RARE },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_int_equal(usage_of(ts_str_of(cases[i].lang), ts_str_of(cases[i].stem)),
                         cases[i].want);
}

/* A list that is out of order would not be found in; four lists, so three places to begin anew. */
static void test_lists_are_sorted(void **state)
{
    size_t n_falls = 0;

    (void)state;
    for (size_t i = 1; i < TS_COUNT(lists); i++)
        n_falls += ts_str_cmp_text(ts_str_of(lists[i - 1]), lists[i]) >= 0;
    assert_int_equal(n_falls, 3);
}

/* Every word of a list is found in it, by its language. */
static void test_lists_are_found(void **state)
{
    static const char *const everyday[] = {
#include "../src/story/everyday_en.inc"
    };
    static const char *const usual[] = {
#include "../src/story/usual_de.inc"
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(everyday); i++)
        assert_int_equal(usage_of(TS_STR("en"), ts_str_of(everyday[i])), TS_USAGE_EVERYDAY);
    for (size_t i = 0; i < TS_COUNT(usual); i++)
        assert_int_equal(usage_of(TS_STR("de"), ts_str_of(usual[i])), TS_USAGE_USUAL);
}

static enum ts_term_usage usage_in(const struct ts_fingerprint *fp, const char *word)
{
    struct ts_arena a = { 0 };
    const struct ts_report one = { .id = 1, .title = ts_str_of(word), .lang = TS_STR("en") };
    const struct ts_fingerprint *alone = ts_fingerprint_make(&a, &one);
    enum ts_term_usage usage = TS_USAGE_UNKNOWN;

    assert_int_equal(alone->n_terms, 1);
    for (size_t i = 0; i < fp->n_terms; i++)
        if (fp->terms[i].hash == alone->terms[0].hash)
            usage = fp->terms[i].usage;
    ts_arena_done(&a);
    return usage;
}

/* The store's bytes keep it. */
static void test_fingerprints_know_it(void **state)
{
    struct ts_arena a = { 0 };
    const struct ts_report report = { .id = 1,
                                      .lang = TS_STR("en"),
                                      .title = TS_STR("Baler sets ten fields on fire"),
                                      .text = TS_STR("Many people watched in 1999.") };
    struct ts_fingerprint *fp;

    (void)state;
    ts_str bytes = ts_fingerprint_pack(&a, ts_fingerprint_make(&a, &report));
    assert_int_equal(ts_fingerprint_unpack(&a, bytes, &fp, NULL), TS_OK);
    assert_int_equal(usage_in(fp, "baler"), TS_USAGE_RARE);
    assert_int_equal(usage_in(fp, "people"), TS_USAGE_EVERYDAY);
    assert_int_equal(usage_in(fp, "10"), TS_USAGE_EVERYDAY);
    assert_int_equal(usage_in(fp, "1999"), TS_USAGE_USUAL);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_usage),
        cmocka_unit_test(test_lists_are_sorted),
        cmocka_unit_test(test_lists_are_found),
        cmocka_unit_test(test_fingerprints_know_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
