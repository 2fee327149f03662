/* commands_priv.h - the tables of commands and options. */
#ifndef TEARSHEET_CLI_COMMANDS_PRIV_H
#define TEARSHEET_CLI_COMMANDS_PRIV_H

#include "cli_priv.h"

struct cli_option {
    const char *name;  /* with its hyphens */
    const char *takes; /* name of its value, or NULL for a switch */
    size_t offset;     /* of its bool or const char * in struct cli_flags */
    const char *help;
};

struct cli_command {
    const char *name;
    const char *takes;
    const char *help;
    int (*run)(struct cli *c);
    const char *options; /* names of those it takes, parted by spaces */
    size_t min_args;
};

/* NULL when there is none of that name. */
const struct cli_command *cli_find_command(const char *name);
const struct cli_command *cli_command_at(size_t i);
const struct cli_option *cli_find_option(ts_str name);
/* True if the command takes the option. */
bool cli_takes(const struct cli_command *command, const struct cli_option *option);

void cli_print_help(FILE *out);
void cli_print_command_help(FILE *out, const struct cli_command *command);

#endif
