/* Rows that are marked, and commands about all of them. */
#include "rig.h"

#include "tearsheet/base/file.h"

enum { ROWS = 24, COLS = 80 };

static const struct rig_case cases[] = {
    { "v", "1 marked", NULL },
    { "v", "x• Ferry", NULL },
    { "v k", "X• Ferry", NULL },
    { "v k v", "Enter open", "x•" },
    { "3 v", "3 marked", NULL },
    { "v 4 j V", "6 marked", NULL },
    { "5 j v 4 k V", "4 marked", NULL },
    { "V", "1 marked", NULL },
    { "3 v Esc", "Enter open", "marked" },
    { "3 v Esc Esc", "4 of 44", NULL },
    { ": 'mark_all' Enter", "44 marked", NULL },
    { ": 'mark_all' Enter : 'mark_none' Enter", "Enter open", "marked" },
    { ": 'mark_some' Enter", "! mark takes \"all\" or \"none\", not \"some\"", NULL },
    { "F v", "stories and articles can be marked", NULL },
    { "3 v m g", "X  Ferry", NULL },
    { "3 v m m g", "X• Ferry", NULL },
    { "3 v m u g", "X• Ferry", NULL },
    { "l 2 v * g", "x•★ The Squall", NULL },
    { "l 2 v * g", "X•★ Harbour", NULL },
    { "3 v t 'xylo' Enter", "#xylo", NULL },
    { "3 v t 'xylo' Enter : 'tags' Enter", "xylo", NULL },
    { "3 v t 'xylo' Enter t x", "Harbour Merc", "#xylo" },
    { "3 v d", "1 of 41", "marked" },
    { "3 v d u", "of 44", NULL },
    { "d", "of 43", "Ferry" },
    { "l d", "The Squall", "Harbour" },
    { ": 'purge_1' Enter : 'articles' Enter", "of 34", NULL },
    { ": 'purge_0' Enter", "! purge takes a number of days, not \"0\"", NULL },
    { ": 'purge_all' Enter", "! purge takes a number of days, not \"all\"", NULL },
    { "T d", "1 of 1", "council" },
    { "U : 'mark_all' Enter m", "Nothing unread.", NULL },
    /* links that can be seen */
    { "L", "no link can be seen here", NULL },
    { "l l L", "a [1]", NULL },
    { "l l L", "https://mercury.example/aurora", NULL },
    { "l l L Esc", "Space on", "link:" },
    { "l l L B", "copied https://mercury.example/dredging?id=7", NULL },
    { "l l G L", "no link can be seen here", NULL },
    /* downloads and errors */
    { "D", "Sources in trouble", NULL },
    { "D", "Weir & Wharf", NULL },
    { "D", "Nothing is being fetched.", NULL },
    { "D D q", "1 of 44", NULL },
    /* searches that are kept */
    { "z", "No searches are kept yet.", NULL },
    { "K", "K keeps a search: f makes one", NULL },
    { "f 'title:ferry' Enter K", "\nkeep as:\n", NULL },
    { "f 'title:ferry' Enter K 'Crossings' Enter z", ">•  Crossings", NULL },
    { "f 'title:ferry' Enter K 'Crossings' Enter z", "2/2", NULL },
    { "f 'title:ferry' Enter K 'Crossings' Enter z Enter", " Crossings   ", "Search:" },
    { "f 'title:ferry' Enter K 'Crossings' Enter z Enter q", "Searches", NULL },
    { "f 'title:ferry' Enter : 'keep_Crossings' Enter z : 'remove' Enter", "No searches", NULL },
    { "f 'title:ferry' Enter : 'keep_Crossings' Enter z : 'remove' Enter u", "Crossings", NULL },
    { "f 'title:ferry' Enter : 'keep_Crossings' Enter z d", "No searches", NULL },
    { "f 'title:ferry' Enter : 'keep_Crossings' Enter z u", "No searches are kept yet.", NULL },
    { "f 'title:ferry' Enter : 'mark_all' Enter m", "X  ", "•" },
};

static void test_cases(void **state)
{
    rig_run_cases(state, cases, TS_COUNT(cases));
}

/* One request for all that is marked. */
static void test_one_request(void **state)
{
    static const struct {
        const char *keys;
        enum ts_request_kind kind;
    } requests[] = {
        { "3 v m", TS_REQUEST_MARK_PICKED },
        { "3 v *", TS_REQUEST_STAR_PICKED },
        { "3 v t h", TS_REQUEST_TAG_PICKED },
        { "3 v s", TS_REQUEST_SAVE_PICKED },
        { "3 v : 'save_html' Enter", TS_REQUEST_SAVE_PICKED },
        { "3 v d", TS_REQUEST_PURGE },
    };
    for (size_t i = 0; i < TS_COUNT(requests); i++) {
        struct rig r;
        rig_init_copy(&r, state);
        rig_open(&r, ROWS, COLS);
        rig_play(&r, requests[i].keys);
        assert_int_equal(r.n_sent[requests[i].kind], 1);
        assert_int_equal(r.n_picked, 3);
        rig_done(&r);
    }
}

static void test_lines_in_trouble(void **state)
{
    struct rig r;
    struct ts_err err;

    rig_init_copy(&r, state);
    r.profile.feeds_path = ts_path_join(&r.arena, r.dir, "feeds");
    assert_ok(ts_file_write(r.profile.feeds_path, TS_STR("# mine\ngopher://h.example\n"), &err),
              &err);
    rig_open(&r, ROWS, COLS);
    rig_play(&r, "D");
    ts_str screen = rig_screen(&r, false);
    assert_true(ts_str_has(screen, "Lines of the feeds file"));
    assert_true(ts_str_has(screen, "feeds:2: not an address"));
    rig_done(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_one_request),
        cmocka_unit_test(test_lines_in_trouble),
    };
    return cmocka_run_group_tests_name("tui/marks", tests, rig_setup, rig_teardown);
}
