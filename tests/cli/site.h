/* site.h - a throw-away profile for the program, and a scripted server to fetch from. */
#ifndef TESTS_CLI_SITE_H
#define TESTS_CLI_SITE_H

#include "support/program.h"

#include "support/loopback.h"

#define SITE_ITEM(id, title, link)                                                            \
    "<item><guid isPermaLink=\"false\">" id "</guid><title>" title "</title><link>" link      \
    "</link><pubDate>Tue, 04 Mar 2025 06:10:00 GMT</pubDate><description>A summary of " title \
    ".</description></item>"
#define SITE_FEED(items) \
    "<rss version=\"2.0\"><channel><title>Tide Post</title>" items "</channel></rss>"

struct site {
    struct ts_arena arena;
    const char *profile;
    struct loopback *server;
};

void site_open(struct site *s, const struct loopback_route *routes);
void site_close(struct site *s);

/* "http://127.0.0.1:<port><path>" */
const char *site_url(struct site *s, const char *path);
/* Writes a file of the profile: `feeds` or `config`. */
void site_put(struct site *s, const char *file, const char *fmt, ...) TS_PRINTF(3, 4);
/* Runs the program with these arguments in the profile, without input. */
#define site_run(site, ...) \
    run_program(&(site)->arena, (site)->profile, TS_STR(""), __VA_ARGS__, NULL)
/* Waits until `path` was asked for `n` times; fails the test when it takes too long. */
void site_wait(struct site *s, const char *path, int n);

#endif
