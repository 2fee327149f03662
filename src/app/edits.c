/* Paragraphs are compared as wholes; those that went and those that came at one place are then
 * paired, and compared word by word. */
#include "tearsheet/app/edits.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/base/diff.h"

struct texts {
    ts_str *v;
    size_t n, cap;
};

static struct texts paragraphs_of(struct ts_arena *a, const struct ts_article *article)
{
    struct texts texts = { 0 };

    for (size_t i = 0; i < article->n_blocks; i++)
        if (ts_block_is_text(&article->blocks[i]))
            *TS_PUSH(a, texts.v, texts.n, texts.cap) = article->blocks[i].text;
    return texts;
}

static struct texts words_of(struct ts_arena *a, ts_str text)
{
    struct texts words = { 0 };
    ts_str word;

    while (ts_str_word(&text, &word))
        *TS_PUSH(a, words.v, words.n, words.cap) = word;
    return words;
}

/* ---- words ---- */

enum run { RUN_SAME, RUN_CUT, RUN_ADDED };

static void put_word(struct ts_buf *b, enum run *was, enum run run, ts_str word)
{
    static const char *const opens[] = { "", "[-", "{+" }, *const ends[] = { "", "-]", "+}" };

    if (run != *was) {
        ts_buf_puts(b, ends[*was]);
        ts_buf_puts(b, b->len > 0 ? " " : "");
        ts_buf_puts(b, opens[run]);
    } else if (b->len > 0) {
        ts_buf_putc(b, ' ');
    }
    ts_buf_put(b, word);
    *was = run;
}

static ts_str marked(struct ts_arena *a, const struct texts *before, const struct texts *after,
                     const struct ts_change *changes, size_t n)
{
    struct ts_buf b = { 0 };
    enum run run = RUN_SAME;
    size_t i = 0, j = 0, k = 0;

    while (i < before->n || j < after->n) {
        /* Changes are slices of the words themselves: the place tells which. */
        bool is_cut = k < n && !changes[k].is_added && i < before->n &&
                      changes[k].text.ptr == before->v[i].ptr;
        bool is_new =
            k < n && changes[k].is_added && j < after->n && changes[k].text.ptr == after->v[j].ptr;
        put_word(&b, &run,
                 is_cut   ? RUN_CUT
                 : is_new ? RUN_ADDED
                          : RUN_SAME,
                 is_cut ? before->v[i] : after->v[j]);
        k += is_cut || is_new;
        i += !is_new;
        j += !is_cut;
    }
    ts_buf_puts(&b, run == RUN_CUT ? "-]" : run == RUN_ADDED ? "+}" : "");
    ts_str text = ts_buf_take(&b, a);
    ts_buf_done(&b);
    return text;
}

/* The words of both in one text; empty if they have too few in common. */
static ts_str reworded(struct ts_arena *a, ts_str was, ts_str is)
{
    struct texts before = words_of(a, was), after = words_of(a, is);
    size_t n = 0, longer = before.n > after.n ? before.n : after.n;
    const struct ts_change *changes = ts_diff(a, before.v, before.n, after.v, after.n, &n);
    size_t n_same = (before.n + after.n - n) / 2;

    return n_same * 2 >= longer && n_same > 0 ? marked(a, &before, &after, changes, n)
                                              : (ts_str){ 0 };
}

/* ---- paragraphs ---- */

/* What went and what came at one place: `n_cut` changes, then `n_added`. */
struct place {
    const struct ts_change *changes;
    size_t n_cut, n_added;
};

static struct place next_place(const struct ts_change *changes, size_t n)
{
    struct place place = { .changes = changes };

    while (place.n_cut < n && !changes[place.n_cut].is_added)
        place.n_cut++;
    while (place.n_cut + place.n_added < n && changes[place.n_cut + place.n_added].is_added)
        place.n_added++;
    return place;
}

/* Each paragraph that went is looked for among those that came behind the last one found. */
static size_t compare_place(struct ts_arena *a, const struct place *place, struct ts_edit *edits)
{
    const struct ts_change *added = place->changes + place->n_cut;
    size_t n = 0, at = 0;

    for (size_t i = 0; i < place->n_cut; i++) {
        ts_str was = place->changes[i].text, text = { 0 };
        size_t k = at;
        while (k < place->n_added && (text = reworded(a, was, added[k].text)).len == 0)
            k++;
        if (text.len == 0) {
            edits[n++] = (struct ts_edit){ TS_EDIT_CUT, was };
            continue;
        }
        for (; at < k; at++)
            edits[n++] = (struct ts_edit){ TS_EDIT_ADDED, added[at].text };
        edits[n++] = (struct ts_edit){ TS_EDIT_REWORDED, text };
        at = k + 1;
    }
    for (; at < place->n_added; at++)
        edits[n++] = (struct ts_edit){ TS_EDIT_ADDED, added[at].text };
    return n;
}

struct ts_edit *ts_edits_of(struct ts_arena *a, const struct ts_article *before,
                            const struct ts_article *after, size_t *n)
{
    struct texts was = paragraphs_of(a, before), is = paragraphs_of(a, after);
    size_t n_changes = 0;
    const struct ts_change *changes = ts_diff(a, was.v, was.n, is.v, is.n, &n_changes);
    struct ts_edit *edits = TS_NEW_ARRAY(a, n_changes + 1, struct ts_edit);

    *n = 0;
    for (size_t at = 0; at < n_changes;) {
        struct place place = next_place(changes + at, n_changes - at);
        *n += compare_place(a, &place, edits + *n);
        at += place.n_cut + place.n_added;
    }
    return edits;
}
