/* Charsets: order of belief, labels of the web, wrong declarations, and decoding that never fails.
 */
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/charset.h"
#include "tearsheet/base/utf8.h"

static const struct {
    const char *bytes, *http, *name;
    enum ts_charset_source source;
} guesses[] = {
    /* order: byte order mark, HTTP, declaration, detection */
    { "\xEF\xBB\xBFplain", "windows-1251", "UTF-8", TS_CHARSET_BOM },
    { "\xFF\xFEp", "utf-8", "UTF-16LE", TS_CHARSET_BOM },
    { "\xFE\xFFp", "", "UTF-16BE", TS_CHARSET_BOM },
    { "<meta charset=iso-8859-2>\xB1", "windows-1250", "WINDOWS-1250", TS_CHARSET_HTTP },
    { "<meta charset=iso-8859-2>\xB1", "", "ISO-8859-2", TS_CHARSET_DECLARED },
    { "<meta charset=iso-8859-2>\xB1", "no-such-charset", "ISO-8859-2", TS_CHARSET_DECLARED },
    { "plain ascii", "", "UTF-8", TS_CHARSET_FALLBACK },
    { "", "", "UTF-8", TS_CHARSET_FALLBACK },
    { "na\xC3\xAFve", "", "UTF-8", TS_CHARSET_DETECTED },
    /* ways to declare */
    { "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=Windows-1251'>\xE0", "",
      "WINDOWS-1251", TS_CHARSET_DECLARED },
    { "<meta content=\"text/html;charset=koi8-r\" http-equiv=content-type>\xE0", "", "KOI8-R",
      TS_CHARSET_DECLARED },
    { "<meta charset = ' windows-1251 '>\xE0", "", "WINDOWS-1251", TS_CHARSET_DECLARED },
    { "<?xml version='1.0' encoding='windows-1251'?><rss>\xE0", "", "WINDOWS-1251",
      TS_CHARSET_DECLARED },
    { "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>\xE0", "", "WINDOWS-1251",
      TS_CHARSET_DECLARED },
    { "<meta name=description content='charset=koi8-r'><meta charset=windows-1251>\xE0", "",
      "WINDOWS-1251", TS_CHARSET_DECLARED },
    { "<meta charset=utf-16>plain", "", "UTF-8", TS_CHARSET_DECLARED },
    /* labels mean what they mean on the web */
    { "<meta charset=latin1>\x93", "", "WINDOWS-1252", TS_CHARSET_DECLARED },
    { "<meta charset=UTF8>", "", "UTF-8", TS_CHARSET_DECLARED },
    { "<meta charset=x-sjis>\x83\x65", "", "CP932", TS_CHARSET_DECLARED },
    { "<meta charset=gb2312>\xC4\xE3", "", "GB18030", TS_CHARSET_DECLARED },
    { "<meta charset=ks_c_5601-1987>\xC7\xD1", "", "CP949", TS_CHARSET_DECLARED },
    { "<meta charset=iso-8859-9>\xFE", "", "WINDOWS-1254", TS_CHARSET_DECLARED },
    /* declarations that the bytes speak against */
    { "<meta charset=latin1>na\xC3\xAFve", "", "UTF-8", TS_CHARSET_DETECTED },
    { "<meta charset=utf-8>na\xC3\xAFve", "iso-8859-1", "UTF-8", TS_CHARSET_DECLARED },
    { "<meta charset=windows-1252>na\xEFve", "utf-8", "WINDOWS-1252", TS_CHARSET_DECLARED },
    { "<meta charset=utf-8>a\xC3\xAFz\xC3\xAF and a cut \xC3", "", "UTF-8", TS_CHARSET_DECLARED },
};

static void guesses_in_the_order_of_belief(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(guesses); i++) {
        struct ts_charset got =
            ts_charset_guess(&a, ts_str_of(guesses[i].bytes), ts_str_of(guesses[i].http));
        if (!ts_str_is(got.name, guesses[i].name) || got.source != guesses[i].source)
            print_error("case %zu: %s (source %d)\n", i, guesses[i].bytes, (int)got.source);
        assert_slice_equal(got.name, guesses[i].name);
        assert_int_equal(got.source, guesses[i].source);
    }
    ts_arena_done(&a);
}

