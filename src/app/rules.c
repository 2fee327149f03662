#include "tearsheet/app/rules.h"

#include "tearsheet/base/file.h"

static enum ts_rc read_text(struct ts_arena *a, const struct ts_profile *profile, ts_str *out,
                            struct ts_err *err)
{
    enum ts_rc rc = ts_file_read(a, profile->config_path, TS_CONFIG_MAX_BYTES, out, err);

    if (rc != TS_ERR_NOTFOUND)
        return rc;
    *out = TS_STR("");
    return TS_OK;
}

enum ts_rc ts_rules_read(struct ts_arena *a, const struct ts_profile *profile,
                         struct ts_site_rules *out, struct ts_err *err)
{
    struct ts_config config;
    ts_str text;
    enum ts_rc rc = read_text(a, profile, &text, err);

    if (rc == TS_OK)
        rc = ts_config_parse(a, text, profile->config_path, &config, err);
    if (rc == TS_OK)
        *out = config.site_rules;
    return rc;
}

static int count_lines(ts_str text)
{
    ts_str line;
    int n = 0;

    while (ts_str_split(&text, '\n', &line))
        n++;
    return n;
}

enum ts_rc ts_rules_add(const struct ts_profile *profile, ts_str rule, int *line,
                        struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_site_rule parsed;
    ts_str text;
    enum ts_rc rc = ts_site_rule_parse(&a, rule, &parsed, err);

    if (rc == TS_OK)
        rc = read_text(&a, profile, &text, err);
    if (rc == TS_OK) {
        bool is_open = text.len > 0 && !ts_str_ends(text, "\n");
        text = ts_arena_printf(&a, "%.*s%ssite %.*s %.*s\n", TS_FMT(text), is_open ? "\n" : "",
                               TS_FMT(parsed.site), TS_FMT(parsed.words));
        rc = ts_file_write(profile->config_path, text, err);
    }
    if (rc == TS_OK)
        *line = count_lines(text);
    ts_arena_done(&a);
    return rc;
}
