/* Options are a table of name, kind and place in the struct; reading a line looks it up. */
#include "tearsheet/app/config.h"

#include "source_options_priv.h"

enum option_kind { OPTION_TEXT, OPTION_NUMBER, OPTION_SWITCH, OPTION_CHOICE };

struct option {
    const char *name;
    enum option_kind kind;
    size_t offset;       /* in struct ts_config */
    const char *initial; /* as the file would say it */
    int64_t least, most; /* of numbers */
    const char *takes;   /* for choices: the words allowed, parted by "|" */
    const char *help;
};

#define AT(field) offsetof(struct ts_config, field)

static const struct option options[] = {
    { "theme", OPTION_TEXT, AT(theme), "auto", 0, 0, "NAME", "colours of the screen" },
    { "text-width", OPTION_NUMBER, AT(text_width_cols), "72", 20, 400, "COLUMNS",
      "longest line of an article" },
    { "split-from", OPTION_NUMBER, AT(split_cols), "110", 0, 1000, "COLUMNS",
      "a text stands beside its list on screens so wide; 0: never" },
    { "list-width", OPTION_NUMBER, AT(list_cols), "0", 0, 400, "COLUMNS",
      "of a list beside its text; 0: what the text leaves" },
    { "ascii", OPTION_SWITCH, AT(ascii), "no", 0, 0, "yes|no",
      "draw the screen's frame with ASCII alone" },
    { "bidi", OPTION_SWITCH, AT(bidi), "yes", 0, 0, "yes|no",
      "put Hebrew and Arabic in reading order; no: the terminal does it" },
    { "hyphenate", OPTION_SWITCH, AT(hyphenate), "no", 0, 0, "yes|no",
      "break words where the page allows it" },
    { "clickable-links", OPTION_CHOICE, AT(clickable_links), "auto", 0, 0, "auto|yes|no",
      "links of articles that the terminal opens; auto: where it is known to cope" },
    { "mouse", OPTION_SWITCH, AT(mouse), "yes", 0, 0, "yes|no",
      "the wheel scrolls and clicks select; Shift leaves them to the terminal" },
    { "browser", OPTION_TEXT, AT(browser), "", 0, 0, "COMMAND",
      "opens addresses, %u is the address; empty: $BROWSER, then xdg-open" },
    { "save-folder", OPTION_TEXT, AT(save_folder), "", 0, 0, "FOLDER",
      "where copies go; empty: \"saved\" in the data folder" },
    { "save-format", OPTION_CHOICE, AT(save_format), "markdown", 0, 0, "markdown|text|html",
      "what copies are written as" },
    { "refresh-interval", OPTION_NUMBER, AT(refresh_interval_min), "30", 1, 100000, "MINUTES",
      "a source is not asked again before" },
    { "connections", OPTION_NUMBER, AT(max_connections), "16", 1, 256, "NUMBER",
      "transfers at once" },
    { "host-connections", OPTION_NUMBER, AT(max_host_connections), "2", 1, 16, "NUMBER",
      "transfers at once from one host" },
    { "timeout", OPTION_NUMBER, AT(timeout_s), "60", 1, 3600, "SECONDS",
      "the longest a transfer may take" },
    { "max-page-size", OPTION_NUMBER, AT(max_page_mb), "16", 1, 64, "MEGABYTES",
      "larger answers are refused" },
    { "fetch-pages", OPTION_SWITCH, AT(fetch_pages), "yes", 0, 0, "yes|no",
      "fetch the articles' pages, not the feeds alone" },
    { "user-agent", OPTION_TEXT, AT(user_agent), "", 0, 0, "TEXT",
      "what servers are told; empty: tearsheet and its version" },
    { "allow-commands", OPTION_SWITCH, AT(allow_commands), "yes", 0, 0, "yes|no",
      "run the commands of exec: and filter: sources" },
};

struct reader {
    struct ts_arena *arena;
    struct ts_config config;
    size_t bindings_cap;
    size_t tag_options_cap;
    size_t site_rules_cap;
    const char *name;
    int line;
    struct ts_err *err;
};

static enum ts_rc fail_at(const struct reader *r, const char *what, ts_str about)
{
    return ts_fail(r->err, TS_ERR_PARSE, "%s:%d: %s \"%.*s\"", r->name, r->line, what,
                   TS_FMT(about));
}

static bool is_choice(const char *choices, ts_str value)
{
    ts_str rest = ts_str_of(choices), choice;

    while (ts_str_split(&rest, '|', &choice))
        if (ts_str_eq(choice, value))
            return true;
    return false;
}

static enum ts_rc set_number(struct reader *r, const struct option *o, int64_t *place, ts_str value)
{
    int64_t number;

    if (!ts_str_to_int(value, &number))
        return fail_at(r, "a number is wanted, not", value);
    if (number < o->least || number > o->most)
        return ts_fail(r->err, TS_ERR_PARSE, "%s:%d: %s takes %lld to %lld, not %lld", r->name,
                       r->line, o->name, (long long)o->least, (long long)o->most,
                       (long long)number);
    *place = number;
    return TS_OK;
}

static enum ts_rc set_option(struct reader *r, const struct option *o, ts_str value)
{
    char *place = (char *)&r->config + o->offset;