static void a_declaration_past_the_limit_is_not_read(void **state)
{
    struct ts_arena a = { 0 };
    ts_str early = ts_arena_printf(&a, "%*s<meta charset=koi8-r>", 4000, "");
    ts_str late = ts_arena_printf(&a, "%*s<meta charset=koi8-r>", 4090, "");

    (void)state;
    assert_slice_equal(ts_charset_guess(&a, early, TS_STR("")).name, "KOI8-R");
    assert_slice_equal(ts_charset_guess(&a, late, TS_STR("")).name, "UTF-8");
    ts_arena_done(&a);
}

static const struct {
    const char *bytes;
    const char *http, *want;
} decodings[] = {
    { "na\xEFve \x96 caf\xE9", "latin1", "naïve – café" },
    { "\xEF\xE0\xF0\xEE\xEC", "windows-1251", "паром" },
    { "\xD0\xC1\xD2\xCF\xCD", "koi8-r", "паром" },
    { "\x93\x8C\x8B\x9E", "shift_jis", "東京" },
    { "\xC5\xEC\xB5\xFE", "euc-jp", "東京" },
    { "\x1B$BEl5~\x1B(B.", "iso-2022-jp", "東京." },
    { "\xB1\xB1\xBE\xA9", "gb2312", "北京" },
    { "\xA5\x5F\xA8\xCA", "big5", "北京" },
    { "\xBC\xAD\xBF\xEF", "euc-kr", "서울" },
    { "\xC8\xC1\xC5", "tis-620", "ศมล" },
    { "\xEF\xBB\xBFna\xC3\xAFve", "latin1", "naïve" },
    { "cut \xE6\x9D", "shift_jis", "cut 譚" },
    { "broken \xFF\xFF utf-8 \xC3\xAF\xC3\xAF\xC3\xAF", "utf-8",
      "broken \xEF\xBF\xBD\xEF\xBF\xBD utf-8 ïïï" },
    /* encoded twice, by way of Latin-1 and of windows-1252; but not where a part speaks against */
    { "A ferryâ\xC2\x80\xC2\x99"
      "s cafÃ©",
      "utf-8", "A ferry’s café" },
    { "A ferryâ€™s cafÃ©", "utf-8", "A ferry’s café" },
    { "ð\xC2\x9F\xC2\x9A¢ Ã©", "utf-8", "🚢 é" },
    { "cafÃ©", "utf-8", "cafÃ©" },
    { "cafÃ© and cafÃ©, or café", "utf-8", "cafÃ© and cafÃ©, or café" },
    { "cafÃ© and cafÃ©, 東京", "utf-8", "cafÃ© and cafÃ©, 東京" },
    { "cafÃ© and cafÃ©, cut Ã", "utf-8", "cafÃ© and cafÃ©, cut Ã" },
};

static void decodes(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(decodings); i++) {
        struct ts_charset used;
        ts_str got = ts_charset_to_utf8(&a, ts_str_of(decodings[i].bytes),
                                        ts_str_of(decodings[i].http), &used);
        assert_slice_equal(got, decodings[i].want);
        assert_true(used.name.len > 0);
    }
    ts_arena_done(&a);
}

static void decodes_sixteen_bit_units(void **state)
{
    static const char marked[] = "\xFE\xFF\x67\x71\x4E\xAC";
    static const char unmarked[] = "<\0p\0>\0\x71\x67";
    struct ts_arena a = { 0 };

    (void)state;
    assert_slice_equal(
        ts_charset_to_utf8(&a, (ts_str){ marked, sizeof marked - 1 }, TS_STR(""), NULL), "東京");
    assert_slice_equal(
        ts_charset_to_utf8(&a, (ts_str){ unmarked, sizeof unmarked - 1 }, TS_STR(""), NULL),
        "<p>東");
    ts_arena_done(&a);
}

