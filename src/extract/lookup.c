/* Chains of words by their hash.  The tables are printed by the test of this module, which also
 * sees that they are those of the lists. */
#include "lookup_priv.h"

#include <string.h>

#include "lookup.inc"

const struct ts_lookup ts_cue_lookup = { cue_words, cue_chains, ts_cue_list };
const struct ts_lookup ts_role_lookup = { role_words, role_chains, ts_role_list };
const struct ts_lookup ts_prompt_lookup = { prompt_words, prompt_chains, ts_prompt_list };

size_t ts_first_word_len(ts_str s)
{
    size_t n = 0;

    if (s.len >= 3 && (unsigned char)s.ptr[0] >= 0xE3)
        return 3;
    while (n < s.len &&
           ((unsigned char)s.ptr[n] >= 0x80 || ts_is_alpha(s.ptr[n]) || ts_is_digit(s.ptr[n])))
        n++;
    return n;
}

/* FNV-1a: words are a few bytes long. */
uint32_t ts_lookup_hash(ts_str s)
{
    size_t len = ts_first_word_len(s);
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < s.len && i < (len > 0 ? len : 1); i++)
        hash = (hash ^ (unsigned char)s.ptr[i]) * 16777619u;
    return hash ^ (hash >> 15);
}

static const struct ts_word *find_from(const struct ts_lookup *l, size_t at, uint32_t hash)
{
    uint8_t rest = (uint8_t)(hash / TS_LOOKUP_CHAINS);

    while (at > 0 && l->words[at - 1].rest != rest)
        at = l->words[at - 1].next;
    return at > 0 ? &l->words[at - 1] : NULL;
}

const struct ts_word *ts_lookup_first(const struct ts_lookup *l, uint32_t hash)
{
    return find_from(l, l->chains[hash % TS_LOOKUP_CHAINS], hash);
}

const struct ts_word *ts_lookup_next(const struct ts_lookup *l, const struct ts_word *word,
                                     uint32_t hash)
{
    return find_from(l, word->next, hash);
}

ts_str ts_word_text(const struct ts_lookup *l, const struct ts_word *word)
{
    return (ts_str){ l->list(word->list) + word->start, word->len };
}
