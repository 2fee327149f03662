/* fuzz_extract.c - any bytes as a page and as a feed's body.  Blocks have text, scores are shares,
 * and spans lie inside their block. */
#include "fuzz.h"

#include "tearsheet/base/utf8.h"
#include "tearsheet/extract/extract.h"

static void must_be_sound(const struct ts_article *article)
{
    MUST(article->n_blocks > 0);
    for (size_t i = 0; i < article->n_blocks; i++) {
        const struct ts_block *block = &article->blocks[i];
        MUST(block->text.len > 0 && ts_utf8_is_valid(block->text));
        MUST(block->score >= 0 && block->score <= 1);
        for (size_t k = 0; k < block->n_spans; k++)
            MUST((size_t)block->spans[k].start + block->spans[k].len <= block->text.len);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ts_arena a = { 0 };
    struct ts_article article = { 0 };
    ts_str html = ts_utf8_repair(&a, (ts_str){ (const char *)data, size });
    ts_str url = TS_STR("https://h.example/a");

    if (ts_extract(&a, html, url, &article, NULL) == TS_OK)
        must_be_sound(&article);
    if (ts_extract_fragment(&a, html, url, &article, NULL) == TS_OK)
        must_be_sound(&article);
    ts_arena_done(&a);
    return 0;
}
