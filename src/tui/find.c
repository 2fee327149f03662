/* find.c - finding words in a laid-out text.  Letters are compared one by one in lower case, so
 * that the places found are places in the text as it stands. */
#include "tearsheet/base/utf8.h"
#include "tearsheet/base/wrap.h"
#include "tearsheet/tui/layout.h"

static uint32_t next_lower(ts_str s, size_t *pos)
{
    uint32_t rune = ts_utf8_next(s, pos);
    return ts_rune_is_space(rune) ? ' ' : ts_rune_lower(rune);
}

/* The length of the match at `pos`, 0 if there is none. */
static size_t match_at(ts_str text, size_t pos, ts_str words)
{
    size_t start = pos, at = 0;

    while (at < words.len) {
        if (pos > start && ts_str_starts(ts_str_skip(text, pos), TS_SOFT_HYPHEN))
            ts_utf8_next(text, &pos);
        if (pos >= text.len || next_lower(text, &pos) != next_lower(words, &at))
            return 0;
    }
    return pos - start;
}

struct ts_match *ts_layout_find(struct ts_arena *a, const struct ts_layout *layout, ts_str words,
                                size_t *n)
{
    struct ts_match *matches = NULL;
    size_t cap = 0;

    *n = 0;
    for (size_t flow = 0; flow < layout->n_flows && words.len > 0; flow++) {
        ts_str text = layout->flows[flow].text;
        for (size_t pos = 0; pos < text.len;) {
            size_t len = match_at(text, pos, words);
            if (len > 0)
                *TS_PUSH(a, matches, *n, cap) = (struct ts_match){ flow, pos, len };
            if (len > 0)
                pos += len;
            else
                ts_utf8_next(text, &pos);
        }
    }
    return matches;
}
