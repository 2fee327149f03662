/* text_builder.c - texts that are put together here. */
#include "text_builder_priv.h"

#include "tearsheet/base/utf8.h"

struct ts_block *text_add(struct text_builder *b, enum ts_block_kind kind, ts_str text)
{
    struct ts_block *block = TS_PUSH(b->arena, b->blocks, b->n, b->cap);

    block->kind = kind;
    block->is_kept = true;
    block->level = 1;
    block->text = text;
    return block;
}

void text_add_row(struct text_builder *b, ts_str first, ts_str second, ts_str third)
{
    if (second.len == 0)
        return;
    ts_str text = ts_arena_printf(b->arena, "%.*s\t%.*s", TS_FMT(first),
                                  TS_FMT(ts_utf8_squeeze(b->arena, second)));
    if (third.len > 0)
        text = ts_arena_printf(b->arena, "%.*s\t%.*s", TS_FMT(text), TS_FMT(third));
    text_add(b, TS_BLOCK_TABLE_ROW, text);
}
