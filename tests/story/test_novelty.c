#include "support/support.h"

#include "tearsheet/story/novelty.h"

static const struct {
    const char *text;
    const char *want; /* sentences parted by "|" */
} splits[] = {
    { "", "" },
    { "One.", "One." },
    { "One. Two! Three? Four", "One.|Two!|Three?|Four" },
    { "Dr. Ansel Pike said so. Mrs. Oake did not.", "Dr. Ansel Pike said so.|Mrs. Oake did not." },
    { "It was J. R. Pike. He left.", "It was J. R. Pike.|He left." },
    { "The U.S. envoy left. He waved.", "The U.S. envoy left.|He waved." },
    { "It cost 3.5 million. Nobody paid.", "It cost 3.5 million.|Nobody paid." },
    { "Am 3. mai kam er. Dann ging er.", "Am 3. mai kam er.|Dann ging er." },
    { "\"We go.\" She went.", "\"We go.\"|She went." },
    { "\"We go,\" she said. \"Now.\"", "\"We go,\" she said.|\"Now.\"" },
    { "Wait... what? Yes.", "Wait... what?|Yes." },
    { "A line\n\nanother line", "A line|another line" },
    { "See nwa.example for more. Or not.", "See nwa.example for more.|Or not." },
    { "船が沈んだ。六人は無事。", "船が沈んだ。|六人は無事。" },
    { "「沈んだ。」と語った。無事だ！", "「沈んだ。」と語った。|無事だ！" },
    { "Вони пішли о 9 год. ранку. Потім повернулися.",
      "Вони пішли о 9 год. ранку.|Потім повернулися." },
};

static ts_str joined(struct ts_arena *a, const char *text)
{
    size_t n;
    struct ts_sentence *v = ts_sentences(a, ts_str_of(text), &n);
    ts_str all = { 0 };

    for (size_t i = 0; i < n; i++)
        all = ts_arena_printf(a, "%.*s%s%.*s", TS_FMT(all), i > 0 ? "|" : "", TS_FMT(v[i].text));
    return all;
}

static void test_sentences(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(splits); i++)
        assert_slice_equal(joined(&a, splits[i].text), splits[i].want);
    ts_arena_done(&a);
}

/* No letter gets lost and none is there twice, wherever the text ends. */
static void test_sentences_of_prefixes(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(splits); i++) {
        ts_str text = ts_str_of(splits[i].text);
        for (size_t len = 0; len <= text.len; len++) {
            size_t n, end = 0;
            struct ts_sentence *v = ts_sentences(&a, ts_str_sub(text, 0, len), &n);
            for (size_t k = 0; k < n; k++) {
                size_t start = (size_t)(v[k].text.ptr - text.ptr);
                assert_true(start >= end && v[k].text.len > 0);
                assert_int_equal(ts_str_trim(ts_str_sub(text, end, start - end)).len, 0);
                end = start + v[k].text.len;
            }
        }
    }
    ts_arena_done(&a);
}

static const char first_report[] = "A lighter carrying roof slate sank off Port Ellend on Monday "
                                   "night. All six people on board were "
                                   "taken off by the pilot boat. Harbour master Edda Quillfeather "
                                   "closed the fairway to large ships.";

static const struct {
    const char *sentence;
    bool is_known;
} facts[] = {
    { "All six people on board were taken off by the pilot boat.", true },
    { "The pilot boat took off all six people who were on board.", true },
    { "Port Ellend's lighter sank on Monday night with its slate.", true },
    { "The pilot boat took off all 9 people on board.", false },
    { "Harbour master Edda Quillfeather closed the fairway after Skerry Island's divers had found "
      "heating oil leaking from the tanks.",
      false },
    { "Ship owner Bastian Crowe said that the lighter had been inspected in spring.", false },
    /* other words for the same, but no other fact */
    { "The pilot boat rescued all six persons from the vessel.", true },
    { "All six people were saved and taken to hospital in Brackmouth.", false },
    /* one new name beside known ones is how somebody else says it; two are news */
    { "Edda Quillfeather, harbour master of Port Ellend, shut the fairway to large vessels.",
      true },
    { "Edda Quillfeather closed the fairway with Bruno Askwith's tugs.", false },
};

static void test_known(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_known *known = ts_known_new(&a);
    const struct ts_report first = { .text = TS_STR(first_report), .lang = TS_STR("en") };
    size_t n;

    (void)state;
    struct ts_sentence *all = ts_known_mark(&a, known, &first, &n);
    assert_int_equal(n, 3);
    for (size_t i = 0; i < n; i++)
        assert_false(all[i].is_known); /* nothing was said before */
    ts_known_add(known, &first);
    for (size_t i = 0; i < TS_COUNT(facts); i++) {
        const struct ts_report report = { .text = ts_str_of(facts[i].sentence),
                                          .lang = TS_STR("en") };
        struct ts_sentence *s = ts_known_mark(&a, known, &report, &n);
        assert_int_equal(n, 1);
        if (s->is_known != facts[i].is_known)
            print_error("%s\n", facts[i].sentence);
        assert_int_equal(s->is_known, facts[i].is_known);
    }
    ts_arena_done(&a);
}

/* In another language the names and numbers decide; nouns with capitals are no names. */
static const struct {
    const char *sentence;
    bool is_known;
} facts_abroad[] = {
    { "Hafenmeisterin Edda Quillfeather sperrte die Fahrrinne für große Schiffe.", true },
    { "Das Lotsenboot rettete vor Port Ellend alle Menschen an Bord.", true },
    { "Der Eigner Bastian Drummscheit zahlt 25.000 Kronen.", false },
    { "Die Taucher beginnen am Mittwoch.", false },
    /* words that mean the same count, too */
    { "Am Montag sank nachts vor Port Ellend ein Schiff mit Schiefer.", true },
    { "Am Montag brannte in Port Ellend eine Fabrik.", false },
};

