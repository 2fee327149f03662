/* The idea: a text says most of its words more than once, and a batch of texts nearly all of them.
 * So what is costly to find out of a word, its stem above all, is found out once and kept. */
#include "lexicon_priv.h"

#include "common_priv.h"
#include "concepts_priv.h"
#include "numerals_priv.h"
#include "sound_priv.h"
#include "stem_priv.h"
#include "tearsheet/base/lang.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/regrow.h"
#include "tearsheet/base/utf8.h"
#include "usage_priv.h"

enum { FOLD_MAX = 4 * STEM_MAX, FIRST_SLOTS = 1024 };

struct ts_lexicon_lang {
    struct ts_lexicon_lang *next;
    struct ts_arena *arena;
    ts_str lang;
    struct stemmer stemmer;
    struct ts_map numerals;
    struct ts_map weekdays; /* stem to concept; filled when it is first asked */
    bool has_weekdays;
    struct slot *slots; /* open addressing; `n_slots` is a power of two */
    size_t n_slots;
    struct entry *words;
    size_t n, cap;
};

/* A word as written. */
struct entry {
    const char *text;
    uint32_t len;
    struct word word;
};

/* Most words that are asked for are told from others by these bits of their hashes alone, in one
 * place of memory. */
struct slot {
    uint32_t hash;
    uint32_t place; /* in `words` + 1; 0: free */
};

struct ts_lexicon_lang *lexicon_lang(struct ts_lexicon *l, ts_str lang)
{
    for (struct ts_lexicon_lang *w = l->langs; w; w = w->next)
        if (ts_str_eq(w->lang, lang))
            return w;
    struct ts_lexicon_lang *w = TS_NEW(&l->arena, struct ts_lexicon_lang);
    w->next = l->langs;
    w->arena = w->numerals.arena = w->weekdays.arena = &l->arena;
    w->lang = ts_arena_str(&l->arena, lang);
    stemmer_init(&w->stemmer, lang);
    numerals_put(&w->numerals, lang);
    l->langs = w;
    return w;
}

void ts_lexicon_done(struct ts_lexicon *l)
{
    for (struct ts_lexicon_lang *w = l->langs; w; w = w->next)
        stemmer_done(&w->stemmer);
    ts_arena_done(&l->arena);
    *l = (struct ts_lexicon){ 0 };
}

static bool is_ascii(ts_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    return true;
}

/* Lower case of a word without the soft hyphens and apostrophes in it, in `out`. */
static ts_str lower_word(ts_str word, char out[FOLD_MAX])
{
    size_t n = 0, pos = 0;

    while (pos < word.len && n + 4 < FOLD_MAX) {
        uint32_t rune = ts_utf8_next(word, &pos);
        if (rune == 0xAD || rune == '\'' || rune == 0x2019 || rune == 0x02BC)
            continue;
        n += ts_utf8_encode(ts_rune_lower(rune), out + n);
    }
    return (ts_str){ out, n };
}

static ts_str fold(struct ts_arena *a, ts_str s)
{
    return is_ascii(s) ? s : ts_utf8_fold(a, s);
}

/* The stem of a word in lower case, or the digits of a number in words. */
static ts_str stem_of(struct ts_arena *a, const struct ts_lexicon_lang *w, ts_str lower)
{
    char space[STEM_MAX];
    const int64_t *number = ts_map_find(&w->numerals, ts_str_hash(lower));

    if (number)
        return ts_arena_printf(a, "%d", (int)*number);
    ts_str folded = fold(a, stem(&w->stemmer, lower, space));
    return ts_arena_str(a, folded);
}

ts_str lexicon_stem(struct ts_arena *a, struct ts_lexicon_lang *w, ts_str text)
{
    char space[FOLD_MAX];

    return stem_of(a, w, lower_word(text, space));
}

uint8_t lexicon_usage(const struct ts_lexicon_lang *w, ts_str number)
{
    return (uint8_t)usage_of(w->lang, number);
}

int lexicon_weekday(struct ts_lexicon *l, struct ts_lexicon_lang *w, uint32_t stem)
{
    if (!w->has_weekdays) {
        w->has_weekdays = true;
        concepts_put_weekdays(&w->weekdays, l, w->lang);
    }
    const int64_t *key = ts_map_find(&w->weekdays, stem);
    return key ? concepts_weekday(*key) : -1;
}

static struct word make_word(struct ts_lexicon_lang *w, ts_str text)
{
    struct ts_arena scratch = { 0 };
    char lower_space[FOLD_MAX];
    struct word k = { 0 };
    size_t pos = 0;

    ts_str lower = lower_word(text, lower_space);
    ts_str stemmed = stem_of(&scratch, w, lower);
    k.is_capital = ts_rune_is_upper(ts_utf8_next(text, &pos));
    k.is_stop = lower.len < 2 || ts_lang_is_stop_word(w->lang, lower);
    k.kind = is_common(lower) ? TS_TERM_COMMON : TS_TERM_WORD;
    k.word = hash32(fold(&scratch, lower));
    k.stem = hash32(stemmed);
    k.usage = (uint8_t)usage_of(w->lang, stemmed);
    if (ts_map_find(&w->numerals, ts_str_hash(lower)))
        k.kind = TS_TERM_NUMBER;
    else if (k.is_capital && !k.is_stop)
        k.sound = sound_of(stemmed);
    ts_arena_done(&scratch);
    return k;
}

/* The slot of a word, or a free one. */
static struct slot *slot_of(const struct ts_lexicon_lang *w, uint32_t hash, ts_str text)
{
    for (size_t i = hash;; i++) {
        struct slot *slot = &w->slots[i & (w->n_slots - 1)];
        if (slot->place == 0)
            return slot;
        const struct entry *entry = &w->words[slot->place - 1];
        if (slot->hash == hash && ts_str_eq((ts_str){ entry->text, entry->len }, text))
            return slot;
    }
}

/* At most three quarters of the slots are taken. */
static void make_room(struct ts_lexicon_lang *w)
{
    struct slot *old = w->slots;
    size_t n_old = w->n_slots;

    if ((w->n + 1) * 4 <= n_old * 3)
        return;
    w->n_slots = n_old > 0 ? n_old * 2 : FIRST_SLOTS;
    w->slots = ts_arena_alloc_apart(w->arena, w->n_slots, sizeof *w->slots);
    for (size_t i = 0; i < n_old; i++) {
        size_t at = old[i].hash;
        while (old[i].place != 0 && w->slots[at & (w->n_slots - 1)].place != 0)
            at++;
        if (old[i].place != 0)
            w->slots[at & (w->n_slots - 1)] = old[i];
    }
    ts_arena_give_back(w->arena, old, n_old * sizeof *old);
}

struct word lexicon_word(struct ts_lexicon_lang *w, ts_str text)
{
    make_room(w);
    uint32_t hash = hash32(text);
    struct slot *slot = slot_of(w, hash, text);

    if (slot->place == 0) {
        struct entry *entry = TS_REPUSH(w->arena, w->words, w->n, w->cap);
        *entry = (struct entry){ ts_arena_str(w->arena, text).ptr, (uint32_t)text.len,
                                 make_word(w, text) };
        *slot = (struct slot){ hash, (uint32_t)w->n };
    }
    return w->words[slot->place - 1].word;
}
