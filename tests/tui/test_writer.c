/* The bytes that a terminal is sent; what a terminal makes of them is in test_terminal. */
#include "support/support.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

#include "../../src/tui/writer_priv.h"

enum { N_ROWS = 2, N_COLS = 24 };

/* A terminal of 2 rows and 24 columns, which has just been cleared. */
struct bench {
    struct ts_arena arena;
    struct ts_theme theme;
    struct writer writer;
    struct ts_surface s;
};

static void begin(struct bench *b, bool has_links)
{
    *b = (struct bench){ .theme = ts_theme_plain };
    writer_init(&b->writer, false, has_links);
    b->s = ts_surface_new(&b->arena, N_ROWS, N_COLS);
}

/* What is sent for the surface, with ESC as "^". */
static const char *sent(struct bench *b)
{
    ts_buf_clear(&b->writer.out);
    writer_show(&b->writer, &b->theme, &b->s);
    char *bytes = (char *)ts_arena_cstr(&b->arena, ts_buf_str(&b->writer.out));
    for (char *c = bytes; *c; c++)
        if (*c == '\033')
            *c = '^';
    return bytes;
}

static void end(struct bench *b)
{
    writer_done(&b->writer);
    ts_arena_done(&b->arena);
}

static void put(struct bench *b, int col, const char *text, enum ts_role role)
{
    ts_surface_put(&b->s, 0, col, N_COLS, ts_str_of(text), role, 0);
}

static void test_changes(void **state)
{
    struct bench b;

    (void)state;
    begin(&b, false);
    put(&b, 0, "ferry", TS_ROLE_TEXT);
    assert_string_equal(sent(&b), "^[1;1H^(B^[mferry");
    assert_string_equal(sent(&b), "");
    put(&b, 4, "ies", TS_ROLE_TEXT);
    assert_string_equal(sent(&b), "^[1;5Hies");
    /* a gap of a few letters is written, a longer one is jumped over */
    put(&b, 0, "F", TS_ROLE_TEXT);
    put(&b, 3, "R", TS_ROLE_TEXT);
    put(&b, 12, "x", TS_ROLE_TEXT);
    assert_string_equal(sent(&b), "\rFerR^[8Cx");
    ts_surface_fill(&b.s, 0, 0, N_COLS, TS_ROLE_TEXT);
    assert_string_equal(sent(&b), "\r^[K");
    end(&b);
}

/* Behind what terminals may take for wider or narrower the cursor is placed anew. */
static void test_unsure_widths(void **state)
{
    static const struct {
        const char *text;
        const char *want;
    } cases[] = {
        { "aéж橋ab", "^[1;1H^(B^[maéж橋ab" },
        { "o\xcc\x81x", "^[1;1H^(B^[mo\xcc\x81^[1;2Hx" },
        { "🐦x", "^[1;1H^(B^[m  ^[1;1H🐦^[1;3Hx" },
        { "☂x", "^[1;1H^(B^[m☂^[1;2Hx" },
        { "👩‍🔬x", "^[1;1H^(B^[m  ^[1;1H👩^[1;3Hx" },
        { "กำx", "^[1;1H^(B^[mก^[1;2Hำ^[1;3Hx" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct bench b;
        begin(&b, false);
        put(&b, 0, cases[i].text, TS_ROLE_TEXT);
        assert_string_equal(sent(&b), cases[i].want);
        end(&b);
    }
}

static void test_links(void **state)
{
    struct bench b;

    (void)state;
    begin(&b, true);
    b.s.link = ts_surface_link(&b.s, TS_STR("https://port.example/a b\x1b\xc3\xa9"));
    put(&b, 0, "on", TS_ROLE_TEXT);
    b.s.link = ts_surface_link(&b.s, TS_STR("javascript:alert(1)"));
    put(&b, 2, "no", TS_ROLE_TEXT);
    b.s.link = 0;
    put(&b, 4, "off", TS_ROLE_TEXT);
    const char *bytes = sent(&b);
    assert_non_null(strstr(bytes, ";https://port.example/a%20b%1B%C3%A9^\\"));
    assert_non_null(strstr(bytes, "on^]8;;^\\nooff"));
    assert_null(strstr(bytes, "javascript"));
    /* the same text, leading elsewhere */
    b.s.link = ts_surface_link(&b.s, TS_STR("https://port.example/b"));
    put(&b, 0, "on", TS_ROLE_TEXT);
    assert_non_null(strstr(sent(&b), ";https://port.example/b^\\on^]8;;^\\"));
    assert_string_equal(sent(&b), "");
    end(&b);

    begin(&b, false);
    b.s.link = ts_surface_link(&b.s, TS_STR("https://port.example/a"));
    put(&b, 0, "on", TS_ROLE_TEXT);
    assert_null(strstr(sent(&b), "]8;"));
    end(&b);
}

static const struct {
    const char *target;
    const char *want;
} addresses[] = {
    { "https://port.example/?a=1;b#c", "https://port.example/?a=1;b#c" },
    { "HTTP://port.example/", "HTTP://port.example/" },
    { "mailto:ada@port.example", "mailto:ada@port.example" },
    { "http://port.example/\x07\x9c\n", "http://port.example/%07%9C%0A" },
    { "file:///etc/passwd", "" },
    { "javascript:alert(1)", "" },
    { "ssh://port.example/", "" },
    { "", "" },
};

static void test_addresses(void **state)
{
    struct ts_arena a = { 0 };
    char *address = ts_arena_alloc(&a, 4000);

    (void)state;
    for (size_t i = 0; i < TS_COUNT(addresses); i++)
        assert_slice_equal(clickable_address(&a, ts_str_of(addresses[i].target)),
                           addresses[i].want);
    memset(address, 'a', 3999);
    memcpy(address, "http://", 7);
    assert_int_equal(clickable_address(&a, (ts_str){ address, 2000 }).len, 2000);
    assert_int_equal(clickable_address(&a, (ts_str){ address, 2001 }).len, 0);
    ts_arena_done(&a);
}

static const struct {
    const char *term, *name, *value;
    bool is_known;
} terminals[] = {
    { "xterm-256color", NULL, NULL, false },
    { "xterm-256color", "VTE_VERSION", "7006", true },
    { "xterm-256color", "VTE_VERSION", "4205", false },
    { "xterm-256color", "VTE_VERSION", "new", false },
    { "xterm-256color", "TERM_PROGRAM", "WezTerm", true },
    { "xterm-256color", "TERM_PROGRAM", "Apple_Terminal", false },
    { "xterm-kitty", NULL, NULL, true },
    { "foot", NULL, NULL, true },
    { "linux", NULL, NULL, false },
    { "tmux-256color", "VTE_VERSION", "7006", false },
    { "screen", "VTE_VERSION", "7006", false },
};

static void test_terminals(void **state)
{
    static const char *const names[] = { "VTE_VERSION",      "KONSOLE_VERSION",
                                         "KITTY_WINDOW_ID",  "WEZTERM_PANE",
                                         "WT_SESSION",       "TERM_PROGRAM",
                                         "ITERM_SESSION_ID", "ALACRITTY_WINDOW_ID" };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(terminals); i++) {
        for (size_t k = 0; k < TS_COUNT(names); k++)
            unsetenv(names[k]);
        setenv("TERM", terminals[i].term, 1);
        if (terminals[i].name)
            setenv(terminals[i].name, terminals[i].value, 1);
        assert_int_equal(clickable_is_known(), terminals[i].is_known);
    }
    setenv("TERM", "tmux-256color", 1);
    setenv("TERM_PROGRAM", "tmux", 1);
    setenv("TERM_PROGRAM_VERSION", "3.3a", 1);
    assert_false(clickable_is_known());
    setenv("TERM_PROGRAM_VERSION", "3.4", 1);
    assert_true(clickable_is_known());
}

