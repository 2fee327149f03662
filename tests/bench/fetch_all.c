/* fetch_all FILE [CONNECTIONS] - fetches the addresses in FILE, one a line, and prints how many
 * came, their bytes and the milliseconds it took: the network part of a refresh alone. */
#include <stdio.h>
#include <stdlib.h>

#include "tearsheet/base/date.h"
#include "tearsheet/base/file.h"
#include "tearsheet/net/http.h"

enum { LIST_MAX = 16 << 20 };

static size_t submit_all(struct ts_http *http, ts_str list)
{
    size_t n = 0;
    ts_str url;

    while (ts_str_word(&list, &url)) {
        const struct ts_http_request request = { .url = url, .allow_private = true };
        ts_http_submit(http, &request);
        n++;
    }
    return n;
}

/* Takes all replies; returns how many were good. */
static size_t take_all(struct ts_http *http, size_t *n_bytes)
{
    size_t n_good = 0;

    while (ts_http_n_pending(http) > 0) {
        struct ts_reply *reply = ts_http_next(http);
        if (!reply) {
            ts_http_wait(http, -1);
            continue;
        }
        if (reply->rc == TS_OK)
            n_good++;
        else
            fprintf(stderr, "%s\n", reply->err.msg);
        *n_bytes += reply->body.len;
        ts_reply_free(reply);
    }
    return n_good;
}

int main(int argc, char **argv)
{
    const struct ts_http_options options = { .max_transfers = argc > 2 ? atoi(argv[2]) : 0 };
    struct ts_arena a = { 0 };
    struct ts_http *http = NULL;
    struct ts_err err;
    ts_str list;
    size_t n_bytes = 0;

    if (argc < 2) {
        fprintf(stderr, "usage: fetch_all FILE [CONNECTIONS]\n");
        return 2;
    }
    const int64_t start_ms = ts_now_ms();
    if (ts_file_read(&a, argv[1], LIST_MAX, &list, &err) != TS_OK ||
        ts_http_open(&http, &options, &err) != TS_OK) {
        fprintf(stderr, "%s\n", err.msg);
        return 1;
    }
    const size_t n = submit_all(http, list);
    const size_t n_good = take_all(http, &n_bytes);
    printf("%zu of %zu, %zu bytes, %lld ms\n", n_good, n, n_bytes,
           (long long)(ts_now_ms() - start_ms));
    ts_http_close(http);
    ts_arena_done(&a);
    return n_good == n ? 0 : 1;
}
