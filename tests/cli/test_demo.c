/* The whole program on the bundled library, without a network: fetch, extract, group, list, tag,
 * save. tests/demo/gold.jsonl has the answers. */
#include "support/program.h"

#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/file.h"
#include "tearsheet/base/json.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/utf8.h"

enum { MAX_FILE = 8 << 20, MAX_ROWS = 200 };

/* What the tests of this file share: the profile is filled once. */
struct library {
    struct ts_arena arena;
    const char *profile;
    const struct ts_json *gold[MAX_ROWS];
    size_t n_gold;
};

static size_t read_lines(struct ts_arena *a, ts_str text, const struct ts_json **rows)
{
    size_t n = 0;
    ts_str line;

    while (n < MAX_ROWS && ts_str_split(&text, '\n', &line)) {
        struct ts_json *row = NULL;
        struct ts_err err;
        assert_ok(ts_json_parse(a, line, &row, &err), &err);
        rows[n++] = row;
    }
    return n;
}

/* feeds.in with @DEMO@ replaced by the folder it is in. */
static void write_feeds(struct ts_arena *a, const char *demo, const char *profile)
{
    struct ts_buf feeds = { 0 };
    ts_str text = { 0 }, mark = TS_STR("@DEMO@");
    struct ts_err err;
    size_t pos = 0, at;

    assert_ok(ts_file_read(a, ts_path_join(a, demo, "feeds.in"), MAX_FILE, &text, &err), &err);
    while ((at = ts_str_find(text, mark, pos)) != TS_NPOS) {
        ts_buf_put(&feeds, ts_str_sub(text, pos, at - pos));
        ts_buf_puts(&feeds, demo);
        pos = at + mark.len;
    }
    ts_buf_put(&feeds, ts_str_skip(text, pos));
    assert_ok(ts_file_write(ts_path_join(a, profile, "feeds"), ts_buf_str(&feeds), &err), &err);
    ts_buf_done(&feeds);
}

static int set_up(void **state)
{
    static struct library lib;
    const char *demo = getenv("TS_DEMO");
    ts_str gold = { 0 };
    struct ts_err err;

    lib.profile = temp_dir(&lib.arena);
    write_feeds(&lib.arena, demo, lib.profile);
    assert_ok(ts_file_read(&lib.arena, ts_path_join(&lib.arena, demo, "gold.jsonl"), MAX_FILE,
                           &gold, &err),
              &err);
    lib.n_gold = read_lines(&lib.arena, gold, lib.gold);
    struct run fetch = run_program(&lib.arena, lib.profile, TS_STR(""), "fetch", NULL);
    assert_slice_equal(fetch.err, "");
    assert_int_equal(fetch.status, 0);
    *state = &lib;
    return 0;
}

static int tear_down(void **state)
{
    struct library *lib = *state;

    temp_dir_done(lib->profile);
    ts_arena_done(&lib->arena);
    return 0;
}

/* The listed article of a gold row, by its title. */
static const struct ts_json *find_title(const struct ts_json **rows, size_t n, ts_str title)
{
    for (size_t i = 0; i < n; i++)
        if (ts_str_eq(ts_json_get_str(rows[i], "title"), title))
            return rows[i];
    fail_msg("\"%.*s\" is not listed", TS_FMT(title));
    return NULL;
}

static size_t list(struct ts_arena *a, const struct library *lib, const char *command,
                   const struct ts_json **rows)
{
    struct run run = run_program(a, lib->profile, TS_STR(""), command, "--json", NULL);

    assert_int_equal(run.status, 0);
    return read_lines(a, run.out, rows);
}

/* White space is no part of what the gold says: a table's cells are parted by spaces there. */
static void check_text(struct ts_arena *a, const struct ts_json *gold, const struct ts_json *shown)
{
    ts_str text = ts_utf8_squeeze(a, ts_json_get_str(shown, "text")),
           body = ts_json_get_str(gold, "body");
    ts_str name = ts_json_get_str(gold, "file");

    while (body.len > 0) {
        size_t end = ts_str_find(body, TS_STR("\n\n"), 0);
        ts_str paragraph = ts_utf8_squeeze(a, ts_str_sub(body, 0, end == TS_NPOS ? body.len : end));
        if (ts_str_find(text, paragraph, 0) == TS_NPOS)
            fail_msg("%.*s lost \"%.*s\"", TS_FMT(name), TS_FMT(paragraph));
        body = end == TS_NPOS ? (ts_str){ 0 } : ts_str_skip(body, end + 2);
    }
    for (const struct ts_json *s = ts_json_get(gold, "must_not")->first; s; s = s->next)
        if (ts_str_find(text, ts_utf8_squeeze(a, s->text), 0) != TS_NPOS)
            fail_msg("%.*s kept \"%.*s\"", TS_FMT(name), TS_FMT(s->text));
}

