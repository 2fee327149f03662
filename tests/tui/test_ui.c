/* Scripted keys: what they make of the screen, the library, and the requests that are sent. */
#include "rig.h"

enum { ROWS = 24, COLS = 80 };

/* Each case starts on the front page of a library of its own. */
static const struct rig_case cases[] = {
    /* moving */
    { "j j", ">• Evil", NULL },
    { "3 j", ">• 市議会", NULL },
    { "3 j 2 k", ">• A very long", NULL },
    { "G", "44 of 44", NULL },
    { "G g", "1 of 44", NULL },
    { "7 g", "7 of 44", NULL },
    { "PgDn", "22 of 44", NULL },
    { "PgDn PgUp", "1 of 44", NULL },
    { "Down Down Up", "2 of 44", NULL },
    { ": '12' Enter", "12 of 44", NULL },
    { "5", " 5\n", NULL },
    { "5 Esc j", "2 of 44", NULL },
    /* unread */
    { "3 j n", ">• Tide table, part 2", NULL },
    { "3 j n n n", ">• Tide table, part 5", NULL },
    { "N", ">• Tide table, part 39", NULL },
    { "G Space", ">• Ferry", NULL },
    { "U", "Stories, unread", "part 1 of" },
    { "U U", "part 1 of", "unread" },
    { "j", "O most covered", NULL }, /* the hint says what the key gives next */
    { "O", "Stories, most covered first", NULL },
    { "O j", "O newest", NULL },
    { "O O", "Stories, newest first", NULL },
    { "O O j", "O front page", NULL },
    { ": 'order_up' Enter", "! order takes no \"up\"", NULL },
    { ": 'down_2' Enter", "3 of", NULL },
    { ": 'copy_foo' Enter", "! copy takes \"title\" or the number of a link, not \"foo\"", NULL },
    { "M", "no story carries a muted tag", NULL },
    { "O O O", "Stories", "first" },
    { "W", "Why this story stands where it does", NULL },
    { "W", "Reported independently by", NULL },
    { "F W", "what is selected is in no story", NULL },
    /* muting: what is left out is counted, and can be seen */
    { "T G M", ", muted", NULL },
    { "T G e ^U 'herons' Enter", "herons ", NULL },
    { ": 'tag_fish' Enter T / 'fish' Enter : 'rename_Herons' Enter", "Herons ", "fish" },
    { ": 'tag_fish' Enter T / 'fish' Enter d q", "Ferry returns", "#fish" },
    { ": 'tag_fish' Enter T / 'fish' Enter d u q", "#fish", NULL },
    { "T M", "0 stories, 1 article, 1 unread, muted\n", NULL },
    { "T G M q", "(1 muted)", "Ferry returns" },
    { "T G M q M", "Ferry returns", NULL },
    { "T G M q M", "(with 1 muted)", NULL },
    { "T G M M q", "Ferry returns", "muted" },
    { "T G M u q", "Ferry returns", "muted" },
    { ": 'mute_harbour' Enter", "(1 muted)", "Ferry returns" },
    { ": 'mute_zeppelin' Enter", "!", NULL },
    /* opening and going back */
    { "Enter", "Story: Ferry returns", NULL },
    { "l j Enter", "After the gale", "Story:" },
    { "l j Enter h", "> ★ The Squall", NULL },
    { "j l", "A very long headline", "Story:" },
    { "j l q", "2 of 44", NULL },
    { "j l Esc j", "3 of 44", NULL },
    { "h", "this is the front page", NULL },
    { "l j l h h j", "2 of 44", NULL },
    { "l l : 'stories' Enter", "1 of 44", NULL },
    /* reading */
    { "l l G", "An earlier version named another pier.", NULL },
    { "l l Space", "Tickets on board only", "#harbour" },
    { "l l PgDn k k k", "What changes", "#harbour" },
    { "l l S", "stripped: navigation, navigation list", NULL },
    { "l l S S", "3 stripped blocks hidden", "stripped: navigation" },
    { "j l S", "nothing was stripped here", NULL },
    /* putting back */
    { "l l S", " 1 ┆ Home News", NULL },
    { "l l x", "S shows what was stripped", NULL },
    { "j l x", "nothing was stripped here", NULL },
    { "l l S x", "site rule (Enter writes, Esc not): mercury.example keep .note",
      "stripped: navigation" },
    { "l l S x Esc", "Home News Sport", "┆ Home News" },
    { "l l S x Esc u", "stripped: navigation, navigation list", NULL },
    { "l l S 2 x", "stripped: navigation", "stripped: newsletter" },
    { "l l S 7 x", "no stripped block on this screen has that number", NULL },
    { "l l S g : 'put-back_2' Enter Esc", "Sign up for our", "stripped: newsletter" },
    { "F x", "\"put-back\" is about the text of an article: open one first", NULL },
    { "l l / 'PIER_NINE' Enter", "1 of 3; n and N go on", NULL },
    { "l l / 'pier_nine' Enter n n n", "1 of 3", NULL },
    { "l l / 'pier_nine' Enter N", "3 of 3", NULL },
    { "l l / 'zeppelin' Enter", "! \"zeppelin\" is not in this text", NULL },
    { "l l / 'pier_nine' Enter Esc j Esc", "Story: Ferry", NULL },
    { "l l 1", "[1] https://mercury.example/aurora", NULL },
    { "l l 9", "! there is no link 9", NULL },
    { "l l 1 Esc", "Space on", NULL },
    { "l l Enter", "type the number of a link", NULL },
    { "l l G Right Right", "assengers on the quay why that is so", NULL },
    { "l l G Right Right Left Left Left", "wind > 20", NULL },
    /* the next unread one, from a text: within the story, then in the list below */
    { "l l Space Space", "After the gale", NULL },
    { "l l Space Space Space", "A very long headline", NULL },
    { "l l Space Space Space Space", "Evil", NULL },
    { "2 j l n", "市議会", NULL },
    { "2 j l N", "A very long headline", NULL },
    /* finding in lists */
    { "/ 'part_7' Enter", ">  Tide table, part 7 of", NULL },
    { "/ 'of_many' Enter / Enter", ">• Tide table, part 2 of", NULL },
    { "/ 'zeppelin' Enter", "is not in this list", NULL },
    /* views */
    { "T", "1 story, 4 articles", NULL },
    { "T j Enter", "Tag: harbour", NULL },
    { "F", "Sources, 1 in trouble", NULL },
    { "F j Enter", "Harbour Mercury", "Sources" },
    { "F i", "the server sent a challenge page", NULL },
    { "f 'council' Enter", "Search: council", NULL },
    { "f 'title:ferry' Enter j Enter q q", "1 of 44", NULL },
    { ": 'search_after:soon' Enter", "!", NULL },
    { ": 'articles' Enter", "All articles", NULL },
    { ": 'starred' Enter", "★ After the gale", "Tide" },
    { "i", "Copies", NULL },
    { "w", "Why these reports are one story", "Comparing" },
    { "w G", "Reports are one story when", NULL },
    { "3 j l j w", "Both use the words", "Comparing" },
    { "3 j l j w", "They were published 1 hour apart.", NULL },
    { "j w", "It is the only report of its story.", NULL },
    { "3 j l w q", "Story: ", NULL },
    { "F w", "what is selected is in no story", NULL },
    { "?", "Keys and commands", NULL },
    { "? / 'copy' Enter", "of", NULL },
    /* what is new */
    { "3 j l l", "One paragraph", "new to you" },
    { "3 j l l q", "+2 new of 3", NULL },
    { "3 j l l q j l", "2 of 3 paragraphs new to you", NULL },
    { "3 j l l q j l", "  + Councillor", NULL },
    { "3 j l l q j l", "  + One paragraph is all there is to say. Masons", NULL },
    { "3 j l l q j l", "    One paragraph is all there is to say, and",
      "+ One paragraph is all there is to say, and" },
    { "3 j l l q j l +", "paragraph 1 of 2 that are new", NULL },
    { "3 j l l q j l + +", "paragraph 2 of 2 that are new", NULL },
    { "3 j l l q j l + + +", "nothing more is new here", NULL },
    { "3 j l j l q k l", "Nothing new to you", NULL },
    { "3 j l l +", "nothing here was said by a report that you read before", NULL },
    { "l j l", "Nothing new to you: reports that you read say the same", NULL },
    { "l j l +", "nothing is new here", NULL },
    { "l", "nothing new", NULL },
    { "F +", "\"next-new\" is about the text of an article", NULL },
    { "F O", "as in the feeds file", NULL },
    { "F O O", "trouble first", "as in" },
    { ": 'remove' Enter", "select a source first", NULL },
    { "y", "copied https://news1.example/m1", NULL },
    /* sagas */
    { "3 j l", "↑ earlier", NULL },
    { "3 j l", "↓ later", NULL },
    { "3 j l G Enter", "Story 3 of 3 of one affair", NULL },
    { "3 j l G Enter q", "> ↓ later", NULL },
    { "3 j l ]", "story 3 of 3 of this affair", NULL },
    { "3 j l ] j", "Story 3 of 3 of one affair", NULL },
    { "3 j l ] q", "4 of 44", NULL },
    { "3 j l l [", "Tide table, part 2", "Story:" },
    { "3 j l l [ q", "4 of 44", NULL },
    { "3 j 5 [", "story 1 of 3 of this affair", NULL },
    { "3 j [ [", "this is the first story of this affair", NULL },
    { "2 j ]", "this is the latest story of this affair", NULL },
    { "]", "no other story is known of this affair", NULL },
    { "F ]", "what is selected is in no story", NULL },
    { "3 j l G m", "0/1", NULL },
    { "3 j l n n n", ">•  The Squall", NULL },
    /* state; undo takes it back */
    { "j m", ">  A very long", NULL },
    { "j m m", ">• A very long", NULL },
    { "j m u", ">• A very long", NULL },
    { "A", ">  Ferry", "•" },
    { "l j j *", "> ★ 川", NULL },
    { "l j * *", "•★ The Squall", NULL },
    { "l j *", ">•  The Squall", NULL },
    { "j t h", "#harbour  The", NULL },
    { "j t h t h", "everything…   The Squall", NULL },
    { "j t Space 'herons' Enter", "#herons", NULL },
    { "j t 'xylo' Enter", "#xylo", NULL },
    { "j t Space 'harb' Tab Enter", "#harbour  The", NULL },
    { "j : 'tag_herons' Enter", "#herons", NULL },
    { "j t Esc", "Enter open", "#herons" },
    { "T t", "no story and no article is selected", NULL },
    { "J", "J on another story joins the two", NULL },
    { "J Esc", "Enter open", NULL },
    { "J j J g", "4/5", NULL },
    { "J j J l", "1 of 5", NULL }, /* it is what stays selected */
    { "J j J u g", "3/4", NULL },
    { "X", "open the story, and select", NULL },
    { "l j X q", "2/3", NULL },
    /* the prompt */
    { ": 'nonsense' Enter", "! there is no command \"nonsense\"", NULL },
    { ": 'th' Tab", ":theme", NULL },
    { ": 'theme_l' Tab Enter", "Stories", "!" },
    { ": 'theme_mauve' Enter", "! there is no theme called \"mauve\"", NULL },
    { ": 'theme_' Tab", "\n auto  dark  gruvbox ", NULL },
    { ": 'theme_' Tab Tab Tab", "\n dark  gruvbox ", NULL },
    { ": 'theme_' Tab Esc", "Enter open", "gruvbox" },
    { ": 'xyz' Esc", "Enter open", "xyz" },
    { ": 'help' Enter q : Up", ":help", NULL },
    { "é", "é does nothing here", NULL },
    /* what the program says begins at the left, a name in it keeps its own direction */
    { "/ 'שלום' Enter", "! \"םולש\" is not in this list", NULL },
    { "=", "on a screen of 80 columns there is one pane", NULL },
    { ">", "no list and text stand side by side here", NULL },
    /* headlines that are too long for their column */
    { "j Right", ">• ong headline that says", NULL },
    { "j 3 Right", ">• t says everything", NULL },
    { "j 3 Right 9 Left", ">• A very long headline", NULL },
    { "j 3 Right", "• Ferry returns", NULL },
    { "j 3 Right k j", ">• A very long headline", NULL },
};