    if (o->kind == OPTION_NUMBER)
        return set_number(r, o, (int64_t *)(void *)place, value);
    if (o->kind != OPTION_TEXT && !is_choice(o->takes, value))
        return ts_fail(r->err, TS_ERR_PARSE, "%s:%d: %s takes %s, not \"%.*s\"", r->name, r->line,
                       o->name, o->takes, TS_FMT(value));
    if (o->kind == OPTION_SWITCH)
        *(bool *)place = ts_str_is(value, "yes");
    else
        *(ts_str *)(void *)place = ts_arena_str(r->arena, value);
    return TS_OK;
}

static enum ts_rc add_binding(struct reader *r, ts_str value)
{
    ts_str all = value, keys;

    if (!ts_str_word(&value, &keys) || ts_str_trim(value).len == 0)
        return fail_at(r, "bind takes keys and a command, not", all);
    *TS_PUSH(r->arena, r->config.bindings, r->config.n_bindings, r->bindings_cap) =
        (struct ts_binding_line){ ts_arena_str(r->arena, keys),
                                  ts_arena_str(r->arena, ts_str_trim(value)), r->line };
    return TS_OK;
}

/* Cuts a word off; one with blanks stands in double quotes. */
static ts_str cut_word(ts_str *rest)
{
    ts_str word = { 0 }, trimmed = ts_str_trim(*rest);
    size_t end =
        trimmed.len > 0 && trimmed.ptr[0] == '"' ? ts_str_find_char(trimmed, '"', 1) : TS_NPOS;

    if (end != TS_NPOS) {
        *rest = ts_str_skip(trimmed, end + 1);
        return ts_str_sub(trimmed, 1, end - 1);
    }
    (void)ts_str_word(rest, &word); /* empty if there is none */
    return word;
}

static enum ts_rc add_tag_option(struct reader *r, ts_str value)
{
    struct source_options unused = { 0 };
    struct ts_err why;
    ts_str all = value, tag = cut_word(&value), option = ts_str_trim(value);

    if (option.len >= 2 && option.ptr[0] == '"' && option.ptr[option.len - 1] == '"')
        option = ts_str_sub(option, 1, option.len - 2);
    if (tag.len == 0 || option.len == 0)
        return fail_at(r, "for-tag takes a tag and an option, not", all);
    if (source_option_read(r->arena, option, &unused, &why) != TS_OK)
        return ts_fail(r->err, TS_ERR_PARSE, "%s:%d: %s", r->name, r->line, why.msg);
    *TS_PUSH(r->arena, r->config.tag_options, r->config.n_tag_options, r->tag_options_cap) =
        (struct ts_tag_option){ ts_arena_str(r->arena, tag), ts_arena_str(r->arena, option) };
    return TS_OK;
}

static enum ts_rc add_site_rule(struct reader *r, ts_str value)
{
    struct ts_site_rules *rules = &r->config.site_rules;
    struct ts_site_rule rule;
    struct ts_err why;

    if (ts_site_rule_parse(r->arena, value, &rule, &why) != TS_OK)
        return ts_fail(r->err, TS_ERR_PARSE, "%s:%d: %s", r->name, r->line, why.msg);
    rule.line = r->line;
    *TS_PUSH(r->arena, rules->list, rules->n, r->site_rules_cap) = rule;
    return TS_OK;
}

/* `name value`; a value may stand in double quotes. */
static enum ts_rc read_line(struct reader *r, ts_str line)
{
    ts_str name;

    if (!ts_str_word(&line, &name) || name.ptr[0] == '#')
        return TS_OK;
    ts_str value = ts_str_trim(line);
    if (ts_str_is(name, "for-tag"))
        return add_tag_option(r, value);
    if (ts_str_is(name, "site"))
        return add_site_rule(r, value);
    if (value.len >= 2 && value.ptr[0] == '"' && value.ptr[value.len - 1] == '"')
        value = ts_str_sub(value, 1, value.len - 2);
    if (ts_str_is(name, "bind"))
        return add_binding(r, value);
    for (size_t i = 0; i < TS_COUNT(options); i++)
        if (ts_str_is(name, options[i].name))
            return set_option(r, &options[i], value);
    return fail_at(r, "there is no option", name);
}

enum ts_rc ts_config_parse(struct ts_arena *a, ts_str text, const char *name, struct ts_config *out,
                           struct ts_err *err)
{
    struct reader r = { .arena = a, .name = name, .err = err };
    enum ts_rc rc = TS_OK;
    ts_str line;

    for (size_t i = 0; rc == TS_OK && i < TS_COUNT(options); i++)
        rc = set_option(&r, &options[i], ts_str_of(options[i].initial));
    while (rc == TS_OK && ts_str_split(&text, '\n', &line)) {
        r.line++;
        rc = read_line(&r, line);
    }
    if (rc == TS_OK)
        *out = r.config;
    return rc;
}

bool ts_config_option(size_t i, const char **name, const char **takes, const char **help)
{
    if (i >= TS_COUNT(options))
        return false;
    *name = options[i].name;
    *takes = options[i].takes;
    *help = options[i].help;
    return true;
}
