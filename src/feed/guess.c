/* guess.c - two tables: what well-known services document about their feeds, and where the programs
 * that most sites run put theirs. */
#include "tearsheet/feed/guess.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/base/url.h"

#define MAX_SEGMENTS 8 /* of a path; forms of services are shorter */
#define MAX_FOLDERS 3  /* of the address, in which the usual paths are tried */

/* A form of a service: host (a "." in front stands for any name before it, "*" for any host) and
 * path, whose segments are names, or "*" for any one segment, kept as $1, $2 ... in `feed`.  "**"
 * at the end stands for any rest, also none.  `query` is a parameter whose value is $q. */
static const struct {
    const char *host, *path, *query, *feed;
    bool is_list; /* such an address is that of no article */
} services[] = {
    { ".youtube.com", "/channel/*/**", NULL,
      "https://www.youtube.com/feeds/videos.xml?channel_id=$1", true },
    { ".youtube.com", "/user/*/**", NULL, "https://www.youtube.com/feeds/videos.xml?user=$1",
      true },
    { ".youtube.com", "/playlist", "list",
      "https://www.youtube.com/feeds/videos.xml?playlist_id=$q", true },
    { "github.com", "/*/*/releases/**", NULL, "https://github.com/$1/$2/releases.atom", true },
    { "github.com", "/*/*/tags/**", NULL, "https://github.com/$1/$2/tags.atom", true },
    { "github.com", "/*/*/commits/*/**", NULL, "https://github.com/$1/$2/commits/$3.atom", true },
    { "github.com", "/*/*/**", NULL, "https://github.com/$1/$2/releases.atom", true },
    { "github.com", "/*/*/**", NULL, "https://github.com/$1/$2/tags.atom", true },
    { "github.com", "/*/*/**", NULL, "https://github.com/$1/$2/commits.atom", true },
    { "github.com", "/*", NULL, "https://github.com/$1.atom", true },
    { "gitlab.com", "/*/*/**", NULL, "https://gitlab.com/$1/$2/-/tags?format=atom", true },
    { "gitlab.com", "/*/*/**", NULL, "https://gitlab.com/$1/$2.atom", true },
    { "codeberg.org", "/*/*/**", NULL, "https://codeberg.org/$1/$2/releases.rss", true },
    { "codeberg.org", "/*/*/**", NULL, "https://codeberg.org/$1/$2.rss", true },
    { "codeberg.org", "/*", NULL, "https://codeberg.org/$1.rss", true },
    { ".reddit.com", "/r/*/comments/*/**", NULL, "https://www.reddit.com/r/$1/comments/$2/.rss",
      false },
    { ".reddit.com", "/r/*/**", NULL, "https://www.reddit.com/r/$1/.rss", true },
    { ".reddit.com", "/user/*/**", NULL, "https://www.reddit.com/user/$1/.rss", true },
    { ".reddit.com", "/u/*/**", NULL, "https://www.reddit.com/user/$1/.rss", true },
    { "medium.com", "/@*/**", NULL, "https://medium.com/feed/@$1", false },
    { "medium.com", "/*/**", NULL, "https://medium.com/feed/$1", false },
    { ".medium.com", "/**", NULL, "https://$h/feed", false },
    { ".substack.com", "/**", NULL, "https://$h/feed", false },
    { ".tumblr.com", "/**", NULL, "https://$h/rss", false },
    { ".wordpress.com", "/**", NULL, "https://$h/feed/", false },
    { ".blogspot.com", "/**", NULL, "https://$h/feeds/posts/default", false },
    { "vimeo.com", "/*", NULL, "https://vimeo.com/$1/videos/rss", true },
    { "bsky.app", "/profile/*/**", NULL, "https://bsky.app/profile/$1/rss", true },
    { "stackoverflow.com", "/questions/tagged/*", NULL, "https://stackoverflow.com/feeds/tag/$1",
      true },
    { "stackoverflow.com", "/questions/*/**", NULL, "https://stackoverflow.com/feeds/question/$1",
      false },
    { "news.ycombinator.com", "/**", NULL, "https://news.ycombinator.com/rss", true },
    { "lobste.rs", "/t/*", NULL, "https://lobste.rs/t/$1.rss", true },
    { "lobste.rs", "/**", NULL, "https://lobste.rs/rss", true },
    { "pypi.org", "/project/*/**", NULL, "https://pypi.org/rss/project/$1/releases.xml", true },
    { "archive.org", "/details/*", NULL,
      "https://archive.org/services/collection-rss.php?collection=$1", true },
    { "mastodon.social", "/@*/**", NULL, "https://$h/@$1.rss", false },
};