static void test_cases(void **state)
{
    rig_run_cases(state, cases, TS_COUNT(cases));
}

/* Keys that send a request, or leave an errand to the terminal. */
static const struct {
    const char *keys;
    int request; /* a request kind, or -1 */
    const char *text;
    enum ts_errand_kind errand;
    const char *address;
} sends[] = {
    { "r", TS_REQUEST_REFRESH, "", 0, "" },
    { "R", TS_REQUEST_REFRESH, "", 0, "" },
    { "F r", TS_REQUEST_REFRESH, "", 0, "" },
    { "s", TS_REQUEST_SAVE, "", 0, "" },
    { "l l : 'save_html' Enter", TS_REQUEST_SAVE, "html", 0, "" },
    { "p", TS_REQUEST_FETCH_PAGE, "", 0, "" },
    { "a 'https://a.example/' Enter", TS_REQUEST_ADD, "https://a.example/", 0, "" },
    { ": 'add_https://a.example/' Enter", TS_REQUEST_ADD, "https://a.example/", 0, "" },
    { "F : 'remove' Enter", TS_REQUEST_REMOVE_SOURCE, "", 0, "" },
    { "F d", TS_REQUEST_REMOVE_SOURCE, "", 0, "" },
    { "F t 'news,_sea' Enter", TS_REQUEST_RETAG_SOURCE, "news, sea", 0, "" },
    { "F t ^U '-' Enter", TS_REQUEST_RETAG_SOURCE, "", 0, "" },
    { "F : 'rename_Gale' Enter", TS_REQUEST_RENAME_SOURCE, "Gale", 0, "" },
    { "F : 'rename' Enter ^U 'Gust' Enter", TS_REQUEST_RENAME_SOURCE, "Gust", 0, "" },
    { ": 'tag-letter_z_harbour' Enter", TS_REQUEST_TAG_LETTER, "harbour", 0, "" },
    { "T : 'tag-letter_z' Enter", TS_REQUEST_TAG_LETTER, "council", 0, "" },
    { "l l 8 j q", TS_REQUEST_POSITION, "", 0, "" },
    { "l l S x", TS_REQUEST_PUT_BACK, "", TS_ERRAND_NONE, "" },
    { "l l S x Enter", TS_REQUEST_RULE, "mercury.example keep .note", TS_ERRAND_NONE, "" },
    { ": 'site_tide.example_strip_.promo' Enter", TS_REQUEST_RULE, "tide.example strip .promo",
      TS_ERRAND_NONE, "" },
    { "o", -1, "", TS_ERRAND_BROWSE, "https://news1.example/m1" },
    { "l j o", -1, "", TS_ERRAND_BROWSE, "https://news2.example/s1" },
    { "l l 1 Enter", -1, "", TS_ERRAND_BROWSE, "https://mercury.example/aurora" },
    { "l l 2 o", -1, "", TS_ERRAND_BROWSE, "https://mercury.example/dredging?id=7" },
    { "y", -1, "", TS_ERRAND_COPY, "https://news1.example/m1" },
    { "l l 2 y", -1, "", TS_ERRAND_COPY, "https://mercury.example/dredging?id=7" },
    { "l l : 'copy_title' Enter", -1, "", TS_ERRAND_COPY,
      "Ferry returns to pier nine after the storm https://news1.example/m1" },
    { "q", -1, "", TS_ERRAND_QUIT, "" },
    { "l Q", -1, "", TS_ERRAND_QUIT, "" },
    { ": 'quit' Enter", -1, "", TS_ERRAND_QUIT, "" },
    { "^Z", -1, "", TS_ERRAND_SUSPEND, "" },
    { "^L", -1, "", TS_ERRAND_REDRAW, "" },
    { ": 'theme_light' Enter", -1, "", TS_ERRAND_THEME, "" },
    { "l l L a", -1, "", TS_ERRAND_BROWSE, "https://mercury.example/aurora" },
    { "l l L B", -1, "", TS_ERRAND_COPY, "https://mercury.example/dredging?id=7" },
    { "l l | 'wc_-w' Enter", -1, "", TS_ERRAND_PIPE, "wc -w" },
    { ": 'pipe_less' Enter", -1, "", TS_ERRAND_PIPE, "less" },
    { "E", -1, "", TS_ERRAND_EDIT, "/feeds" },
};

