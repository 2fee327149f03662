/* group and parse-feed: one thing in, JSON out, no library. */
#include <string.h>

#include "cli_priv.h"
#include "tearsheet/cli/cmd_group.h"
#include "tearsheet/cli/cmd_parse_feed.h"

static bool is_json(const struct cli *c)
{
    return !c->flags.format || strcmp(c->flags.format, "json") == 0;
}

int cmd_group(struct cli *c)
{
    struct ts_err err;

    if (!is_json(c))
        return cli_usage(c, "group prints json, not \"%s\"", c->flags.format);
    if (ts_cmd_group(&c->arena, stdin, stdout, c->flags.novelty, &err) != TS_OK)
        cli_fail_err(c, &err);
    return cli_status(c);
}

int cmd_parse_feed(struct cli *c)
{
    struct ts_err err;

    if (!is_json(c))
        return cli_usage(c, "parse-feed prints json, not \"%s\"", c->flags.format);
    if (ts_cmd_parse_feed(&c->arena, c->args[0], stdout, &err) != TS_OK)
        cli_fail_err(c, &err);
    return cli_status(c);
}
