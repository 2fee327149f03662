/* Numbers that reports of one story give differently. */
#include "support/support.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/story/figures.h"

enum { REPORTS_MAX = 4 };

static const struct {
    struct {
        const char *lang, *text;
    } reports[REPORTS_MAX];
    const char *want; /* MATTER[ corrected]: REPORT=VALUE ..., parted by "|" */
} cases[] = {
    { { { "en", "A barge hit the lock at Ellend. Nine people were hurt in the lock." },
        { "en", "Twelve people were injured when a barge rammed the lock at Ellend." } },
      "people were hurt corrected: 0=9 1=12" },
    { { { "en", "The barge injured 12 dockers at the Ellend lock." },
        { "en", "Fourteen dockers were injured at the Ellend lock by the barge." },
        { "en", "Twelve dockers were injured by the barge at the Ellend lock." } },
      "dockers: 0=12 1=14 2=12" },
    /* in other languages and scripts */
    { { { "en", "A barge hit the lock on Monday and 9 people were hurt." },
        { "de", "Beim Unglück an der Schleuse wurden am Montag zwölf Menschen verletzt." },
        { "uk", "У понеділок біля шлюзу 14 людей поранено." },
        { "pl", "W poniedziałek przy śluzie 14 osób rannych." } },
      "people were hurt corrected: 0=9 1=12 2=14 3=14" },
    { { { "en", "The fire killed 3 miners in the tunnel; 18 passengers were evacuated." },
        { "ja", "トンネルの火災で、乗客２１人が避難した。" } },
      "passengers corrected: 0=18 1=21" },
    /* what agrees, or is told as rounded, is no dispute */
    { { { "en", "The flood at Ellend drove 340 residents out of their homes." },
        { "en", "At Ellend 340 residents were driven out by the flood." } },
      "" },
    { { { "en", "The lock at Ellend will cost 9.4 million crowns to repair." },
        { "en", "Repair of the Ellend lock is to cost nine million crowns." } },
      "" },
    { { { "en", "The lock at Ellend will cost 9.4 million crowns to repair." },
        { "en", "Repair of the Ellend lock is to cost 11 million crowns." } },
      "crowns corrected: 0=9.4e+06 1=1.1e+07" },
    { { { "en", "More than 190 dockers were injured at the Ellend lock." },
        { "en", "At the Ellend lock 194 dockers were injured." } },
      "" },
    { { { "en", "At the Ellend lock 288 dockers were injured." },
        { "en", "Close to 300 dockers were injured at the Ellend lock." } },
      "" },
    { { { "en", "At the Ellend lock 194 dockers were injured." },
        { "en", "More than 190 dockers were injured at the Ellend lock." },
        { "en", "At the Ellend lock 197 dockers were injured." } },
      "dockers corrected: 0=194 1=190 2=197" },
    { { { "en", "More than 1,500 dockers marched to the Ellend lock." },
        { "en", "More than 1,600 dockers marched to the Ellend lock." } },
      "dockers marched corrected: 0=1500 1=1600" },
    { { { "en", "More than 100 dockers marched to the Ellend lock." },
        { "en", "At the Ellend lock 190 dockers marched." } },
      "dockers marched corrected: 0=100 1=190" },
    /* times, dates, years, ages, labels and parts of a whole are counts of nothing */
    { { { "en", "At 7:15 on 3 May 2031 the line 6 tram of driver Moll, 41, left Ellend." },
        { "en", "At 7:51 on 5 May 2030 the line 9 tram of driver Moll, 42, left Ellend." } },
      "" },
    { { { "en", "The council voted on the lock with 31 votes to 28 votes." },
        { "en", "The lock council voted with 28 votes against 31 votes." } },
      "" },
    { { { "en", "Two of them were injured at the lock." },
        { "en", "Three of them were injured at the lock." } },
      "" },
    /* the same noun about something else */
    { { { "en", "The harbour lost 40 cranes in the storm." },
        { "en", "A museum bought 2 cranes from a bankrupt yard." } },
      "" },
    { { { "en", "The barge injured 14 dockers of the Ostrey crew at the lock on Monday." },
        { "en", "On Monday the barge at the lock injured 25 dockers of the Selwyn crew." } },
      "" },
    /* what befell them differs */
    { { { "en", "The fire in the Ellend pit trapped 12 miners on the lower level." },
        { "en",
          "Eleven miners were rescued from the lower level of the Ellend pit after the fire." } },
      "" },
    { { { "en", "The Ellend school bus had 26 children on board when it hit the lock." },
        { "en", "The school bus hit the Ellend lock and ten children were hurt." } },
      "" },
    { { { "en", "The fire in the Ellend pit killed at least 12 miners on the lower level." },
        { "en", "Thirteen miners died on the lower level of the Ellend pit in the fire." } },
      "miners corrected: 0=12 1=13" },
    /* of another time */
    { { { "en", "The flood at the Ellend lock drove 340 residents out of their homes." },
        { "en", "In 1998 a flood drove 410 residents out of their homes at the Ellend lock." } },
      "" },
    { { { "en", "The flood at the Ellend lock drove 340 residents out of their homes." },
        { "en", "A flood last October drove 410 residents out of homes at the Ellend lock." } },
      "" },
    { { { "en", "The flood in May drove 340 residents out of their homes at the Ellend lock." },
        { "en", "In May 2031 the flood at the lock drove 410 residents out of homes in Ellend." } },
      "residents corrected: 0=340 1=410" },
    { { { "en", "The clinic treated 40 patients after the storm on Monday." },
        { "en", "The clinic treated 55 patients after the crash on Friday." } },
      "" },
    { { { "en", "In May the lock at Ellend let 340 barges through." },
        { "en", "In May last year the lock at Ellend let 410 barges through." } },
      "" },
    { { { "en", "A shell on Monday killed 12 dockers at Ellend." },
        { "en", "A shell on Tuesday killed 14 dockers at Ellend." } },
      "" },
    /* too unlike for one matter */
    { { { "en", "The flood at the Ellend lock drove 340 residents out of their homes." },
        { "en", "The flood at the Ellend lock drove 16 residents out of their homes." } },
      "" },
    /* what is like few of the others is about something else */
    { { { "en", "The yard at Ellend sold 40 cranes to a dealer in ropes, slate and sand." },
        { "en", "The yard at Ellend sold 42 cranes to a dealer in ropes and slate." },
        { "en", "The dealer bought 45 cranes after the storm broke the harbour wall at Ellend." },
        { "en", "The storm that broke the harbour wall took 50 cranes with it." } },
      "cranes corrected: 0=40 1=42 2=45" },
    /* ranks, names, ages, and parts of more */
    { { { "en", "Ellend came 85th in the table of harbours." },
        { "en", "Ostrey came 92nd in the table of harbours." } },
      "" },
    { { { "en", "The harbour helped the broadcaster beat Canal 4 in the Ellend ratings." },
        { "en", "In the Ellend ratings the harbour helped the broadcaster beat Canal 7." } },
      "" },
    { { { "en", "The G7 leaders came to the Ellend lock." },
        { "en", "Eleven leaders came to the Ellend lock." } },
      "" },
    { { { "en", "The miller came to the Ellend lock at the age of 16." },
        { "en", "The miller left the Ellend lock aged 25." } },
      "" },
    { { { "en", "The barge injured 12 dockers at the Ellend lock." },
        { "en", "The barge injured another 7 dockers at the Ellend lock." } },
      "" },
    { { { "en", "The Ellend harbour called an additional 18 pilots to the lock." },
        { "en", "The Ellend harbour has 50 pilots at the lock." } },
      "" },
    { { { "en", "At Ellend 30 miners died in the tunnel and eight miners died on the stairs." },
        { "en", "Four miners died on the stairs at Ellend." } },
      "" },
    { { { "en", "Ellend raised the number of barred barges from 33 to 48 after the flood." },
        { "en", "After the flood 15 barges are barred at Ellend." } },
      "" },
    { { { "en", "The lock at Ellend needs 12 litres of oil." },
        { "en", "The lock at Ellend lost 15 litres on the stairs." } },
      "" },
    { { { "en", "At least 60 Ostreyans marched to the Ellend lock." },
        { "en", "At least 75 Ostreyans marched to the Ellend lock." } },
      "" },
    { { { "en", "Turnout was 61 per cent in the Ellend harbour election." },
        { "en", "Turnout in the Ellend harbour election reached 64%." } },
      "" },
};

