#include "common_priv.h"

#include "tearsheet/base/err.h"

static const char *const common_words[] = {
#include "common_words.inc"
};

bool is_common(ts_str word)
{
    return ts_str_is_among_sorted(word, common_words, TS_COUNT(common_words));
}