/* Any host: Mastodon and its kin show a person as /@name, and /tags/name. Not sure, since others do
 * too. */
static const struct {
    const char *path, *feed;
} forms[] = {
    { "/@*/**", "$s://$h/@$1.rss" },
    { "/tags/*", "$s://$h/tags/$1.rss" },
    { "/users/*/**", "$s://$h/users/$1.atom" },
};

/* In the order of how often they are found. */
static const char *const usual_paths[] = {
    "feed",      "rss.xml",  "feed.xml", "atom.xml",  "index.xml", "rss",        "feed.json",
    "index.rss", "feed.rss", "feeds",    "feed.atom", "atom",      "?feed=rss2",
};
#define N_IN_FOLDERS 4 /* the first ones are tried in folders below the root too */

struct guesses {
    struct ts_arena *a;
    struct ts_url url;
    ts_str site; /* host without "www." */
    ts_str own;  /* the address itself, which is no guess */
    ts_str segments[MAX_SEGMENTS];
    size_t n_segments;
    struct ts_feed_guess *list;
    size_t n, cap;
};

static void add(struct guesses *g, ts_str url, bool is_sure, bool is_list)
{
    if (ts_str_eq(url, g->own))
        return;
    for (size_t i = 0; i < g->n; i++)
        if (ts_str_eq(g->list[i].url, url))
            return;
    *TS_PUSH(g->a, g->list, g->n, g->cap) = (struct ts_feed_guess){ url, is_sure, is_list };
}

static void cut_path(struct guesses *g)
{
    ts_str rest = g->url.path, segment;

    while (g->n_segments < MAX_SEGMENTS && ts_str_split(&rest, '/', &segment))
        if (segment.len)
            g->segments[g->n_segments++] = segment;
}

static bool fits_host(const struct guesses *g, const char *host)
{
    if (host[0] != '.')
        return ts_str_is_nocase(g->site, host);
    return ts_str_is_nocase(g->site, host + 1) ||
           (g->url.host.len > ts_str_of(host).len &&
            ts_str_eq_nocase(ts_str_skip(g->url.host, g->url.host.len - ts_str_of(host).len),
                             ts_str_of(host)));
}

/* Fits one segment to a name with at most one "*", and gives what that stands for. */
static bool fits_segment(ts_str pattern, ts_str segment, ts_str *any)
{
    size_t star = ts_str_find_char(pattern, '*', 0);

    if (star == TS_NPOS)
        return ts_str_eq_nocase(pattern, segment);
    *any = ts_str_skip(segment, star);
    return any->len > 0 &&
           ts_str_eq_nocase(ts_str_sub(segment, 0, star), ts_str_sub(pattern, 0, star));
}

static bool fits_path(const struct guesses *g, const char *path, ts_str any[MAX_SEGMENTS])
{
    ts_str rest = ts_str_skip(ts_str_of(path), 1), pattern;
    size_t at = 0, n = 0;

    while (ts_str_split(&rest, '/', &pattern)) {
        if (ts_str_is(pattern, "**"))
            return true;
        if (at == g->n_segments || !fits_segment(pattern, g->segments[at++], &any[n]))
            return false;
        n += ts_str_find_char(pattern, '*', 0) != TS_NPOS;
    }
    return at == g->n_segments;
}

/* The value of a parameter of the address, or empty. */
static ts_str parameter(const struct guesses *g, const char *name)
{
    ts_str rest = g->url.query, one;

    while (ts_str_split(&rest, '&', &one)) {
        size_t equals = ts_str_find_char(one, '=', 0);
        if (equals != TS_NPOS && ts_str_is(ts_str_sub(one, 0, equals), name))
            return ts_str_skip(one, equals + 1);
    }
    return (ts_str){ 0 };
}

