/* What an extraction has found, copied into the caller's arena. */
#include "extraction_priv.h"

#include "implied_marks_priv.h"
#include "tearsheet/base/url.h"
#include "tearsheet/extract/extract.h"

ts_str ts_extraction_resolve(struct ts_extraction *x, ts_str address)
{
    if (x->n_target_bytes > TS_EXTRACT_MAX_TARGETS)
        return (ts_str){ 0 };
    ts_str url = ts_url_resolve(x->a, x->base, address);
    x->n_target_bytes += url.len;
    return url;
}

/* Those that are shown. */
static void copy_spans(struct ts_extraction *x, const struct ts_piece *p, struct ts_block *block)
{
    block->spans = TS_NEW_ARRAY(x->a, p->n_spans, struct ts_span);
    for (size_t i = 0; i < p->n_spans; i++) {
        struct ts_span *span = &block->spans[block->n_spans];
        *span = ts_piece_shown_span(p, p->spans[i]);
        if (span->kind == TS_SPAN_LINK)
            span->target = ts_extraction_resolve(x, p->spans[i].target);
        block->n_spans += span->len > 0;
    }
}

static void copy_block(struct ts_extraction *x, size_t i, struct ts_block *block)
{
    const struct ts_piece *p = &x->page.pieces.list[i];
    const struct ts_verdict *verdict = &x->verdicts[i];

    block->kind = x->kinds[i];
    block->is_kept = verdict->is_kept;
    block->decided_by = verdict->decided_by;
    block->is_header = p->is_header;
    block->level = p->level;
    block->number = p->number;
    block->score = verdict->score;
    block->text = ts_arena_str(x->a, ts_piece_shown(&x->scratch, p));
    block->reason = ts_arena_str(x->a, verdict->reason);
    if (!verdict->is_kept)
        return;
    copy_spans(x, p, block);
    ts_str image = p->image ? ts_image_address(p->image) : (ts_str){ 0 };
    if (image.len > 0)
        block->image = ts_extraction_resolve(x, image);
}

static void copy_fields(struct ts_extraction *x, struct ts_article *out)
{
    ts_str *fields[] = { &out->url,  &out->canonical, &out->title, &out->byline,
                         &out->lang, &out->site,      &out->image, &out->summary };

    for (size_t i = 0; i < TS_COUNT(fields); i++)
        if (fields[i]->len > 0)
            *fields[i] = ts_arena_str(x->a, *fields[i]);
}

struct ts_article ts_extraction_finish(struct ts_extraction *x)
{
    struct ts_article out = x->article;

    out.n_blocks = x->page.pieces.n;
    out.blocks = TS_NEW_ARRAY(x->a, out.n_blocks, struct ts_block);
    for (size_t i = 0; i < out.n_blocks; i++)
        copy_block(x, i, &out.blocks[i]);
    copy_fields(x, &out);
    ts_article_count_words(&out);
    return out;
}

void ts_extraction_set_lang(struct ts_extraction *x, struct ts_article *out)
{
    ts_str text = ts_article_text(&x->scratch, out);
    ts_str lang = ts_meta_lang(&x->scratch, out->lang, text);

    out->lang = lang.len > 0 ? ts_arena_str(x->a, lang) : (ts_str){ 0 };
}
