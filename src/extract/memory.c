#include "tearsheet/extract/memory.h"

#include "bare_priv.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"

static uint64_t hash_text(ts_str text)
{
    struct ts_arena scratch = { 0 };
    uint64_t hash = ts_str_hash(ts_utf8_squeeze(&scratch, ts_utf8_lower(&scratch, text)));

    ts_arena_done(&scratch);
    return hash;
}

/* What is text, and letters that were told by their voice: on another page they may not be. */
static bool is_counted(const struct ts_block *block)
{
    return ts_block_is_text(block) || (!block->is_kept && block->kind == TS_BLOCK_DONATION &&
                                       block->decided_by == TS_BY_EXTRACTOR);
}

uint64_t *ts_memory_hashes(struct ts_arena *a, const struct ts_article *article)
{
    uint64_t *hashes = TS_NEW_ARRAY(a, article->n_blocks + 1, uint64_t);
    struct ts_map seen = { .arena = a };

    for (size_t i = 0; i < article->n_blocks; i++) {
        if (!is_counted(&article->blocks[i]))
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
    bool is_long = n_words >= TS_MEMORY_LONG_WORDS;
    uint64_t percent = is_long ? TS_MEMORY_LONG_PERCENT : TS_MEMORY_SHORT_PERCENT;

    if (count < TS_MEMORY_MIN_PAGES)
        return false;
    return (is_long && count >= TS_MEMORY_MANY_PAGES) ||
           (uint64_t)count * 100 >= (uint64_t)n_pages * percent;
}

static bool is_everywhere(uint32_t count, size_t n_pages)
{
    return n_pages >= TS_MEMORY_SITE_PAGES &&
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
        if (is_boilerplate(n_words, counts[i], n_pages) && !is_everywhere(counts[i], n_pages))
            repeated += n_words;
    }
    return total == 0 || repeated * 100 > total * TS_MEMORY_MAX_PERCENT;
}

/* The counts, where a block that repeats an earlier one of its page has the count of that one. */
static const uint32_t *with_repeats(struct ts_arena *a, const struct ts_article *article,
                                    const uint32_t *counts)
{
    uint32_t *all = TS_NEW_ARRAY(a, article->n_blocks + 1, uint32_t);
    struct ts_map first = { .arena = a };

    for (size_t i = 0; i < article->n_blocks; i++) {
        if (!ts_block_is_text(&article->blocks[i]))
            continue;
        int64_t *count = ts_map_put(&first, hash_text(article->blocks[i].text));
        if (*count == 0)
            *count = counts[i];
        all[i] = (uint32_t)*count;
    }
    return all;
}

size_t ts_memory_apply(struct ts_arena *a, struct ts_article *article, const uint32_t *counts,
                       size_t n_pages)
{
    bool *is_gone = TS_NEW_ARRAY(a, article->n_blocks + 1, bool);
    size_t n_stripped = 0;

    counts = with_repeats(a, article, counts);
    if (repeats_a_page(article, counts, n_pages))
        return 0;
    for (size_t i = 0; i < article->n_blocks; i++) {
        struct ts_block *block = &article->blocks[i];
        size_t n_words = ts_utf8_count_words(block->text);
        if (!ts_block_is_text(block) || block->decided_by != TS_BY_EXTRACTOR ||
            !is_boilerplate(n_words, counts[i], n_pages))
            continue;
        block->is_kept = false;
        block->kind = TS_BLOCK_OTHER;
        block->reason = ts_arena_printf(a, "seen on %u pages of this site", (unsigned)counts[i]);
        article->n_words -= n_words < article->n_words ? n_words : article->n_words;
        is_gone[i] = true;
        n_stripped++;
    }
    return n_stripped + ts_strip_left_bare(article, is_gone);
}

/* ---- counts without a library ---- */

ts_str ts_memory_site(const struct ts_article *article)
{
    ts_str site = ts_url_site(article->canonical);

    return site.len > 0 ? site : ts_url_site(article->url);
}

static uint64_t block_key(uint64_t site, uint64_t hash)
{
    return ts_hash_bytes(&hash, sizeof hash, site);
}

void ts_tally_learn(struct ts_tally *t, const struct ts_article *article, const uint64_t *hashes)
{
    ts_str address = article->canonical.len > 0 ? article->canonical : article->url;
    uint64_t site = ts_str_hash(ts_memory_site(article));
    int64_t *times;

    if (ts_memory_site(article).len == 0)
        return;
    times = ts_map_put(&t->seen, ts_str_hash(address));
    if ((*times)++ > 0)
        return;
    (*ts_map_put(&t->counts, site))++;
    for (size_t i = 0; i < article->n_blocks; i++)
        if (hashes[i] != 0)
            (*ts_map_put(&t->counts, block_key(site, hashes[i])))++;
}

static size_t count_of(const struct ts_tally *t, uint64_t key)
{
    const int64_t *count = ts_map_find(&t->counts, key);

    return count ? (size_t)*count : 0;
}

size_t ts_tally_strip(struct ts_arena *a, const struct ts_tally *t, struct ts_article *article,
                      const uint64_t *hashes)
{
    uint64_t site = ts_str_hash(ts_memory_site(article));
    uint32_t *counts = TS_NEW_ARRAY(a, article->n_blocks + 1, uint32_t);

    for (size_t i = 0; i < article->n_blocks; i++)
        if (hashes[i] != 0)
            counts[i] = (uint32_t)count_of(t, block_key(site, hashes[i]));
    return ts_memory_apply(a, article, counts, count_of(t, site));
}
