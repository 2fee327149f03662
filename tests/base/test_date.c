/* Dates: the calendar, every form that is read, what is rejected, and how they are written. */
#include "support/support.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tearsheet/base/date.h"

static const struct {
    const char *in, *want;
} alone[] = {
    /* RFC 822 and its variants */
    { "Mon, 03 Mar 2025 14:05:00 +0100", "2025-03-03T14:05:00+01:00" },
    { "Mon, 3 Mar 2025 14:05:00 GMT", "2025-03-03T14:05:00Z" },
    { "3 Mar 2025 14:05:09 EST", "2025-03-03T14:05:09-05:00" },
    { "Mon, 03 Mar 25 14:05 UT", "2025-03-03T14:05:00Z" },
    { "03 Mar 99 08:00 PST", "1999-03-03T08:00:00-08:00" },
    { "Mon, 03 Mar 2025 14:05:00 +0100 (CET)", "2025-03-03T14:05:00+01:00" },
    { "Monday, 3-Mar-25 14:05:00 GMT", "2025-03-03T14:05:00Z" },
    { "Mon, 03 March 2025 14:05:00 +01:00", "2025-03-03T14:05:00+01:00" },
    { "Mon,03 Mar 2025 14:05:00 Z", "2025-03-03T14:05:00Z" },
    { "Thu, 13 Mar 2025 04:55 PM CDT", "2025-03-13T16:55:00-05:00" },
    { "Mon, 03 Mar 2025 24:00:00 +0000", "2025-03-04T00:00:00Z" },
    { "lun., 03 mars 2025 14:05:00 +0100", "2025-03-03T14:05:00+01:00" },
    { "Mo, 03 Mär 2025 14:05:00 +0100", "2025-03-03T14:05:00+01:00" },
    /* RFC 3339, ISO 8601, W3CDTF */
    { "2025-03-03T14:05:00Z", "2025-03-03T14:05:00Z" },
    { "2025-03-03T14:05:00.123Z", "2025-03-03T14:05:00Z" },
    { "2025-03-03T14:05:00,123456+01:00", "2025-03-03T14:05:00+01:00" },
    { "2025-03-03T14:05:00+0530", "2025-03-03T14:05:00+05:30" },
    { "2025-03-03T14:05:00-03", "2025-03-03T14:05:00-03:00" },
    { "2025-03-03T14:05+00:00", "2025-03-03T14:05:00Z" },
    { "2025-03-03 14:05:00 +0100", "2025-03-03T14:05:00+01:00" },
    { "2025-03-03 14:05:00", "2025-03-03T14:05:00Z" },
    { "2025-03-03t14:05:00z", "2025-03-03T14:05:00Z" },
    { "2025-03-03T14:05:00+01:00[Europe/Berlin]", "2025-03-03T14:05:00+01:00" },
    { "2025-03-03T23:59:60Z", "2025-03-03T23:59:59Z" },
    { "20250303T140500Z", "2025-03-03T14:05:00Z" },
    { "20250303T1405", "2025-03-03T14:05:00Z" },
    { "20250303140500", "2025-03-03T14:05:00Z" },
    { "20250303", "2025-03-03" },
    { "2025-03-03", "2025-03-03" },
    { "2025-3-3", "2025-03-03" },
    { "2025-03", "2025-03-01" },
    { "2025", "2025-01-01" },
    { "  2025-03-03\n", "2025-03-03" },
    { "2025/03/03 14:05", "2025-03-03T14:05:00Z" },
    { "2025.03.03", "2025-03-03" },
    { "2025. 3. 3. 14:05", "2025-03-03T14:05:00Z" },
    /* asctime, ctime, JavaScript */
    { "Mon Mar  3 14:05:00 2025", "2025-03-03T14:05:00Z" },
    { "Mon Mar 3 14:05:00 CET 2025", "2025-03-03T14:05:00+01:00" },
    { "Mon Mar 03 14:05:00 +0000 2025", "2025-03-03T14:05:00Z" },
    { "Mon Mar 03 2025 14:05:00 GMT+0100 (Central European Standard Time)",
      "2025-03-03T14:05:00+01:00" },
    /* seconds and milliseconds since 1970 */
    { "1741010700", "2025-03-03T14:05:00Z" },
    { "1741010700123", "2025-03-03T14:05:00Z" },
    /* English */
    { "March 3, 2025", "2025-03-03" },
    { "Mar. 3rd, 2025", "2025-03-03" },
    { "Sept. 3, 2025", "2025-09-03" },
    { "3 March 2025", "2025-03-03" },
    { "3rd of March 2025", "2025-03-03" },
    { "3 March 2025 at 14:05", "2025-03-03T14:05:00Z" },
    { "March 3, 2025 at 2:05 pm", "2025-03-03T14:05:00Z" },
    { "March 3, 2025, 12:05 a.m. EDT", "2025-03-03T00:05:00-04:00" },
    { "March 3, 2025 12:30 PM", "2025-03-03T12:30:00Z" },
    { "March 3, 2025 2 p. m.", "2025-03-03T14:00:00Z" },
    { "March 3, 2025 | 2pm GMT+1", "2025-03-03T14:00:00+01:00" },
    { "March 3, 2025, 2:05 PM ET", "2025-03-03T14:05:00-05:00" },
    { "June 3, 2025, 2:05 PM ET", "2025-06-03T14:05:00-04:00" },
    { "March 9, 2025, 8 AM PT", "2025-03-09T08:00:00-07:00" },
    { "2:05 PM EST, Mon March 3, 2025", "2025-03-03T14:05:00-05:00" },
    { "2025 March 3", "2025-03-03" },
    { "2025-Mar-03", "2025-03-03" },
    { "03MAR2025", "2025-03-03" },
    { "Published: March 3, 2025", "2025-03-03" },
    /* other languages */
    { "3. März 2025, 14.05 Uhr", "2025-03-03T14:05:00Z" },
    { "3. März 2025 um 14:05 Uhr MEZ", "2025-03-03T14:05:00+01:00" },
    { "Montag, 03.03.2025 - 14:05 Uhr", "2025-03-03T14:05:00Z" },
    { "1er août 2025 à 14h05", "2025-08-01T14:05:00Z" },
    { "le 3 février 2025 à 14 h", "2025-02-03T14:00:00Z" },
    { "3 de marzo de 2025 a las 14:05", "2025-03-03T14:05:00Z" },
    { "3 DIC 2025 - 14:05 CET", "2025-12-03T14:05:00+01:00" },
    { "3 gennaio 2025 ore 14.05", "2025-01-03T14:05:00Z" },
    { "3 maart 2025 om 14:05", "2025-03-03T14:05:00Z" },
    { "segunda-feira, 3 de março de 2025, 14h05", "2025-03-03T14:05:00Z" },
    { "1º de maio de 2025", "2025-05-01" },
    { "3 października 2025, 14:05", "2025-10-03T14:05:00Z" },
    { "3. října 2025", "2025-10-03" },
    { "3. 3. 2025 14:05", "2025-03-03T14:05:00Z" },
    { "3 mars 2025 kl 14.05", "2025-03-03T14:05:00Z" },
    { "3. marts 2025 kl. 14.05", "2025-03-03T14:05:00Z" },
    { "3. mai 2025", "2025-05-03" },
    { "3. maaliskuuta 2025 klo 14.05", "2025-03-03T14:05:00Z" },
    { "3 martie 2025, 14:05", "2025-03-03T14:05:00Z" },
    { "2025. március 3. 14:05", "2025-03-03T14:05:00Z" },
    { "3 Ağustos 2025, Pazar 14:05", "2025-08-03T14:05:00Z" },
    { "3 Şubat 2025 saat 14:05", "2025-02-03T14:05:00Z" },
    { "3 МАРТА 2025 г. в 14:05", "2025-03-03T14:05:00Z" },
    { "3 липня 2025 року, 14:05", "2025-07-03T14:05:00Z" },
    { "3 Μαρτίου 2025, 2:05 μ.μ.", "2025-03-03T14:05:00Z" },
    { "3 مارس 2025", "2025-03-03" },
    { "٣ مارس ٢٠٢٥", "2025-03-03" },
    { "3 मार्च 2025", "2025-03-03" },
    { "2025年3月3日", "2025-03-03" },
    { "2025年03月03日 14:05", "2025-03-03T14:05:00Z" },
    { "2025年3月3日（月）午後2時5分", "2025-03-03T14:05:00Z" },
    { "２０２５年３月３日", "2025-03-03" },
    { "2025年3月3日 星期一 下午2:05", "2025-03-03T14:05:00Z" },
    { "令和7年3月3日 14時05分", "2025-03-03T14:05:00Z" },
    { "民國114年3月3日", "2025-03-03" },
    { "2025년 3월 3일 오후 2:05", "2025-03-03T14:05:00Z" },
    { "2025년 3월 3일 14시 5분", "2025-03-03T14:05:00Z" },
    /* numbers: day first unless that cannot be */
    { "03.04.2025", "2025-04-03" },
    { "03 | 04 | 2025", "2025-04-03" },
    { "3/4/2025", "2025-04-03" },
    { "3/14/2025", "2025-03-14" },
    { "03-04-25 14:05", "2025-04-03T14:05:00Z" },
};

