/* elements_priv.h - what the elements of a page hold, and where in them a block is. */
#ifndef TEARSHEET_EXTRACT_ELEMENTS_PRIV_H
#define TEARSHEET_EXTRACT_ELEMENTS_PRIV_H

#include "features_priv.h"
#include "tearsheet/base/map.h"

/* One for each node of a page, which may have tens of thousands. */
struct ts_element {
    float text, links, good; /* letters of its blocks: all, in links, that read like an article's */
    uint32_t n_blocks, n_prompts, n_controls; /* controls: forms, buttons, fields */
};

struct ts_elements {
    const struct ts_page *page;
    struct ts_element *list; /* by node id */
    float all_good;          /* good letters of the page */
};

/* A container with the good text of its children by their tag and class. */
struct ts_container {
    const struct ts_node *node;
    float part;          /* of the good text, which it is the smallest to hold */
    struct ts_map boxes; /* ts_node_names() to letters */
};

/* No text yet, only controls.  In `a`; `page` is borrowed. */
struct ts_elements ts_elements_new(struct ts_arena *a, const struct ts_page *page);
/* Adds to each element what those inside it hold; before that each holds its own blocks alone. */
void ts_elements_sum(struct ts_elements *e);

/* The smallest element that holds `part` of the good text; the root if there is none. */
struct ts_container ts_elements_main(struct ts_arena *a, const struct ts_elements *e, float part);

/* Fills `under` of the row: steps up from `el` to each feature tag and cue. */
void ts_elements_put_under(const struct ts_elements *e, const struct ts_node *el,
                           struct ts_features *row);
/* Fills the features by level. */
void ts_elements_put_levels(const struct ts_elements *e, const struct ts_node *el, float *v);
/* The steps up from `el` to an element that holds the container's part of the good text, and
 * whether `el` is inside the container. */
void ts_elements_put_main(const struct ts_elements *e, const struct ts_node *el,
                          const struct ts_container *main, float *steps, float *is_inside);
/* Fills what tells of the box that `el` is in: inside the smaller container (the first) if there is
 * one, else inside the larger, else beside it. */
void ts_elements_put_boxes(const struct ts_elements *e, const struct ts_node *el,
                           const struct ts_container containers[2], struct ts_features *row);

/* Elements of the same tag and class have the same. */
uint64_t ts_node_names(const struct ts_node *n);

#endif
