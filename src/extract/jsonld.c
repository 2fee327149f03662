/* All objects of all scripts are put in one list, with a score of how much each looks like the
 * article of this page; the best gives the fields, and what it leaves out is filled in from the
 * objects that describe the same page.  The tree is walked with a stack of its own. */
#include "jsonld_priv.h"

#include "plain_priv.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"

enum {
    SCORE_ARTICLE = 50, /* types with at least this are articles */
    SCORE_ADDRESS = 30,
    SCORE_TITLE = 25,
    REFERENCES_MAX = 8, /* @id that leads to @id */
    TEXT_MAX = 2000,    /* bytes of a headline, name or summary */
    ADDRESS_MAX = 2000, /* bytes of an address that is compared with the page's */
    TITLE_MAX = 1000,   /* bytes of the page's title in which headlines are looked for */
};

/* What a type says of the chance that an object is the article.  Others have 0. */
static const struct {
    const char *type;
    int score;
} types[] = {
    { "NewsArticle", 100 },
    { "ReportageNewsArticle", 100 },
    { "AnalysisNewsArticle", 100 },
    { "BackgroundNewsArticle", 100 },
    { "OpinionNewsArticle", 100 },
    { "ReviewNewsArticle", 100 },
    { "AskPublicNewsArticle", 100 },
    { "Article", 98 },
    { "BlogPosting", 98 },
    { "LiveBlogPosting", 98 },
    { "AdvertiserContentArticle", 95 },
    { "SatiricalArticle", 95 },
    { "ScholarlyArticle", 95 },
    { "MedicalScholarlyArticle", 95 },
    { "TechArticle", 95 },
    { "APIReference", 90 },
    { "Report", 90 },
    { "SocialMediaPosting", 80 },
    { "DiscussionForumPosting", 80 },
    { "Recipe", 75 },
    { "HowTo", 75 },
    { "Review", 70 },
    { "PodcastEpisode", 65 },
    { "VideoObject", 60 },
    { "AudioObject", 60 },
    { "Event", 55 },
    { "NewsEvent", 55 },
    { "CreativeWork", 50 },
    { "MediaObject", 50 },
    { "WebPage", 30 },
    { "ItemPage", 30 },
    { "AboutPage", 30 },
    { "MedicalWebPage", 30 },
    { "ProfilePage", 20 },
    { "CollectionPage", 10 },
};

/* Members whose objects are not what the page is about. */
static const char *const asides[] = {
    "itemListElement", "comment",     "review",    "hasPart",         "mentions",     "citation",
    "isRelatedTo",     "relatedLink", "isBasedOn", "liveBlogUpdate",  "video",        "about",
    "subjectOf",       "blogPost",    "blogPosts", "associatedMedia", "audio",        "recordedIn",
    "isPartOf",        "author",      "publisher", "image",           "itemReviewed", "offers",
};

struct object {
    const struct ts_json *json;
    int score;
    bool is_aside;
};

struct graph {
    struct ts_arena *arena;
    struct object *objects;
    size_t n, cap;
    struct ts_map ids;    /* of objects that tell more than it: 1 + their places */
    ts_str url, title;    /* of the page, to compare with */
    struct ts_url parsed; /* `url`, canonical */
};

/* ---- members ---- */

static const struct ts_json *member(const struct ts_json *object, const char *key)
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

/* Of several objects with one @id the first counts. */
static void index_ids(struct graph *g)
{
    g->ids.arena = g->arena;
    for (size_t i = 0; i < g->n; i++) {
        ts_str id = ts_json_str(member(g->objects[i].json, "@id"));
        if (id.len == 0 || !g->objects[i].json->first->next)
            continue;
        int64_t *place = ts_map_put_str(&g->ids, id);
        *place = *place ? *place : (int64_t)i + 1;
    }
}