static const char *const nonsense[] = {
    "",
    " ",
    "yesterday",
    "5 minutes ago",
    "March",
    "3 March",
    "March 2025",
    "0000-00-00",
    "0001-01-01T00:00:00Z",
    "2025-13-01",
    "2025-02-29",
    "2025-00-10",
    "31.04.2025",
    "32 March 2025",
    "13/13/2025",
    "3 Marchember 2025",
    "1.2.3.2025",
    "192.168.20.25",
    "12345",
    "123456789012",
    "20251301",
    "3 March 2025 with 12 comments and more",
    "Chapter 7 of 3 March 2025",
    "3 March 3025",
    "a long sentence that is no weekday before 3 March 2025",
};

static const struct {
    const char *in, *want;
} inside[] = {
    { "By Ann Lee | Published 3 March 2025, 14:05", "2025-03-03T14:05:00Z" },
    { "Room 12, built in 1998. Last updated on Monday, March 3, 2025 at 9:15 AM EST by Bo",
      "2025-03-03T09:15:00-05:00" },
    { "Geschrieben von Ute am 3. März 2025 um 14 Uhr", "2025-03-03" },
    { "10.-12. März 2025", "2025-03-12" },
    { "posted 03/03/25 in News", "2025-03-03" },
    { "score 3.5.10, then 2025-03-03", "2025-03-03" },
    { "(2025-03-03)", "2025-03-03" },
    { "version 1.2.3.2025 of 3 March 2025", "2025-03-03" },
    { "The 3 March 14:05 train, and the 4 March 2025 one", "2025-03-04" },
    { "発表：2025年3月3日 14時05分 東京", "2025-03-03T14:05:00Z" },
    { "Photo 20250303_1.jpg", "2025-03-03" },
    { "no date in 12 or 2025 or March", "" },
    { "call 555 2025 or 1741010700", "" },
    { "1. 2. 3. go", "" },
};

