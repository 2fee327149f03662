#include "support/support.h"

#include <string.h>

#include "../src/story/sound_priv.h"
#include "../src/story/stem_priv.h"

static const struct {
    const char *lang, *word, *stem;
} cases[] = {
    { "en", "ferries", "ferri" },
    { "en", "ferry", "ferri" },
    { "de", "häuser", "haus" },
    { "fr", "bateaux", "bateau" },
    { "uk", "пароплавами", "пароплав" },
    { "uk", "пароплави", "пароплав" },
    { "uk", "дім", "дім" },
    { "pl", "promami", "prom" },
    { "pl", "promów", "prom" },
    { "pl", "lód", "lód" },
    { "cs", "lodích", "lod" },
    { "xx", "ferries", "ferries" },
    { "", "ferries", "ferries" },
    { "en", "", "" },
};

static void test_stems(void **state)
{
    char space[STEM_MAX];

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct stemmer s;
        stemmer_init(&s, ts_str_of(cases[i].lang));
        assert_slice_equal(stem(&s, ts_str_of(cases[i].word), space), cases[i].stem);
        stemmer_done(&s);
    }
}

static void test_long_word_is_left(void **state)
{
    char word[STEM_MAX + 1], space[STEM_MAX];
    struct stemmer s;

    (void)state;
    memset(word, 'a', sizeof word);
    stemmer_init(&s, TS_STR("en"));
    assert_int_equal(stem(&s, (ts_str){ word, sizeof word }, space).len, sizeof word);
    stemmer_done(&s);
    stemmer_done(&s);
}

static const struct {
    const char *a, *b;
    bool is_same;
} sounds[] = {
    { "brannoch", "ブラノック", true },
    { "tarholm", "тарголм", true },
    { "wrzosek", "wrzoska", true },
    { "lykke", "mikkel", false },
    { "tarholm", "tarnholt", false },
    { "cornmarket", "コーンマーケット", true },
    { "tarnbridge", "ターンブリッジ", true },
    { "tarnbridg", "ターンブリッジ", true },
    { "корнмаркет", "コーンマーケット", true },
    { "farrer", "farren", false },
};

static void test_sounds(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(sounds); i++) {
        uint32_t a = sound_of(ts_str_of(sounds[i].a)), b = sound_of(ts_str_of(sounds[i].b));
        assert_int_equal(a == b, sounds[i].is_same);
    }
    assert_int_equal(sound_of(TS_STR("oslo")), 0); /* two consonants tell nothing */
    assert_int_equal(sound_of(TS_STR("")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stems),
        cmocka_unit_test(test_long_word_is_left),
        cmocka_unit_test(test_sounds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
