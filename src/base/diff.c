/* The longest common subsequence by its table of lengths (Wagner and Fischer 1974), for what is
 * left when equal beginnings and ends are cut off. */
#include "tearsheet/base/diff.h"

struct sides {
    const ts_str *before, *after;
    size_t n_before, n_after;
};

static void cut_ends(struct sides *s)
{
    while (s->n_before > 0 && s->n_after > 0 && ts_str_eq(s->before[0], s->after[0])) {
        s->before++, s->after++;
        s->n_before--, s->n_after--;
    }
    while (s->n_before > 0 && s->n_after > 0 &&
           ts_str_eq(s->before[s->n_before - 1], s->after[s->n_after - 1]))
        s->n_before--, s->n_after--;
}

/* lengths[i * (n_after + 1) + j] is that of the longest row that before[i..] and after[j..] have in
 * common. */
static const uint32_t *fill_table(struct ts_arena *a, const struct sides *s)
{
    size_t width = s->n_after + 1;
    uint32_t *lengths = TS_NEW_ARRAY(a, (s->n_before + 1) * width, uint32_t);

    for (size_t i = s->n_before; i-- > 0;)
        for (size_t j = s->n_after; j-- > 0;) {
            uint32_t down = lengths[(i + 1) * width + j], right = lengths[i * width + j + 1];
            lengths[i * width + j] = ts_str_eq(s->before[i], s->after[j])
                                         ? lengths[(i + 1) * width + j + 1] + 1
                                     : down > right ? down
                                                    : right;
        }
    return lengths;
}

struct ts_change *ts_diff(struct ts_arena *a, const ts_str *before, size_t n_before,
                          const ts_str *after, size_t n_after, size_t *n_changes)
{
    struct sides s = { before, after, n_before, n_after };
    struct ts_arena scratch = { 0 };
    size_t i = 0, j = 0, n = 0, width;

    cut_ends(&s);
    width = s.n_after + 1;
    bool is_small = s.n_before == 0 || s.n_after <= TS_DIFF_MAX_PAIRS / s.n_before;
    const uint32_t *lengths = is_small ? fill_table(&scratch, &s) : NULL;
    struct ts_change *changes = TS_NEW_ARRAY(a, s.n_before + s.n_after + 1, struct ts_change);
    while (i < s.n_before || j < s.n_after) {
        bool is_same =
            lengths && i < s.n_before && j < s.n_after && ts_str_eq(s.before[i], s.after[j]);
        bool removes =
            i < s.n_before && (j == s.n_after || !lengths ||
                               lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]);
        if (is_same)
            i++, j++;
        else if (removes)
            changes[n++] = (struct ts_change){ false, s.before[i++] };
        else
            changes[n++] = (struct ts_change){ true, s.after[j++] };
    }
    ts_arena_done(&scratch);
    *n_changes = n;
    return changes;
}
