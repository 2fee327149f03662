/* Every command of the reader, on a pseudo-terminal: by its key, or behind ":" if it has none. */
#include "pty_screen.h"

#include <poll.h>
#include <signal.h>
#include <string.h>

#include "tearsheet/base/utf8.h"
#include "tearsheet/tui/keymap.h"

/* How a command is given, from the front page: keys that lead there, and the key or line that is
 * it.  A command without a row here makes the test fail. */
static const struct {
    const char *there;
    const char *given;
} walks[TS_CMD_COUNT] = {
    [TS_CMD_DOWN] = { "", "j" },
    [TS_CMD_UP] = { "j j", "k" },
    [TS_CMD_PAGE_DOWN] = { "", "PgDn" },
    [TS_CMD_PAGE_UP] = { "G", "PgUp" },
    [TS_CMD_FIRST] = { "G", "g" },
    [TS_CMD_LAST] = { "", "G" },
    [TS_CMD_OPEN] = { "j", "Enter" },
    [TS_CMD_BACK] = { "l l", "h" },
    [TS_CMD_CLOSE] = { "l", "q" },
    [TS_CMD_CANCEL] = { "l l / 'pier' Enter", "Esc" },
    [TS_CMD_NEXT] = { "l l", "Space" },
    [TS_CMD_NEXT_UNREAD] = { "3 j", "n" },
    [TS_CMD_PREV_UNREAD] = { "3 j", "N" },
    [TS_CMD_NEXT_STORY] = { "3 j l", "]" },
    [TS_CMD_PREV_STORY] = { "3 j l", "[" },
    [TS_CMD_FIND] = { "l l", "/" },
    [TS_CMD_LEFT] = { "j Right Right", "Left" },
    [TS_CMD_RIGHT] = { "j", "Right" },
    [TS_CMD_STRIPPED] = { "l l", "S" },
    [TS_CMD_NEXT_NEW] = { "3 j l l q j l", "+" },
    [TS_CMD_PUT_BACK] = { "l l S", "x" },
    [TS_CMD_SITE] = { "l l", ": 'site' Enter" },
    [TS_CMD_LINK] = { "l l", ": 'link_2' Enter" },
    [TS_CMD_LINKS] = { "l l", "L" },
    [TS_CMD_BROWSER] = { "l l", "o" },
    [TS_CMD_PIPE] = { "l l", "|" },
    [TS_CMD_COPY] = { "", "y" },
    [TS_CMD_FETCH_PAGE] = { "", "p" },
    [TS_CMD_SWITCH_TEXT] = { "l l", "P" },
    [TS_CMD_SAVE] = { "", "s" },
    [TS_CMD_MARK] = { "", "v" },
    [TS_CMD_MARK_RANGE] = { "v j j", "V" },
    [TS_CMD_READ] = { "j", "m" },
    [TS_CMD_MARK_ALL] = { "l", "A" },
    [TS_CMD_STAR] = { "l j", "*" },
    [TS_CMD_TAG] = { "j", "t" },
    [TS_CMD_TAG_LETTER] = { "T", ": 'tag-letter_z' Enter" },
    [TS_CMD_MUTE] = { "T", "M" },
    [TS_CMD_JOIN] = { "j", "J" },
    [TS_CMD_SPLIT] = { "l j", "X" },
    [TS_CMD_PURGE] = { "G", "d" },
    [TS_CMD_UNDO] = { "", "u" },
    [TS_CMD_STORIES] = { "l", ": 'stories' Enter" },
    [TS_CMD_ARTICLES] = { "", ": 'articles' Enter" },
    [TS_CMD_SOURCES] = { "", "F" },
    [TS_CMD_TAGS] = { "", "T" },
    [TS_CMD_DOWNLOADS] = { "", "D" },
    [TS_CMD_STARRED] = { "", ": 'starred' Enter" },
    [TS_CMD_SEARCH] = { "", "f" },
    [TS_CMD_KEEP] = { "f '嵐' Enter", "K" },
    [TS_CMD_SEARCHES] = { "", "z" },
    [TS_CMD_UNREAD_ONLY] = { "", "U" },
    [TS_CMD_ORDER] = { "", "O" },
    [TS_CMD_PANE] = { "", "=" },
    [TS_CMD_LIST_WIDER] = { "", ">" },
    [TS_CMD_LIST_NARROWER] = { "", "<" },
    [TS_CMD_VOICES] = { "", "c" },
    [TS_CMD_TIMELINE] = { "", "H" },
    [TS_CMD_CHANGES] = { "G", "C" },
    [TS_CMD_WHY] = { "", "w" },
    [TS_CMD_RANK] = { "", "W" },
    [TS_CMD_DETAILS] = { "", "i" },
    [TS_CMD_REFRESH] = { "", "r" },
    [TS_CMD_REFRESH_ALL] = { "", "R" },
    [TS_CMD_ADD] = { "", "a" },
    [TS_CMD_REMOVE] = { "F", ": 'remove' Enter" },
    [TS_CMD_RENAME] = { "F", ": 'rename_Gale' Enter" },
    [TS_CMD_FOLDERS] = { "F", ": 'folders_News' Enter" },
    [TS_CMD_EDIT_FEEDS] = { "", "E" },
    [TS_CMD_THEME] = { "", ": 'theme_nord' Enter" },
    [TS_CMD_PROMPT] = { "", ":" },
    [TS_CMD_HELP] = { "", "?" },
    [TS_CMD_REDRAW] = { "", "^L" },
    [TS_CMD_SUSPEND] = { "", "^Z" },
    [TS_CMD_QUIT] = { "l", "Q" },
};

