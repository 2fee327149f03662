/* meta_priv.h - what a page says about itself: title, authors, dates, language, outlet. */
#ifndef TEARSHEET_EXTRACT_META_PRIV_H
#define TEARSHEET_EXTRACT_META_PRIV_H

#include "dom_priv.h"
#include "tearsheet/model/article.h"

/* What the page says beside the fields of an article: an oracle for its completeness. */
struct ts_meta_hints {
    ts_str body;     /* plain text of articleBody, paragraphs as written; often cut or empty */
    ts_str markup;   /* the body as HTML, where it is written so; else empty */
    size_t n_words;  /* wordCount, 0 if not told */
    ts_str next_url; /* the next page of this article (rel=next), absolute, or empty */
    bool is_article; /* og:type calls the page one */
    bool is_other;   /* og:type calls the page something else */
    bool is_paid;    /* isAccessibleForFree is false, or content_tier is locked */
    const struct ts_node *headline; /* the element whose text is the title, or NULL */
    const struct ts_node *byline;   /* the element the authors were read from, or NULL */
    const struct ts_node *dateline; /* the element the date was read from or agrees with, or NULL */
};

/* Fills url, canonical, title, byline, published, modified, lang, site, image and summary of `out`
 * and nothing else; what the page does not tell is empty (title and site only if there is no text
 * and no address at all).  `page_url` is absolute, or empty.  Dates more than two days behind
 * `now_at` and before 1990 are not believed.  All of it lives in `a` or in the page. */
void ts_meta_read(struct ts_arena *a, const struct ts_dom *dom, ts_str page_url, int64_t now_at,
                  struct ts_article *out, struct ts_meta_hints *hints);

/* The two-letter language of an article: what the page declared unless `text`, if it is long enough
 * to tell, is plainly in another. */
ts_str ts_meta_lang(struct ts_arena *a, ts_str declared, ts_str text);

#endif