/* The words are those of the languages of the table, whatever their script. */
static const struct {
    const char *first_lang, *first;
    const char *lang, *sentence;
    bool is_known;
} facts_between[] = {
    { "en", "Firefighters rescued three passengers from the burning bus in Ostrowiec.", "pl",
      "Strażacy uratowali trzech pasażerów autobusu w Ostrowcu.", true },
    { "en", "Firefighters rescued three passengers from the burning bus in Ostrowiec.", "pl",
      "Strażacy uratowali pięciu pasażerów autobusu w Ostrowcu.", false },
    { "en", "A ferry and a tanker collided in the harbour on Friday; 12 people were hurt.", "uk",
      "У п'ятницю в порту сталося зіткнення порома, постраждали 12 людей.", true },
    { "en", "A ferry and a tanker collided in the harbour on Friday; 12 people were hurt.", "uk",
      "Капітан порома заперечує порушення правил.", false },
    { "ja", "トンネルで火災があり、乗客１８人が負傷した。", "en",
      "A fire in the tunnel left 18 passengers injured.", true },
    { "ja", "トンネルで火災があり、乗客１８人が負傷した。", "en",
      "The tunnel will open again on Monday.", false },
    { "de", "Um 7.52 Uhr entgleiste die Straßenbahn der Linie 6.", "en",
      "The line 6 tram derailed at 07:52.", true },
    { "de", "Um 7.52 Uhr entgleiste die Straßenbahn der Linie 6.", "en",
      "The line 6 tram derailed at 07:25.", false },
};

static void test_known_between_languages(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(facts_between); i++) {
        struct ts_arena a = { 0 };
        struct ts_known *known = ts_known_new(&a);
        const struct ts_report first = { .text = ts_str_of(facts_between[i].first),
                                         .lang = ts_str_of(facts_between[i].first_lang) };
        const struct ts_report later = { .text = ts_str_of(facts_between[i].sentence),
                                         .lang = ts_str_of(facts_between[i].lang) };
        size_t n;
        ts_known_add(known, &first);
        struct ts_sentence *s = ts_known_mark(&a, known, &later, &n);
        assert_int_equal(n, 1);
        if (s->is_known != facts_between[i].is_known)
            print_error("%s\n", facts_between[i].sentence);
        assert_int_equal(s->is_known, facts_between[i].is_known);
        ts_arena_done(&a);
    }
}

/* A report in a language that was there before may still repeat what another one said. */
static void test_known_from_either_language(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_known *known = ts_known_new(&a);
    const struct ts_report reports[] = {
        { .text = TS_STR("Die Brücke bleibt gesperrt."), .lang = TS_STR("de") },
        { .text = TS_STR("Mayor Linnea Falk resigned on Tuesday over the bridge."),
          .lang = TS_STR("en") },
    };
    const struct ts_report later = {
        .text = TS_STR("Bürgermeisterin Linnea Falk ist am Dienstag zurückgetreten."),
        .lang = TS_STR("de")
    };
    size_t n;

    (void)state;
    ts_known_add(known, &reports[0]);
    assert_false(ts_known_mark(&a, known, &later, &n)->is_known);
    ts_known_add(known, &reports[1]);
    assert_true(ts_known_mark(&a, known, &later, &n)->is_known);
    ts_arena_done(&a);
}

static void test_known_abroad(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_known *known = ts_known_new(&a);
    const struct ts_report first = { .text = TS_STR(first_report), .lang = TS_STR("en") };
    size_t n;

    (void)state;
    ts_known_add(known, &first);
    for (size_t i = 0; i < TS_COUNT(facts_abroad); i++) {
        const struct ts_report later = { .text = ts_str_of(facts_abroad[i].sentence),
                                         .lang = TS_STR("de") };
        struct ts_sentence *s = ts_known_mark(&a, known, &later, &n);
        assert_int_equal(n, 1);
        if (s->is_known != facts_abroad[i].is_known)
            print_error("%s\n", facts_abroad[i].sentence);
        assert_int_equal(s->is_known, facts_abroad[i].is_known);
    }
    ts_arena_done(&a);
}

/* Only reports of the same story published earlier count. */
static void test_all(void **state)
{
    struct ts_arena a = { 0 };
    const struct ts_report reports[] = {
        { .id = 1,
          .text = TS_STR(first_report),
          .published = { .at = 2000, .precision = TS_WHEN_TIME } },
        { .id = 2,
          .text = TS_STR(first_report),
          .published = { .at = 1000, .precision = TS_WHEN_TIME } },
        { .id = 3,
          .text = TS_STR(first_report),
          .published = { .at = 3000, .precision = TS_WHEN_TIME } },
    };
    const struct ts_placement placements[] = { { .story_id = 2 },
                                               { .story_id = 2 },
                                               { .story_id = 3 } };
    struct ts_told told[3];

    (void)state;
    ts_novelty_all(&a, reports, placements, 3, told);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(told[i].n, 3);
        for (size_t k = 0; k < told[i].n; k++)
            assert_int_equal(told[i].sentences[k].is_known, i == 0);
    }
    ts_novelty_all(&a, NULL, NULL, 0, NULL);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_sentences_of_prefixes),
        cmocka_unit_test(test_known),
        cmocka_unit_test(test_known_abroad),
        cmocka_unit_test(test_known_between_languages),
        cmocka_unit_test(test_known_from_either_language),
        cmocka_unit_test(test_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
