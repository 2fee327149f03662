/* Words that mean the same, as the table has them. */
#include "support/support.h"

#include "../src/story/concepts_priv.h"
#include "../src/story/tokens_priv.h"

static const char *const rows[] = {
#include "../src/story/concepts.inc"
};

enum { COLUMNS = 9 };

static void every_row_has_every_language(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(rows); i++) {
        ts_str rest = ts_str_of(rows[i]), words;
        int n = 0;
        while (ts_str_split(&rest, '|', &words)) {
            if (ts_str_trim(words).len == 0)
                print_error("a gap in \"%s\"\n", rows[i]);
            assert_true(ts_str_trim(words).len > 0);
            n++;
        }
        assert_int_equal(n, COLUMNS);
    }
}

static int64_t concept_of(const char *lang, const char *word)
{
    struct ts_arena a = { 0 };
    struct ts_lexicon l = { 0 };
    struct ts_map m = { .arena = &a };
    int64_t key = 0;

    concepts_put(&m, &l, ts_str_of(lang));
    struct tokens *t = tokens_make(&a, &l, ts_str_of(word), ts_str_of(lang));
    for (size_t i = 0; i < t->n && key == 0; i++)
        key = ts_map_find(&m, t->v[i].stem) ? *ts_map_find(&m, t->v[i].stem) : 0;
    ts_lexicon_done(&l);
    ts_arena_done(&a);
    return key;
}

static const struct {
    const char *lang, *word, *other_lang, *other;
    bool is_same;
} pairs[] = {
    { "en", "injuries", "en", "wounded", true },   { "en", "died", "de", "getötet", true },
    { "en", "minister", "ja", "大臣", true },      { "en", "Tuesday", "uk", "вівторок", true },
    { "pl", "szpitala", "fr", "hôpital", true },   { "es", "incendios", "ru", "пожар", true },
    { "it", "treno", "en", "trains", true },       { "en", "train", "en", "tram", false },
    { "en", "Tuesday", "en", "Wednesday", false }, { "de", "Fabrik", "de", "Brücke", false },
};

static void words_meet_in_their_concepts(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(pairs); i++) {
        int64_t one = concept_of(pairs[i].lang, pairs[i].word);
        int64_t other = concept_of(pairs[i].other_lang, pairs[i].other);
        if (one == 0 || other == 0 || (one == other) != pairs[i].is_same)
            print_error("%s and %s\n", pairs[i].word, pairs[i].other);
        assert_true(one != 0 && other != 0);
        assert_int_equal(one == other, pairs[i].is_same);
    }
    assert_int_equal(concept_of("en", "quaint"), 0);
    assert_int_equal(concept_of("xx", "train"), 0);
    assert_int_equal(concept_of("", "train"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_has_every_language),
        cmocka_unit_test(words_meet_in_their_concepts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
