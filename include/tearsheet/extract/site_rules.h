/* site_rules.h - what a reader wants kept or stripped on the pages of a site.
 *
 * A rule is "SITE keep|strip SELECTOR".  It decides about all blocks inside what the selector
 * selects, whatever else speaks for or against them; of several rules the last one counts. */
#ifndef TEARSHEET_EXTRACT_SITE_RULES_H
#define TEARSHEET_EXTRACT_SITE_RULES_H

#include "tearsheet/extract/selector.h"
#include "tearsheet/model/article.h"

struct ts_site_rule {
    ts_str site; /* "example.org": that host and those below it; "*": all sites */
    bool is_keep;
    const struct ts_selector *selector;
    ts_str words; /* "strip .promo", for reasons shown */
    int line;     /* of the file that it stands in; 0 for none */
};

/* In the order of the file. */
struct ts_site_rules {
    struct ts_site_rule *list;
    size_t n;
};

/* Reads "SITE keep|strip SELECTOR" into `a`; `line` stays 0.  TS_ERR_ARG says what is wrong. */
TS_CHECKED enum ts_rc ts_site_rule_parse(struct ts_arena *a, ts_str text, struct ts_site_rule *out,
                                         struct ts_err *err);

/* The host that rules for a page go by: of its address or, where that has none (a file), of the one
 * that the page calls its own.  May be empty. */
ts_str ts_site_of_page(const struct ts_article *article);

/* A selector for a rule that keeps block `i` of `article`, which ts_extract() made of this page,
 * and as few others that were stripped as can be: by a name of the element that holds it or of one
 * around it.  Empty if none has a name, or the block is not from the page's markup.  In `a`. */
ts_str ts_site_rule_propose(struct ts_arena *a, ts_str html, ts_str page_url,
                            const struct ts_article *article, size_t i);

#endif