static void test_sends(void **state)
{
    for (size_t i = 0; i < TS_COUNT(sends); i++) {
        struct rig r;
        rig_init_copy(&r, state);
        rig_open(&r, ROWS, COLS);
        rig_play(&r, sends[i].keys);
        if (sends[i].request >= 0 && r.n_sent[sends[i].request] != 1)
            fail_msg("\"%s\" sends %d requests", sends[i].keys, r.n_sent[sends[i].request]);
        if (sends[i].request >= 0)
            assert_string_equal(r.text, sends[i].text);
        if (r.errand.kind != sends[i].errand)
            fail_msg("\"%s\" leaves errand %d", sends[i].keys, (int)r.errand.kind);
        assert_string_equal(r.address, sends[i].address);
        rig_done(&r);
    }
}

/* Reading goes on where it stopped, also in another width. */
static void test_position(void **state)
{
    struct rig r;

    rig_init_copy(&r, state);
    rig_open(&r, 10, 80);
    rig_play(&r, "l l PgDn PgDn q");
    rig_play(&r, "g l");
    ts_str before = rig_screen(&r, false);
    assert_true(ts_str_has(before, "%"));
    assert_false(ts_str_has(before, "#harbour"));
    ts_ui_resize(r.ui, 10, 60);
    ts_ui_resize(r.ui, 10, 80);
    assert_true(ts_str_eq(rig_screen(&r, false), before));
    rig_done(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_sends),
        cmocka_unit_test(test_position),
    };
    return cmocka_run_group_tests_name("tui/ui", tests, rig_setup, rig_teardown);
}
