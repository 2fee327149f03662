/* tags.h - a reader's own words on stories and articles.
 *
 * A story's tag is inherited by its reports, those to come too.  Names are compared without case
 * and accents.  All changes can be undone. */
#ifndef TEARSHEET_STORE_TAGS_H
#define TEARSHEET_STORE_TAGS_H

#include "tearsheet/store/picked.h"

struct ts_tag {
    int64_t id;
    ts_str name;
    char letter;   /* a-z, A-Z or 0-9: toggles it; 0 none */
    ts_str colour; /* as a theme names colours, or empty */
    bool is_muted; /* what carries it is left out of the front page */
    size_t n_articles;
    size_t n_stories;
    size_t n_unread; /* articles */
};

/* All of them by name. */
TS_CHECKED enum ts_rc ts_tags_list(struct ts_arena *a, struct ts_db *db, struct ts_tag **out,
                                   size_t *n, struct ts_err *err);
/* Those whose name, or a word in it, begins with `prefix`: most used first. */
TS_CHECKED enum ts_rc ts_tags_complete(struct ts_arena *a, struct ts_db *db, ts_str prefix,
                                       struct ts_tag **out, size_t *n, struct ts_err *err);
/* TS_ERR_NOTFOUND when there is none. */
TS_CHECKED enum ts_rc ts_tag_get(struct ts_arena *a, struct ts_db *db, int64_t id,
                                 struct ts_tag *out, struct ts_err *err);
TS_CHECKED enum ts_rc ts_tag_find(struct ts_db *db, ts_str name, int64_t *out_id,
                                  struct ts_err *err);
TS_CHECKED enum ts_rc ts_tag_find_letter(struct ts_db *db, char letter, int64_t *out_id,
                                         struct ts_err *err);

/* The tag of that name, made with a free letter of its own if there is none yet.  TS_ERR_ARG for a
 * name that is empty, longer than 60 bytes, or has control characters or commas. */
TS_CHECKED enum ts_rc ts_tag_put(struct ts_db *db, ts_str name, int64_t *out_id,
                                 struct ts_err *err);
/* A letter for a tag of that name which no tag has: from the name if possible; 0 when all are
 * taken. */
TS_CHECKED enum ts_rc ts_tag_free_letter(struct ts_db *db, ts_str name, char *out,
                                         struct ts_err *err);
/* Letter 0 takes it away.  TS_ERR_ARG when another tag has it (which one is said). */
TS_CHECKED enum ts_rc ts_tag_put_letter(struct ts_db *db, int64_t id, char letter,
                                        struct ts_err *err);
TS_CHECKED enum ts_rc ts_tag_put_colour(struct ts_db *db, int64_t id, ts_str colour,
                                        struct ts_err *err);
TS_CHECKED enum ts_rc ts_tag_put_muted(struct ts_db *db, int64_t id, bool is_muted,
                                       struct ts_err *err);
/* TS_ERR_ARG when another tag has that name. */
TS_CHECKED enum ts_rc ts_tag_rename(struct ts_db *db, int64_t id, ts_str name, struct ts_err *err);
/* Takes it off everything. */
TS_CHECKED enum ts_rc ts_tag_remove(struct ts_db *db, int64_t id, struct ts_err *err);

/* Puts the tag on, or takes it off if it is on; `*is_on` (may be NULL) says which. */
TS_CHECKED enum ts_rc ts_tag_toggle_article(struct ts_db *db, int64_t tag_id, int64_t article_id,
                                            bool *is_on, struct ts_err *err);
TS_CHECKED enum ts_rc ts_tag_toggle_story(struct ts_db *db, int64_t tag_id, int64_t story_id,
                                          bool *is_on, struct ts_err *err);
/* Puts the tag on all that was picked, or takes it off if all have it, as one change.  `*n` (may be
 * NULL) is how many articles and stories changed. */
TS_CHECKED enum ts_rc ts_tag_toggle_picked(struct ts_db *db, int64_t tag_id,
                                           const struct ts_picked *picked, bool *is_on, size_t *n,
                                           struct ts_err *err);

#endif