/* The object that `value` refers to by its @id, if it says no more itself. */
static const struct ts_json *follow(const struct graph *g, const struct ts_json *value)
{
    for (int i = 0; i < REFERENCES_MAX; i++) {
        ts_str id = ts_json_str(member(value, "@id"));
        if (id.len == 0 || value->first->next)
            return value;
        const int64_t *place = ts_map_find_str(&g->ids, id);
        if (!place)
            return value;
        value = g->objects[*place - 1].json;
    }
    return value;
}

/* A text, or the first text of an array, or a member of an object that names it. */
static ts_str text_of(const struct graph *g, const struct ts_json *value, const char *name)
{
    if (value && value->kind == TS_JSON_ARRAY)
        value = value->first;
    value = follow(g, value);
    if (value && value->kind == TS_JSON_OBJECT) {
        const struct ts_json *inner = member(value, name);
        value = inner ? inner : member(value, "@value");
        if (value && value->kind == TS_JSON_ARRAY)
            value = value->first;
    }
    if (value && value->kind == TS_JSON_NUMBER)
        return ts_arena_printf(g->arena, "%lld", (long long)value->integer);
    return ts_json_str(value);
}

static ts_str plain_of(const struct graph *g, const struct ts_json *value, const char *name)
{
    return ts_plain(g->arena, ts_utf8_start(text_of(g, value, name), TEXT_MAX));
}

static bool is_of_type(const struct ts_json *object, const char *type)
{
    const struct ts_json *types_of = member(object, "@type");

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

/* ---- which object is the article ---- */

static bool is_same_page(const struct graph *g, ts_str address)
{
    if (address.len == 0 || address.len > ADDRESS_MAX || g->url.len == 0)
        return false;
    struct ts_arena scratch = { 0 };
    ts_str url = ts_url_resolve(&scratch, g->url, address);
    struct ts_url other = ts_url_parse(ts_url_canonical(&scratch, url));
    bool is_same = ts_str_eq_nocase(other.path, g->parsed.path) && other.path.len > 1 &&
                   ts_str_eq(other.query, g->parsed.query);
    ts_arena_done(&scratch);
    return is_same;
}

static bool is_titled(const struct graph *g, const struct ts_json *object)
{
    ts_str headline = plain_of(g, member(object, "headline"), "@value");

    return headline.len > 8 && ts_str_has_nocase(g->title, ts_arena_cstr(g->arena, headline));
}

static int score_of(const struct graph *g, const struct ts_json *object)
{
    int score = 0;

    for (size_t i = 0; i < TS_COUNT(types) && score == 0; i++) {
        if (is_of_type(object, types[i].type))
            score = types[i].score;
    }
    if (score < SCORE_ARTICLE)
        return score;
    if (is_same_page(g, text_of(g, member(object, "mainEntityOfPage"), "@id")) ||
        is_same_page(g, text_of(g, member(object, "url"), "@id")))
        score += SCORE_ADDRESS;
    if (is_titled(g, object))
        score += SCORE_TITLE;
    return score;
}

static bool is_aside_key(ts_str key)
{
    for (size_t i = 0; i < TS_COUNT(asides); i++) {
        if (ts_str_is_nocase(key, asides[i]))
            return true;
    }
    return false;
}

/* Puts the objects below `root` into the list, parents first. */
static void collect(struct graph *g, const struct ts_json *root)
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
                (struct object){ step.value, 0, step.is_aside };
        for (const struct ts_json *c = step.value->first; c; c = c->next) {
            if (c->kind == TS_JSON_OBJECT || c->kind == TS_JSON_ARRAY)
                *TS_PUSH(g->arena, stack, n, cap) =
                    (struct step){ c, step.is_aside || is_aside_key(c->key) };
        }
    }
}

/* The stack gives brothers back in reverse, so that of equals the last found came first. */
static const struct object *best_object(struct graph *g)
{
    const struct object *best = NULL;

    for (size_t i = 0; i < g->n; i++) {
        struct object *o = &g->objects[i];
        if (o->is_aside)
            continue;
        o->score = score_of(g, o->json);
        if (o->score > 0 && (!best || o->score >= best->score))
            best = o;
    }
    return best;
}

/* ---- the fields ---- */