/* The feed's address: $1 to $8, $q, and of the address given scheme $s and host with port $h. */
static ts_str fill_in(struct guesses *g, const char *feed, const ts_str *any, ts_str query)
{
    struct ts_buf b = { 0 };

    for (const char *c = feed; *c; c++) {
        if (*c != '$') {
            ts_buf_putc(&b, *c);
            continue;
        }
        c++;
        if (*c == 'h') {
            ts_buf_put(&b, g->url.host);
            ts_buf_puts(&b, g->url.port.len ? ":" : "");
            ts_buf_put(&b, g->url.port);
        } else {
            ts_buf_put(&b, *c == 's' ? g->url.scheme : *c == 'q' ? query : any[*c - '1']);
        }
    }
    ts_str out = ts_buf_take(&b, g->a);
    ts_buf_done(&b);
    return out;
}

static void guess_services(struct guesses *g)
{
    ts_str any[MAX_SEGMENTS];

    for (size_t i = 0; i < TS_COUNT(services); i++) {
        if (!fits_host(g, services[i].host) || !fits_path(g, services[i].path, any))
            continue;
        ts_str query = services[i].query ? parameter(g, services[i].query) : (ts_str){ 0 };
        if (!services[i].query || query.len)
            add(g, fill_in(g, services[i].feed, any, query), true, services[i].is_list);
    }
}

static void guess_forms(struct guesses *g)
{
    ts_str any[MAX_SEGMENTS];

    for (size_t i = 0; i < TS_COUNT(forms); i++)
        if (fits_path(g, forms[i].path, any))
            add(g, fill_in(g, forms[i].feed, any, (ts_str){ 0 }), false, false);
}

/* The folder of the address (what has a dot in its last part is a page in it), the folders above,
 * and the root. */
static void guess_usual_paths(struct guesses *g)
{
    size_t n = g->n_segments;
    ts_str base = fill_in(g, "$s://$h/", NULL, (ts_str){ 0 });
    ts_str folders[MAX_SEGMENTS + 1] = { base };

    if (n && !ts_str_ends(g->url.path, "/") && ts_str_has(g->segments[n - 1], "."))
        n--;
    for (size_t i = 0; i < n; i++)
        folders[i + 1] =
            ts_arena_printf(g->a, "%.*s%.*s/", TS_FMT(folders[i]), TS_FMT(g->segments[i]));
    for (size_t i = n, tried = 0; i > 0 && tried < MAX_FOLDERS - 1; i--, tried++)
        for (size_t k = 0; k < N_IN_FOLDERS; k++)
            add(g, ts_arena_concat(g->a, folders[i], ts_str_of(usual_paths[k])), false, false);
    for (size_t k = 0; k < TS_COUNT(usual_paths); k++)
        add(g, ts_arena_concat(g->a, base, ts_str_of(usual_paths[k])), false, false);
}

ts_str ts_feed_scheme_undone(struct ts_arena *a, ts_str address)
{
    static const ts_str short_form = TS_STR("feed:"), long_form = TS_STR("feed://");

    if (ts_str_starts_nocase(address, long_form.ptr))
        return ts_arena_concat(a, TS_STR("http://"), ts_str_skip(address, long_form.len));
    return ts_str_starts_nocase(address, short_form.ptr) ? ts_str_skip(address, short_form.len)
                                                         : address;
}

struct ts_feed_guess *ts_feed_guesses(struct ts_arena *a, ts_str url, size_t *n)
{
    struct guesses g = { .a = a };

    *n = 0;
    if (!ts_url_is_http(url))
        return NULL;
    g.own = ts_url_resolve(a, (ts_str){ 0 }, url);
    g.url = ts_url_parse(g.own);
    g.site = ts_url_site(g.own);
    cut_path(&g);
    guess_services(&g);
    guess_forms(&g);
    guess_usual_paths(&g);
    *n = g.n;
    return g.list;
}
