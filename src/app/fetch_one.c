#include "tearsheet/app/fetch_one.h"

#include "tearsheet/net/http.h"

enum ts_rc ts_fetch_one(struct ts_arena *a, ts_str url, struct ts_fetched *out, struct ts_err *err)
{
    struct ts_http_options options = { 0 };
    struct ts_http_request request = { .url = url,
                                       .priority = TS_HTTP_NOW,
                                       .allow_file = true,
                                       .allow_private = true,
                                       .wants_text = true };
    struct ts_http *http = NULL;
    struct ts_reply *reply;

    enum ts_rc rc = ts_http_open(&http, &options, err);
    if (rc != TS_OK)
        return rc;
    ts_http_submit(http, &request);
    while (!(reply = ts_http_next(http)))
        ts_http_wait(http, -1);
    rc = reply->rc;
    if (rc == TS_OK)
        *out =
            (struct ts_fetched){ ts_arena_str(a, reply->final_url),
                                 ts_arena_str(a, reply->content_type), ts_arena_str(a, reply->etag),
                                 ts_arena_str(a, reply->last_modified),
                                 ts_arena_str(a, reply->body) };
    else if (err)
        *err = reply->err;
    ts_reply_free(reply);
    ts_http_close(http);
    return rc;
}