static ts_str compared(struct ts_arena *a, size_t which)
{
    struct ts_report reports[REPORTS_MAX];
    size_t n = 0, n_disputes;
    ts_str all = { 0 };

    for (; n < REPORTS_MAX && cases[which].reports[n].text; n++)
        reports[n] = (struct ts_report){ .text = ts_str_of(cases[which].reports[n].text),
                                         .lang = ts_str_of(cases[which].reports[n].lang),
                                         .published = ts_when_parse(TS_STR("2031-05-06")) };
    struct ts_dispute *d = ts_figures_compare(a, reports, n, &n_disputes);
    for (size_t i = 0; i < n_disputes; i++) {
        all = ts_arena_printf(a, "%.*s%s%.*s%s:", TS_FMT(all), i > 0 ? "|" : "",
                              TS_FMT(d[i].matter), d[i].is_correction ? " corrected" : "");
        for (size_t k = 0; k < d[i].n; k++)
            all = ts_arena_printf(a, "%.*s %zu=%g", TS_FMT(all), d[i].figures[k].report,
                                  d[i].figures[k].value);
    }
    return all;
}

static void numbers_are_aligned(void **state)
{
    struct ts_arena a = { 0 };
    int n_wrong = 0;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        ts_str got = compared(&a, i);
        if (ts_str_is(got, cases[i].want))
            continue;
        print_error("%s\n  wants \"%s\"\n  gives \"%.*s\"\n", cases[i].reports[0].text,
                    cases[i].want, TS_FMT(got));
        n_wrong++;
    }
    assert_int_equal(n_wrong, 0);
    ts_arena_done(&a);
}

