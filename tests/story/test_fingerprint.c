#include "support/support.h"

#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/story/fingerprint.h"

static const char wire[] =
    "PORT ELLEND (NWA) - A lighter carrying roof slate sank off Port Ellend on Monday night, the "
    "harbour "
    "master said. All six people on board were taken off by the pilot boat.\n\n"
    "The Marit Solveig, 41 metres long, had left the slate quay at 21:40 in a freshening wind. "
    "\"She took "
    "water over the bow and never shook it off,\" harbour master Edda Quillfeather said.\n\n"
    "Some 1,200 tonnes of slate are on the bottom in 30 metres of water. The fairway is closed to "
    "ships "
    "of more than 4.5 metres draught until divers have looked at the wreck.";

static struct ts_fingerprint *make(struct ts_arena *a, const char *title, const char *text)
{
    const struct ts_report report = {
        .id = 7,
        .url = TS_STR("https://www.nwa.example/2031/slate?utm_source=x"),
        .title = ts_str_of(title),
        .text = ts_str_of(text),
        .site = TS_STR("Northern Wire"),
        .published = { .at = 1930000000, .precision = TS_WHEN_TIME },
    };
    return ts_fingerprint_make(a, &report);
}

static const struct ts_term *find(const struct ts_fingerprint *x, const struct ts_fingerprint *y,
                                  enum ts_term_kind kind)
{
    for (size_t i = 0; i < x->n_terms; i++)
        for (size_t k = 0; k < y->n_terms; k++)
            if (x->terms[i].hash == y->terms[k].hash && x->terms[i].kind == kind)
                return &x->terms[i];
    return NULL;
}

static void test_make(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_fingerprint *fp = make(&a, "Slate lighter sinks off Port Ellend", wire);

    (void)state;
    assert_int_equal(fp->id, 7);
    assert_int_equal(fp->at, 1930000000);
    assert_string_equal(fp->lang, "en");
    assert_int_equal(fp->form, TS_FORM_REPORT);
    assert_true(fp->site != 0 && fp->url != 0);
    assert_true(fp->n_words > 90 && fp->n_words < 120);
    for (size_t i = 1; i < fp->n_terms; i++)
        assert_true(fp->terms[i - 1].hash < fp->terms[i].hash);
    assert_true(fp->has_all_shingles);
    ts_arena_done(&a);
}

/* The same word, number or name in another dress. */
static const struct {
    const char *a, *b;
    enum ts_term_kind kind;
} alike[] = {
    { "The quarrel ended with 1,200 losses", "quarrels over 1200 kegs", TS_TERM_NUMBER },
    { "It drew 4.5 metres", "Der Tiefgang ist 4,5", TS_TERM_NUMBER },
    { "We met Edda Quillfeather there", "and so Edda Quillfeather's brother", TS_TERM_SPAN },
    { "Then they saw Ellend and left", "the tower of Ellend", TS_TERM_NAME },
    { "lighters", "a lighter", TS_TERM_WORD },
    { "twelve jumped", "12 of them", TS_TERM_NUMBER },
    { "２３人", "all 23 of them", TS_TERM_NUMBER },
    { "約2万3千台が", "some 23,000 vehicles", TS_TERM_NUMBER },
    { "1億5,000万円", "150,000,000 yen", TS_TERM_NUMBER },
    { "股价达1.3亿", "130,000,000 shares", TS_TERM_NUMBER },
    { "14만 가구", "140,000 homes", TS_TERM_NUMBER },
    { "5千5", "5005 of them", TS_TERM_NUMBER },
};

static void test_terms(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(alike); i++) {
        struct ts_report x = { .text = ts_str_of(alike[i].a), .lang = TS_STR("en") };
        struct ts_report y = { .text = ts_str_of(alike[i].b), .lang = TS_STR("en") };
        const struct ts_term *t =
            find(ts_fingerprint_make(&a, &x), ts_fingerprint_make(&a, &y), alike[i].kind);
        if (!t)
            print_error("nothing in common: %s / %s\n", alike[i].a, alike[i].b);
        assert_non_null(t);
    }
    ts_arena_done(&a);
}

