/* "Nell Harrow covers ports.  She lives by the customs house." as the last paragraph reads like any
 * other.  But nobody ends a text with his own name unless it is signed with it. */
#include "portrait_priv.h"

#include "byline_priv.h"
#include "byline_words_priv.h"

enum {
    MAX_NAMES = 16,
    MAX_NAME_BYTES = 60,
    MIN_NAME_BYTES = 5,
    MAX_NAME_WORDS = 4,
    MAX_LAST = 3, /* of the kept blocks, from the end */
    MIN_WORDS = 5,
    MAX_WORDS = 100,      /* of a portrait */
    MAX_AHEAD_BYTES = 24, /* in front of the name: "About ", "Our reporter " */
    MIN_TEXT_BYTES = 400, /* kept before it */
};

struct names {
    ts_str list[MAX_NAMES];
    size_t n;
};

static void add_name(struct names *names, ts_str name)
{
    name = ts_str_trim(name);
    if (names->n < MAX_NAMES && name.len >= MIN_NAME_BYTES && name.len <= MAX_NAME_BYTES)
        names->list[names->n++] = name;
}

/* What looks like a name by itself: some words behind the headline and no sentence. */
static bool is_name(const struct ts_piece *p, const struct ts_features *row)
{
    const float *v = row->v;

    return p->text.len <= MAX_NAME_BYTES && v[TS_F_WORDS] <= MAX_NAME_WORDS &&
           v[TS_F_ENDING] == 0 && v[TS_F_DIGITS] == 0 && v[TS_F_FROM_HEADLINE] > 0 &&
           p->kind == TS_BLOCK_PARAGRAPH && !row->prompt;
}

/* Those that the page tells, and what stands between the headline and the text like one. */
static struct names names_of(struct ts_arena *a, const struct ts_page *page,
                             const struct ts_features *rows, size_t first)
{
    struct names names = { 0 };
    ts_str rest = page->authors, name, lead = { 0 };

    while (ts_str_split(&rest, ';', &name))
        add_name(&names, name);
    for (size_t i = 0; i <= first && i < page->pieces.n; i++)
        if (is_name(&page->pieces.list[i], &rows[i]))
            add_name(&names, ts_byline_skip_lead(a, page->pieces.list[i].text, &lead));
    return names;
}

/* Where the first of the names stands; a name of one word may be any word farther on. */
static size_t name_at(const struct names *names, ts_str text, size_t *which)
{
    size_t best = TS_NPOS;

    for (size_t k = 0; k < names->n; k++) {
        size_t at = ts_str_find(text, names->list[k], 0);
        bool is_word = ts_str_find_char(names->list[k], ' ', 0) == TS_NPOS;
        if (at < best && (at == 0 || !is_word)) {
            best = at;
            *which = k;
        }
    }
    return best;
}

static bool is_portrait(const struct ts_piece *p, const struct ts_features *row,
                        const struct names *names, size_t *which)
{
    const float *v = row->v;

    return p->kind == TS_BLOCK_PARAGRAPH && v[TS_F_SENTENCES] > 0 && v[TS_F_WORDS] >= MIN_WORDS &&
           v[TS_F_WORDS] <= MAX_WORDS && v[TS_F_BEGINNING] != 3 &&
           name_at(names, p->text, which) <= MAX_AHEAD_BYTES;
}

/* Is the name in the text before block `end`, where a text would have it? */
static bool is_spoken_of(const struct ts_page *page, const struct ts_features *rows,
                         const struct ts_verdict *verdicts, size_t end, ts_str name)
{
    for (size_t i = 0; i < end; i++)
        if (verdicts[i].is_kept && rows[i].v[TS_F_WORDS] > 2 * MAX_NAME_WORDS &&
            ts_str_find(page->pieces.list[i].text, name, 0) != TS_NPOS)
            return true;
    return false;
}

/* The first kept block with a sentence, or TS_NPOS; `*bytes` becomes the length of all. */
static size_t first_sentence(const struct ts_page *page, const struct ts_features *rows,
                             const struct ts_verdict *verdicts, size_t *bytes)
{
    size_t first = TS_NPOS;

    *bytes = 0;
    for (size_t i = 0; i < page->pieces.n; i++) {
        if (!verdicts[i].is_kept)
            continue;
        if (first == TS_NPOS && rows[i].v[TS_F_SENTENCES] > 0)
            first = i;
        *bytes += page->pieces.list[i].text.len;
    }
    return first;
}

static void strip(struct ts_arena *a, struct ts_verdict *verdict, ts_str name)
{
    verdict->is_kept = false;
    verdict->kind = TS_BLOCK_BIO;
    verdict->reason = ts_arena_printf(a, "about its author, %.*s", TS_FMT(name));
}

void ts_strip_portrait(struct ts_arena *a, const struct ts_page *page,
                       const struct ts_features *rows, struct ts_verdict *verdicts)
{
    struct ts_arena scratch = { 0 };
    size_t before, first = first_sentence(page, rows, verdicts, &before), n_last = 0, which = 0;
    struct names names = { 0 };

    if (first != TS_NPOS)
        names = names_of(&scratch, page, rows, first);
    for (size_t i = page->pieces.n; i-- > 0 && n_last < MAX_LAST && names.n > 0;) {
        const struct ts_piece *p = &page->pieces.list[i];
        if (!verdicts[i].is_kept)
            continue;
        n_last++;
        before -= p->text.len;
        if (before >= MIN_TEXT_BYTES && is_portrait(p, &rows[i], &names, &which) &&
            !is_spoken_of(page, rows, verdicts, i, names.list[which]))
            strip(a, &verdicts[i], names.list[which]);
    }
    ts_arena_done(&scratch);
}
