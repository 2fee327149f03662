/* searches.h - searches that a reader keeps, by name.  All changes can be undone. */
#ifndef TEARSHEET_STORE_SEARCHES_H
#define TEARSHEET_STORE_SEARCHES_H

#include "tearsheet/store/db.h"

struct ts_saved_search {
    int64_t id;
    ts_str name;
    ts_str query; /* see search.h */
    size_t n_articles;
    size_t n_unread;
};

/* All of them by name, with what they find now. */
TS_CHECKED enum ts_rc ts_searches_list(struct ts_arena *a, struct ts_db *db,
                                       struct ts_saved_search **out, size_t *n, struct ts_err *err);

/* Keeps a search; one of that name (case does not count) gets the new query.  TS_ERR_ARG for a name
 * that is empty, longer than 60 bytes or has control characters, and for a query that is not
 * well-formed. */
TS_CHECKED enum ts_rc ts_saved_search_put(struct ts_db *db, ts_str name, ts_str query,
                                          struct ts_err *err);
/* TS_ERR_NOTFOUND when there is none. */
TS_CHECKED enum ts_rc ts_saved_search_remove(struct ts_db *db, int64_t id, struct ts_err *err);

#endif
