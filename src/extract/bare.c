/* From the end to the beginning: a heading is bare if what is kept behind it is a heading that is
 * not below it, or nothing. */
#include "bare_priv.h"

static bool is_section_of(const struct ts_block *next, const struct ts_block *heading)
{
    return next && (next->kind != TS_BLOCK_HEADING || next->level > heading->level);
}

size_t ts_strip_left_bare(struct ts_article *article, const bool *is_gone)
{
    const struct ts_block *next = NULL; /* kept, the first behind */
    bool has_gone = false;              /* something between here and `next` */
    size_t n_stripped = 0;

    for (size_t i = article->n_blocks; i-- > 0;) {
        struct ts_block *block = &article->blocks[i];
        if (!block->is_kept) {
            has_gone |= is_gone[i];
        } else if (block->kind == TS_BLOCK_HEADING && block->decided_by == TS_BY_EXTRACTOR &&
                   has_gone && !is_section_of(next, block)) {
            block->is_kept = false;
            block->kind = TS_BLOCK_OTHER;
            block->reason = TS_STR("heading of what was stripped");
            n_stripped++;
        } else {
            next = block;
            has_gone = false;
        }
    }
    if (n_stripped > 0)
        ts_article_count_words(article);
    return n_stripped;
}
