#include "tearsheet/extract/memory.h"

#include "tearsheet/base/map.h"
#include "tearsheet/base/utf8.h"

static uint64_t hash_text(ts_str text)
{
    struct ts_arena scratch = { 0 };
    uint64_t hash = ts_str_hash(ts_utf8_squeeze(&scratch, ts_utf8_lower(&scratch, text)));

    ts_arena_done(&scratch);
    return hash;
}

uint64_t *ts_memory_hashes(struct ts_arena *a, const struct ts_article *article)
{
    uint64_t *hashes = TS_NEW_ARRAY(a, article->n_blocks + 1, uint64_t);
    struct ts_map seen = { .arena = a };

    for (size_t i = 0; i < article->n_blocks; i++) {
        if (!ts_block_is_text(&article->blocks[i]))
            continue;
        uint64_t hash = hash_text(article->blocks[i].text);
        int64_t *times = ts_map_put(&seen, hash);
        if ((*times)++ == 0)
            hashes[i] = hash;
    }
    return hashes;
}

static bool is_boilerplate(size_t n_words, uint32_t count, size_t n_pages)
{
    if (count < TS_MEMORY_MIN_PAGES)
        return false;
    return n_words >= TS_MEMORY_LONG_WORDS ||
           (uint64_t)count * 100 >= (uint64_t)n_pages * TS_MEMORY_SHORT_PERCENT;
}

/* True when so much of the page stands on others that it must be one of them again. */
static bool repeats_a_page(const struct ts_article *article, const uint32_t *counts, size_t n_pages)
{
    size_t total = 0, repeated = 0;

    for (size_t i = 0; i < article->n_blocks; i++) {
        if (!ts_block_is_text(&article->blocks[i]))
            continue;
        size_t n_words = ts_utf8_count_words(article->blocks[i].text);
        total += n_words;
        if (is_boilerplate(n_words, counts[i], n_pages))
            repeated += n_words;
    }
    return repeated * 100 > total * TS_MEMORY_MAX_PERCENT;
}

size_t ts_memory_apply(struct ts_arena *a, struct ts_article *article, const uint32_t *counts,
                       size_t n_pages)
{
    size_t n_stripped = 0;

    if (repeats_a_page(article, counts, n_pages))
        return 0;
    for (size_t i = 0; i < article->n_blocks; i++) {
        struct ts_block *block = &article->blocks[i];
        size_t n_words = ts_utf8_count_words(block->text);
        if (!ts_block_is_text(block) || !is_boilerplate(n_words, counts[i], n_pages))
            continue;
        block->is_kept = false;
        block->kind = TS_BLOCK_OTHER;
        block->reason = ts_arena_printf(a, "seen on %u pages of this site", (unsigned)counts[i]);
        article->n_words -= n_words < article->n_words ? n_words : article->n_words;
        n_stripped++;
    }
    return n_stripped;
}