static const struct {
    const char *title, *text;
    enum ts_report_form form;
} forms[] = {
    { "Slate lighter sinks off Port Ellend", "", TS_FORM_HEADLINE },
    { "Slate lighter sinks off Port Ellend", wire, TS_FORM_REPORT },
    { "Four things before breakfast: Tuesday 4 March",
      "A lighter with slate on board went down off the harbour last night and all were saved.\n\n"
      "The orchestra has a new conductor, Ilse Bramwen, who will begin in the autumn season.\n\n"
      "Wheat cost less for the third month in a row, the statisticians found to some surprise.\n\n"
      "Snow is expected above six hundred metres, so take the chains if you cross the pass.",
      TS_FORM_ROUNDUP },
    { "The fortnight, told by a gull: harbour edition",
      "Back from the dunes? Here is what went on without you.\n\n"
      "1. The lighter\n\nShe lies in thirty metres with her slate. Divers have waved to her.\n\n"
      "2. The orchestra\n\nIlse Bramwen will conduct from autumn. She brings her own stool.\n\n"
      "3. The herring\n\nSix pence cheaper, and nobody can say why. Cats were seen smiling.\n\n"
      "4. The library\n\nTollgate keeps its books after all, and gets a roof on top of them.",
      TS_FORM_ROUNDUP },
    { "Was im Hafen los war",
      "Leichter liegt fest\n\n"
      "Die Marit Solveig liegt mit ihrem Schiefer auf dreißig Metern, Taucher sehen nach.\n\n"
      "Neue Dirigentin\n\n"
      "Ilse Bramwen übernimmt im Herbst das Orchester und bringt ihren eigenen Hocker mit.\n\n"
      "Hering billiger\n\n"
      "Um sechs Pence ist der Preis auf der Auktion gefallen, niemand weiß einen Grund dafür.\n\n"
      "Bücherei gerettet\n\n"
      "In Tollgate bleiben die Regale stehen, ein Dach bekommen sie obendrein noch dazu.",
      TS_FORM_ROUNDUP },
    { "In case you missed it: from slate to sopranos",
      "Thirty metres down lies a lighter that carried slate, and divers have waved to her.\n\n"
      "Ilse Bramwen will conduct the orchestra from autumn and brings her own stool.\n\n"
      "Herring is six pence cheaper at the auction, and nobody can say why that is.\n\n"
      "Tollgate keeps its library after all, and gets a new roof on top of the books.",
      TS_FORM_ROUNDUP },
    { "Four questions about the wreck of the Marit Solveig",
      "1. Where is she?\n\nThe lighter lies in thirty metres, a mile off Port Ellend.\n\n"
      "2. Who was on board?\n\nSix people, and the pilot boat took all of them off the "
      "lighter.\n\n"
      "3. What did she carry?\n\nSlate, 1,200 tonnes of it. The lighter was full to the "
      "hatches.\n\n"
      "4. What comes now?\n\nDivers look at the lighter, then a court looks at her owner.",
      TS_FORM_REPORT },
    { "The lighter that you missed, and the one behind it",
      "Those who came late to the quay saw no lighter, for she had sunk an hour before.\n\n"
      "The second lighter had more luck and turned round when the wind freshened at ten.\n\n"
      "Her master said that no lighter should leave in such a swell, loaded or empty.\n\n"
      "The harbour office will now look at each lighter before it lets one out to sea.",
      TS_FORM_REPORT },
    { "Port Ellend: the night as it happened",
      "21:55 - The pilot boat is on its way to a lighter in trouble.\n\n"
      "22:20 - All six are safe on the quay, wet and cold but well.\n\n"
      "23:05 - The Marit Solveig has gone down; the fairway is closed.",
      TS_FORM_LIVE },
};

static void test_forms(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(forms); i++)
        assert_int_equal(make(&a, forms[i].title, forms[i].text)->form, forms[i].form);
    ts_arena_done(&a);
}

/* The address tells the day of a report that has no date. */
static void test_date(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_report report = { .url = TS_STR("https://nwa.example/2031/03/05/slate") };

    (void)state;
    assert_int_equal(ts_fingerprint_make(&a, &report)->at, 86400 * ts_days_of(2031, 3, 5));
    report.published = (struct ts_when){ .at = 1930000000, .precision = TS_WHEN_TIME };
    assert_int_equal(ts_fingerprint_make(&a, &report)->at, 1930000000);
    ts_arena_done(&a);
}

enum { MON = 1, TUE = 2, WED = 4, THU = 8, FRI = 16, SAT = 32, SUN = 64, FAR = 120 };

static const struct {
    const char *lang, *title, *text;
    unsigned want;
} weekdays[] = {
    { "en", "Slate lighter sinks", "The lighter sank on Monday. A tug comes on Saturday.",
      MON | SAT },
    { "en", "Sunday's regatta is off", "The wind was too strong.", SUN },
    { "en", "Slate lighter sinks", "The lighter sank at noon.", 0 },
    { "de", "Kahn gesunken", "Am Dienstag sank ein Kahn.", TUE },
    { "fr", "Une barge coule", "Une barge a coulé mercredi dans le port.", WED },
    { "uk", "Затонула баржа", "Баржа затонула у п'ятницю.", FRI },
    { "pl", "Zatonęła barka", "Barka zatonęła we wtorek, a w sobotę ją podniesiono.", TUE | SAT },
    { "ja", "はしけ沈没", "はしけが木曜日に沈んだ。", THU },
    { "nl", "Schip gezonken", "Op maandag zonk een schip.", 0 }, /* a language without a table */
};

