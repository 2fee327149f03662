#include "support/support.h"

#include <stdio.h>

#include "tearsheet/tui/prompt.h"

#include "play.h"

static const char *const fruits[] = { "apple", "apricot", "pear" };

static ts_str *complete_fruit(void *context, struct ts_arena *a, ts_str text, size_t *n)
{
    ts_str *found = TS_NEW_ARRAY(a, TS_COUNT(fruits), ts_str);

    (void)context;
    *n = 0;
    for (size_t i = 0; i < TS_COUNT(fruits); i++)
        if (ts_str_starts(ts_str_of(fruits[i]), ts_arena_cstr(a, text)))
            found[(*n)++] = ts_str_of(fruits[i]);
    return found;
}

struct player {
    struct ts_prompt *prompt;
    enum ts_prompt_state state;
};

static void press(void *context, struct ts_key key)
{
    struct player *player = context;
    player->state = ts_prompt_key(player->prompt, key);
}

static enum ts_prompt_state play(struct ts_prompt *p, const char *keys)
{
    struct player player = { p, TS_PROMPT_EDITING };

    play_each(keys, press, &player);
    return player.state;
}

static const struct {
    const char *start;
    const char *keys;
    const char *want; /* with | at the cursor */
} cases[] = {
    { "", "'abc'", "abc|" },
    { "abc", "Left 'x'", "abx|c" },
    { "abc", "Home 'x' End 'y'", "xabcy|" },
    { "abc", "^A Right Delete", "a|c" },
    { "abc", "^A ^D ^D", "|c" },
    { "abc", "Backspace Backspace", "a|" },
    { "one two", "^W", "one |" },
    { "one two  ", "^W", "one |" },
    { "one two", "Alt-b Alt-b 'x'", "x|one two" },
    { "one two", "Alt-b Alt-b 'x' Home Alt-f", "xone| two" },
    { "one two", "Left Left ^U", "|wo" },
    { "one two", "Home Right ^K", "o|" },
    { "one two", "Alt-b Alt-Backspace", "|two" },
    { "日本語", "Left Backspace", "日|語" },
    { "ne\xcc\x81", "Backspace", "n|" },
    { "👩‍🔬👩‍🔬", "Left Backspace", "|👩‍🔬" },
    { "", "é 日 ^L F5 Insert", "é日|" }, /* what is no character is not typed */
    { "a", "Left Left Right Right Right", "a|" },
    { "", "Tab", "apple|" },
    { "ap", "Tab", "apple|" },
    { "ap", "Tab Tab", "apricot|" },
    { "ap", "Tab Tab Tab", "ap|" },
    { "ap", "Tab Tab Tab Tab", "apple|" },
    { "ap", "Shift-Tab", "apricot|" },
    { "ap", "Tab Shift-Tab", "ap|" },
    { "p", "Tab", "pear|" },
    { "x", "Tab Tab", "x|" },
    { "ap!", "Left Tab 's'", "apples|!" },
    { "now", "Up", "second|" },
    { "now", "Up Up", "first|" },
    { "now", "Up Up Up Up", "first|" },
    { "now", "Up Up Down Down", "now|" },
    { "now", "^P 's' ^P ^N ^N", "now|" },
};

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        struct ts_history history = { 0 };
        struct ts_prompt p = { 0 };
        ts_history_put(&history, TS_STR("first"));
        ts_history_put(&history, TS_STR("second"));
        ts_history_put(&history, TS_STR("second"));
        ts_prompt_start(&p, ts_str_of(cases[i].start), &history, complete_fruit, NULL);
        play(&p, cases[i].keys);
        ts_str text = ts_prompt_text(&p);
        assert_slice_equal(ts_arena_printf(&a, "%.*s|%.*s", TS_FMT(ts_str_sub(text, 0, p.at)),
                                           TS_FMT(ts_str_skip(text, p.at))),
                           cases[i].want);
        ts_prompt_done(&p);
        ts_history_done(&history);
        ts_arena_done(&a);
    }
}

static void test_ends(void **state)
{
    struct ts_history history = { 0 };
    struct ts_prompt p = { 0 };

    (void)state;
    ts_prompt_start(&p, TS_STR(""), &history, NULL, NULL);
    assert_int_equal(play(&p, "Tab 'ab' Enter"), TS_PROMPT_DONE);
    assert_int_equal(history.n, 1);
    assert_slice_equal(history.lines[0], "ab");
    assert_int_equal(play(&p, "Backspace Backspace"), TS_PROMPT_EDITING);
    assert_int_equal(play(&p, "Backspace"), TS_PROMPT_CANCELLED);
    assert_int_equal(play(&p, "Esc"), TS_PROMPT_CANCELLED);
    assert_int_equal(play(&p, "^C"), TS_PROMPT_CANCELLED);
    ts_prompt_done(&p);
    ts_history_done(&history);
}

/* A line ends at TS_PROMPT_MAX_BYTES, the history at TS_PROMPT_HISTORY_MAX lines. */
static void test_limits(void **state)
{
    struct ts_history history = { 0 };
    struct ts_prompt p = { 0 };

    (void)state;
    ts_prompt_start(&p, TS_STR(""), &history, NULL, NULL);
    for (int i = 0; i < TS_PROMPT_MAX_BYTES + 10; i++)
        ts_prompt_key(&p, (struct ts_key){ 'x' });
    assert_int_equal(ts_prompt_text(&p).len, TS_PROMPT_MAX_BYTES);
    for (int i = 0; i < TS_PROMPT_HISTORY_MAX + 10; i++) {
        char line[16];
        snprintf(line, sizeof line, "line %d", i);
        ts_history_put(&history, ts_str_of(line));
    }
    assert_int_equal(history.n, TS_PROMPT_HISTORY_MAX);
    assert_slice_equal(history.lines[0], "line 10");
    ts_prompt_done(&p);
    ts_history_done(&history);
}

static const struct {
    const char *text;
    const char *keys;
    const char *want; /* in 12 columns */
    int col;
} drawn[] = {
    { "words", "", "find: words\n", 11 },           { "more words", "", "find: words\n", 11 },
    { "more words", "Home", "find: more w\n", 6 },  { "日本語の文", "", "find: の文\n", 10 },
    { "日本語の文", "Left", "find: 語の文\n", 10 }, { "", "", "find:\n", 6 },
};

static void test_draw(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(drawn); i++) {
        struct ts_arena a = { 0 };
        struct ts_buf out = { 0 };
        struct ts_prompt p = { 0 };
        struct ts_surface s = ts_surface_new(&a, 1, 12);
        ts_prompt_start(&p, ts_str_of(drawn[i].text), NULL, NULL, NULL);
        play(&p, drawn[i].keys);
        ts_prompt_draw(&p, &s, 0, TS_STR("find: "));
        ts_surface_dump(&s, &out);
        assert_slice_equal(ts_buf_str(&out), drawn[i].want);
        assert_int_equal(s.cursor->col, drawn[i].col);
        ts_prompt_done(&p);
        ts_buf_done(&out);
        ts_arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_draw),
    };
    return cmocka_run_group_tests_name("tui/prompt", tests, NULL, NULL);
}