static const struct ts_json *show(struct ts_arena *a, const struct library *lib,
                                  const struct ts_json *row)
{
    const char *id = ts_arena_printf(a, "%lld", (long long)ts_json_get(row, "id")->integer).ptr;
    struct run run = run_program(a, lib->profile, TS_STR(""), "show", "--json", id, NULL);
    struct ts_json *shown = NULL;
    struct ts_err err;

    assert_int_equal(run.status, 0);
    assert_ok(ts_json_parse(a, run.out, &shown, &err), &err);
    return shown;
}

static void every_article_is_whole_and_clean(void **state)
{
    const struct library *lib = *state;
    struct ts_arena a = { 0 };
    const struct ts_json *rows[MAX_ROWS];
    size_t n = list(&a, lib, "ls", rows);

    assert_int_equal(n, lib->n_gold);
    for (size_t i = 0; i < lib->n_gold; i++) {
        const struct ts_json *row = find_title(rows, n, ts_json_get_str(lib->gold[i], "title"));
        const struct ts_json *shown = show(&a, lib, row);
        check_text(&a, lib->gold[i], shown);
        assert_slice_equal(ts_json_get_str(shown, "completeness"), "full");
        assert_slice_equal(ts_json_get_str(shown, "lang"),
                           ts_arena_cstr(&a, ts_json_get_str(lib->gold[i], "lang")));
    }
    ts_arena_done(&a);
}

/* Reports of one event in one language are one story, and no story has two events. */
static void stories_are_the_events(void **state)
{
    const struct library *lib = *state;
    struct ts_arena a = { 0 };
    struct ts_map story_of = { .arena = &a }, event_of = { .arena = &a };
    const struct ts_json *rows[MAX_ROWS];
    size_t n = list(&a, lib, "ls", rows);

    for (size_t i = 0; i < lib->n_gold; i++) {
        const struct ts_json *gold = lib->gold[i];
        ts_str event = ts_json_get_str(gold, "story");
        ts_str key =
            ts_arena_printf(&a, "%.*s/%.*s", TS_FMT(event), TS_FMT(ts_json_get_str(gold, "lang")));
        const struct ts_json *row = find_title(rows, n, ts_json_get_str(gold, "title"));
        int64_t story = ts_json_get(row, "story")->integer;
        int64_t *known_story = ts_map_put_str(&story_of, key);
        int64_t *known_event = ts_map_put(&event_of, (uint64_t)story);
        int64_t event_hash = (int64_t)ts_str_hash(event);

        assert_true(story != 0);
        if (*known_story != 0 && *known_story != story)
            fail_msg("%.*s is in two stories", TS_FMT(key));
        if (*known_event != 0 && *known_event != event_hash)
            fail_msg("story %lld has %.*s and another event", (long long)story, TS_FMT(event));
        *known_story = story;
        *known_event = event_hash;
    }
    ts_arena_done(&a);
}

static void a_second_fetch_changes_nothing(void **state)
{
    const struct library *lib = *state;
    struct ts_arena a = { 0 };

    struct run before = run_program(&a, lib->profile, TS_STR(""), "stories", "--json", NULL);
    struct run fetch = run_program(&a, lib->profile, TS_STR(""), "fetch", "--now", NULL);
    struct run after = run_program(&a, lib->profile, TS_STR(""), "stories", "--json", NULL);
    assert_int_equal(fetch.status, 0);
    assert_slice_equal(after.out, ts_arena_cstr(&a, before.out));
    ts_arena_done(&a);
}