struct names {
    ts_str *list;
    size_t n, cap;
    bool are_typed; /* as persons */
};

static void add_name(struct graph *g, struct names *names, ts_str text)
{
    ts_str name = ts_plain(g->arena, ts_utf8_start(text, TEXT_MAX));

    if (name.len > 0 && names->n < TS_LD_MAX_AUTHORS && !ts_url_is_http(name))
        *TS_PUSH(g->arena, names->list, names->n, names->cap) = name;
}

static ts_str person_name(struct graph *g, const struct ts_json *person)
{
    ts_str name = text_of(g, member(person, "name"), "@value");
    ts_str given = text_of(g, member(person, "givenName"), "@value");
    ts_str family = text_of(g, member(person, "familyName"), "@value");

    if (name.len > 0 || given.len == 0)
        return name;
    return ts_arena_printf(g->arena, "%.*s %.*s", TS_FMT(ts_utf8_start(given, TEXT_MAX)),
                           TS_FMT(ts_utf8_start(family, TEXT_MAX)));
}

static void add_author(struct graph *g, const struct ts_json *value, struct names *persons,
                       struct names *others)
{
    value = follow(g, value);
    if (value->kind == TS_JSON_STRING) {
        add_name(g, persons, value->text);
        return;
    }
    if (value->kind != TS_JSON_OBJECT)
        return;
    const struct ts_json *name = member(value, "name");
    bool is_person =
        !is_of_type(value, "Organization") && !is_of_type(value, "NewsMediaOrganization");
    struct names *names = is_person ? persons : others;

    persons->are_typed = persons->are_typed || is_of_type(value, "Person");
    if (name && name->kind == TS_JSON_ARRAY) {
        const struct ts_json *n = name->first;
        for (int i = 0; n && i < TS_LD_MAX_AUTHORS; i++, n = n->next)
            add_name(g, names, ts_json_str(n));
        return;
    }
    add_name(g, names, person_name(g, value));
}

static void read_authors(struct graph *g, const struct ts_json *object, struct ts_ld *out)
{
    static const char *const keys[] = { "author", "creator", "contributor" };
    struct names persons = { 0 };
    struct names others = { 0 };

    for (size_t i = 0; i < TS_COUNT(keys) && persons.n == 0; i++) {
        const struct ts_json *value = member(object, keys[i]);
        if (!value)
            continue;
        if (value->kind != TS_JSON_ARRAY) {
            add_author(g, value, &persons, &others);
            continue;
        }
        const struct ts_json *v = value->first;
        for (int n = 0; v && n < TS_LD_MAX_CREDITS; n++, v = v->next)
            add_author(g, v, &persons, &others);
    }
    out->authors = persons.n > 0 ? persons.list : others.list;
    out->n_authors = persons.n > 0 ? persons.n : others.n;
    out->are_persons = persons.n > 0;
    out->are_typed = persons.are_typed;
}

static bool is_false(const struct ts_json *value)
{
    if (!value)
        return false;
    return (value->kind == TS_JSON_BOOL && !value->truth) ||
           ts_str_is_nocase(ts_json_str(value), "false");
}

static bool is_paid(const struct ts_json *object)
{
    return is_false(member(object, "isAccessibleForFree")) || is_false(member(object, "free"));
}

static void fill(ts_str *field, ts_str value)
{
    if (field->len == 0)
        *field = value;
}

static size_t word_count_of(const struct graph *g, const struct ts_json *object)
{
    int64_t n = 0;

    return ts_str_to_int(ts_str_trim(text_of(g, member(object, "wordCount"), "@value")), &n) &&
                   n > 0
               ? (size_t)n
               : 0;
}

static ts_str image_of(const struct graph *g, const struct ts_json *object)
{
    static const char *const keys[] = { "image", "primaryImageOfPage", "thumbnailUrl" };
    static const char *const inner[] = { "url", "contentUrl", "@id" };
    ts_str found = { 0 };

    for (size_t i = 0; i < TS_COUNT(keys); i++) {
        for (size_t j = 0; j < TS_COUNT(inner); j++)
            fill(&found, text_of(g, member(object, keys[i]), inner[j]));
    }
    return found;
}

