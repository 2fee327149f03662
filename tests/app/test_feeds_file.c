/* The feeds file of a profile, edited by the program and followed by the library. */
#include "support/support.h"

#include <pthread.h>
#include <string.h>

#include "tearsheet/app/feeds_file.h"
#include "tearsheet/app/take_back.h"
#include "tearsheet/base/file.h"

struct profile {
    struct ts_arena a;
    const char *dir;
    struct ts_profile profile;
    struct ts_db *db;
};

static void open_profile(struct profile *p, ts_str feeds)
{
    struct ts_err err;

    *p = (struct profile){ 0 };
    p->dir = temp_dir(&p->a);
    assert_ok(ts_profile_open(&p->a, p->dir, &p->profile, &err), &err);
    assert_ok(ts_file_write(p->profile.feeds_path, feeds, &err), &err);
    assert_ok(ts_db_open(&p->db, p->profile.library_path, TS_DB_WRITE, &err), &err);
}

static void close_profile(struct profile *p)
{
    ts_db_close(p->db);
    temp_dir_done(p->dir);
    ts_arena_done(&p->a);
}

static ts_str file_text(struct profile *p)
{
    struct ts_err err;
    ts_str text;

    assert_ok(ts_file_read(&p->a, p->profile.feeds_path, 1 << 20, &text, &err), &err);
    return text;
}

static size_t count_sources(struct profile *p)
{
    struct ts_source *sources;
    struct ts_err err;
    size_t n;

    assert_ok(ts_sources_list(&p->a, p->db, NULL, &sources, &n, &err), &err);
    return n;
}

static void edits_keep_the_rest_of_the_file(void **state)
{
    static const struct ts_source_entry entries[] = {
        { .url = { "https://hill.example/rss", 24 } },
        { .url = { "https://new.example/rss", 23 }, .nickname = { "New", 3 } },
        { .url = { "https://new.example/rss", 23 } },
    };
    struct profile p;
    struct ts_err err;
    size_t n_added = 9;

    (void)state;
    open_profile(&p, TS_STR("# mine\nhttps://hill.example/rss  news\nhttps://sea.example/rss\n"));
    assert_ok(ts_feeds_add(p.db, &p.profile, entries, TS_COUNT(entries), &n_added, &err), &err);
    assert_int_equal(n_added, 1);
    assert_int_equal(count_sources(&p), 3);
    assert_ok(ts_feeds_rename(p.db, &p.profile, entries[0].url, TS_STR("Hill"), &err), &err);
    assert_ok(ts_feeds_remove(p.db, &p.profile, TS_STR("https://sea.example/rss"), &err), &err);
    assert_slice_equal(file_text(&p), "# mine\nhttps://hill.example/rss  news ~Hill\n"
                                      "https://new.example/rss ~New\n");
    assert_int_equal(count_sources(&p), 2);
    assert_int_equal(ts_feeds_remove(p.db, &p.profile, TS_STR("https://sea.example/rss"), &err),
                     TS_ERR_NOTFOUND);
    assert_string_equal(err.msg, "https://sea.example/rss is not in the list");
    close_profile(&p);
}

enum { N_EDITORS = 4, N_EDITS = 12 };

struct editor {
    const struct ts_profile *profile;
    int number;
    size_t n_failed;
};

/* As a process of its own would: with its own connection. */
static void *edit(void *arg)
{
    struct editor *e = arg;
    struct ts_arena a = { 0 };
    struct ts_db *db = NULL;

    e->n_failed += ts_db_open(&db, e->profile->library_path, TS_DB_WRITE, NULL) != TS_OK;
    for (int i = 0; db && i < N_EDITS; i++) {
        struct ts_source_entry entry = { .url = ts_arena_printf(&a, "https://e%d.example/%d",
                                                                e->number, i) };
        e->n_failed += ts_feeds_add(db, e->profile, &entry, 1, NULL, NULL) != TS_OK;
    }
    ts_db_close(db);
    ts_arena_done(&a);
    return NULL;
}

static void no_edit_of_many_at_once_is_lost(void **state)
{
    struct profile p;
    struct editor editors[N_EDITORS];
    pthread_t threads[N_EDITORS];

    (void)state;
    open_profile(&p, TS_STR(""));
    for (int i = 0; i < N_EDITORS; i++) {
        editors[i] = (struct editor){ .profile = &p.profile, .number = i };
        assert_int_equal(pthread_create(&threads[i], NULL, edit, &editors[i]), 0);
    }
    for (int i = 0; i < N_EDITORS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(editors[i].n_failed, 0);
    }
    struct ts_sources_file file;
    struct ts_err err;
    assert_ok(ts_feeds_read(&p.a, &p.profile, &file, &err), &err);
    assert_int_equal(file.n_entries, N_EDITORS * N_EDITS);
    assert_int_equal(count_sources(&p), N_EDITORS * N_EDITS);
    close_profile(&p);
}

