#include "tearsheet/extract/join.h"

#include "tearsheet/base/map.h"
#include "tearsheet/base/utf8.h"
#include "title_priv.h"

/* The worse of two; partial and stub are parts, whatever the other is. */
static enum ts_completeness worse_of(enum ts_completeness one, enum ts_completeness other)
{
    return one == TS_COMPLETE_FULL ? other : one;
}

/* "Storm (page 2)" is called "Storm", too. */
static bool has_its_title(const struct ts_article *io, const struct ts_article *next)
{
    struct ts_arena scratch = { 0 };
    ts_str one = ts_title_key(&scratch, io->title), other = ts_title_key(&scratch, next->title);
    bool is_same = one.len == 0 || other.len == 0 || ts_str_find(one, other, 0) != TS_NPOS ||
                   ts_str_find(other, one, 0) != TS_NPOS;

    ts_arena_done(&scratch);
    return is_same;
}

static bool belongs(const struct ts_block *block)
{
    return block->is_kept && block->kind != TS_BLOCK_TITLE && block->kind != TS_BLOCK_BYLINE;
}

/* Puts the next page's blocks behind those that are there, but for what these have already; returns
 * how many of them are text. */
static size_t add_new_blocks(struct ts_arena *a, struct ts_article *io,
                             const struct ts_article *next)
{
    struct ts_arena scratch = { 0 };
    struct ts_map there = { .arena = &scratch };
    struct ts_block *blocks = TS_NEW_ARRAY(a, io->n_blocks + next->n_blocks, struct ts_block);
    size_t n_new = 0;

    for (size_t i = 0; i < io->n_blocks; i++) {
        *ts_map_put(&there, ts_str_hash(io->blocks[i].text)) = 1;
        blocks[i] = io->blocks[i];
    }
    io->blocks = blocks;
    for (size_t i = 0; i < next->n_blocks; i++) {
        const struct ts_block *block = &next->blocks[i];
        if (!belongs(block) || ts_map_find(&there, ts_str_hash(block->text)))
            continue;
        blocks[io->n_blocks++] = *block;
        n_new += ts_block_is_text(block);
    }
    ts_arena_done(&scratch);
    return n_new;
}

bool ts_article_join(struct ts_arena *a, struct ts_article *io, const struct ts_article *next)
{
    struct ts_article joined = *io;

    if (add_new_blocks(a, &joined, next) == 0 || !has_its_title(io, next))
        return false;
    ts_article_count_words(&joined);
    joined.next_url = next->next_url;
    joined.page_completeness = worse_of(io->page_completeness, next->page_completeness);
    joined.completeness = joined.next_url.len > 0
                              ? worse_of(joined.page_completeness, TS_COMPLETE_PARTIAL)
                              : joined.page_completeness;
    *io = joined;
    return true;
}