static void reads_dates_that_stand_alone(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(alone); i++) {
        ts_str got = ts_when_iso(&a, ts_when_parse(ts_str_of(alone[i].in)));
        if (!ts_str_is(got, alone[i].want))
            print_error("%s\n", alone[i].in);
        assert_slice_equal(got, alone[i].want);
    }
    ts_arena_done(&a);
}

static void rejects_what_is_no_date(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(nonsense); i++) {
        struct ts_when got = ts_when_parse(ts_str_of(nonsense[i]));
        if (got.precision != TS_WHEN_NONE)
            print_error("%s\n", nonsense[i]);
        assert_int_equal(got.precision, TS_WHEN_NONE);
    }
}

static void finds_dates_inside_text(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(inside); i++) {
        ts_str got = ts_when_iso(&a, ts_when_find(ts_str_of(inside[i].in)));
        if (!ts_str_is(got, inside[i].want))
            print_error("%s\n", inside[i].in);
        assert_slice_equal(got, inside[i].want);
    }
    ts_arena_done(&a);
}

/* No prefix reads behind its end, and the whole reads as before. */
static void reads_every_prefix(void **state)
{
    static const char sample[] = "le 3 février 2025 à 14h05, Mon, 03 Mar 25 14:05:00 +0100 (CET) "
                                 "2025年3月3日（月）午後2時5分 3 Μαρτίου 2025, 2:05 μ.μ.";

    (void)state;
    for (size_t n = 0; n < sizeof sample; n++) {
        char *copy = malloc(n ? n : 1);
        memcpy(copy, sample, n);
        struct ts_when found = ts_when_find((ts_str){ copy, n });
        assert_int_equal(found.precision != TS_WHEN_NONE, n >= 18);
        ts_when_parse((ts_str){ copy, n });
        free(copy);
    }
}

