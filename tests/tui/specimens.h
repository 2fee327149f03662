/* specimens.h - articles that are hard to set: all that type can do, text of many scripts, and text
 * that means harm. */
#ifndef TESTS_TUI_SPECIMENS_H
#define TESTS_TUI_SPECIMENS_H

#include "tearsheet/model/article.h"
#include "tearsheet/store/db.h"

struct specimen {
    const char *name; /* of its golden screens */
    struct ts_article article;
};

extern const struct specimen specimens[];
extern const size_t n_specimens;

/* Fills a library with them, each a story of its own, in the order of the front page. */
void specimens_fill(struct ts_db *db);

#endif
