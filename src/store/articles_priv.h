/* articles_priv.h - what the sources about articles share. */
#ifndef TEARSHEET_STORE_ARTICLES_PRIV_H
#define TEARSHEET_STORE_ARTICLES_PRIV_H

#include "stmt_priv.h"
#include "tearsheet/store/articles.h"

/* articles.page_state; the numbers are in the file, and in the index of wanted ones. */
enum ts_page_state {
    TS_PAGE_WANTED = 0,
    TS_PAGE_DONE = 1,     /* read, or there is none to read */
    TS_PAGE_GIVEN_UP = 2, /* not to be asked for again */
};

/* articles.is_hidden; the numbers are in the file. */
enum ts_hidden {
    TS_HIDDEN_NOT = 0,
    TS_HIDDEN_SOURCE = 1, /* all its sources are: only their own lists, tags and searches have it */
    TS_HIDDEN_PURGED = 2, /* nothing has it */
};

/* Words TS_ERR_NOTFOUND, and returns it. */
enum ts_rc ts_no_article(int64_t id, struct ts_err *err);

/* What lists sort by: when it was published, or when it was found if that is not known or in the
 * future. */
int64_t ts_article_sort_time(struct ts_when published, int64_t found_at);

/* As article_keys has it. */
int64_t ts_key_hash(ts_str key);

/* What stands in place of a source in article_keys for an address, and for one that several items
 * share. */
enum { TS_KEY_SHARED_ADDRESS = -1, TS_KEY_ADDRESS = 0 };

/* The article that a source, or TS_KEY_ADDRESS, knows by `key`: 0 when there is none, or no key. */
TS_CHECKED enum ts_rc ts_key_find(struct ts_db *db, int64_t source_id, ts_str key, int64_t *out,
                                  struct ts_err *err);
/* The first article that has a key keeps it; an empty key is passed over. */
TS_CHECKED enum ts_rc ts_key_put(struct ts_db *db, int64_t source_id, ts_str key,
                                 int64_t article_id, struct ts_err *err);

/* An address as articles are known by it: canonical, with http for https, without "www." and a
 * slash at the end of a path; empty for one that tells no articles apart, as a front page's.  No
 * request goes to it, and nobody sees it. */
ts_str ts_address_key(struct ts_arena *a, ts_str url);
/* The same, of an address that is canonical (ts_url_canonical()) already. */
ts_str ts_canonical_key(struct ts_arena *a, ts_str canonical);

/* Adds the conditions of `q` on `articles a` to `w`.  A search's words go to `*match` (in `a`) for
 * the full-text index, empty when there are none. */
TS_CHECKED enum ts_rc ts_articles_where(struct ts_arena *a, struct ts_where *w,
                                        const struct ts_article_query *q, ts_str *match,
                                        struct ts_err *err);
/* The same, with the words as one more condition. */
TS_CHECKED enum ts_rc ts_articles_where_all(struct ts_arena *a, struct ts_where *w,
                                            const struct ts_article_query *q, struct ts_err *err);

/* A column of tag names, parted by TS_NAME_SEPARATOR, of the article `a.id`. */
#define SQL_TAGS_OF_ARTICLE                                                        \
    "(SELECT group_concat(name, char(31)) FROM (SELECT t.name FROM article_tags x" \
    " JOIN tags t ON t.id = x.tag_id WHERE x.article_id = a.id ORDER BY t.folded))"

/* Adds the terms of a search to `w`, those for the full-text index to `*match`; in search.c. */
TS_CHECKED enum ts_rc ts_search_where(struct ts_arena *a, struct ts_where *w, ts_str query,
                                      ts_str *match, struct ts_err *err);

/* Takes an article out of the full-text index; to be called before anything of it that is indexed
 * changes.  ts_search_index() puts it back. */
TS_CHECKED enum ts_rc ts_search_forget(struct ts_db *db, int64_t article_id, struct ts_err *err);

/* Makes the row of a story right again after an article came, went or changed; story 0 is fine.  In
 * stories_count.c. */
TS_CHECKED enum ts_rc ts_story_recount(struct ts_db *db, int64_t story_id, struct ts_err *err);
TS_CHECKED enum ts_rc ts_story_recount_of(struct ts_db *db, int64_t article_id, struct ts_err *err);
/* The same for the stories that a query of ids gives; the ids are read before the first change. */
TS_CHECKED enum ts_rc ts_stories_recount(struct ts_db *db, const char *sql_ids,
                                         struct ts_values values, struct ts_err *err);

/* Puts an article into a story (0: none) with the story's tags, and recounts both stories. */
TS_CHECKED enum ts_rc ts_article_move(struct ts_db *db, int64_t article_id, int64_t story_id,
                                      struct ts_err *err);

/* Keeps the headline of an article, which is about to be changed to another one; in headlines.c. */
TS_CHECKED enum ts_rc ts_headline_keep(struct ts_db *db, int64_t article_id, ts_str changed_to,
                                       int64_t now_at, struct ts_err *err);

/* Keeps the text that the feed has, to be cleaned. */
TS_CHECKED enum ts_rc ts_item_text_put(struct ts_db *db, int64_t article_id,
                                       const struct ts_item *item, struct ts_err *err);

#endif
