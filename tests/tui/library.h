/* library.h - a small library to draw: invented outlets, every kind of block, texts in several
 * scripts, and some that mean harm. */
#ifndef TESTS_TUI_LIBRARY_H
#define TESTS_TUI_LIBRARY_H

#include "support/support.h"

#include "tearsheet/store/db.h"

/* A slice of a literal, for tables. */
#define S(text)                  \
    {                            \
        (text), sizeof(text) - 1 \
    }

extern const int64_t library_now_at; /* 10 March 2025, 12:00 UTC: when it is read */

void library_fill(struct ts_db *db);
/* Puts an item of a source; returns its article. */
int64_t library_put(struct ts_db *db, int64_t source_id, const char *id, const char *title,
                    int64_t at);
/* Gives it a text: every kind of block if `is_long`, one paragraph otherwise. */
void library_text(struct ts_db *db, int64_t id, const char *title, const char *site, int64_t at,
                  bool is_long);

#endif
