#include "common_priv.h"

#include "tearsheet/base/err.h"

static const char *const common_words[] = {
#include "common_words.inc"
};

bool is_common(ts_str word)
{
    size_t low = 0, high = TS_COUNT(common_words);

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = ts_str_cmp_text(word, common_words[mid]);
        if (order == 0)
            return true;
        if (order < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return false;
}
