/* grow_priv.h - the tree of a page as it grows, node by node in the page's order. */
#ifndef TEARSHEET_EXTRACT_GROW_PRIV_H
#define TEARSHEET_EXTRACT_GROW_PRIV_H

#include "dom_priv.h"

/* A new node behind its sibling `before`, or the first child where that is NULL; the root where
 * `parent` is NULL.  `last_id` of those around it is the caller's to set. */
struct ts_node *ts_grow_node(struct ts_arena *a, struct ts_dom *dom, struct ts_node *parent,
                             struct ts_node *before);
/* Lists the nodes by id, when there will be no more: a list that grew would cost twice as much. */
void ts_grow_list(struct ts_arena *a, struct ts_dom *dom);

#endif