static void folders_change_and_options_stay(void **state)
{
    static const char before[] = "# hills\nhttps://hill.example/rss   news  \"~Hill\" interval=2h "
                                 "# mine\n";
    const ts_str hill = TS_STR("https://hill.example/rss");
    const ts_str folders[] = { TS_STR("up high"), TS_STR("walks") }, wrong = TS_STR("~x");
    struct profile p;
    struct ts_err err;
    ts_str text;

    (void)state;
    open_profile(&p, TS_STR(before));
    assert_ok(ts_feeds_retag(p.db, &p.profile, hill, folders, 2, &err), &err);
    assert_ok(ts_file_read(&p.a, p.profile.feeds_path, 1000, &text, &err), &err);
    assert_slice_equal(text, "# hills\nhttps://hill.example/rss  \"~Hill\" interval=2h \"up high\" "
                             "walks # mine\n");
    assert_int_equal(ts_feeds_retag(p.db, &p.profile, hill, &wrong, 1, &err), TS_ERR_ARG);
    assert_ok(ts_feeds_retag(p.db, &p.profile, hill, NULL, 0, &err), &err);
    assert_ok(ts_file_read(&p.a, p.profile.feeds_path, 1000, &text, &err), &err);
    assert_slice_equal(text, "# hills\nhttps://hill.example/rss  \"~Hill\" interval=2h # mine\n");
    close_profile(&p);
}

static void a_file_that_cannot_be_written_changes_nothing(void **state)
{
    static const struct ts_source_entry entry = { .url = { "https://new.example/rss", 23 } };
    struct profile p;
    struct ts_err err;

    (void)state;
    open_profile(&p, TS_STR("https://hill.example/rss\n"));
    p.profile.feeds_path = ts_path_join(&p.a, p.dir, "none/feeds");
    assert_int_equal(ts_feeds_add(p.db, &p.profile, &entry, 1, NULL, &err), TS_ERR_IO);
    assert_non_null(strstr(err.msg, "cannot write"));
    assert_int_equal(count_sources(&p), 0);
    /* and the library is not left locked */
    p.profile.feeds_path = ts_path_join(&p.a, p.dir, "feeds");
    assert_ok(ts_feeds_add(p.db, &p.profile, &entry, 1, NULL, &err), &err);
    assert_int_equal(count_sources(&p), 2);
    close_profile(&p);
}

/* What the program did to the file is taken back as long as nobody else has edited it. */
static void edits_are_taken_back(void **state)
{
    static const char before[] = "# mine\nhttps://a.example/rss ~A\n\nhttps://b.example/rss\n";
    struct profile p;
    struct ts_err err;
    ts_str what;

    (void)state;
    open_profile(&p, ts_str_of(before));
    assert_ok(ts_feeds_sync(&p.a, p.db, &p.profile, NULL, &err), &err);
    assert_ok(ts_feeds_remove(p.db, &p.profile, TS_STR("https://a.example/rss"), &err), &err);
    assert_ok(ts_feeds_rename(p.db, &p.profile, TS_STR("https://b.example/rss"), TS_STR("B"), &err),
              &err);
    assert_int_equal(count_sources(&p), 1);
    assert_ok(ts_take_back(&p.a, p.db, &p.profile, &what, &err), &err);
    assert_slice_equal(what, "renamed a source");
    ts_str removed = file_text(&p);
    assert_ok(ts_file_write(p.profile.feeds_path, TS_STR("# by hand\n"), &err), &err);
    assert_int_equal(ts_take_back(&p.a, p.db, &p.profile, &what, &err), TS_ERR_BUSY);
    assert_non_null(strstr(err.msg, "was edited since"));
    assert_slice_equal(what, "renamed a source"); /* of the last time */
    assert_slice_equal(file_text(&p), "# by hand\n");
    assert_ok(ts_file_write(p.profile.feeds_path, removed, &err), &err);
    assert_ok(ts_take_back(&p.a, p.db, &p.profile, &what, &err), &err);
    assert_slice_equal(what, "removed a source");
    assert_slice_equal(file_text(&p), before);
    assert_int_equal(count_sources(&p), 2);
    assert_int_equal(ts_take_back(&p.a, p.db, &p.profile, &what, &err), TS_ERR_NOTFOUND);
    close_profile(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_keep_the_rest_of_the_file),
        cmocka_unit_test(edits_are_taken_back),
        cmocka_unit_test(no_edit_of_many_at_once_is_lost),
        cmocka_unit_test(folders_change_and_options_stay),
        cmocka_unit_test(a_file_that_cannot_be_written_changes_nothing),
    };
    return cmocka_run_group_tests_name("feeds file", tests, NULL, NULL);
}
