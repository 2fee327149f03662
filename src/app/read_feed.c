#include "read_feed_priv.h"

#include "tearsheet/app/address.h"
#include "tearsheet/base/charset.h"
#include "tearsheet/base/url.h"
#include "tearsheet/extract/discover.h"
#include "tearsheet/extract/front.h"
#include "tearsheet/feed/parse.h"
#include "tearsheet/feed/sitemap.h"

/* What is no feed may be a sitemap, whose addresses are links like others. */
static enum ts_rc read_list(struct ts_arena *a, ts_str text, ts_str url, struct ts_feed *out,
                            struct ts_err *err)
{
    enum ts_rc rc = ts_feed_parse(a, text, TS_STR("utf-8"), url, out, err);

    if (rc != TS_ERR_PARSE ||
        ts_sitemap_read(a, text, url, ts_address_is_article, out, NULL) != TS_OK)
        return rc;
    return TS_OK;
}

/* What addresses are resolved against.  A password of the feed's own stays with the feed: articles
 * are shown, copied and given away with their addresses. */
static ts_str base_of(struct ts_arena *a, const struct ts_reply *reply)
{
    return ts_url_without_secret(a, reply->final_url);
}

bool read_feed_index(struct ts_arena *a, const struct ts_reply *reply, ts_str *url)
{
    struct ts_arena scratch = { 0 };
    size_t n = 0;
    ts_str text = ts_charset_to_utf8(&scratch, reply->body,
                                     ts_charset_of_content_type(reply->content_type), NULL);
    ts_str *urls = ts_sitemaps_of_index(&scratch, text, base_of(&scratch, reply), &n);

    if (n > 0)
        *url = ts_arena_str(a, urls[0]);
    ts_arena_done(&scratch);
    return n > 0;
}

/* What came of reading an answer before it was taken. */
struct early {
    struct ts_feed feed;
    enum ts_rc rc;
    struct ts_err err;
};

void read_feed_early(struct ts_reply *reply)
{
    struct early *early = TS_NEW(&reply->arena, struct early);

    early->rc = ts_feed_parse(&reply->arena, reply->body, reply->content_type,
                              base_of(&reply->arena, reply), &early->feed, &early->err);
    reply->prepared = early;
}

static enum ts_rc take_early(const struct early *early, struct ts_feed *out, struct ts_err *err)
{
    if (early->rc == TS_OK)
        *out = early->feed;
    else if (err)
        *err = early->err;
    return early->rc;
}

enum ts_rc read_feed(struct ts_arena *a, const struct ts_reply *reply, bool takes_links,
                     struct ts_feed *out, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };

    if (reply->prepared)
        return take_early(reply->prepared, out, err);
    ts_str base = base_of(a, reply);
    if (!takes_links)
        return ts_feed_parse(a, reply->body, reply->content_type, base, out, err);
    ts_str text = ts_charset_to_utf8(&scratch, reply->body,
                                     ts_charset_of_content_type(reply->content_type), NULL);
    enum ts_rc rc = ts_discover_is_html(text) ? ts_front_read(a, text, base, out, err)
                                              : read_list(a, text, base, out, err);
    ts_arena_done(&scratch);
    return rc;
}
