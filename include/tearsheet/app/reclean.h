/* reclean.h - stored pages cleaned again: by today's extractor, the rules of today, and what the
 * site is known to repeat.  What the reader put back stays. */
#ifndef TEARSHEET_APP_RECLEAN_H
#define TEARSHEET_APP_RECLEAN_H

#include "tearsheet/extract/site_rules.h"
#include "tearsheet/store/articles.h"

struct ts_recleaned {
    int64_t id;
    struct ts_article before;
    struct ts_article after;
    bool is_changed; /* there is something to put */
};

/* Looks what would become of an article, and writes nothing.  TS_ERR_NOTFOUND when there is no such
 * article, or its page was not kept; other errors are those of ts_extract(). */
TS_CHECKED enum ts_rc ts_reclean_look(struct ts_arena *a, struct ts_db *db,
                                      const struct ts_site_rules *rules, int64_t article_id,
                                      struct ts_recleaned *out, struct ts_err *err);

/* Puts it into the library.  Its story stays; the search index is to be brought up to date. */
TS_CHECKED enum ts_rc ts_reclean_put(struct ts_db *db, const struct ts_recleaned *r,
                                     struct ts_err *err);

#endif
