/* voices.c - who says what in a story, and the numbers in which its reports differ. */
#include "digest_priv.h"
#include "tearsheet/base/date.h"

#include "ui_priv.h"

static ts_str source_of(struct ts_arena *a, const struct ts_digest *d, size_t report)
{
    return ts_arena_printf(a, "%.*s, %.*s", TS_FMT(d->reports[report].site),
                           TS_FMT(ts_when_short(a, d->reports[report].at)));
}

/* A row a number; what is counted stands once. */
static void add_dispute(struct text_builder *b, const struct ts_digest *d,
                        const struct ts_dispute *dispute)
{
    for (size_t i = 0; i < dispute->n; i++) {
        const struct ts_figure *f = &dispute->figures[i];
        ts_str what = { 0 };
        if (i == 0)
            what = ts_arena_printf(b->arena, "%.*s: %s", TS_FMT(dispute->matter),
                                   dispute->is_correction ? "corrected" : "disputed");
        text_add(b, TS_BLOCK_TABLE_ROW,
                 ts_arena_printf(b->arena, "%.*s\t%.*s\t%.*s\t%.*s", TS_FMT(what), TS_FMT(f->text),
                                 TS_FMT(d->reports[f->report].site),
                                 TS_FMT(ts_when_short(b->arena, d->reports[f->report].at))));
    }
}

static void add_numbers(struct text_builder *b, const struct ts_digest *d)
{
    text_add(b, TS_BLOCK_HEADING, TS_STR("Numbers that differ"));
    if (d->n_disputes == 0)
        text_add(b, TS_BLOCK_PARAGRAPH, TS_STR("None was found."));
    else
        text_add(b, TS_BLOCK_TABLE_ROW, TS_STR("What\tNumber\tOutlet\tWhen"))->is_header = true;
    for (size_t i = 0; i < d->n_disputes; i++)
        add_dispute(b, d, &d->disputes[i]);
}

static void add_saying(struct text_builder *b, const struct ts_digest *d,
                       const struct ts_saying *saying, bool ascii)
{
    ts_str more = { 0 };

    if (saying->n_reports > 1)
        more = ts_arena_printf(b->arena, ", in %zu reports", saying->n_reports);
    text_add(b, TS_BLOCK_QUOTE,
             ts_arena_printf(b->arena, "%s%.*s%s (%.*s%.*s)", ascii ? "\"" : "“",
                             TS_FMT(saying->text), ascii ? "\"" : "”",
                             TS_FMT(source_of(b->arena, d, saying->report)), TS_FMT(more)));
}

static void add_sayings(struct text_builder *b, const struct ts_digest *d, bool ascii)
{
    ts_str speaker = { 0 };

    text_add(b, TS_BLOCK_HEADING, TS_STR("Who says what"));
    if (d->n_sayings == 0)
        text_add(b, TS_BLOCK_PARAGRAPH, TS_STR("Nobody is quoted."));
    for (size_t i = 0; i < d->n_sayings; i++) {
        const struct ts_saying *saying = &d->sayings[i];
        ts_str name = saying->speaker.len > 0 ? saying->speaker : TS_STR("Without a name");
        if (i == 0 || !ts_str_eq(name, speaker)) {
            struct ts_block *block = text_add(b, TS_BLOCK_PARAGRAPH, ts_arena_str(b->arena, name));
            block->spans = TS_NEW(b->arena, struct ts_span);
            *block->spans = (struct ts_span){ .len = (uint32_t)name.len, .kind = TS_SPAN_STRONG };
            block->n_spans = 1;
        }
        speaker = name;
        add_saying(b, d, saying, ascii);
    }
}

static void fill(struct text_builder *b, const struct ts_digest *d, bool ascii)
{
    text_add(b, TS_BLOCK_TITLE, ts_arena_str(b->arena, d->headline));
    add_numbers(b, d);
    add_sayings(b, d, ascii);
    if (d->n_left_out > 0)
        text_add(b, TS_BLOCK_PARAGRAPH,
                 ts_arena_printf(b->arena, "%zu later reports were not read.", d->n_left_out));
}

void ui_open_voices(struct ts_ui *ui, const struct subject *subject)
{
    digest_open(ui, subject, fill, "Who says what");
}
