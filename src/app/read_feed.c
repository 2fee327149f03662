#include "read_feed_priv.h"

#include "tearsheet/base/charset.h"
#include "tearsheet/extract/discover.h"
#include "tearsheet/extract/front.h"
#include "tearsheet/feed/parse.h"

enum ts_rc read_feed(struct ts_arena *a, const struct ts_reply *reply, bool takes_links,
                     struct ts_feed *out, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };

    if (!takes_links)
        return ts_feed_parse(a, reply->body, reply->content_type, reply->final_url, out, err);
    ts_str text = ts_charset_to_utf8(&scratch, reply->body,
                                     ts_charset_of_content_type(reply->content_type), NULL);
    enum ts_rc rc = ts_discover_is_html(text)
                        ? ts_front_read(a, text, reply->final_url, out, err)
                        : ts_feed_parse(a, text, TS_STR("utf-8"), reply->final_url, out, err);
    ts_arena_done(&scratch);
    return rc;
}