static const struct {
    uint32_t code;
    const char *bytes;
} sequences[] = {
    { TS_KEY_UP, "\x1b[A" },   { TS_KEY_DOWN, "\x1b[B" },  { TS_KEY_RIGHT, "\x1b[C" },
    { TS_KEY_LEFT, "\x1b[D" }, { TS_KEY_PGDN, "\x1b[6~" }, { TS_KEY_PGUP, "\x1b[5~" },
};

/* What the keys are said to mean is what they mean. */
static void assert_means(const struct ts_keymap *map, enum ts_command command, const char *given)
{
    struct ts_key key;
    bool is_open;

    if (given[0] == ':' && given[1] == ' ') {
        const char *name = ts_command_row(command)->name;
        assert_int_equal(strncmp(given + 3, name, strlen(name)), 0);
        return;
    }
    assert_true(ts_key_parse(ts_str_of(given), &key));
    const struct ts_bound *bound = ts_keymap_find(map, &key, 1, &is_open);
    assert_non_null(bound);
    assert_int_equal(bound->command, command);
}

static void test_table(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_keymap map;

    (void)state;
    ts_keymap_init(&map, &a);
    for (int i = TS_CMD_NONE + 1; i < TS_CMD_COUNT; i++) {
        if (!walks[i].given)
            fail_msg("no walk uses the command \"%s\"", ts_command_row((enum ts_command)i)->name);
        assert_means(&map, (enum ts_command)i, walks[i].given);
    }
    ts_arena_done(&a);
}

struct both {
    struct pty *pty;
    struct rig *rig;
};

/* One key to the child's terminal, and to the reader beside it. */
static void press(void *context, struct ts_key key)
{
    const struct both *both = context;
    char bytes[8] = { (char)key.code };

    if (key.code >= 0x80 && key.code < TS_KEY_FIRST)
        bytes[ts_utf8_encode(key.code, bytes)] = '\0';
    for (size_t i = 0; i < TS_COUNT(sequences); i++)
        if (sequences[i].code == key.code)
            strcpy(bytes, sequences[i].bytes);
    pty_type(both->pty, bytes);
    if (key.code == TS_KEY_ESC)
        poll(NULL, 0, 60); /* what follows at once would be a key with Alt */
    rig_press(both->rig, key);
    if (key.code != 'Q') /* what is asked of the worker is asked by drawing: both draw each time */
        pty_assert_shows(both->pty, ts_ui_draw(both->rig->ui), "a key");
}

/* Prompts and menus have the keys until Esc. */
static bool is_asking(enum ts_command command)
{
    static const enum ts_command all[] = { TS_CMD_FIND, TS_CMD_LINKS,  TS_CMD_PIPE,
                                           TS_CMD_TAG,  TS_CMD_SEARCH, TS_CMD_KEEP,
                                           TS_CMD_ADD,  TS_CMD_PROMPT, TS_CMD_SITE };

    for (size_t i = 0; i < TS_COUNT(all); i++)
        if (all[i] == command)
            return true;
    return false;
}

static void walk(struct both *both, enum ts_command command)
{
    play_each(walks[command].there, press, both);
    play_each(walks[command].given, press, both);
    if (command == TS_CMD_QUIT)
        return;
    pty_assert_shows(both->pty, ts_ui_draw(both->rig->ui), ts_command_row(command)->name);
    if (is_asking(command))
        play_each("Esc", press, both);
    play_each(": 'stories' Enter g", press, both);
    pty_assert_shows(both->pty, ts_ui_draw(both->rig->ui), "going back to the front page");
}

/* Some commands in each reader: a new one for each would take long, and one for all would meet the
 * last of them in a state that nobody can follow. */
static void test_walks(void **state)
{
    enum { COMMANDS_A_READER = 12 };
    struct pty pty;
    struct rig rig;
    struct both both = { &pty, &rig };

    for (int i = TS_CMD_NONE + 1; i < TS_CMD_COUNT; i++) {
        bool is_first = (i - TS_CMD_NONE - 1) % COMMANDS_A_READER == 0;
        bool is_last = i + 1 == TS_CMD_COUNT || (i - TS_CMD_NONE) % COMMANDS_A_READER == 0;
        if (is_first)
            pty_begin(&pty, &rig, state, "xterm-256color", 24, i % 2 ? 80 : 130);
        walk(&both, (enum ts_command)i);
        if (!is_last)
            continue;
        if (i != TS_CMD_QUIT)
            kill(pty.child, SIGTERM);
        pty_assert_ends(&pty);
        pty_finish(&pty);
        rig_done(&rig);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_walks),
    };
    return cmocka_run_group_tests_name("tui/walks", tests, rig_setup, rig_teardown);
}
