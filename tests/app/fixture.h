/* fixture.h - a throw-away profile, its library, and a scripted server. */
#ifndef TESTS_APP_FIXTURE_H
#define TESTS_APP_FIXTURE_H

#include "support/support.h"

#include "support/loopback.h"
#include "tearsheet/app/profile.h"
#include "tearsheet/app/refresh.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/sources.h"

/* A page with an article of a few sentences, and what stands around it on any site. */
#define PAGE(title, body)                                                                          \
    "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>" title "</title></head><body>" \
    "<nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><article><h1>" title "</h1>" body       \
    "</article><footer>All rights reserved</footer></body></html>"

#define ITEM(id, title, link)                                                                 \
    "<item><guid isPermaLink=\"false\">" id "</guid><title>" title "</title><link>" link      \
    "</link><pubDate>Tue, 04 Mar 2025 06:10:00 GMT</pubDate><description>A summary of " title \
    ".</description></item>"
#define FEED(items) \
    "<rss version=\"2.0\"><channel><title>Tide Post</title>" items "</channel></rss>"

struct fixture {
    struct ts_arena arena;
    const char *dir;
    struct ts_profile profile;
    struct loopback *server;
    struct ts_db *db;
    struct ts_refresh *refresh;
    size_t n_failed; /* told by the refresh */
    struct ts_err last_failure;
    ts_str last_about; /* what it was said to be about */
    size_t n_added;
    bool last_is_feed;
};

/* A profile whose feeds file has the address of each of `paths` on the server; NULL ends them. */
void fixture_open(struct fixture *f, const struct loopback_route *routes, const char *const *paths);
void fixture_close(struct fixture *f);
/* Notes in the fixture what a refresh tells. */
struct ts_refresh_listener fixture_listener(struct fixture *f);

/* Refreshes until idle; `now` as in ts_refresh_start(). */
void fixture_refresh(struct fixture *f, bool now);
void fixture_run(struct fixture *f);

/* All articles, as lists have them: the newest first. */
struct ts_article_row *fixture_articles(struct fixture *f, size_t *n);
ts_str fixture_feeds_file(struct fixture *f);
/* Adds an address on the server, as a person does. */
void fixture_add(struct fixture *f, const char *path);

const char *fixture_url(struct fixture *f, const char *path);
/* The only source, or the one of the address. */
struct ts_source fixture_source(struct fixture *f, const char *path);

#endif
