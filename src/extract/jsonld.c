/* All objects of all scripts are put in one list (jsonld_graph.c), with a score of how much each
 * looks like the article of this page; the best gives the fields, and what it leaves out is filled
 * in from the objects that describe the same page. */
#include "jsonld_priv.h"

#include "jsonld_graph_priv.h"
#include "plain_priv.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"

enum {
    SCORE_ARTICLE = 50, /* types with at least this are articles */
    SCORE_ADDRESS = 30,
    SCORE_TITLE = 25,
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

/* ---- which object is the article ---- */

/* What objects are compared with. */
struct page {
    ts_str url, title;
    struct ts_url parsed; /* `url`, canonical */
};

static bool is_same_page(const struct page *page, ts_str address)
{
    if (address.len == 0 || address.len > ADDRESS_MAX || page->url.len == 0)
        return false;
    struct ts_arena scratch = { 0 };
    ts_str url = ts_url_resolve(&scratch, page->url, address);
    struct ts_url other = ts_url_parse(ts_url_canonical(&scratch, url));
    bool is_same = ts_str_eq_nocase(other.path, page->parsed.path) && other.path.len > 1 &&
                   ts_str_eq(other.query, page->parsed.query);
    ts_arena_done(&scratch);
    return is_same;
}

static bool is_titled(const struct ts_ld_graph *g, const struct page *page,
                      const struct ts_json *object)
{
    ts_str headline = ts_ld_plain(g, ts_ld_member(object, "headline"), "@value");

    return headline.len > 8 && ts_str_has_nocase(page->title, ts_arena_cstr(g->arena, headline));
}

static int score_of(const struct ts_ld_graph *g, const struct page *page,
                    const struct ts_json *object)
{
    int score = 0;

    for (size_t i = 0; i < TS_COUNT(types) && score == 0; i++) {
        if (ts_ld_is_a(object, types[i].type))
            score = types[i].score;
    }
    if (score < SCORE_ARTICLE)
        return score;
    if (is_same_page(page, ts_ld_text(g, ts_ld_member(object, "mainEntityOfPage"), "@id")) ||
        is_same_page(page, ts_ld_text(g, ts_ld_member(object, "url"), "@id")))
        score += SCORE_ADDRESS;
    if (is_titled(g, page, object))
        score += SCORE_TITLE;
    return score;
}

/* The stack gives brothers back in reverse, so that of equals the last found came first. */
static const struct ts_ld_object *best_object(struct ts_ld_graph *g, const struct page *page)
{
    const struct ts_ld_object *best = NULL;

    for (size_t i = 0; i < g->n; i++) {
        struct ts_ld_object *o = &g->objects[i];
        if (o->is_aside)
            continue;
        o->score = score_of(g, page, o->json);
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

static void add_name(struct ts_ld_graph *g, struct names *names, ts_str text)
{
    ts_str name = ts_plain(g->arena, ts_utf8_start(text, TS_LD_MAX_TEXT));

    if (name.len > 0 && names->n < TS_LD_MAX_AUTHORS && !ts_url_is_http(name))
        *TS_PUSH(g->arena, names->list, names->n, names->cap) = name;
}

static ts_str person_name(struct ts_ld_graph *g, const struct ts_json *person)
{
    ts_str name = ts_ld_text(g, ts_ld_member(person, "name"), "@value");
    ts_str given = ts_ld_text(g, ts_ld_member(person, "givenName"), "@value");
    ts_str family = ts_ld_text(g, ts_ld_member(person, "familyName"), "@value");

    if (name.len > 0 || given.len == 0)
        return name;
    return ts_arena_printf(g->arena, "%.*s %.*s", TS_FMT(ts_utf8_start(given, TS_LD_MAX_TEXT)),
                           TS_FMT(ts_utf8_start(family, TS_LD_MAX_TEXT)));
}

static void add_author(struct ts_ld_graph *g, const struct ts_json *value, struct names *persons,
                       struct names *others)
{
    value = ts_ld_follow(g, value);
    if (value->kind == TS_JSON_STRING) {
        add_name(g, persons, value->text);
        return;
    }
    if (value->kind != TS_JSON_OBJECT)
        return;
    const struct ts_json *name = ts_ld_member(value, "name");
    bool is_person =
        !ts_ld_is_a(value, "Organization") && !ts_ld_is_a(value, "NewsMediaOrganization");
    struct names *names = is_person ? persons : others;

    persons->are_typed = persons->are_typed || ts_ld_is_a(value, "Person");
    if (name && name->kind == TS_JSON_ARRAY) {
        const struct ts_json *n = name->first;
        for (int i = 0; n && i < TS_LD_MAX_AUTHORS; i++, n = n->next)
            add_name(g, names, ts_json_str(n));
        return;
    }
    add_name(g, names, person_name(g, value));
}

static void read_authors(struct ts_ld_graph *g, const struct ts_json *object, struct ts_ld *out)
{
    static const char *const keys[] = { "author", "creator", "contributor" };
    struct names persons = { 0 };
    struct names others = { 0 };

    for (size_t i = 0; i < TS_COUNT(keys) && persons.n == 0; i++) {
        const struct ts_json *value = ts_ld_member(object, keys[i]);
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
    return is_false(ts_ld_member(object, "isAccessibleForFree")) ||
           is_false(ts_ld_member(object, "free"));
}

static void fill(ts_str *field, ts_str value)
{
    if (field->len == 0)
        *field = value;
}

static size_t word_count_of(const struct ts_ld_graph *g, const struct ts_json *object)
{
    ts_str count = ts_ld_text(g, ts_ld_member(object, "wordCount"), "@value");
    int64_t n = 0;

    return ts_str_to_int(ts_str_trim(count), &n) && n > 0 ? (size_t)n : 0;
}

static ts_str image_of(const struct ts_ld_graph *g, const struct ts_json *object)
{
    static const char *const keys[] = { "image", "primaryImageOfPage", "thumbnailUrl" };
    static const char *const inner[] = { "url", "contentUrl", "@id" };
    ts_str found = { 0 };

    for (size_t i = 0; i < TS_COUNT(keys); i++) {
        for (size_t j = 0; j < TS_COUNT(inner); j++)
            fill(&found, ts_ld_text(g, ts_ld_member(object, keys[i]), inner[j]));
    }
    return found;
}

/* What is empty in `out` is taken from `object`. */
static void fill_fields(struct ts_ld_graph *g, const struct ts_json *object, struct ts_ld *out)
{
    fill(&out->published, ts_ld_text(g, ts_ld_member(object, "datePublished"), "@value"));
    fill(&out->published, ts_ld_text(g, ts_ld_member(object, "dateCreated"), "@value"));
    fill(&out->published, ts_ld_text(g, ts_ld_member(object, "uploadDate"), "@value"));
    fill(&out->modified, ts_ld_text(g, ts_ld_member(object, "dateModified"), "@value"));
    fill(&out->lang, ts_ld_text(g, ts_ld_member(object, "inLanguage"), "alternateName"));
    fill(&out->site, ts_ld_plain(g, ts_ld_member(object, "publisher"), "name"));
    fill(&out->image, image_of(g, object));
    fill(&out->summary, ts_ld_plain(g, ts_ld_member(object, "description"), "@value"));
    fill(&out->url, ts_ld_text(g, ts_ld_member(object, "url"), "@id"));
    if (out->n_authors == 0)
        read_authors(g, object, out);
    if (out->n_words == 0)
        out->n_words = word_count_of(g, object);
    out->is_paid = out->is_paid || is_paid(object);
}

static void read_article(struct ts_ld_graph *g, const struct ts_ld_object *article,
                         struct ts_ld *out)
{
    const struct ts_json *json = article->json;

    out->is_article = article->score >= SCORE_ARTICLE;
    out->headline = ts_ld_plain(g, ts_ld_member(json, "headline"), "@value");
    if (out->is_article)
        fill(&out->headline, ts_ld_plain(g, ts_ld_member(json, "name"), "@value"));
    ts_str body = ts_ld_text(g, ts_ld_member(json, "articleBody"), "@value");
    out->body = ts_plain_lines(g->arena, body);
    out->markup = ts_plain_markup(g->arena, body);
    fill_fields(g, json, out);
}

/* The page that holds the article fills what the article left out; a second description of the same
 * article does so too. */
static void read_rest(struct ts_ld_graph *g, const struct ts_ld_object *article, struct ts_ld *out)
{
    for (size_t i = 0; i < g->n; i++) {
        const struct ts_ld_object *o = &g->objects[i];
        bool is_page = o->score > 0 && o->score < SCORE_ARTICLE;
        bool is_twin = o->score > 100 + SCORE_TITLE && o->score >= article->score - SCORE_ADDRESS;
        if (o != article && !o->is_aside && (is_page || is_twin))
            fill_fields(g, o->json, out);
    }
}

static void read_site(struct ts_ld_graph *g, struct ts_ld *out)
{
    static const char *const holders[] = { "WebSite", "NewsMediaOrganization", "Organization" };

    for (size_t t = 0; t < TS_COUNT(holders) && out->site.len == 0; t++) {
        for (size_t i = 0; i < g->n && out->site.len == 0; i++) {
            if (!g->objects[i].is_aside && ts_ld_is_a(g->objects[i].json, holders[t]))
                out->site = ts_ld_plain(g, ts_ld_member(g->objects[i].json, "name"), "@value");
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
    struct ts_ld_graph g = { .arena = a };
    const struct page page = { .url = page_url,
                               .title = ts_str_sub(page_title, 0, TITLE_MAX),
                               .parsed = ts_url_parse(ts_url_canonical(a, page_url)) };

    *out = (struct ts_ld){ 0 };
    for (size_t i = n; i > 0; i--) { /* from the back, as ts_ld_collect() gives brothers */
        const struct ts_json *root = parse_leniently(a, texts[i - 1]);
        if (root)
            ts_ld_collect(&g, root);
    }
    ts_ld_index(&g);
    const struct ts_ld_object *article = best_object(&g, &page);
    if (article) {
        read_article(&g, article, out);
        read_rest(&g, article, out);
    }
    read_site(&g, out);
}
