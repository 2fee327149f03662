/* Sections and service pages have short names and short paths; articles have headlines, and
 * addresses with a date, a number or a slug.  Each alone is wrong often, both together seldom. */
#include "front_priv.h"

#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"

enum {
    HEADLINE_COLS = 24,      /* shorter ones are names of sections */
    LONG_HEADLINE_COLS = 40, /* nothing else on a front page is as long */
    MANY_HYPHENS = 3,        /* of a slug */
    MANY_DIGITS = 5,         /* of an article's number */
    WANTED_SCORE = 4,
};

/* First segments of paths of pages that are no articles, whatever program makes the site. */
static const char *const service_folders[] = {
    "about",   "account",        "advertise",   "archive",      "author",   "authors",
    "cart",    "contact",        "cookies",     "datenschutz",  "faq",      "feed",
    "feeds",   "help",           "imprint",     "impressum",    "jobs",     "legal",
    "login",   "newsletter",     "newsletters", "privacy",      "register", "rss",
    "search",  "shop",           "signin",      "signup",       "sitemap",  "subscribe",
    "tag",     "tags",           "terms",       "topic",        "topics",   "user",
    "users",   "wp-admin",       "wp-json",     "wp-login.php", "category", "kategorie",
    "gallery", "impressum.html",
};

/* Endings of addresses of files that are no pages. */
static const char *const file_endings[] = {
    ".pdf", ".jpg", ".jpeg", ".png", ".gif", ".svg", ".mp3",
    ".mp4", ".zip", ".xml",  ".rss", ".ics", ".css", ".js"
};

static const char *const empty_phrases[] = {
    "read more",    "more",          "continue reading", "read the full story",
    "full story",   "comments",      "comment",          "weiterlesen",
    "mehr",         "mehr lesen",    "lire la suite",    "leer más",
    "leggi tutto",  "czytaj więcej", "lees meer",        "läs mer",
    "читать далее", "続きを読む",
};

/* ---- addresses ---- */

static bool is_same_site(ts_str one, ts_str other)
{
    ts_str a = ts_url_site(one), b = ts_url_site(other);
    ts_str longer = a.len > b.len ? a : b, shorter = a.len > b.len ? b : a;

    if (ts_str_eq_nocase(a, b))
        return shorter.len > 0;
    size_t front = longer.len - shorter.len;
    return shorter.len > 0 && longer.len > shorter.len && longer.ptr[front - 1] == '.' &&
           ts_str_eq_nocase(ts_str_skip(longer, front), shorter);
}

static ts_str first_segment(ts_str path)
{
    ts_str segment = { 0 };

    path = ts_str_starts(path, "/") ? ts_str_skip(path, 1) : path;
    (void)ts_str_split(&path, '/', &segment);
    return segment;
}

static bool is_service(ts_str path)
{
    return ts_str_is_among_nocase(first_segment(path), service_folders,
                                  TS_COUNT(service_folders)) ||
           ts_str_has_nocase(path, "/tag/") || ts_str_has_nocase(path, "/author/") ||
           ts_str_has_nocase(path, "/page/") || ts_str_has_nocase(path, "/category/");
}

static bool is_other_file(ts_str path)
{
    for (size_t i = 0; i < TS_COUNT(file_endings); i++) {
        size_t len = ts_str_of(file_endings[i]).len;
        if (path.len > len && ts_str_is_nocase(ts_str_skip(path, path.len - len), file_endings[i]))
            return true;
    }
    return false;
}

bool front_is_candidate(ts_str url, ts_str page_url)
{
    struct ts_url parts = ts_url_parse(url);
    bool is_root = parts.path.len <= 1 && !parts.has_query;

    return ts_url_is_http(url) && is_same_site(url, page_url) && !is_root &&
           !is_service(parts.path) && !is_other_file(parts.path);
}

/* "/2025/03/" somewhere, or "20250304". */
static bool has_date(ts_str path)
{
    size_t n_digits = 0;

    for (size_t i = 0; i + 5 < path.len; i++) {
        bool is_year = path.ptr[i] == '/' && (path.ptr[i + 1] == '2' || path.ptr[i + 1] == '1') &&
                       ts_is_digit(path.ptr[i + 2]) && ts_is_digit(path.ptr[i + 3]) &&
                       ts_is_digit(path.ptr[i + 4]);
        if (is_year && i + 6 < path.len && ts_is_digit(path.ptr[i + 6]))
            return true;
    }
    for (size_t i = 0; i < path.len; i++) {
        n_digits = ts_is_digit(path.ptr[i]) ? n_digits + 1 : 0;
        if (n_digits == 8)
            return true;
    }
    return false;
}

static ts_str last_segment(ts_str path)
{
    ts_str segment, last = { 0 };

    while (ts_str_split(&path, '/', &segment))
        last = segment.len > 0 ? segment : last;
    return last;
}

static int score_of_address(ts_str url)
{
    struct ts_url parts = ts_url_parse(url);
    ts_str last = last_segment(parts.path);
    size_t n_hyphens = 0, n_digits = 0, n_parts = 0;

    for (size_t i = 0; i < last.len; i++)
        n_hyphens += last.ptr[i] == '-' || last.ptr[i] == '_';
    for (size_t i = 0; i < url.len; i++)
        n_digits += ts_is_digit(url.ptr[i]);
    for (size_t i = 0; i + 1 < parts.path.len; i++)
        n_parts += parts.path.ptr[i] == '/';
    int score = n_hyphens >= MANY_HYPHENS ? 2 : n_hyphens > 0 ? 1 : 0;
    score += has_date(parts.path) || n_digits >= MANY_DIGITS ? 2 : 0;
    score += ts_str_ends(last, ".html") || ts_str_ends(last, ".htm") || n_parts >= 2;
    return score;
}

/* ---- words ---- */

bool front_is_empty_phrase(ts_str text)
{
    while (text.len > 0 && (ts_is_digit(text.ptr[0]) || ts_is_space(text.ptr[0])))
        text = ts_str_skip(text, 1); /* "12 comments", a bare number */
    for (size_t i = 0; i < TS_COUNT(empty_phrases); i++) {
        ts_str phrase = ts_str_of(empty_phrases[i]);
        if (ts_str_eq_nocase(ts_str_sub(text, 0, phrase.len), phrase) &&
            text.len < phrase.len + 4) /* an arrow, dots */
            return true;
    }
    return text.len == 0;
}

static int score_of_words(const struct front_link *link)
{
    int cols = ts_utf8_cols(link->title);
    int score = cols >= LONG_HEADLINE_COLS ? 3 : cols >= HEADLINE_COLS ? 2 : 0;

    return score + 2 * link->is_in_heading + link->is_in_item;
}

bool front_is_article(const struct front_link *link)
{
    int words = score_of_words(link);

    return words >= 2 && words + score_of_address(link->url) >= WANTED_SCORE;
}