static void test_weekdays(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(weekdays); i++) {
        const struct ts_report report = { .title = ts_str_of(weekdays[i].title),
                                          .text = ts_str_of(weekdays[i].text),
                                          .lang = ts_str_of(weekdays[i].lang) };
        unsigned got = ts_fingerprint_make(&a, &report)->weekdays;
        if (got != weekdays[i].want)
            print_error("%s: %u\n", weekdays[i].text, got);
        assert_int_equal(got, weekdays[i].want);
    }
    ts_arena_done(&a);
}

/* Far behind the beginning they are about something else. */
static void test_late_weekdays(void **state)
{
    (void)state;
    for (int n = FAR - 1; n <= FAR; n++) {
        struct ts_arena a = { 0 };
        struct ts_buf text = { 0 };
        for (int i = 0; i < n; i++)
            ts_buf_puts(&text, "slate ");
        ts_buf_puts(&text, "Monday");
        const struct ts_report report = { .text = ts_buf_str(&text), .lang = TS_STR("en") };
        assert_int_equal(ts_fingerprint_make(&a, &report)->weekdays, n < FAR ? MON : 0);
        ts_buf_done(&text);
        ts_arena_done(&a);
    }
}

static void assert_same(const struct ts_fingerprint *x, const struct ts_fingerprint *y)
{
    assert_int_equal(x->id, y->id);
    assert_int_equal(x->at, y->at);
    assert_int_equal(x->is_day, y->is_day);
    assert_int_equal(x->weekdays, y->weekdays);
    assert_int_equal(x->form, y->form);
    assert_string_equal(x->lang, y->lang);
    assert_int_equal(x->site, y->site);
    assert_true(x->url == y->url);
    assert_int_equal(x->n_words, y->n_words);
    assert_int_equal(x->n_terms, y->n_terms);
    assert_int_equal(x->n_sounds, y->n_sounds);
    assert_int_equal(x->n_shingles, y->n_shingles);
    assert_int_equal(x->has_all_shingles, y->has_all_shingles);
    assert_memory_equal(x->sounds, y->sounds, x->n_sounds * sizeof *x->sounds);
    assert_memory_equal(x->shingles, y->shingles, x->n_shingles * sizeof *x->shingles);
    for (size_t i = 0; i < x->n_terms; i++)
        assert_memory_equal(&x->terms[i], &y->terms[i], sizeof x->terms[i]);
}

static void test_pack(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_fingerprint *fp = make(&a, "Slate lighter sinks off Port Ellend", wire), *got;
    struct ts_err err;

    (void)state;
    assert_ok(ts_fingerprint_unpack(&a, ts_fingerprint_pack(&a, fp), &got, &err), &err);
    assert_same(fp, got);
    const struct ts_fingerprint nothing = { .at = -5, .is_day = true, .weekdays = MON | SUN };
    assert_ok(ts_fingerprint_unpack(&a, ts_fingerprint_pack(&a, &nothing), &got, &err), &err);
    assert_same(&nothing, got);
    ts_arena_done(&a);
}

static void test_damaged(void **state)
{
    struct ts_arena a = { 0 };
    ts_str bytes = ts_fingerprint_pack(&a, make(&a, "Slate lighter sinks", wire));
    struct ts_fingerprint *got = NULL;
    struct ts_err err;

    (void)state;
    for (size_t n = 0; n < bytes.len; n++) {
        /* A copy of just so many bytes, so that a read past the end is seen. */
        ts_str cut = ts_arena_str(&a, ts_str_sub(bytes, 0, n));
        assert_int_equal(ts_fingerprint_unpack(&a, cut, &got, &err), TS_ERR_PARSE);
        assert_null(got);
    }
    for (size_t n = 0; n < bytes.len; n++) {
        char *changed = (char *)ts_arena_str(&a, bytes).ptr;
        changed[n] = (char)(changed[n] ^ 0x41);
        assert_int_equal(ts_fingerprint_unpack(&a, (ts_str){ changed, bytes.len }, &got, &err),
                         TS_ERR_PARSE);
    }
    assert_string_equal(err.msg, "cannot read a report's fingerprint: cut or damaged");
    assert_int_equal(ts_fingerprint_unpack(&a, TS_STR("\x7f..."), &got, NULL), TS_ERR_PARSE);
    ts_arena_done(&a);
}

