#include "tearsheet/model/source.h"

ts_str ts_source_name(const struct ts_source *source)
{
    if (source->nickname.len > 0)
        return source->nickname;
    return source->title.len > 0 ? source->title : source->url;
}
