/* blocks_priv.h - a page as a row of text blocks.
 *
 * A block is a run of inline text between two boundaries of block elements (or two line breaks). */
#ifndef TEARSHEET_EXTRACT_BLOCKS_PRIV_H
#define TEARSHEET_EXTRACT_BLOCKS_PRIV_H

#include "cues_priv.h"
#include "tearsheet/model/article.h"

struct ts_mark;

struct ts_piece {
    ts_str text;
    const struct ts_node *el; /* the nearest block element around its start */
    enum ts_block_kind kind;  /* as the markup has it: paragraph to caption */
    uint8_t level;            /* as in struct ts_block */
    uint16_t number;
    bool is_header;
    const struct ts_node *image; /* of captions: its <img>, or NULL */
    struct ts_span *spans;       /* targets as written */
    size_t n_spans;
    struct ts_mark *marks; /* what a reader sees beside the text: implied_marks_priv.h */
    size_t n_marks;
    size_t n_link_bytes; /* of the text, inside links and buttons */
    size_t n_links;
};

struct ts_pieces {
    struct ts_piece *list;
    size_t n;
    bool is_cut; /* there were more than TS_EXTRACT_MAX_BLOCKS */
};

/* Cuts what a browser would show of `dom` into blocks, in the page's order.  `cues` are those of
 * ts_cues_of().  `with_hidden` also takes what is hidden by attributes or class (of use when
 * nothing else is there). */
struct ts_pieces ts_pieces_of(struct ts_arena *a, const struct ts_dom *dom, const uint32_t *cues,
                              bool with_hidden);

/* The address of an image as it would be loaded, as written: lazy attributes first, the largest of
 * a srcset; empty for none and for data: addresses. */
ts_str ts_image_address(const struct ts_node *img);
/* The same of an element that microdata calls an image: an <img>, a <meta>, or an item that holds
 * one. */
ts_str ts_item_image_address(const struct ts_node *n);

#endif
