/* reports.h - a library with one story, report by report. */
#ifndef TESTS_APP_REPORTS_H
#define TESTS_APP_REPORTS_H

#include "support/support.h"

#include "tearsheet/store/articles.h"
#include "tearsheet/store/db.h"

#define S(text)                  \
    {                            \
        (text), sizeof(text) - 1 \
    }
#define PARAGRAPH(words)                                              \
    {                                                                 \
        .kind = TS_BLOCK_PARAGRAPH, .is_kept = true, .text = S(words) \
    }

struct library {
    struct ts_arena a;
    const char *dir;
    struct ts_db *db;
    int64_t story_id; /* 0 before the first report */
    int64_t ids[4];   /* of its reports */
    size_t n;
};

void reports_open(struct library *l);
void reports_close(struct library *l);
/* A report of an outlet of that name; `copy_of` is the article that it is a copy of, or 0. */
int64_t reports_put(struct library *l, const char *outlet, struct ts_block *blocks, size_t n,
                    int64_t at, int64_t copy_of);

#endif