static void test_overlap(void **state)
{
    struct ts_arena a = { 0 };
    ts_str text = TS_STR(wire);
    ts_str half = ts_arena_str(&a, ts_str_sub(text, 0, text.len / 2));
    ts_str more = ts_arena_printf(&a,
                                  "%s\n\nThe parish choir will sing on the quay on Sunday at noon "
                                  "for those who were saved, weather permitting.",
                                  wire);
    struct ts_fingerprint *all = make(&a, "A", wire);

    (void)state;
    assert_true(ts_fingerprint_overlap(all, make(&a, "B", wire)) == 1.0F);
    assert_true(ts_fingerprint_overlap(all, make(&a, "C", half.ptr)) > 0.9F);
    assert_true(ts_fingerprint_overlap(all, make(&a, "D", more.ptr)) > 0.9F);
    assert_true(ts_fingerprint_overlap(all, make(&a, "E", forms[2].text)) < 0.1F);
    assert_true(ts_fingerprint_overlap(all, make(&a, "F", "")) == 0.0F);

    struct ts_fingerprint *mixed = make(
        &a, "G", ts_arena_concat(&a, half, TS_STR(" The parish choir will sing on the quay.")).ptr);
    float share = ts_fingerprint_overlap(all, mixed);
    assert_true(share > 0.5F && share < 1.0F);
    assert_true(ts_fingerprint_overlaps(all, mixed, share));
    assert_true(ts_fingerprint_overlaps(mixed, all, share));
    assert_false(ts_fingerprint_overlaps(all, mixed, share + 0.001F));
    ts_arena_done(&a);
}

/* What reports before taught changes nothing but the time it takes. */
static void test_lexicon(void **state)
{
    static const struct {
        const char *text, *lang;
    } reports[] = {
        { wire, "en" },
        { "The sinking sank. THE Sank's two hundred, sank-sank 1,200.", "en" },
        { "Die Sank und two hundred Schiefer", "de" },
        { wire, "" },
        { wire, "en" },
    };
    struct ts_arena a = { 0 };
    struct ts_lexicon lexicon = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(reports); i++) {
        const struct ts_report report = { .title = TS_STR("Slate sinks off Port Ellend"),
                                          .text = ts_str_of(reports[i].text),
                                          .lang = ts_str_of(reports[i].lang) };
        ts_str alone = ts_fingerprint_pack(&a, ts_fingerprint_make(&a, &report));
        ts_str taught = ts_fingerprint_pack(&a, ts_fingerprint_make_with(&a, &lexicon, &report));
        assert_true(ts_str_eq(alone, taught));
    }
    ts_lexicon_done(&lexicon);
    ts_arena_done(&a);
}

static size_t count_shared_sounds(const struct ts_fingerprint *x, const struct ts_fingerprint *y)
{
    size_t n = 0;

    for (size_t i = 0; i < x->n_sounds; i++)
        for (size_t k = 0; k < y->n_sounds; k++)
            n += x->sounds[i] == y->sounds[k];
    return n;
}

/* Names across languages: one of two words is one word elsewhere, a name in other letters sounds
 * the same, and usual words with a capital are no names. */
static void test_sounds_across_languages(void **state)
{
    static const struct {
        const char *lang_a, *a, *lang_b, *b;
        size_t want;
    } cases[] = {
        { "en", "They met at Corn Market today", "de", "Der Platz am Kornmarkt war leer", 1 },
        { "en", "They met in Tarnbridge today", "ja", "ターンブリッジ市は閉鎖した", 1 },
        { "de", "Die Regierung und der Minister", "en", "Government Minister", 0 },
        { "de", "Im Präsidium", "en", "The praesidium", 0 },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_report x = { .text = ts_str_of(cases[i].a), .lang = ts_str_of(cases[i].lang_a) };
        struct ts_report y = { .text = ts_str_of(cases[i].b), .lang = ts_str_of(cases[i].lang_b) };
        size_t n = count_shared_sounds(ts_fingerprint_make(&a, &x), ts_fingerprint_make(&a, &y));
        if (n != cases[i].want)
            print_error("%zu shared: %s / %s\n", n, cases[i].a, cases[i].b);
        assert_int_equal(n, cases[i].want);
    }
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_make),
        cmocka_unit_test(test_date),
        cmocka_unit_test(test_weekdays),
        cmocka_unit_test(test_late_weekdays),
        cmocka_unit_test(test_terms),
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_pack),
        cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_overlap),
        cmocka_unit_test(test_lexicon),
        cmocka_unit_test(test_sounds_across_languages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
