/* layout_priv.h - what the parts of the layout share. */
#ifndef TEARSHEET_TUI_LAYOUT_PRIV_H
#define TEARSHEET_TUI_LAYOUT_PRIV_H

#include "tearsheet/base/map.h"
#include "tearsheet/tui/layout.h"

struct layout_builder {
    struct ts_arena *arena;
    const struct ts_layout_options *options;
    int cols;
    struct ts_layout *out;
    size_t flows_cap;
    size_t rows_cap;
    size_t links_cap;
    struct ts_map link_numbers; /* target to number */
};

/* The text of a block as it is shown, with its runs; registers its links. */
struct ts_flow layout_flow(struct layout_builder *b, const struct ts_block *block, size_t index);

/* An address as a text of at most `cols` columns, with its number as a link in front. */
struct ts_flow layout_address(struct layout_builder *b, ts_str address, int cols, size_t index);

/* Adds a flow, and the rows it wraps to: `first` stands in front of the first, `next` in front of
 * the others. */
void layout_put(struct layout_builder *b, struct ts_flow flow, ts_str first, ts_str next,
                enum ts_role prefix_role);
/* The same in one row a line of the text, however long. */
void layout_put_unwrapped(struct layout_builder *b, struct ts_flow flow, ts_str prefix,
                          enum ts_role prefix_role);
void layout_put_blank(struct layout_builder *b);

/* The rows of one table, blocks[0..n). */
void layout_table(struct layout_builder *b, const struct ts_block *blocks, size_t n, size_t index);

#endif
