/* config.h - the options of the `config` file: lines `name value`, "#" starts a comment. */
#ifndef TEARSHEET_APP_CONFIG_H
#define TEARSHEET_APP_CONFIG_H

#include "tearsheet/base/arena.h"
#include "tearsheet/extract/site_rules.h"

#define TS_CONFIG_MAX_BYTES ((size_t)1 << 20) /* of the file */

/* A line `bind KEYS COMMAND`. */
struct ts_binding_line {
    ts_str keys;
    ts_str command;
    int line;
};

/* A line `for-tag TAG OPTION=VALUE`: an option of all sources that have the tag. */
struct ts_tag_option {
    ts_str tag;
    ts_str option; /* "name=value" */
};

/* Values have the defaults of the option table in config.c until the file says otherwise. */
struct ts_config {
    ts_str theme;                 /* a name in the theme folders */
    int64_t text_width_cols;      /* of an article */
    int64_t split_cols;           /* a text stands beside its list from this width on; 0: never */
    int64_t list_cols;            /* of a list beside its text; 0: what the text leaves */
    bool ascii;                   /* no characters outside ASCII in the frame of the screen */
    bool bidi;                    /* right-to-left text is put in reading order */
    bool hyphenate;               /* words are broken at soft hyphens */
    ts_str clickable_links;       /* auto, yes or no */
    bool mouse;                   /* wheel and clicks are the reader's */
    ts_str browser;               /* command, %u is the address; empty: $BROWSER, then xdg-open */
    ts_str save_folder;           /* where copies go; empty: "saved" in the data folder */
    ts_str save_format;           /* "markdown", "text" or "html" */
    int64_t refresh_interval_min; /* a source is not asked again before */
    int64_t max_connections;
    int64_t max_host_connections;
    int64_t timeout_s;
    int64_t max_page_mb;
    bool fetch_pages; /* false: the feeds' own texts only */
    ts_str user_agent;
    bool allow_commands; /* exec: and filter: sources */
    struct ts_binding_line *bindings;
    size_t n_bindings;
    struct ts_tag_option *tag_options; /* in the order of the file */
    size_t n_tag_options;
    struct ts_site_rules site_rules; /* lines `site SITE keep|strip SELECTOR` */
};

/* Reads `text`; `name` is the file's name for messages.  On failure TS_ERR_PARSE with "name:line:
 * ...". */
TS_CHECKED enum ts_rc ts_config_parse(struct ts_arena *a, ts_str text, const char *name,
                                      struct ts_config *out, struct ts_err *err);

/* The option table, for documentation and completion: what option `i` is called, takes and does.
 * False behind the last one. */
bool ts_config_option(size_t i, const char **name, const char **takes, const char **help);

#endif
