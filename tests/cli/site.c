#include "site.h"

#include <stdio.h>
#include <unistd.h>

#include "tearsheet/base/date.h"
#include "tearsheet/base/file.h"

enum { PATIENCE_MS = 20000, LOOK_EVERY_US = 5000 };

void site_open(struct site *s, const struct loopback_route *routes)
{
    *s = (struct site){ 0 };
    s->profile = temp_dir(&s->arena);
    s->server = loopback_open(routes);
}

void site_close(struct site *s)
{
    loopback_close(s->server);
    temp_dir_done(s->profile);
    ts_arena_done(&s->arena);
}

const char *site_url(struct site *s, const char *path)
{
    return loopback_url(s->server, &s->arena, "127.0.0.1", path).ptr;
}

void site_put(struct site *s, const char *file, const char *fmt, ...)
{
    char text[4096];
    struct ts_err err;
    va_list args;

    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    assert_ok(ts_file_write(ts_path_join(&s->arena, s->profile, file), ts_str_of(text), &err),
              &err);
}

void site_wait(struct site *s, const char *path, int n)
{
    int64_t until_ms = ts_now_ms() + PATIENCE_MS;

    while (loopback_count(s->server, path) < n) {
        assert_true(ts_now_ms() < until_ms);
        usleep(LOOK_EVERY_US);
    }
}