static void tags_reads_copies_and_undo_work(void **state)
{
    const struct library *lib = *state;
    struct ts_arena a = { 0 };
    const struct ts_json *rows[MAX_ROWS];
    const char *copies = ts_path_join(&a, lib->profile, "copies");

    assert_true(list(&a, lib, "ls", rows) > 0);
    const char *id =
        ts_arena_printf(&a, "%lld", (long long)ts_json_get(rows[0], "id")->integer).ptr;
    struct run run = run_program(&a, lib->profile, TS_STR(""), "tag", "rivers", id, NULL);
    assert_int_equal(run.status, 0);
    run = run_program(&a, lib->profile, TS_STR(""), "read", id, NULL);
    assert_int_equal(run.status, 0);
    const struct ts_json *shown = show(&a, lib, rows[0]);
    assert_slice_equal(ts_json_get(shown, "tags")->first->text, "rivers");
    assert_true(ts_json_get(shown, "read")->truth);

    run = run_program(&a, lib->profile, TS_STR(""), "undo", NULL);
    assert_slice_equal(run.out, "undone: marked 1 article read\n");
    assert_false(ts_json_get(show(&a, lib, rows[0]), "read")->truth);

    run = run_program(&a, lib->profile, TS_STR(""), "save", "--folder", copies, "--format", "html",
                      id, NULL);
    assert_int_equal(run.status, 0);
    assert_true(ts_str_ends(run.out, ".html\n"));
    assert_true(ts_file_exists(ts_arena_cstr(&a, ts_str_trim(run.out))));
    ts_arena_done(&a);
}

/* What the prompt prints of a story: its reports, quotations with speakers, and so on. */
static void a_story_is_shown(void **state)
{
    const struct library *lib = *state;
    struct ts_arena a = { 0 };
    const struct ts_json *rows[MAX_ROWS];
    size_t n = list(&a, lib, "stories", rows);
    bool is_found = false;

    for (size_t i = 0; i < n; i++) {
        const char *id =
            ts_arena_printf(&a, "%lld", (long long)ts_json_get(rows[i], "id")->integer).ptr;
        struct run run =
            run_program(&a, lib->profile, TS_STR(""), "show", "--json", "--story", id, NULL);
        const struct ts_json *shown[1];
        assert_int_equal(run.status, 0);
        assert_int_equal(read_lines(&a, run.out, shown), 1);
        assert_slice_equal(ts_json_get_str(shown[0], "headline"),
                           ts_arena_cstr(&a, ts_json_get_str(rows[i], "headline")));
        assert_non_null(ts_json_get(shown[0], "reports")->first);
        for (const struct ts_json *q = ts_json_get(shown[0], "quotes")->first; q; q = q->next)
            is_found |= ts_str_is(ts_json_get_str(q, "speaker"), "Hannelore Brick") &&
                        ts_str_is(ts_json_get_str(q, "text"), "It is not named after me") &&
                        ts_str_is(ts_json_get_str(q, "outlet"), "The Tarnbridge Mercury");
    }
    assert_true(is_found);
    struct run run = run_program(&a, lib->profile, TS_STR(""), "show", "--story", "9999", NULL);
    assert_int_equal(run.status, 3);
    assert_slice_equal(run.err, "tearsheet: there is no story 9999\n");
    ts_arena_done(&a);
}

/* What is left out of the list is counted. */
static void muted_stories_are_counted(void **state)
{
    const struct library *lib = *state;
    struct ts_arena a = { 0 };
    const struct ts_json *rows[MAX_ROWS];
    size_t n = list(&a, lib, "stories", rows);
    const char *id =
        ts_arena_printf(&a, "%lld", (long long)ts_json_get(rows[0], "id")->integer).ptr;
    ts_str none = TS_STR("");

    assert_int_equal(
        run_program(&a, lib->profile, none, "tag", "noise", "--story", id, NULL).status, 0);
    assert_int_equal(run_program(&a, lib->profile, none, "tag", "--mute", "noise", NULL).status, 0);
    struct run run = run_program(&a, lib->profile, none, "stories", "--json", NULL);
    assert_int_equal(read_lines(&a, run.out, rows), n - 1);
    assert_slice_equal(run.err, "(1 story with a muted tag left out; --all lists everything)\n");
    run = run_program(&a, lib->profile, none, "stories", "--json", "--all", NULL);
    assert_int_equal(read_lines(&a, run.out, rows), n);
    assert_slice_equal(run.err, "");
    run = run_program(&a, lib->profile, none, "tag", "--mute", "--off", "noise", NULL);
    assert_int_equal(run.status, 0);
    run = run_program(&a, lib->profile, none, "stories", "--json", NULL);
    assert_int_equal(read_lines(&a, run.out, rows), n);
    run = run_program(&a, lib->profile, none, "tag", "--mute", "zeppelin", NULL);
    assert_int_equal(run.status, 3);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_article_is_whole_and_clean),
        cmocka_unit_test(stories_are_the_events),
        cmocka_unit_test(a_second_fetch_changes_nothing),
        cmocka_unit_test(tags_reads_copies_and_undo_work),
        cmocka_unit_test(a_story_is_shown),
        cmocka_unit_test(muted_stories_are_counted),
    };
    return cmocka_run_group_tests_name("demo", tests, set_up, tear_down);
}