/* Long runs of what almost is a date take time in proportion to their length. */
static void long_texts_are_read_in_linear_time(void **state)
{
    enum { N = 400000 };
    char *text = malloc(N);
    int64_t start = ts_worked_ms();

    (void)state;
    for (size_t i = 0; i < N; i++)
        text[i] = "1.2.3 march 4, 14:05 "[i % 21];
    assert_int_equal(ts_when_find((ts_str){ text, N }).precision, TS_WHEN_NONE);
    memset(text, '7', N);
    assert_int_equal(ts_when_find((ts_str){ text, N }).precision, TS_WHEN_NONE);
    assert_true(ts_worked_ms() - start < 20000);
    assert_true(ts_worked_ms() > start); /* the clock of work goes on */
    free(text);
}

static void knows_what_was_written(void **state)
{
    struct ts_when when = ts_when_parse(TS_STR("2025-03-03T14:05:00+01:00"));

    (void)state;
    assert_int_equal(when.at, 1741007100);
    assert_int_equal(when.zone_min, 60);
    assert_true(when.has_zone);
    when = ts_when_parse(TS_STR("3 March 2025 14:05"));
    assert_int_equal(when.at, 1741010700);
    assert_false(when.has_zone);
    when = ts_when_parse(TS_STR("3 March 2025"));
    assert_int_equal(when.precision, TS_WHEN_DAY);
    assert_int_equal(when.at, 1740960000);
}

static void turns_ambiguous_dates_round(void **state)
{
    static const struct {
        const char *in, *want;
    } cases[] = {
        { "03/04/2025", "2025-03-04" }, { "03-04-2025 23:05 +0200", "2025-03-04T23:05:00+02:00" },
        { "13/04/2025", "2025-04-13" }, { "04/13/2025", "2025-04-13" },
        { "04/04/2025", "2025-04-04" }, { "03.04.2025", "2025-04-03" },
        { "2025-04-03", "2025-04-03" }, { "", "" },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_when when = ts_when_parse(ts_str_of(cases[i].in));
        assert_slice_equal(ts_when_iso(&a, ts_when_swap(when)), cases[i].want);
    }
    ts_arena_done(&a);
}

static void counts_days(void **state)
{
    (void)state;
    assert_int_equal(ts_days_of(1970, 1, 1), 0);
    assert_int_equal(ts_days_of(2000, 2, 29), 11016);
    assert_int_equal(ts_days_of(1969, 12, 31), -1);
    for (int64_t day = -800000; day < 800000; day += 17) {
        int y, m, d;
        ts_civil_of(day, &y, &m, &d);
        assert_int_equal(ts_days_of(y, m, d), day);
    }
}

static void tells_how_long_ago(void **state)
{
    static const struct {
        int64_t age;
        const char *want;
    } cases[] = {
        { 0, "now" },
        { 59, "now" },
        { -600, "now" },
        { 60, "1m" },
        { 3599, "59m" },
        { 3600, "1h" },
        { 86399, "23h" },
        { 86400, "1d" },
        { 6 * 86400, "6d" },
        { 7 * 86400, "3 Mar" },
        { 70 * 86400, "30 Dec 2024" },
        { -3 * 86400, "13 Mar" },
    };
    struct ts_arena a = { 0 };
    int64_t now = ts_when_parse(TS_STR("2025-03-10T12:00:00Z")).at;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(ts_when_ago(&a, now - cases[i].age, now), cases[i].want);
    ts_arena_done(&a);
}

