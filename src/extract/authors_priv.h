/* authors_priv.h - who wrote an article, as its page tells and shows it. */
#ifndef TEARSHEET_EXTRACT_AUTHORS_PRIV_H
#define TEARSHEET_EXTRACT_AUTHORS_PRIV_H

#include "jsonld_priv.h"
#include "scan_priv.h"

struct ts_author_sources {
    const struct ts_dom *dom;
    const struct ts_scan *scan;
    const struct ts_ld *ld;
    ts_str site;                    /* the outlet's name, which is no author */
    const struct ts_node *headline; /* or NULL */
};

/* The names, parted by "; ": the persons of JSON-LD, else those of <meta>, else of elements called
 * byline and links to authors, else behind "By" near the headline, else the organizations of
 * JSON-LD.  A login name gives way to a name in the byline.  The outlet's name is an author only
 * where it is told to be a person's and can be one.  `*node` is the element that shows them, or
 * NULL. */
ts_str ts_authors_of(struct ts_arena *a, const struct ts_author_sources *sources,
                     const struct ts_node **node);

#endif
