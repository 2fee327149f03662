/* boxes_priv.h - the elements between the article's paragraphs that are not like them. */
#ifndef TEARSHEET_EXTRACT_BOXES_PRIV_H
#define TEARSHEET_EXTRACT_BOXES_PRIV_H

#include "classify_priv.h"

/* True if the two blocks are made alike: the same element, or elements of the same tags and classes
 * up to one that holds both; that one is put into `*holder` (may be NULL). */
bool ts_is_made_alike(const struct ts_piece *p, const struct ts_piece *other,
                      const struct ts_node **holder);

/* Strips boxes that ask for money or addresses, point elsewhere or advertise: each as a whole.
 * Reasons are in `a`. */
void ts_strip_boxes(struct ts_arena *a, const struct ts_page *page, const struct ts_features *rows,
                    struct ts_verdict *verdicts);

#endif
