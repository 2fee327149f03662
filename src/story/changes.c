/* The idea: a sentence is in the other text if one of that text's sentences has nearly the same
 * words. */
#include "tearsheet/story/changes.h"

#include "tearsheet/base/utf8.h"
#include "tearsheet/story/novelty.h"
#include "tokens_priv.h"

/* The share of the words of both sentences that both have, from which on they are one. */
static const float same_from = 0.8F;

struct sentence {
    ts_str text;
    uint32_t *words;
    size_t n;
};

struct side {
    struct sentence *v;
    size_t n;
};

static struct sentence read_sentence(struct ts_arena *a, struct ts_lexicon *l, ts_str text)
{
    struct tokens *t = tokens_make(a, l, text, TS_STR(""));
    struct sentence s = { .text = text, .words = TS_NEW_ARRAY(a, t->n, uint32_t), .n = t->n };

    for (size_t i = 0; i < t->n; i++)
        s.words[i] = t->v[i].word;
    return s;
}

static bool has_words(ts_str text)
{
    for (size_t at = 0; at < text.len;)
        if (ts_rune_is_word(ts_utf8_next(text, &at)))
            return true;
    return false;
}

/* Without what says nothing: an ornament, the arrow behind a note. */
static struct side read_side(struct ts_arena *a, struct ts_lexicon *l, ts_str text)
{
    struct side side = { 0 };
    size_t n;
    struct ts_sentence *sentences = ts_sentences(a, text, &n);

    side.v = TS_NEW_ARRAY(a, n, struct sentence);
    for (size_t i = 0; i < n; i++)
        if (has_words(sentences[i].text))
            side.v[side.n++] = read_sentence(a, l, sentences[i].text);
    return side;
}

static size_t count_shared(const struct sentence *x, const struct sentence *y)
{
    size_t n_shared = 0;

    for (size_t i = 0; i < x->n; i++)
        for (size_t k = 0; k < y->n; k++)
            if (x->words[i] == y->words[k]) {
                n_shared++;
                break;
            }
    return n_shared;
}

static bool is_same(const struct sentence *x, const struct sentence *y)
{
    size_t longer = x->n > y->n ? x->n : y->n, shorter = x->n > y->n ? y->n : x->n;

    if (ts_str_eq(x->text, y->text))
        return true;
    if (longer == 0 || (float)shorter < same_from * (float)longer)
        return false;
    return (float)count_shared(x, y) >= same_from * (float)longer;
}

/* The sentences of `side` that are not in `other`, into `out` with room for all of them. */
static size_t missing(const struct side *side, const struct side *other, ts_str *out)
{
    size_t n = 0;

    for (size_t i = 0; i < side->n; i++) {
        bool is_there = false;
        for (size_t k = 0; k < other->n && !is_there; k++)
            is_there = is_same(&side->v[i], &other->v[k]);
        if (!is_there)
            out[n++] = side->v[i].text;
    }
    return n;
}

struct ts_changes ts_changes_of_copy(struct ts_arena *a, ts_str original, ts_str copy)
{
    struct ts_arena scratch = { 0 };
    struct ts_lexicon lexicon = { 0 };
    struct ts_changes changes = { 0 };
    struct side from = read_side(&scratch, &lexicon, original);
    struct side to = read_side(&scratch, &lexicon, copy);

    changes.added = TS_NEW_ARRAY(a, to.n, ts_str);
    changes.n_added = missing(&to, &from, changes.added);
    changes.cut = TS_NEW_ARRAY(a, from.n, ts_str);
    changes.n_cut = missing(&from, &to, changes.cut);
    changes.n_kept = from.n - changes.n_cut;
    ts_lexicon_done(&lexicon);
    ts_arena_done(&scratch);
    return changes;
}