static void tells_how_long(void **state)
{
    static const struct {
        int64_t seconds;
        const char *want;
    } cases[] = {
        { 0, "0 s" },        { 119, "119 s" }, { 120, "2 min" },          { 5400, "90 min" },
        { 7199, "119 min" }, { 7200, "2 h" },  { 2 * 86400 - 1, "47 h" }, { 9 * 86400, "9 d" },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(ts_span_words(&a, cases[i].seconds), cases[i].want);
    ts_arena_done(&a);
}

static void writes_dates_for_reading(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_when when = ts_when_parse(TS_STR("2025-03-03T14:05:00+01:00"));

    (void)state;
    assert_slice_equal(ts_when_long(&a, when), "Mon 3 March 2025, 13:05");
    setenv("TZ", "XXX-2", 1);
    tzset();
    assert_slice_equal(ts_when_long(&a, when), "Mon 3 March 2025, 15:05");
    setenv("TZ", "UTC", 1);
    tzset();
    assert_slice_equal(ts_when_long(&a, ts_when_parse(TS_STR("2025-03-03"))), "3 March 2025");
    assert_slice_equal(ts_when_long(&a, (struct ts_when){ 0 }), "");
    assert_slice_equal(ts_when_iso(&a, (struct ts_when){ 0 }), "");
    ts_arena_done(&a);
}

static void same_as_found(ts_str text)
{
    struct ts_when quick = ts_when_parse(text), slow = ts_when_find(text);

    if (quick.at != slow.at || quick.zone_min != slow.zone_min ||
        quick.precision != slow.precision || quick.has_zone != slow.has_zone)
        fail_msg("%.*s: %lld, looked for %lld", TS_FMT(text), (long long)quick.at,
                 (long long)slow.at);
}

/* The short way that ts_when_parse() has for the common forms leads where the long way does. */
static void reads_common_forms_the_same(void **state)
{
    static const char *const texts[] = {
        "Mon, 03 Mar 2025 14:05:00 +0100",
        "3 Mar 2025 14:05 GMT",
        "03 Mar 2025 23:59:59 -1130",
        "Sat, 29 Feb 2025 10:00:00 GMT",
        "Sat, 29 Feb 2024 10:00:00 UTC",
        "Mon, 03 Mar 2025 14:05:00 -0000",
        "Mon, 03 Mar 2025 24:00:00 GMT",
        "Mon, 03 Mar 2025 14:05:60 GMT",
        "Mon, 03 Mar 2025 14:05:00",
        "2025-03-03T14:05:00Z",
        "2025-03-03T14:05:00.123+05:45",
        "2025-02-30T14:05:00Z",
        "2025-03-03T14:05:00-00:00",
        "2025-12-31T23:59:59-14:00",
        "2025-03-03T14:05Z",
        "2025-03-03T14:05:00.",
        "2025-03-03T14:05:00+01",
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(texts); i++)
        same_as_found(ts_str_of(texts[i]));
    for (int64_t days = ts_days_of(1999, 12, 1); days < ts_days_of(2002, 1, 1); days++) {
        int year, month, day;
        ts_civil_of(days, &year, &month, &day);
        same_as_found(ts_arena_printf(&a, "%04d-%02d-%02dT12:34:56+02:00", year, month, day));
    }
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_common_forms_the_same),
        cmocka_unit_test(reads_dates_that_stand_alone),
        cmocka_unit_test(rejects_what_is_no_date),
        cmocka_unit_test(finds_dates_inside_text),
        cmocka_unit_test(reads_every_prefix),
        cmocka_unit_test(long_texts_are_read_in_linear_time),
        cmocka_unit_test(knows_what_was_written),
        cmocka_unit_test(turns_ambiguous_dates_round),
        cmocka_unit_test(counts_days),
        cmocka_unit_test(tells_how_long_ago),
        cmocka_unit_test(tells_how_long),
        cmocka_unit_test(writes_dates_for_reading),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
