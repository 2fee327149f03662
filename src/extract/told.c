/* Blocks are added behind those of the page; what they stand for is no longer kept. */
#include "told_priv.h"

#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/extract/extract.h"

enum { MAX_PLACEHOLDER = 60 };

size_t ts_told_kept_bytes(const struct ts_article *article)
{
    size_t n = 0;

    for (size_t i = 0; i < article->n_blocks; i++)
        n += ts_block_is_text(&article->blocks[i]) ? article->blocks[i].text.len : 0;
    return n;
}

bool ts_told_is_placeholder(ts_str text)
{
    if (text.len < 5 || text.len > MAX_PLACEHOLDER || ts_str_find_char(text, ' ', 0) != TS_NPOS)
        return false;
    return strchr("$#[{%@", text.ptr[0]) && text.ptr[1] == text.ptr[0] &&
           strchr("$#]}%@", text.ptr[text.len - 1]);
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

/* With a tag for each paragraph, where there are only lines between the other tags. */
static ts_str with_paragraphs(struct ts_arena *a, ts_str markup)
{
    struct ts_buf html = { 0 };

    if (ts_str_has_nocase(markup, "<p>") || ts_str_has_nocase(markup, "<p ") ||
        ts_str_has_nocase(markup, "<div"))
        return markup;
    for (size_t i = 0; i < markup.len; i++) {
        if (markup.ptr[i] == '\n' || ts_str_starts_nocase(ts_str_skip(markup, i), "<br"))
            ts_buf_puts(&html, "<p>");
        ts_buf_putc(&html, markup.ptr[i]);
    }
    ts_str result = ts_buf_take(&html, a);
    ts_buf_done(&html);
    return result;
}

/* False if the markup cannot be read, or a third of the body is not found in it. */
static bool push_blocks(struct ts_arena *a, struct ts_article *out,
                        const struct ts_meta_hints *hints, ts_str base, ts_str reason)
{
    size_t cap = out->n_blocks;
    struct ts_article found;

    if (hints->markup.len == 0 ||
        ts_extract_fragment(a, with_paragraphs(a, hints->markup), base, &found, NULL) != TS_OK ||
        ts_told_kept_bytes(&found) * 3 < hints->body.len * 2)
        return false;
    for (size_t i = 0; i < found.n_blocks; i++) {
        struct ts_block *block = &found.blocks[i];
        if (!block->is_kept || ts_told_is_placeholder(block->text))
            continue;
        block->reason = reason;
        *TS_PUSH(a, out->blocks, out->n_blocks, cap) = *block;
    }
    ts_article_count_words(out);
    return true;
}

/* A short one is so only where next to nothing is shown: "Loading...". */
static bool is_worth(ts_str body, size_t kept)
{
    return body.len >= TS_TOLD_MIN_BODY_BYTES
               ? kept * 2 <= body.len
               : body.len >= TS_TOLD_MIN_SHORT_BYTES && kept * 4 <= body.len;
}

void ts_told_body(struct ts_arena *a, const struct ts_meta_hints *hints, ts_str base,
                  struct ts_article *out)
{
    ts_str reason = TS_STR("from the page's data");

    if (!is_worth(hints->body, ts_told_kept_bytes(out)))
        return;
    for (size_t i = 0; i < out->n_blocks; i++) {
        struct ts_block *block = &out->blocks[i];
        if (!ts_block_is_text(block) || block->decided_by != TS_BY_EXTRACTOR)
            continue;
        block->is_kept = false;
        block->kind = TS_BLOCK_OTHER;
        block->reason = TS_STR("less than the page's data tell");
    }
    if (!push_blocks(a, out, hints, base, reason))
        push_paragraphs(a, out, hints->body, reason);
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
