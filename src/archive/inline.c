/* Spans are sorted by where they start.  Those that are open are a stack: one that reaches beyond
 * the one around it is cut there, since no format can write spans that overlap. */
#include "inline_priv.h"

enum { MAX_NESTED = 8 }; /* deeper spans are written without their markup */

struct open_span {
    const struct ts_span *span;
    size_t end;
};

struct walk {
    struct ts_buf *out;
    const struct inline_writer *writer;
    ts_str text;
    size_t pos;
    struct open_span open[MAX_NESTED];
    size_t n_open;
};

static void text_up_to(struct walk *w, size_t end)
{
    if (end > w->pos)
        w->writer->text(w->out, ts_str_sub(w->text, w->pos, end - w->pos));
    w->pos = end > w->pos ? end : w->pos;
}

/* Closes the spans that end at or before `at`, the innermost first. */
static void close_up_to(struct walk *w, size_t at)
{
    while (w->n_open > 0 && w->open[w->n_open - 1].end <= at) {
        const struct open_span *innermost = &w->open[--w->n_open];
        text_up_to(w, innermost->end);
        w->writer->close(w->out, innermost->span);
    }
}

static void open_span(struct walk *w, const struct ts_span *span)
{
    size_t end = (size_t)span->start + span->len;
    size_t limit = w->n_open > 0 ? w->open[w->n_open - 1].end : w->text.len;

    if (span->len == 0 || span->start >= w->text.len || w->n_open == MAX_NESTED)
        return;
    text_up_to(w, span->start);
    w->writer->open(w->out, span);
    w->open[w->n_open++] = (struct open_span){ span, end < limit ? end : limit };
}

void inline_write(struct ts_buf *out, const struct ts_block *block,
                  const struct inline_writer *writer)
{
    struct walk w = { .out = out, .writer = writer, .text = block->text };

    for (size_t i = 0; i < block->n_spans; i++) {
        close_up_to(&w, block->spans[i].start);
        open_span(&w, &block->spans[i]);
    }
    close_up_to(&w, block->text.len);
    text_up_to(&w, block->text.len);
}
