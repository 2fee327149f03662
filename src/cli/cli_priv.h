/* cli_priv.h - what the commands share. */
#ifndef TEARSHEET_CLI_CLI_PRIV_H
#define TEARSHEET_CLI_CLI_PRIV_H

#include <stdio.h>

#include "tearsheet/app/profile.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/json.h"
#include "tearsheet/cli/cli.h"
#include "tearsheet/model/article.h"
#include "tearsheet/model/source.h"
#include "tearsheet/store/db.h"

/* Values of the options, of whatever command; commands.c says which command takes which. */
struct cli_flags {
    const char *format;
    const char *url;
    const char *manifest;
    const char *tag;
    const char *source;
    const char *story;
    const char *search;
    const char *folder;
    const char *limit;
    const char *since;
    bool diff;
    bool json;
    bool memory;
    bool quiet;
    bool novelty;
    bool unread;
    bool starred;
    bool all;
    bool now;
    bool feeds;
    bool off;
    bool covered;
    bool front;
    bool mute;
    bool secrets;
};

/* A command that is running. */
struct cli {
    struct ts_arena arena; /* as long as the command */
    const char *profile_dir;
    struct ts_profile profile; /* after cli_open_library() */
    struct ts_db *db;
    struct cli_flags flags;
    char **args; /* what is left besides options */
    size_t n_args;
    size_t n_done;
    size_t n_failed;
};

/* One line on standard error, and one failure more. */
void cli_fail(struct cli *c, const char *fmt, ...) TS_PRINTF(2, 3);
/* The same with the message of `err`. */
void cli_fail_err(struct cli *c, const struct ts_err *err);
/* Wrong usage: a line on standard error; returns TS_EXIT_USAGE. */
int cli_usage(const struct cli *c, const char *fmt, ...) TS_PRINTF(2, 3);
/* A time as ISO 8601, empty for 0. */
ts_str cli_iso(struct ts_arena *a, int64_t at);
/* Foreign text that shares a line with other things. */
ts_str cli_one_line(struct ts_arena *a, ts_str text);
/* Members of an object; an id of 0 is null. */
void cli_json_strings(struct ts_json_out *o, const char *key, const ts_str *strings, size_t n);
void cli_json_int(struct ts_json_out *o, const char *key, int64_t number);
void cli_json_id(struct ts_json_out *o, const char *key, int64_t id);
void cli_json_bool(struct ts_json_out *o, const char *key, bool truth);
/* What the reader did with an article, as members of its object. */
void cli_json_states(struct ts_json_out *o, int64_t story_id, const ts_str *tags, size_t n_tags,
                     bool is_read, bool is_starred);

/* Prints a story: who says what, which numbers differ, how it went. */
void cli_show_story(struct cli *c, int64_t id);
/* Prints what was changed in an article; in show_changes.c. */
void cli_show_changes(struct cli *c, int64_t id);

/* The exit status that the counts of things done and failed call for. */
int cli_status(const struct cli *c);

/* Opens the profile and its library.  On failure says so and returns false. */
bool cli_open_library(struct cli *c, enum ts_db_mode mode);

/* The source of an address, as it stands in the feeds file or spelled otherwise. */
TS_CHECKED enum ts_rc cli_source_of(struct cli *c, ts_str given, struct ts_source *out,
                                    struct ts_err *err);

/* The id of the source that --source names, 0 when it was not given.  False after an error message.
 */
bool cli_find_source(struct cli *c, int64_t *id);

/* A number given as option; `fallback` when it was not.  False after an error message. */
bool cli_number(struct cli *c, const char *option, const char *text, int64_t fallback,
                int64_t *out);

/* Writes the buffer as a line on standard output and empties it. */
void cli_put_line(struct ts_buf *line);
/* Text for a person: control characters of foreign text never reach the terminal. */
void cli_put_text(struct cli *c, ts_str text);

/* Members of an article as `extract --format json` prints them, inside an open object. */
void cli_put_article(struct cli *c, struct ts_json_out *o, const struct ts_article *article);

/* The commands. */
int cmd_add(struct cli *c);
int cmd_doctor(struct cli *c);
int cmd_explain(struct cli *c);
int cmd_export(struct cli *c);
int cmd_extract(struct cli *c);
int cmd_fetch(struct cli *c);
int cmd_group(struct cli *c);
int cmd_import(struct cli *c);
int cmd_ls(struct cli *c);
int cmd_parse_feed(struct cli *c);
int cmd_reclean(struct cli *c);
int cmd_purge(struct cli *c);
int cmd_read(struct cli *c);
int cmd_remove(struct cli *c);
int cmd_rename(struct cli *c);
int cmd_save(struct cli *c);
int cmd_search(struct cli *c);
int cmd_show(struct cli *c);
int cmd_sources(struct cli *c);
int cmd_stories(struct cli *c);
int cmd_tag(struct cli *c);
int cmd_undo(struct cli *c);

#endif
