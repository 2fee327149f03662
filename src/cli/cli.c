#include "tearsheet/cli/cli.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands_priv.h"
#include "tearsheet/app/address.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/store/sources.h"

static void put_error(const char *fmt, va_list args)
{
    struct ts_arena scratch = { 0 };
    char message[1024];

    vsnprintf(message, sizeof message, fmt, args);
    fprintf(stderr, "tearsheet: %.*s\n", TS_FMT(ts_utf8_safe(&scratch, ts_str_of(message), false)));
    ts_arena_done(&scratch);
}

void cli_fail(struct cli *c, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    put_error(fmt, args);
    va_end(args);
    c->n_failed++;
}

void cli_fail_err(struct cli *c, const struct ts_err *err)
{
    cli_fail(c, "%s", err->msg);
}

int cli_usage(const struct cli *c, const char *fmt, ...)
{
    va_list args;

    (void)c;
    va_start(args, fmt);
    put_error(fmt, args);
    va_end(args);
    return TS_EXIT_USAGE;
}

int cli_status(const struct cli *c)
{
    if (c->n_failed == 0)
        return TS_EXIT_DONE;
    return c->n_done > 0 ? TS_EXIT_SOME : TS_EXIT_NOTHING;
}

/* Reading makes no folders, so that it works where nothing can be written. */
static enum ts_rc open_to_read(struct cli *c, struct ts_err *err)
{
    enum ts_rc rc = ts_profile_look(&c->arena, c->profile_dir, &c->profile, err);

    if (rc != TS_OK) /* this says more of a folder that is none */
        rc = ts_profile_open(&c->arena, c->profile_dir, &c->profile, err);
    return rc == TS_OK ? ts_db_open(&c->db, c->profile.library_path, TS_DB_READ, err) : rc;
}

static enum ts_rc open_to_write(struct cli *c, struct ts_err *err)
{
    enum ts_rc rc = ts_profile_open(&c->arena, c->profile_dir, &c->profile, err);

    return rc == TS_OK ? ts_db_open(&c->db, c->profile.library_path, TS_DB_WRITE, err) : rc;
}

bool cli_open_library(struct cli *c, enum ts_db_mode mode)
{
    struct ts_err err;
    enum ts_rc rc = mode == TS_DB_READ ? open_to_read(c, &err) : open_to_write(c, &err);

    if (rc == TS_ERR_NOTFOUND &&
        mode == TS_DB_READ) /* nothing was ever fetched: an empty library */
        rc = open_to_write(c, &err);
    if (rc != TS_OK)
        cli_fail_err(c, &err);
    return rc == TS_OK;
}

/* What spellings of an address share, with http and https alike. */
static ts_str spelling_of(struct cli *c, ts_str url)
{
    ts_str canonical = ts_url_canonical(&c->arena, url);
    size_t colon = ts_str_find_char(canonical, ':', 0);

    return colon == TS_NPOS ? canonical : ts_str_skip(canonical, colon);
}

/* True if a source's own address is spelled so.  What `sources` lists has no password in it. */
static bool is_spelling(struct cli *c, ts_str own, ts_str wanted)
{
    return ts_str_eq(spelling_of(c, own), wanted) ||
           ts_str_eq(spelling_of(c, ts_url_without_secret(&c->arena, own)), wanted);
}

/* The source whose address is another spelling of `url`; those subscribed to go first. */
static const struct ts_source *spelled_otherwise(struct cli *c, const struct ts_source *sources,
                                                 size_t n, ts_str url)
{
    const struct ts_source *found = NULL;
    ts_str wanted = spelling_of(c, url);

    for (size_t i = 0; i < n; i++)
        if (is_spelling(c, sources[i].url, wanted) && (!found || found->is_removed))
            found = &sources[i];
    return found;
}

enum ts_rc cli_source_of(struct cli *c, ts_str given, struct ts_source *out, struct ts_err *err)
{
    const struct ts_source_query all = { .with_removed = true };
    struct ts_source *sources;
    size_t n = 0;
    enum ts_rc rc = ts_source_get_url(&c->arena, c->db, given, out, err);
    ts_str url = ts_address_of(&c->arena, given);

    if (rc != TS_ERR_NOTFOUND || url.len == 0 ||
        ts_sources_list(&c->arena, c->db, &all, &sources, &n, NULL) != TS_OK)
        return rc;
    const struct ts_source *found = spelled_otherwise(c, sources, n, url);
    if (!found)
        return rc;
    *out = *found;
    return TS_OK;
}

bool cli_find_source(struct cli *c, int64_t *id)
{
    struct ts_source source = { 0 };
    struct ts_err err;

    *id = 0;
    if (!c->flags.source)
        return true;
    if (cli_source_of(c, ts_str_of(c->flags.source), &source, &err) != TS_OK) {
        cli_fail(c, "%s: %s", c->flags.source, err.msg);
        return false;
    }
    *id = source.id;
    return true;
}

bool cli_number(struct cli *c, const char *option, const char *text, int64_t fallback, int64_t *out)
{
    *out = fallback;
    if (!text || (ts_str_to_int(ts_str_of(text), out) && *out >= 0))
        return true;
    cli_fail(c, "%s takes a number, not \"%s\"", option, text);
    return false;
}

void cli_put_line(struct ts_buf *line)
{
    ts_buf_putc(line, '\n');
    fwrite(line->ptr, 1, line->len, stdout);
    ts_buf_clear(line);
}

