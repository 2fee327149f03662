/* Blocks are added behind those of the page; what they stand for is no longer kept. */
#include "told_priv.h"

#include "tearsheet/base/utf8.h"

size_t ts_told_kept_bytes(const struct ts_article *article)
{
    size_t n = 0;

    for (size_t i = 0; i < article->n_blocks; i++)
        n += ts_block_is_text(&article->blocks[i]) ? article->blocks[i].text.len : 0;
    return n;
}

static void push_paragraphs(struct ts_arena *a, struct ts_article *out, ts_str body, ts_str reason)
{
    size_t cap = out->n_blocks;
    ts_str paragraph;

    while (ts_str_split(&body, '\n', &paragraph)) {
        ts_str text = ts_utf8_squeeze(a, paragraph);
        if (text.len == 0)
            continue;
        struct ts_block *block = TS_PUSH(a, out->blocks, out->n_blocks, cap);
        *block = (struct ts_block){ .is_kept = true, .score = 1, .text = text };
        block->reason = reason;
    }
    ts_article_count_words(out);
}

/* A short one is so only where next to nothing is shown: "Loading...". */
static bool is_worth(ts_str body, size_t kept)
{
    return body.len >= TS_TOLD_MIN_BODY_BYTES
               ? kept * 2 <= body.len
               : body.len >= TS_TOLD_MIN_SHORT_BYTES && kept * 4 <= body.len;
}

void ts_told_body(struct ts_arena *a, ts_str body, struct ts_article *out)
{
    if (!is_worth(body, ts_told_kept_bytes(out)))
        return;
    for (size_t i = 0; i < out->n_blocks; i++) {
        struct ts_block *block = &out->blocks[i];
        if (!ts_block_is_text(block) || block->decided_by != TS_BY_EXTRACTOR)
            continue;
        block->is_kept = false;
        block->kind = TS_BLOCK_OTHER;
        block->reason = TS_STR("less than the page's data tell");
    }
    push_paragraphs(a, out, body, TS_STR("from the page's data"));
}

static void use_captions(struct ts_article *out)
{
    for (size_t i = 0; i < out->n_blocks; i++) {
        struct ts_block *block = &out->blocks[i];
        if (block->is_kept && block->kind == TS_BLOCK_CAPTION && block->text.len > 0)
            block->kind = TS_BLOCK_PARAGRAPH;
    }
    ts_article_count_words(out);
}

bool ts_told_rescue(struct ts_arena *a, ts_str summary, struct ts_article *out)
{
    if (ts_told_kept_bytes(out) > 0)
        return false;
    use_captions(out);
    if (ts_told_kept_bytes(out) > 0 || summary.len < TS_TOLD_MIN_SUMMARY_BYTES)
        return false;
    push_paragraphs(a, out, summary, TS_STR("the page's description, all that it has"));
    return true;
}
