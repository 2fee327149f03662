#include "tearsheet/model/source.h"

#include "tearsheet/base/url.h"

enum { BELIEVED_MOVES = 2, STATUS_GONE = 410 };

ts_str ts_source_name(const struct ts_source *source)
{
    if (source->nickname.len > 0)
        return source->nickname;
    if (source->title.len > 0)
        return source->title;
    ts_str user = ts_url_parse(source->url).user; /* a password is not to be seen */
    if (user.len > 0)
        return ts_str_skip(source->url, (size_t)(user.ptr - source->url.ptr) + user.len + 1);
    return source->url;
}

ts_str ts_source_address(const struct ts_source *source)
{
    return source->n_moved >= BELIEVED_MOVES ? source->moved_url : source->url;
}

ts_str ts_source_trouble(const struct ts_source *source)
{
    ts_str address = ts_source_address(source);
    ts_str front = ts_str_sub(source->error, 0, address.len);
    ts_str rest = ts_str_skip(source->error, front.len);

    return ts_str_eq(front, address) && ts_str_starts(rest, ": ") ? ts_str_skip(rest, 2)
                                                                  : source->error;
}

bool ts_source_is_gone(const struct ts_source *source)
{
    return source->http_status == STATUS_GONE;
}

bool ts_source_has_full_texts(const struct ts_source *source)
{
    return source->n_full_texts >= TS_SOURCE_FULL_TEXTS;
}
