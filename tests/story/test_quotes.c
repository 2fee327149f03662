/* Who says what, in several languages. */
#include "support/support.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/story/quotes.h"

static const struct {
    const char *lang;
    const char *text;
    const char *want; /* SPEAKER: WORDS, parted by "|" */
} cases[] = {
    { "en", "\"The ice will hold until Friday,\" said harbour pilot Nils Ferring.",
      "Nils Ferring: The ice will hold until Friday" },
    { "en", "“We lost the pump first,” Dagny Moll, the ship's engineer, told the Quay Gazette.",
      "Dagny Moll: We lost the pump first" },
    { "en", "The mayor, Petra Lund, said: “Nobody will sleep outside tonight.”",
      "Petra Lund: Nobody will sleep outside tonight." },
    { "en", "Rescue chief Ola Brandt at the quay: \"We are still counting.\"",
      "Ola Brandt: We are still counting." },
    { "en", "\"There is no danger,\" the fire service said on Monday.",
      "the fire service: There is no danger" },
    { "en", "\"The road is closed,\" said the county council.",
      "the county council: The road is closed" },
    { "en", "\"We are late,\" said Captain Astrid Hove.", "Astrid Hove: We are late" },
    /* who was named before */
    { "en",
      "Captain Astrid Hove has sailed for thirty years. \"I never saw such ice,\" she said. \"Not "
      "once in my life.\"",
      "Astrid Hove: I never saw such ice|Astrid Hove: Not once in my life." },
    { "en", "Ms Astrid Hove took the helm. \"It was dark and cold,\" Hove said.",
      "Astrid Hove: It was dark and cold" },
    { "en",
      "Outside Petra Olwen, the Tannery Street baker, waited. Joss Kilbride argued to the end. "
      "\"You wait too long\", she said.",
      "Joss Kilbride: You wait too long" },
    { "en",
      "Outside the hall Petra Olwen, the Tannery Street baker, waited. \"I am old,\" she said.",
      "Petra Olwen: I am old" },
    { "en", "Carla Thiess, chief of the VPO, wrote to staff. \"We are close,\" she said.",
      "Carla Thiess: We are close" },
    { "en", "Landlady Bette Crome, of the Cormorant, said she had called \"until I was blue\".",
      "Landlady Bette Crome: until I was blue" },
    { "en",
      "\"I got a polite answer,\" Otto Strand, who is now 26 and works for a harbour on the coast, "
      "said later.",
      "Otto Strand: I got a polite answer" },
    { "en", "According to Bram Okkerse, \"the lock was open all night\".",
      "Bram Okkerse: the lock was open all night" },
    /* whom he speaks to, and where, is not who speaks */
    { "en", "\"It sank within minutes,\" Iris Vane told Oskar Bly in Port Ellend.",
      "Iris Vane: It sank within minutes" },
    { "en", "\"It sank within minutes,\" said a witness in Port Ellend.",
      "a witness: It sank within minutes" },
    /* titles and manners of speaking */
    { "en", "The play is called \"The Lamp Room\".", "" },
    { "en", "He called it a \"triumph\".", "" },
    { "en", "The 'wall' is gone, and the ship’s crew’s cabin too.", "" },
    { "en", "A sign read \"no entry for cars and carts\".", ": no entry for cars and carts" },
    { "en", "\"An opening that nothing closes", "" },
    { "de", "„Das Eis hält bis Freitag“, sagte Hafenlotse Nils Ferring.",
      "Hafenlotse Nils Ferring: Das Eis hält bis Freitag" },
    { "de", "»Wir zählen noch immer«, so Bürgermeisterin Petra Lund am Abend.",
      "Bürgermeisterin Petra Lund: Wir zählen noch immer" },
    { "de", "Petra Lund erklärte: „Niemand schläft heute draußen.“",
      "Petra Lund: Niemand schläft heute draußen." },
    { "de", "Petra Lund kam um acht. „Es ist vorbei und gut so“, sagte Lund.",
      "Petra Lund: Es ist vorbei und gut so" },
    { "fr", "« La glace tiendra jusqu’à vendredi », a déclaré Nils Ferring.",
      "Nils Ferring: La glace tiendra jusqu’à vendredi" },
    { "uk", "«Лід триматиметься до п'ятниці», — сказав лоцман Ніл Ферінг.",
      "Ніл Ферінг: Лід триматиметься до п'ятниці" },
    { "uk", "— Ми досі рахуємо, — заявила мерка Петра Лунд. — Роботи вистачить до ранку.",
      "Петра Лунд: Ми досі рахуємо|Петра Лунд: Роботи вистачить до ранку." },
    { "uk", "За словами Петри Лунд, «ніхто не спатиме надворі».",
      "Петри Лунд: ніхто не спатиме надворі" },
    { "pl", "„Lód wytrzyma do piątku” – powiedział pilot Nils Ferring.",
      "Nils Ferring: Lód wytrzyma do piątku" },
    { "pl", "– Nadal liczymy – mówi burmistrz Petra Lund.", "Petra Lund: Nadal liczymy" },
    { "ja", "港長の森田健司さんは「氷は金曜日まで持つだろう」と述べた。",
      "港長の森田健司さん: 氷は金曜日まで持つだろう" },
    { "ja", "「まだ数えている」と市長は語った。", "市長: まだ数えている" },
    { "ja", "新作は「ランプの部屋」という。", "" },
    { "zh", "市长李明表示：“今晚没有人会睡在外面。”", "市长李明: 今晚没有人会睡在外面。" },
};

