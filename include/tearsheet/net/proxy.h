/* proxy.h - which proxy an address is asked through, by the variables that curl reads. */
#ifndef TEARSHEET_NET_PROXY_H
#define TEARSHEET_NET_PROXY_H

#include "tearsheet/base/arena.h"

/* The variables, empty where they are not set. */
struct ts_proxy_env {
    ts_str http;  /* http_proxy; in small letters only, as HTTP_PROXY may come from a request */
    ts_str https; /* https_proxy, HTTPS_PROXY */
    ts_str all;   /* all_proxy, ALL_PROXY */
    ts_str none;  /* no_proxy, NO_PROXY */
};

/* Copies of this process's variables, in `a`. */
struct ts_proxy_env ts_proxy_env_read(struct ts_arena *a);

/* The proxy for `url`, a slice of `env`; empty for none. */
ts_str ts_proxy_find(const struct ts_proxy_env *env, ts_str url);

#endif
