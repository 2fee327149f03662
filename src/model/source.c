#include "tearsheet/model/source.h"

enum { BELIEVED_MOVES = 2, STATUS_GONE = 410 };

ts_str ts_source_name(const struct ts_source *source)
{
    if (source->nickname.len > 0)
        return source->nickname;
    return source->title.len > 0 ? source->title : source->url;
}

ts_str ts_source_address(const struct ts_source *source)
{
    return source->n_moved >= BELIEVED_MOVES ? source->moved_url : source->url;
}

bool ts_source_is_gone(const struct ts_source *source)
{
    return source->http_status == STATUS_GONE;
}