static ts_str found(struct ts_arena *a, ts_str text, ts_str lang)
{
    size_t n;
    struct ts_quote *v = ts_quotes_find(a, text, lang, &n);
    ts_str all = { 0 };

    for (size_t i = 0; i < n; i++) {
        assert_true(v[i].start + v[i].text.len <= text.len);
        assert_ptr_equal(v[i].text.ptr, text.ptr + v[i].start);
        all = ts_arena_printf(a, "%.*s%s%.*s: %.*s", TS_FMT(all), i > 0 ? "|" : "",
                              TS_FMT(v[i].speaker), TS_FMT(v[i].text));
    }
    return all;
}

static void speakers_are_found(void **state)
{
    struct ts_arena a = { 0 };
    int n_wrong = 0;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        ts_str got = found(&a, ts_str_of(cases[i].text), ts_str_of(cases[i].lang));
        if (ts_str_is(got, cases[i].want))
            continue;
        print_error("%s\n  wants \"%s\"\n  gives \"%.*s\"\n", cases[i].text, cases[i].want,
                    TS_FMT(got));
        n_wrong++;
    }
    assert_int_equal(n_wrong, 0);
    ts_arena_done(&a);
}

/* Wherever the text ends, what is found lies in it. */
static void prefixes_do_no_harm(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        ts_str text = ts_str_of(cases[i].text);
        for (size_t len = 0; len <= text.len; len++) {
            ts_str part = ts_arena_str(&a, ts_str_sub(text, 0, len)); /* so that the end is one */
            found(&a, part, ts_str_of(cases[i].lang));
        }
        ts_arena_reset(&a);
    }
    ts_arena_done(&a);
}

/* Marks that nothing closes are no reason to read the text again for each of them. */
static void marks_without_an_end_are_passed(void **state)
{
    static const char *const marks[] = { "„a ", "«a ", "\"a ", "“a ", "「" };
    enum { N = 100000 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(marks); i++) {
        struct ts_arena a = { 0 };
        struct ts_buf text = { 0 };
        size_t n;
        for (int k = 0; k < N; k++)
            ts_buf_puts(&text, marks[i]);
        ts_buf_puts(&text, "\n„The tide came over the wall twice“, said Nils Ferring.");
        struct ts_quote *quotes = ts_quotes_find(&a, ts_buf_str(&text), TS_STR("en"), &n);
        assert_int_equal(n, 1);
        assert_slice_equal(quotes[0].speaker, "Nils Ferring");
        ts_buf_done(&text);
        ts_arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(speakers_are_found),
        cmocka_unit_test(prefixes_do_no_harm),
        cmocka_unit_test(marks_without_an_end_are_passed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
