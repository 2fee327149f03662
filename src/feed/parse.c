/* parse.c - one door for all formats: limits and charset first, then by the first letter. */
#include "tearsheet/feed/parse.h"

#include "formats_priv.h"
#include "tearsheet/base/charset.h"

/* Content-Type values have a slash; what has none is a charset alone. */
static ts_str charset_of(ts_str content_type)
{
    if (ts_str_find_char(content_type, '/', 0) == TS_NPOS)
        return ts_str_trim(content_type);
    return ts_charset_of_content_type(content_type);
}

/* Words which limit the draft went past. */
static enum ts_rc fail_full(const struct ts_draft *d, struct ts_err *err)
{
    if (d->a->used - d->used_before > TS_FEED_MAX_READ)
        return ts_fail(err, TS_ERR_LIMIT, "the feed has more than %zu MB of texts and addresses",
                       TS_FEED_MAX_READ >> 20);
    return ts_fail(err, TS_ERR_LIMIT, "the feed has more than %zu items", TS_FEED_MAX_ITEMS);
}

static enum ts_rc read_text(struct ts_draft *d, ts_str utf8, struct ts_err *err)
{
    if (!utf8.len)
        return ts_fail(err, TS_ERR_PARSE, "not a feed: the document is empty");
    if (utf8.ptr[0] == '{' || utf8.ptr[0] == '[')
        return ts_feed_read_json(d, utf8, err);
    return ts_feed_read_xml(d, utf8, err);
}

enum ts_rc ts_feed_parse(struct ts_arena *a, ts_str bytes, ts_str content_type, ts_str url,
                         struct ts_feed *out, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_draft draft = { .a = a, .url = url, .used_before = a->used };

    if (bytes.len > TS_FEED_MAX_BYTES)
        return ts_fail(err, TS_ERR_LIMIT, "the feed is larger than %zu MB",
                       TS_FEED_MAX_BYTES >> 20);
    ts_str utf8 = ts_charset_to_utf8(&scratch, bytes, charset_of(content_type), NULL);
    enum ts_rc rc = read_text(&draft, ts_str_trim(utf8), err);
    if (draft.is_full)
        rc = fail_full(&draft, err);
    if (rc == TS_OK)
        *out = ts_draft_take(&draft);
    ts_draft_done(&draft);
    ts_arena_done(&scratch);
    return rc;
}
