/* refuse.c - a reader who is told what came instead of the feed knows what to do; "not well-formed"
 * tells nothing.  Only the first part of the document is looked at. */
#include "refuse_priv.h"

#include "tearsheet/base/utf8.h"
#include "text_priv.h"

#define LOOK_BYTES ((size_t)64 << 10)
#define MAX_TITLE_COLS 60

/* Marks of pages that are none: what robot checks, logins and errors say of themselves in any
 * design. */
static const struct {
    const char *mark;
    const char *page;
} marks[] = {
    { "checking your browser", "challenge" },
    { "just a moment...", "challenge" },
    { "cf-chl", "challenge" },
    { "cf_chl", "challenge" },
    { "cf-browser-verification", "challenge" },
    { "ddos protection", "challenge" },
    { "ddos-guard", "challenge" },
    { "verify you are human", "challenge" },
    { "verifying you are human", "challenge" },
    { "are you a robot", "challenge" },
    { "are a robot", "challenge" },
    { "not a robot", "challenge" },
    { "not a bot", "challenge" },
    { "enable javascript and cookies to continue", "challenge" },
    { "please enable cookies", "challenge" },
    { "proof-of-work", "challenge" },
    { "g-recaptcha", "challenge" },
    { "h-captcha", "challenge" },
    { "captcha", "challenge" },
    { "type=\"password\"", "login" },
    { "type='password'", "login" },
    { "type=password", "login" },
};

/* Documents that are known but are no feeds, by their root. */
static const struct {
    const char *root;
    const char *what;
} documents[] = {
    { "opml", "an OPML list of feeds, to be imported" },
    { "sitemapindex", "an index of sitemaps" },
    { "svg", "an image" },
    { "error", "an error report" },
};

static bool is_html(ts_str head)
{
    static const char *const signs[] = { "<!doctype html", "<html", "<head",   "<body", "<title",
                                         "<meta",          "<div",  "<script", "<h1",   "<p>" };
    for (size_t i = 0; i < TS_COUNT(signs); i++)
        if (ts_str_has_nocase(head, signs[i]))
            return true;
    return false;
}

/* The page's title as plain text, short enough for a message. */
static ts_str page_title(struct ts_arena *a, ts_str head)
{
    size_t start = ts_str_find_nocase(head, TS_STR("<title"), 0);
    if (start == TS_NPOS)
        return (ts_str){ 0 };
    start = ts_str_find_char(head, '>', start);
    size_t end = start == TS_NPOS ? start : ts_str_find_nocase(head, TS_STR("</title"), start);
    if (end == TS_NPOS)
        return (ts_str){ 0 };
    ts_str title = ts_text_plain(a, ts_str_sub(head, start + 1, end - start - 1));
    return ts_utf8_ellipsis(a, ts_utf8_safe(a, title, false), MAX_TITLE_COLS, false);
}

static const char *kind_of_page(ts_str head)
{
    for (size_t i = 0; i < TS_COUNT(marks); i++)
        if (ts_str_has_nocase(head, marks[i].mark))
            return marks[i].page;
    return "web";
}

static enum ts_rc refuse_page(ts_str head, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    ts_str title = page_title(&a, head);
    const char *kind = kind_of_page(head);
    enum ts_rc rc;

    if (title.len)
        rc = ts_fail(err, TS_ERR_PARSE, "the server sent a %s page instead of a feed (\"%.*s\")",
                     kind, TS_FMT(title));
    else
        rc = ts_fail(err, TS_ERR_PARSE, "the server sent a %s page instead of a feed", kind);
    ts_arena_done(&a);
    return rc;
}

enum ts_rc ts_feed_refuse(ts_str utf8, ts_str root, struct ts_err *err)
{
    ts_str head = ts_str_sub(utf8, 0, LOOK_BYTES);

    for (size_t i = 0; i < TS_COUNT(documents); i++)
        if (ts_str_is_nocase(root, documents[i].root))
            return ts_fail(err, TS_ERR_PARSE, "not a feed: the server sent %s", documents[i].what);
    if (is_html(head))
        return refuse_page(head, err);
    if (root.len)
        return ts_fail(err, TS_ERR_PARSE, "not a feed: an XML document of another kind (<%.*s>)",
                       (int)(root.len < 40 ? root.len : 40), root.ptr);
    return ts_fail(err, TS_ERR_PARSE, "not a feed: the document is neither XML nor JSON");
}
