/* Pages that are drawn by a script often carry their article as JSON for it.  All such data is
 * walked for strings under a few telling names. */
#include "islands_priv.h"

#include "tearsheet/base/json.h"

static const char *const body_names[] = { "articleBody", "body",        "bodyHtml", "bodyText",
                                          "content",     "contentHtml", "htmlBody", "articleText" };

static bool is_body(const struct ts_json *value)
{
    if (value->kind != TS_JSON_STRING || value->text.len < TS_ISLAND_MIN_BODY)
        return false;
    for (size_t i = 0; i < TS_COUNT(body_names); i++)
        if (ts_str_is(value->key, body_names[i]))
            return ts_str_find_char(value->text, ' ', 0) != TS_NPOS ||
                   (unsigned char)value->text.ptr[0] >= 0xE3;
    return false;
}

/* The longest body in a tree of values, or empty. */
static ts_str longest_body(struct ts_arena *scratch, const struct ts_json *root)
{
    const struct ts_json **stack = NULL;
    size_t n = 0, cap = 0;
    ts_str best = { 0 };

    *TS_PUSH(scratch, stack, n, cap) = root;
    for (int seen = 0; n > 0 && seen < TS_ISLAND_MAX_VALUES; seen++) {
        const struct ts_json *value = stack[--n];
        if (is_body(value) && value->text.len > best.len)
            best = value->text;
        for (const struct ts_json *child = value->first; child; child = child->next)
            *TS_PUSH(scratch, stack, n, cap) = child;
    }
    return best;
}

ts_str ts_islands_body(struct ts_arena *a, const struct ts_dom *dom)
{
    struct ts_arena scratch = { 0 };
    ts_str best = { 0 };

    for (size_t i = 0; i < dom->n_islands; i++) {
        struct ts_json *root;
        if (ts_json_parse(&scratch, dom->islands[i], &root, NULL) != TS_OK)
            continue; /* not ours to mend: the page has other text */
        ts_str body = longest_body(&scratch, root);
        if (body.len > best.len)
            best = body;
    }
    best = best.len > 0 ? ts_arena_str(a, best) : best;
    ts_arena_done(&scratch);
    return best;
}
