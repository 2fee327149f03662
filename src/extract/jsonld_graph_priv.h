/* jsonld_graph_priv.h - the objects of a page's JSON-LD, which refer to each other by @id. */
#ifndef TEARSHEET_EXTRACT_JSONLD_GRAPH_PRIV_H
#define TEARSHEET_EXTRACT_JSONLD_GRAPH_PRIV_H

#include "tearsheet/base/json.h"
#include "tearsheet/base/map.h"

#define TS_LD_MAX_TEXT 2000 /* bytes of a headline, name or summary */

struct ts_ld_object {
    const struct ts_json *json;
    int score;     /* how much it looks like the article: jsonld.c */
    bool is_aside; /* what the page is not about: a comment, the author, another article */
};

/* All-zero but for the arena at first. */
struct ts_ld_graph {
    struct ts_arena *arena;
    struct ts_ld_object *objects;
    size_t n, cap;
    struct ts_map ids; /* of objects that tell more than it: 1 + their places */
};

/* Puts the objects below `root` into the list, parents first, brothers in reverse. */
void ts_ld_collect(struct ts_ld_graph *g, const struct ts_json *root);
/* To be called when all are collected.  Of several objects with one @id the first counts. */
void ts_ld_index(struct ts_ld_graph *g);

/* The member of that name in any case; NULL if there is none, or `object` is no object. */
const struct ts_json *ts_ld_member(const struct ts_json *object, const char *key);
/* The object that `value` refers to by its @id, if it says no more itself. */
const struct ts_json *ts_ld_follow(const struct ts_ld_graph *g, const struct ts_json *value);
/* A text, or the first text of an array, or the member `name` of an object; empty for none. */
ts_str ts_ld_text(const struct ts_ld_graph *g, const struct ts_json *value, const char *name);
/* The same, plain and on one line; not more than TS_LD_MAX_TEXT of it. */
ts_str ts_ld_plain(const struct ts_ld_graph *g, const struct ts_json *value, const char *name);
/* True if it is of that type: "Article", "https://schema.org/Article". */
bool ts_ld_is_a(const struct ts_json *object, const char *type);

#endif
