/* text_builder_priv.h - blocks for texts that are put together here. */
#ifndef TEARSHEET_TUI_TEXT_BUILDER_PRIV_H
#define TEARSHEET_TUI_TEXT_BUILDER_PRIV_H

#include "tearsheet/base/arena.h"
#include "tearsheet/model/article.h"

struct text_builder {
    struct ts_arena *arena;
    struct ts_block *blocks;
    size_t n;
    size_t cap;
};
struct ts_block *text_add(struct text_builder *b, enum ts_block_kind kind, ts_str text);
/* A row of a table of two or three columns; empty cells at the end are left out. */
void text_add_row(struct text_builder *b, ts_str first, ts_str second, ts_str third);

#endif
