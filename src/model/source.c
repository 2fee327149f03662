#include "tearsheet/model/source.h"

#include "tearsheet/base/url.h"

enum { BELIEVED_MOVES = 2, STATUS_GONE = 410 };

ts_str ts_source_name(const struct ts_source *source)
{
    if (source->nickname.len > 0)
        return source->nickname;
    if (source->title.len > 0)
        return source->title;
    ts_str secret = ts_url_secret(source->url);
    if (secret.len > 0)
        return ts_str_skip(source->url, (size_t)(secret.ptr - source->url.ptr) + secret.len);
    return source->url;
}

ts_str ts_source_address(const struct ts_source *source)
{
    return source->n_moved >= BELIEVED_MOVES ? source->moved_url : source->url;
}

ts_str ts_source_trouble(const struct ts_source *source)
{
    ts_str address = ts_source_address(source);
    ts_str front = ts_str_sub(source->error, 0, address.len);
    ts_str rest = ts_str_skip(source->error, front.len);

    return ts_str_eq(front, address) && ts_str_starts(rest, ": ") ? ts_str_skip(rest, 2)
                                                                  : source->error;
}

/* By what the error says, or else by the status; the first that fits. */
static const struct {
    const char *error; /* part of it, or NULL */
    int status;
    const char *words;
} advices[] = {
    { "challenge page", 0,
      "open it in a browser; with cookies= and user-agent= of that browser it may be let through" },
    { "login page", 0,
      "log in with a browser, export its cookies to a file, and name that with cookies=" },
    { "web page instead", 0,
      "\"tearsheet add\" with the address of the site looks for its feed; links=yes follows the "
      "page itself" },
    { "larger than", 0, "max-page-size in the configuration sets the limit" },
    { "timed out", 0, "the server is slow; timeout in the configuration sets the limit" },
    { "is not valid", 0, "the site has to mend it, unless the clock of this machine is wrong" },
    { "OPML list", 0, "\"tearsheet import\" subscribes to what a file of it lists" },
    { "sitemap", 0, "links=yes follows the articles that it lists" },
    { "in a circle", 0, "cookies= may be what the server waits for" },
    { "not encrypted", 0, "the feeds file may name that address itself" },
    { "not a feed", 0, "\"tearsheet doctor\" with its address shows what the server sends" },
    { NULL, 403, "a user-agent= or cookies= of its own may help" },
    { NULL, 404, "\"tearsheet add\" with the address of the site looks for where its feed is" },
    { NULL, 410, "remove it; d does, among the sources" },
    { NULL, 429, "a longer interval= asks less often" },
};

ts_str ts_trouble_advice(int http_status, ts_str error)
{
    for (size_t i = 0; i < TS_COUNT(advices) && error.len > 0; i++)
        if (advices[i].error ? ts_str_has(error, advices[i].error)
                             : advices[i].status == http_status)
            return ts_str_of(advices[i].words);
    return (ts_str){ 0 };
}

bool ts_source_is_gone(const struct ts_source *source)
{
    return source->http_status == STATUS_GONE && source->next_at == 0;
}

bool ts_source_has_full_texts(const struct ts_source *source)
{
    return source->n_full_texts >= TS_SOURCE_FULL_TEXTS;
}
