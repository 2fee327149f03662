/* The idea: what a text is about is in most of its sections.  So the telling word that is in the
 * most sections is looked for, and if even that one is in few of them, there is no one event. */
#include "sections_priv.h"

#include "tearsheet/base/map.h"

enum {
    SECTIONS_MIN = 4,
    HEADING_WORDS = 8, /* at most */
};

/* No word is in more than one of so many sections; long texts have headings without being
 * collections. */
static const uint32_t apart[] = {
    [SECTIONS_BY_NUMBER] = 2,
    [SECTIONS_BY_HEADING] = 3,
    [SECTIONS_BY_PARAGRAPH] = 2,
};

/* The end of the paragraph that begins at token `i`. */
static size_t paragraph_end(const struct tokens *body, size_t i)
{
    size_t end = i + 1;

    while (end < body->n && body->v[end].paragraph == body->v[i].paragraph)
        end++;
    return end;
}

/* A short paragraph without a mark at its end, and a longer one below it. */
static bool is_heading(ts_str text, const struct tokens *body, size_t i)
{
    size_t end = paragraph_end(body, i);
    ts_str last = body->v[end - 1].text;
    ts_str rest = ts_str_skip(text, (size_t)(last.ptr - text.ptr) + last.len);

    return end < body->n && end - i <= HEADING_WORDS && rest.len > 0 && rest.ptr[0] == '\n' &&
           paragraph_end(body, end) - end > HEADING_WORDS;
}

/* Does the paragraph at token `i` begin a section, after `n_before` others? */
static bool begins_section(ts_str text, const struct tokens *body, size_t i, enum sections_by by,
                           uint32_t n_before)
{
    int64_t number;

    if (by == SECTIONS_BY_NUMBER)
        return body->v[i].kind == TS_TERM_NUMBER && ts_str_to_int(body->v[i].text, &number) &&
               number == (int64_t)n_before + 1;
    return by == SECTIONS_BY_PARAGRAPH || is_heading(text, body, i);
}

/* Of a word: the last section it was met in, and the number of them. */
struct spread {
    uint32_t last, n;
};

struct spreads {
    struct ts_map places; /* stem to place + 1 */
    struct spread *v;
    size_t n;
    uint32_t widest; /* the most sections that a word is in */
};

static void meet(struct spreads *s, const struct token *k, uint32_t section)
{
    if (k->is_stop || k->kind == TS_TERM_COMMON)
        return;
    int64_t *place = ts_map_put(&s->places, k->stem);
    if (*place == 0)
        *place = (int64_t)++s->n;
    struct spread *spread = &s->v[*place - 1];
    spread->n += spread->last != section;
    spread->last = section;
    if (spread->n > s->widest)
        s->widest = spread->n;
}

bool has_sections_apart(ts_str text, const struct tokens *body, enum sections_by by)
{
    struct ts_arena scratch = { 0 };
    struct spreads spreads = { .places.arena = &scratch,
                               .v = TS_NEW_ARRAY(&scratch, body->n, struct spread) };
    uint32_t n = 0;

    for (size_t i = 0; i < body->n; i++) {
        bool is_start = i == 0 || body->v[i].paragraph != body->v[i - 1].paragraph;
        if (is_start && begins_section(text, body, i, by, n))
            n++;
        if (n > 0) /* what stands before the first section tells of none */
            meet(&spreads, &body->v[i], n);
    }
    ts_arena_done(&scratch);
    return n >= SECTIONS_MIN && spreads.widest * apart[by] <= n;
}
