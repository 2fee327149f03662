#include "tearsheet/app/address.h"

#include <limits.h>
#include <stdlib.h>

#include "tearsheet/base/file.h"
#include "tearsheet/base/url.h"
#include "tearsheet/feed/guess.h"

enum { MIN_SLUG_HYPHENS = 3, MIN_DIGITS = 4 };

ts_str ts_address_of(struct ts_arena *a, ts_str given)
{
    const char *path = ts_arena_cstr(a, given);
    char absolute[PATH_MAX];

    given = ts_feed_scheme_undone(a, ts_str_trim(given));
    ts_str host = ts_str_skip(given, 1), name; /* "@ann@social.example" */
    if (ts_url_is_http(given) || ts_url_is_file(given))
        return ts_arena_str(a, given);
    if (ts_str_starts(given, "@") && ts_str_split(&host, '@', &name))
        return ts_arena_printf(a, "https://%.*s/@%.*s", TS_FMT(host), TS_FMT(name));
    if (ts_file_exists(path) && realpath(path, absolute))
        return ts_url_of_path(a, ts_arena_str(a, ts_str_of(absolute)));
    ts_str url = ts_arena_concat(a, TS_STR("https://"), given);
    bool is_host = ts_str_find_char(ts_url_parse(url).host, '.', 0) != TS_NPOS ||
                   ts_str_starts(given, "localhost");
    bool has_scheme = ts_str_has(given, "://") || ts_str_starts(given, "mailto:");
    return is_host && !has_scheme && !ts_str_has(given, " ") ? url : (ts_str){ 0 };
}

/* "/news/2025/" lists the articles of a year. */
static bool ends_with_year(ts_str path)
{
    while (ts_str_ends(path, "/"))
        path.len--;
    size_t year = path.len > 4 ? path.len - 4 : 0;
    return year > 0 && path.ptr[year - 1] == '/' &&
           (ts_str_starts(ts_str_skip(path, year), "19") ||
            ts_str_starts(ts_str_skip(path, year), "20"));
}

/* Without a last part that stands for its folder: "/news/index.html" is "/news/". */
static ts_str without_index(ts_str path)
{
    static const char *const names[] = { "index", "default", "home" };
    size_t at = path.len;

    while (at > 0 && path.ptr[at - 1] != '/')
        at--;
    ts_str last = ts_str_skip(path, at), name = { 0 };
    (void)ts_str_split(&last, '.', &name);
    for (size_t i = 0; i < TS_COUNT(names); i++)
        if (ts_str_is_nocase(name, names[i]))
            return ts_str_sub(path, 0, at);
    return path;
}

bool ts_address_is_article(ts_str url)
{
    ts_str path = without_index(ts_url_parse(url).path);
    size_t hyphens = 0, digits = 0;

    if (ends_with_year(path))
        return false;
    for (size_t i = 0; i < path.len; i++) {
        hyphens += path.ptr[i] == '-' || path.ptr[i] == '_';
        digits += ts_is_digit(path.ptr[i]);
    }
    return ts_str_starts(path, "/wiki/") || hyphens >= MIN_SLUG_HYPHENS || digits >= MIN_DIGITS ||
           ts_str_ends(path, ".html");
}