void cli_put_text(struct cli *c, ts_str text)
{
    ts_str safe = ts_utf8_safe(&c->arena, text, true);
    fwrite(safe.ptr, 1, safe.len, stdout);
}

/* ---- the command line ---- */

struct parse {
    struct cli *cli;
    struct ts_call *call;
    const struct cli_command *command;
    int argc;
    char **argv;
    int at;
    bool only_args; /* behind "--" */
    bool wants_help;
    bool wants_version;
};

/* The value of an option: behind "=", or the next word.  NULL when there is none. */
static const char *option_value(struct parse *p, const char *word)
{
    const char *equals = strchr(word, '=');

    if (equals)
        return equals + 1;
    return p->at + 1 < p->argc ? p->argv[++p->at] : NULL;
}

static int set_option(struct parse *p, const char *word, const struct cli_option *o)
{
    char *place = (char *)&p->cli->flags + o->offset;

    if (!o->takes) {
        if (strchr(word, '='))
            return cli_usage(p->cli, "%s takes no value", o->name);
        *(bool *)place = true;
        return TS_EXIT_DONE;
    }
    const char *value = option_value(p, word);
    if (!value)
        return cli_usage(p->cli, "%s wants a value: %s", o->name, o->takes);
    memcpy(place, &value, sizeof value);
    return TS_EXIT_DONE;
}

static int read_option(struct parse *p, const char *word)
{
    ts_str name = ts_str_sub(ts_str_of(word), 0, strcspn(word, "="));
    const struct cli_option *o = cli_find_option(name);

    if (ts_str_is(name, "--help") || ts_str_is(name, "-h")) {
        p->wants_help = true;
    } else if (ts_str_is(name, "--version")) {
        p->wants_version = true;
    } else if (ts_str_is(name, "--plain") && !p->command) {
        p->call->is_plain = true;
    } else if (ts_str_is(name, "--profile")) {
        p->call->profile_dir = option_value(p, word);
        if (!p->call->profile_dir)
            return cli_usage(p->cli, "--profile wants a value: FOLDER");
    } else if (!o || !p->command || !cli_takes(p->command, o)) {
        return cli_usage(p->cli, "%s has no option %.*s",
                         p->command ? p->command->name : "tearsheet", TS_FMT(name));
    } else {
        return set_option(p, word, o);
    }
    return TS_EXIT_DONE;
}

static int read_word(struct parse *p, char *word)
{
    if (!p->only_args && strcmp(word, "--") == 0) {
        p->only_args = true;
        return TS_EXIT_DONE;
    }
    if (!p->only_args && word[0] == '-' && word[1] != '\0')
        return read_option(p, word);
    if (p->command) {
        p->cli->args[p->cli->n_args++] = word;
        return TS_EXIT_DONE;
    }
    p->command = cli_find_command(word);
    if (!p->command)
        return cli_usage(p->cli, "there is no command \"%s\"; tearsheet --help lists them", word);
    return TS_EXIT_DONE;
}

static int parse_words(struct parse *p)
{
    for (p->at = 1; p->at < p->argc; p->at++) {
        int status = read_word(p, p->argv[p->at]);
        if (status != TS_EXIT_DONE)
            return status;
    }
    return TS_EXIT_DONE;
}

/* Whoever read what is printed has seen enough: "tearsheet ls | head" is no failure. */
static bool has_no_reader(void)
{
    struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };

    return poll(&out, 1, 0) == 1 && (out.revents & (POLLERR | POLLHUP)) != 0;
}

/* How many words a command takes at most: as many as its help names, or any number. */
static size_t max_args(const struct cli_command *command)
{
    return strstr(command->takes, "...") ? SIZE_MAX : ts_str_n_words(ts_str_of(command->takes));
}

static int run_command(struct parse *p)
{
    struct cli *c = p->cli;
    size_t most = max_args(p->command);

    if (c->n_args < p->command->min_args)
        return cli_usage(c, "%s wants %s", p->command->name, p->command->takes);
    if (c->n_args > most)
        return cli_usage(c, "%s takes no \"%s\"", p->command->name, c->args[most]);
    if (p->call->is_plain)
        return cli_usage(c, "--plain is for the reader; %s takes none", p->command->name);
    c->profile_dir = p->call->profile_dir;
    return p->command->run(c);
}

/* Does what the words, which made sense, ask for. */
static void answer(struct parse *p)
{
    if (p->wants_help && p->command)
        cli_print_command_help(stdout, p->command);
    else if (p->wants_help)
        cli_print_help(stdout);
    else if (p->wants_version)
        puts("tearsheet " TS_VERSION);
    else if (p->command)
        p->call->exit_status = run_command(p);
    else
        p->call->wants_reader = true;
    if ((fflush(stdout) != 0 || ferror(stdout)) && !has_no_reader()) {
        cli_fail(p->cli, "cannot write to standard output");
        p->call->exit_status = TS_EXIT_NOTHING;
    }
}

struct ts_call ts_cli_run(int argc, char **argv)
{
    struct cli c = { 0 };
    struct ts_call call = { 0 };
    struct parse p = { .cli = &c, .call = &call, .argc = argc, .argv = argv };

    c.args = TS_NEW_ARRAY(&c.arena, (size_t)argc + 1, char *);
    call.exit_status = parse_words(&p);
    if (call.exit_status == TS_EXIT_DONE)
        answer(&p);
    ts_db_close(c.db);
    ts_arena_done(&c.arena);
    return call;
}