/* On 8 colours a grey is black or white, and may be the ground: the terminal's own colours are
 * used, and what had a ground of its own is reversed. */
static void test_few_colours(void **state)
{
    static const struct {
        const char *style;
        const char *want; /* with 8 colours */
    } cases[] = {
        { "240", "" },
        { "bright-black", "" },
        { "255 - bold", "^[1m" },
        { "#b0b0b0", "" },
        { "- #d5e2ee", "^[7m" },
        { "255 #34556f bold", "^[1m^[7m" },
        { "238 #e4e4e4", "^[7m" },
        { "red", "^[31m" },
        { "167 - bold", "^[1m^[31m" },
        { "black", "^[30m" },
        { "bright-white black", "^[37m^[40m" },
        { "black bright-white", "^[30m^[47m" },
        { "16 208", "^[30m^[43m" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct bench b;
        struct ts_err err;
        begin(&b, false);
        ts_str theme = ts_arena_printf(&b.arena, "tag = %s", cases[i].style);
        assert_ok(ts_theme_parse(theme, "test", &b.theme, &err), &err);
        b.writer.n_colours = 8;
        put(&b, 0, "x", TS_ROLE_TAG);
        ts_str want = ts_arena_printf(&b.arena, "^[1;1H^(B^[m%sx", cases[i].want);
        if (!ts_str_starts(ts_str_of(sent(&b)), want.ptr))
            fail_msg("\"%s\" is not shown as \"%s\"", cases[i].style, cases[i].want);
        end(&b);
    }
}

/* Padding for terminals of long ago is not sent. */
static void test_padding(void **state)
{
    struct ts_buf out = { 0 };

    (void)state;
    pen_put_capability(&out, "a$<5/>b$<2>");
    pen_put_capability(&out, NULL);
    pen_put_capability(&out, "c$<");
    assert_slice_equal(ts_buf_str(&out), "abc");
    ts_buf_done(&out);
}

static int open_terminal(void **state)
{
    int status;

    (void)state;
    return setupterm("xterm-256color", 1, &status) == OK ? 0 : -1;
}

static int close_terminal(void **state)
{
    (void)state;
    return del_curterm(cur_term) == OK ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes),     cmocka_unit_test(test_unsure_widths),
        cmocka_unit_test(test_links),       cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_few_colours), cmocka_unit_test(test_padding),
        cmocka_unit_test(test_terminals),
    };
    return cmocka_run_group_tests_name("tui/writer", tests, open_terminal, close_terminal);
}
