/* front_priv.h - how much a link looks like one to an article. */
#ifndef TEARSHEET_EXTRACT_FRONT_PRIV_H
#define TEARSHEET_EXTRACT_FRONT_PRIV_H

#include "dom_priv.h"

/* What is known of one link. */
struct front_link {
    ts_str url;   /* canonical */
    ts_str title; /* the headline, as plain text */
    bool is_in_heading;
    bool is_in_item; /* in an <article> or a list item of its own */
};

/* True if an article of the site of `page_url` can be at `url`: another page of the same site or
 * of a host below it, whose path is not that of a section, a form, or a file of another kind. */
bool front_is_candidate(ts_str url, ts_str page_url);

/* True if address and words together say that the link leads to an article. */
bool front_is_article(const struct front_link *link);

/* Words that stand on links to articles without telling of them: "Read more", "12 comments". */
bool front_is_empty_phrase(ts_str text);

#endif