/* What is empty in `out` is taken from `object`. */
static void fill_fields(struct graph *g, const struct ts_json *object, struct ts_ld *out)
{
    fill(&out->published, text_of(g, member(object, "datePublished"), "@value"));
    fill(&out->published, text_of(g, member(object, "dateCreated"), "@value"));
    fill(&out->published, text_of(g, member(object, "uploadDate"), "@value"));
    fill(&out->modified, text_of(g, member(object, "dateModified"), "@value"));
    fill(&out->lang, text_of(g, member(object, "inLanguage"), "alternateName"));
    fill(&out->site, plain_of(g, member(object, "publisher"), "name"));
    fill(&out->image, image_of(g, object));
    fill(&out->summary, plain_of(g, member(object, "description"), "@value"));
    fill(&out->url, text_of(g, member(object, "url"), "@id"));
    if (out->n_authors == 0)
        read_authors(g, object, out);
    if (out->n_words == 0)
        out->n_words = word_count_of(g, object);
    out->is_paid = out->is_paid || is_paid(object);
}

static void read_article(struct graph *g, const struct object *article, struct ts_ld *out)
{
    const struct ts_json *json = article->json;

    out->is_article = article->score >= SCORE_ARTICLE;
    out->headline = plain_of(g, member(json, "headline"), "@value");
    if (out->is_article)
        fill(&out->headline, plain_of(g, member(json, "name"), "@value"));
    out->body = ts_plain_lines(g->arena, text_of(g, member(json, "articleBody"), "@value"));
    fill_fields(g, json, out);
}

/* The page that holds the article fills what the article left out; a second description of the same
 * article does so too. */
static void read_rest(struct graph *g, const struct object *article, struct ts_ld *out)
{
    for (size_t i = 0; i < g->n; i++) {
        const struct object *o = &g->objects[i];
        bool is_page = o->score > 0 && o->score < SCORE_ARTICLE;
        bool is_twin = o->score > 100 + SCORE_TITLE && o->score >= article->score - SCORE_ADDRESS;
        if (o != article && !o->is_aside && (is_page || is_twin))
            fill_fields(g, o->json, out);
    }
}

static void read_site(struct graph *g, struct ts_ld *out)
{
    static const char *const holders[] = { "WebSite", "NewsMediaOrganization", "Organization" };

    for (size_t t = 0; t < TS_COUNT(holders) && out->site.len == 0; t++) {
        for (size_t i = 0; i < g->n && out->site.len == 0; i++) {
            if (!g->objects[i].is_aside && is_of_type(g->objects[i].json, holders[t]))
                out->site = plain_of(g, member(g->objects[i].json, "name"), "@value");
        }
    }
}

static const struct ts_json *parse_leniently(struct ts_arena *a, ts_str text)
{
    struct ts_json *root = NULL;

    if (text.len > TS_LD_MAX_BYTES)
        return NULL;
    if (ts_json_parse(a, text, &root, NULL) == TS_OK)
        return root;
    return ts_json_parse(a, ts_ld_repair(a, text), &root, NULL) == TS_OK ? root : NULL;
}

void ts_ld_read(struct ts_arena *a, const ts_str *texts, size_t n, ts_str page_url,
                ts_str page_title, struct ts_ld *out)
{
    struct graph g = { .arena = a,
                       .url = page_url,
                       .title = ts_str_sub(page_title, 0, TITLE_MAX),
                       .parsed = ts_url_parse(ts_url_canonical(a, page_url)) };

    *out = (struct ts_ld){ 0 };
    for (size_t i = n; i > 0; i--) { /* from the back, as collect() gives brothers */
        const struct ts_json *root = parse_leniently(a, texts[i - 1]);
        if (root)
            collect(&g, root);
    }
    index_ids(&g);
    const struct object *article = best_object(&g);
    if (article) {
        read_article(&g, article, out);
        read_rest(&g, article, out);
    }
    read_site(&g, out);
}
