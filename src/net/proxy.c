/* The choice is made here rather than in libcurl, because it decides what can be said about private
 * addresses: behind a proxy the address of the connection is the proxy's. */
#include "tearsheet/net/proxy.h"

#include <stdlib.h>

#include "tearsheet/base/ip.h"
#include "tearsheet/base/url.h"

/* The first of two variables that is set and not empty. */
static ts_str read_env(struct ts_arena *a, const char *small, const char *large)
{
    const char *value = getenv(small);

    if (large && (!value || !*value))
        value = getenv(large);
    return ts_arena_str(a, ts_str_trim(ts_str_of(value)));
}

struct ts_proxy_env ts_proxy_env_read(struct ts_arena *a)
{
    return (struct ts_proxy_env){
        .http = read_env(a, "http_proxy", NULL),
        .https = read_env(a, "https_proxy", "HTTPS_PROXY"),
        .all = read_env(a, "all_proxy", "ALL_PROXY"),
        .none = read_env(a, "no_proxy", "NO_PROXY"),
    };
}

static ts_str without_last_dot(ts_str name)
{
    return ts_str_ends(name, ".") ? ts_str_sub(name, 0, name.len - 1) : name;
}

/* "example.org" and ".example.org" cover example.org and what is below it. */
static bool covers_name(ts_str pattern, ts_str host)
{
    if (ts_str_starts(pattern, "."))
        pattern = ts_str_skip(pattern, 1);
    pattern = without_last_dot(pattern);
    host = without_last_dot(host);
    if (pattern.len == 0 || pattern.len > host.len)
        return false;
    size_t above = host.len - pattern.len;
    return ts_str_eq_nocase(ts_str_skip(host, above), pattern) &&
           (above == 0 || host.ptr[above - 1] == '.');
}

/* `list` is parted by commas or white space. */
static bool is_excepted(ts_str list, ts_str host)
{
    struct ts_ip ip;
    const bool is_ip = ts_ip_parse(host, &ip);
    ts_str words, word;

    if (ts_str_is(list, "*"))
        return true;
    while (ts_str_split(&list, ',', &words))
        while (ts_str_word(&words, &word))
            if (is_ip ? ts_ip_is_in(&ip, word) : covers_name(word, host))
                return true;
    return false;
}

ts_str ts_proxy_find(const struct ts_proxy_env *env, ts_str url)
{
    const struct ts_url parts = ts_url_parse(url);
    ts_str proxy = ts_str_is_nocase(parts.scheme, "https") ? env->https : env->http;

    if (proxy.len == 0)
        proxy = env->all;
    if (proxy.len == 0 || is_excepted(env->none, parts.host))
        return (ts_str){ 0 };
    return proxy;
}
