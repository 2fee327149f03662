/* fixture.h - a library in a temporary folder, and short ways to fill it. */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include "support/support.h"

#include "tearsheet/store/articles.h"
#include "tearsheet/store/db.h"
#include "tearsheet/store/stories.h"

/* 1 March 2025, noon UTC: the time of the tests. */
#define NOON 1740830400
#define DAY 86400

struct library {
    struct ts_arena a;
    struct ts_err err;
    const char *dir;
    const char *path;
    struct ts_db *db;
    int64_t feed_id; /* https://harbour.example/feed */
};

/* A text put together, as long as the library. */
#define MESSAGE(l, ...) ts_arena_printf(&(l)->a, __VA_ARGS__).ptr

/* As setup and teardown of a cmocka test; *state is a struct library. */
int library_setup(void **state);
int library_teardown(void **state);

int64_t add_feed(struct library *l, const char *url);
/* An item with the id and the link, published at `at` and found at NOON. */
int64_t add_item(struct library *l, int64_t feed_id, const char *id, const char *link,
                 const char *title, int64_t at);
/* An item of the first feed on HOST, named after its title, with the text. */
int64_t add_article(struct library *l, const char *host, const char *title, const char *text,
                    int64_t at);
/* Gives an article a text, as if read from its page. */
void add_text(struct library *l, int64_t article_id, const char *site, const char *title,
              const char *text);
/* Puts an article into a story, 0 for a new one; returns the story. */
int64_t add_to_story(struct library *l, int64_t article_id, int64_t story_id);

/* Runs SQL behind the library's back. */
void run_sql(const char *path, const char *script);

struct ts_stored get_article(struct library *l, int64_t id);
struct ts_story_row get_story(struct library *l, int64_t id);
size_t count_articles(struct library *l, struct ts_article_query q);
/* The titles of a list, joined by "|". */
ts_str list_titles(struct library *l, struct ts_article_query q);

#endif