/* Slices stay inside of the texts, wherever these end. */
static void prefixes_do_no_harm(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        ts_str text = ts_str_of(cases[i].reports[1].text);
        for (size_t len = 0; len <= text.len; len++) {
            ts_str part = ts_arena_str(&a, ts_str_sub(text, 0, len));
            struct ts_report reports[] = {
                { .text = ts_str_of(cases[i].reports[0].text),
                  .lang = ts_str_of(cases[i].reports[0].lang) },
                { .text = part, .lang = ts_str_of(cases[i].reports[1].lang) },
            };
            size_t n;
            struct ts_dispute *d = ts_figures_compare(&a, reports, 2, &n);
            for (size_t k = 0; k < n; k++)
                for (size_t f = 0; f < d[k].n; f++) {
                    ts_str whole = reports[d[k].figures[f].report].text;
                    ts_str said = d[k].figures[f].text;
                    assert_true(said.ptr >= whole.ptr &&
                                said.ptr + said.len <= whole.ptr + whole.len);
                }
        }
        ts_arena_reset(&a);
    }
    ts_arena_done(&a);
}

static void nothing_compares_to_nothing(void **state)
{
    struct ts_arena a = { 0 };
    size_t n = 7;

    (void)state;
    assert_null(ts_figures_compare(&a, NULL, 0, &n));
    assert_int_equal(n, 0);
    ts_arena_done(&a);
}

static struct ts_report long_report(struct ts_arena *a, const char *last)
{
    struct ts_buf text = { 0 };

    for (int i = 0; i < TS_FIGURES_MAX - 1; i++)
        ts_buf_printf(&text, "Crew %d of the rowing club painted %d boats.\n", i, 100 + i);
    ts_buf_puts(&text, last);
    struct ts_report report = { .text = ts_buf_take(&text, a), .lang = TS_STR("en") };
    ts_buf_done(&text);
    return report;
}

/* The last number that is read, and the first that is not. */
static void numbers_of_one_report_are_limited(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (int n_more = 0; n_more < 2; n_more++) {
        const char *more = n_more ? "The quay sold 77 lanterns.\n" : "";
        struct ts_report reports[2] = {
            long_report(
                &a, ts_arena_printf(&a, "%sThe storm at the weir injured 12 people.", more).ptr),
            { .text = TS_STR("The storm at the weir injured 15 people."), .lang = TS_STR("en") },
        };
        size_t n;
        ts_figures_compare(&a, reports, 2, &n);
        assert_int_equal(n, n_more == 0);
    }
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_aligned),
        cmocka_unit_test(prefixes_do_no_harm),
        cmocka_unit_test(numbers_of_one_report_are_limited),
        cmocka_unit_test(nothing_compares_to_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
