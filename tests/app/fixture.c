#include "fixture.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/file.h"

enum { PATIENCE_MS = 20000 };

static void on_failed(void *user, ts_str about, const struct ts_err *err)
{
    struct fixture *f = user;

    f->last_about = ts_arena_str(&f->arena, about);
    f->n_failed++;
    f->last_failure = *err;
}

static void on_added(void *user, ts_str name, ts_str url, enum ts_added what, size_t n_articles)
{
    struct fixture *f = user;

    (void)name, (void)url, (void)n_articles;
    f->n_added++;
    f->last_is_feed = what == TS_ADDED_SOURCE;
}

struct ts_refresh_listener fixture_listener(struct fixture *f)
{
    return (struct ts_refresh_listener){ .user = f, .failed = on_failed, .added = on_added };
}

const char *fixture_url(struct fixture *f, const char *path)
{
    return loopback_url(f->server, &f->arena, "127.0.0.1", path).ptr;
}

void fixture_open(struct fixture *f, const struct loopback_route *routes, const char *const *paths)
{
    struct ts_refresh_listener listener = fixture_listener(f);
    struct ts_buf feeds = { 0 };
    struct ts_err err;

    *f = (struct fixture){ 0 };
    f->dir = temp_dir(&f->arena);
    f->server = loopback_open(routes);
    for (; *paths; paths++)
        ts_buf_printf(&feeds, "%s\n", fixture_url(f, *paths));
    assert_ok(ts_profile_open(&f->arena, f->dir, &f->profile, &err), &err);
    assert_ok(ts_file_write(f->profile.feeds_path, ts_buf_str(&feeds), &err), &err);
    assert_ok(ts_db_open(&f->db, f->profile.library_path, TS_DB_WRITE, &err), &err);
    assert_ok(ts_refresh_open(&f->refresh, f->db, &f->profile, &listener, &err), &err);
    ts_buf_done(&feeds);
}

void fixture_close(struct fixture *f)
{
    ts_refresh_close(f->refresh);
    ts_db_close(f->db);
    loopback_close(f->server);
    temp_dir_done(f->dir);
    ts_arena_done(&f->arena);
}

void fixture_run(struct fixture *f)
{
    int64_t until_ms = ts_now_ms() + PATIENCE_MS;

    while (!ts_refresh_is_idle(f->refresh)) {
        assert_true(ts_now_ms() < until_ms);
        ts_refresh_turn(f->refresh, 100);
    }
}

void fixture_refresh(struct fixture *f, bool now)
{
    struct ts_err err;

    assert_ok(ts_refresh_start(f->refresh, 0, now, NULL, &err), &err);
    fixture_run(f);
}

struct ts_source fixture_source(struct fixture *f, const char *path)
{
    struct ts_source source = { 0 };
    struct ts_err err;

    assert_ok(ts_source_get_url(&f->arena, f->db, ts_str_of(fixture_url(f, path)), &source, &err),
              &err);
    return source;
}

struct ts_article_row *fixture_articles(struct fixture *f, size_t *n)
{
    struct ts_article_query all = { 0 };
    struct ts_article_row *rows;
    struct ts_err err;

    assert_ok(ts_articles_list(&f->arena, f->db, &all, &rows, n, &err), &err);
    return rows;
}

ts_str fixture_feeds_file(struct fixture *f)
{
    struct ts_err err;
    ts_str text;

    assert_ok(ts_file_read(&f->arena, f->profile.feeds_path, 10000, &text, &err), &err);
    return text;
}

void fixture_add(struct fixture *f, const char *path)
{
    struct ts_err err;

    assert_ok(ts_refresh_add(f->refresh, ts_str_of(fixture_url(f, path)), &err), &err);
    fixture_run(f);
}
