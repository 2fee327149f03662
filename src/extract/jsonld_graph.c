/* Objects are found with a stack of its own, so that depth costs nothing, and are told from each
 * other by their @id in a map. */
#include "jsonld_graph_priv.h"

#include "jsonld_priv.h"
#include "plain_priv.h"
#include "tearsheet/base/utf8.h"

enum { REFERENCES_MAX = 8 }; /* @id that leads to @id */

/* Members whose objects are not what the page is about. */
static const char *const asides[] = {
    "itemListElement", "comment",     "review",    "hasPart",         "mentions",     "citation",
    "isRelatedTo",     "relatedLink", "isBasedOn", "liveBlogUpdate",  "video",        "about",
    "subjectOf",       "blogPost",    "blogPosts", "associatedMedia", "audio",        "recordedIn",
    "isPartOf",        "author",      "publisher", "image",           "itemReviewed", "offers",
};

const struct ts_json *ts_ld_member(const struct ts_json *object, const char *key)
{
    if (!object || object->kind != TS_JSON_OBJECT)
        return NULL;
    const struct ts_json *m = object->first;
    for (int i = 0; m && i < TS_LD_MAX_MEMBERS; i++, m = m->next) {
        if (ts_str_is_nocase(m->key, key))
            return m;
    }
    return NULL;
}

void ts_ld_index(struct ts_ld_graph *g)
{
    g->ids.arena = g->arena;
    for (size_t i = 0; i < g->n; i++) {
        ts_str id = ts_json_str(ts_ld_member(g->objects[i].json, "@id"));
        if (id.len == 0 || !g->objects[i].json->first->next)
            continue;
        int64_t *place = ts_map_put_str(&g->ids, id);
        *place = *place ? *place : (int64_t)i + 1;
    }
}

const struct ts_json *ts_ld_follow(const struct ts_ld_graph *g, const struct ts_json *value)
{
    for (int i = 0; i < REFERENCES_MAX; i++) {
        ts_str id = ts_json_str(ts_ld_member(value, "@id"));
        if (id.len == 0 || value->first->next)
            return value;
        const int64_t *place = ts_map_find_str(&g->ids, id);
        if (!place)
            return value;
        value = g->objects[*place - 1].json;
    }
    return value;
}

ts_str ts_ld_text(const struct ts_ld_graph *g, const struct ts_json *value, const char *name)
{
    if (value && value->kind == TS_JSON_ARRAY)
        value = value->first;
    value = ts_ld_follow(g, value);
    if (value && value->kind == TS_JSON_OBJECT) {
        const struct ts_json *inner = ts_ld_member(value, name);
        value = inner ? inner : ts_ld_member(value, "@value");
        if (value && value->kind == TS_JSON_ARRAY)
            value = value->first;
    }
    if (value && value->kind == TS_JSON_NUMBER)
        return ts_arena_printf(g->arena, "%lld", (long long)value->integer);
    return ts_json_str(value);
}

ts_str ts_ld_plain(const struct ts_ld_graph *g, const struct ts_json *value, const char *name)
{
    return ts_plain(g->arena, ts_utf8_start(ts_ld_text(g, value, name), TS_LD_MAX_TEXT));
}

bool ts_ld_is_a(const struct ts_json *object, const char *type)
{
    const struct ts_json *types_of = ts_ld_member(object, "@type");

    if (types_of && types_of->kind == TS_JSON_ARRAY)
        types_of = types_of->first;
    for (; types_of; types_of = types_of->key.len > 0 ? NULL : types_of->next) {
        ts_str text = ts_json_str(types_of);
        size_t slash = text.len;
        while (slash > 0 && text.ptr[slash - 1] != '/' && text.ptr[slash - 1] != ':')
            slash--;
        if (ts_str_is_nocase(ts_str_skip(text, slash), type))
            return true;
    }
    return false;
}

static bool is_aside_key(ts_str key)
{
    for (size_t i = 0; i < TS_COUNT(asides); i++) {
        if (ts_str_is_nocase(key, asides[i]))
            return true;
    }
    return false;
}

void ts_ld_collect(struct ts_ld_graph *g, const struct ts_json *root)
{
    struct step {
        const struct ts_json *value;
        bool is_aside;
    } *stack = NULL;
    size_t n = 0;
    size_t cap = 0;

    *TS_PUSH(g->arena, stack, n, cap) = (struct step){ root, false };
    while (n > 0) {
        struct step step = stack[--n];
        if (g->n >= TS_LD_MAX_OBJECTS)
            return;
        if (step.value->kind == TS_JSON_OBJECT && step.value->first)
            *TS_PUSH(g->arena, g->objects, g->n, g->cap) =
                (struct ts_ld_object){ step.value, 0, step.is_aside };
        for (const struct ts_json *c = step.value->first; c; c = c->next) {
            if (c->kind == TS_JSON_OBJECT || c->kind == TS_JSON_ARRAY)
                *TS_PUSH(g->arena, stack, n, cap) =
                    (struct step){ c, step.is_aside || is_aside_key(c->key) };
        }
    }
}