static void detects_text_without_a_declaration(void **state)
{
    /* "На берегу ждали паром, но он не пришёл: команда бастовала третий день." */
    static const char russian[] =
        "\xCD\xE0 \xE1\xE5\xF0\xE5\xE3\xF3 \xE6\xE4\xE0\xEB\xE8 \xEF\xE0\xF0\xEE\xEC, \xED\xEE "
        "\xEE\xED \xED\xE5 \xEF\xF0\xE8\xF8\xB8\xEB: \xEA\xEE\xEC\xE0\xED\xE4\xE0 "
        "\xE1\xE0\xF1\xF2\xEE\xE2\xE0\xEB\xE0 \xF2\xF0\xE5\xF2\xE8\xE9 \xE4\xE5\xED\xFC.";
    struct ts_arena a = { 0 };
    struct ts_charset used;
    ts_str got = ts_charset_to_utf8(&a, ts_str_of(russian), TS_STR(""), &used);

    (void)state;
    assert_slice_equal(got,
                       "На берегу ждали паром, но он не пришёл: команда бастовала третий день.");
    assert_int_equal(used.source, TS_CHARSET_DETECTED);
    ts_arena_done(&a);
}

static void tells_binary_data_from_text(void **state)
{
    static const struct {
        const char *text;
        size_t len;
        bool is_binary;
    } cases[] = {
        { "", 0, false },
        { "%PDF-1.7\n1 0 obj\n", 17, true },
        { "\x7F"
          "ELF\2\1\1\0\0\0\0",
          11, true },
        { "GIF89a\1\0\1\0\x80", 11, true },
        { "\t<p>One\r\n\f<p>\x1B[1mTwo", 20, false }, /* these are text to a browser too */
        { "<p>A page of some words with one\0stray", 38, false },
        { "<p>One stray\0 and two\1", 22, true }, /* too many for what is there */
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_int_equal(ts_charset_is_binary((ts_str){ cases[i].text, cases[i].len }),
                         cases[i].is_binary);
}

/* Whatever the bytes, the result is valid UTF-8; plain UTF-8 is not copied. */
static void never_fails(void **state)
{
    static const char *const names[] = { "",       "utf-8",       "shift_jis", "gb18030", "euc-kr",
                                         "utf-16", "iso-2022-jp", "big5",      "utf-7",   "hz" };
    struct ts_arena a = { 0 };
    char bytes[512];
    uint32_t random = 1;

    (void)state;
    for (size_t round = 0; round < 400; round++) {
        size_t len = round % sizeof bytes;
        for (size_t i = 0; i < len; i++) {
            random = random * 1664525u + 1013904223u;
            bytes[i] = (char)(random >> (round % 2 ? 24 : 25));
        }
        ts_str got = ts_charset_to_utf8(&a, (ts_str){ bytes, len },
                                        ts_str_of(names[round % TS_COUNT(names)]), NULL);
        assert_true(ts_utf8_is_valid(got));
    }
    ts_str plain = TS_STR("na\xC3\xAFve");
    assert_ptr_equal(ts_charset_to_utf8(&a, plain, TS_STR("utf-8"), NULL).ptr, plain.ptr);
    ts_arena_done(&a);
}

static void every_prefix_of_a_declaration_is_safe(void **state)
{
    static const char sample[] = "<?xml version=\"1.0\" encoding='koi8-r'?><!-- x --><meta "
                                 "http-equiv=a content=\"text/html; charset=koi8-r\">\xD0";
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t n = 0; n < sizeof sample; n++) {
        char *copy = malloc(n ? n : 1);
        memcpy(copy, sample, n);
        struct ts_charset got = ts_charset_guess(&a, (ts_str){ copy, n }, TS_STR(""));
        assert_true(got.name.len > 0);
        free(copy);
    }
    ts_arena_done(&a);
}

static void reads_the_header_of_the_server(void **state)
{
    static const struct {
        const char *in, *want;
    } cases[] = {
        { "text/html; charset=utf8", "utf8" },
        { "text/html;CHARSET=\"Windows-1251\"", "Windows-1251" },
        { "text/html; boundary=x; charset = koi8-r ; y", "koi8-r" },
        { "text/html", "" },
        { "text/html; charset", "" },
        { "text/html; charset=", "" },
        { "", "" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(ts_charset_of_content_type(ts_str_of(cases[i].in)), cases[i].want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(guesses_in_the_order_of_belief),
        cmocka_unit_test(a_declaration_past_the_limit_is_not_read),
        cmocka_unit_test(decodes),
        cmocka_unit_test(decodes_sixteen_bit_units),
        cmocka_unit_test(detects_text_without_a_declaration),
        cmocka_unit_test(tells_binary_data_from_text),
        cmocka_unit_test(never_fails),
        cmocka_unit_test(every_prefix_of_a_declaration_is_safe),
        cmocka_unit_test(reads_the_header_of_the_server),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
