/* markup_priv.h - what kind of block a text is, by the elements around its start. */
#ifndef TEARSHEET_EXTRACT_MARKUP_PRIV_H
#define TEARSHEET_EXTRACT_MARKUP_PRIV_H

#include "blocks_priv.h"
#include "tearsheet/base/map.h"

/* What has to be remembered of a page's lists while it is walked.  Set `cues` and the arenas of the
 * maps. */
struct ts_markup {
    const uint32_t *cues;  /* of the page's nodes, by id */
    struct ts_map numbers; /* list item number by its node's id, of ordered lists */
    struct ts_map items;   /* ids of list items that have a block already */
};

/* Numbers the items of an ordered list; call it as the list is entered. */
void ts_markup_number_items(struct ts_markup *m, const struct ts_node *list);

/* Sets kind, level, number and image of a piece by the nearest telling element around its text;
 * leaves them where none tells.  Call it once a piece, in the order of the page. */
void ts_markup_judge(struct ts_markup *m, struct ts_piece *p);

#endif
