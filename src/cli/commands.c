/* Everything that can be said at the prompt: parsing, help and completion read these tables. */
#include "commands_priv.h"

#include <string.h>

#define AT(field) offsetof(struct cli_flags, field)

static const struct cli_option options[] = {
    { "--all", NULL, AT(all), "everything, not the first 50" },
    { "--covered", NULL, AT(covered), "most-covered first instead of newest" },
    { "--diff", NULL, AT(diff), "say what would change, and change nothing" },
    { "--feeds", NULL, AT(feeds), "only list what is new; pages and stories are left for later" },
    { "--folder", "FOLDER", AT(folder), "where to, instead of the option save-folder" },
    { "--format", "FORMAT", AT(format), "text, markdown, html or json" },
    { "--front", NULL, AT(front), "in the order of the front page instead of newest first" },
    { "--json", NULL, AT(json), "one JSON object a line" },
    { "--limit", "N", AT(limit), "at most N" },
    { "--manifest", "LIST", AT(manifest), "a file of lines FILE<TAB>ADDRESS[<TAB>CHARSET]" },
    { "--memory", NULL, AT(memory), "strip what these pages of a site have in common" },
    { "--mute", NULL, AT(mute), "leave what carries it out of the front page" },
    { "--novelty", NULL, AT(novelty), "with the sentences, and which were known" },
    { "--now", NULL, AT(now), "also sources that are not due yet" },
    { "--off", NULL, AT(off), "the other way: unread, without the tag" },
    { "--quiet", NULL, AT(quiet), "errors only" },
    { "--search", "WORDS", AT(search), "only what this search finds" },
    { "--secrets", NULL, AT(secrets), "with the passwords and headers of the feeds file" },
    { "--since", "TIME", AT(since), "what was fetched in the last 30m, 6h or 2d" },
    { "--source", "ADDRESS", AT(source), "only of this source" },
    { "--starred", NULL, AT(starred), "only what has a star" },
    { "--story", "ID", AT(story), "this story: its reports, or the story itself" },
    { "--tag", "NAME", AT(tag), "only what carries this tag" },
    { "--unread", NULL, AT(unread), "only what was not read" },
    { "--url", "ADDRESS", AT(url), "the page's address, to resolve its links" },
};

/* What an option means to commands that take it in another way than most. */
static const struct {
    const char *command, *option, *help;
} own_words[] = {
    { "sources", "--all", "also removed ones" },
    { "read", "--all", "every article" },
    { "reclean", "--all", "every stored page" },
    { "read", "--off", "mark them unread" },
    { "tag", "--off", "take the tag off, or with --mute unmute it" },
    { "ls", "--story", "only the reports of this story" },
    { "show", "--diff", "what the outlet changed in it since it was first fetched" },
    { "show", "--story", "who says what in this story, and how it went" },
    { "tag", "--story", "this story, besides the articles named" },
    { "read", "--story", "all reports of this story" },
    { "save", "--format", "text, markdown or html" },
    { "group", "--format", "json, and no other" },
    { "parse-feed", "--format", "json, and no other" },
};

static const struct cli_command commands[] = {
    { "add", "ADDRESS...", "subscribe to feeds, or save articles; - reads addresses", cmd_add,
      "--quiet", 1 },
    { "fetch", "", "refresh without a screen", cmd_fetch, "--quiet --json --now --feeds --source",
      0 },
    { "sources", "", "list subscriptions, with --all also removed ones", cmd_sources,
      "--json --all", 0 },
    { "remove", "ADDRESS...", "take sources out of the feeds file; articles stay", cmd_remove, "",
      1 },
    { "rename", "ADDRESS NAME", "give a source a name of your own, or none", cmd_rename, "", 2 },
    { "purge", "ADDRESS...", "delete the articles of removed sources", cmd_purge, "", 1 },
    { "stories", "", "list stories", cmd_stories,
      "--json --all --limit --unread --tag --covered --front", 0 },
    { "ls", "", "list articles", cmd_ls,
      "--json --all --limit --unread --starred --tag --source --story --search", 0 },
    { "show", "ID...", "print articles, or what a --story is made of", cmd_show,
      "--json --format --story --diff", 0 },
    { "search", "WORDS...", "list articles that have the words", cmd_search,
      "--json --all --limit --unread", 1 },
    { "tag", "[NAME ID...]", "put a tag on articles, or on a --story; alone: list tags", cmd_tag,
      "--json --off --story --mute", 0 },
    { "read", "[ID...]", "mark articles read", cmd_read, "--off --story --all", 0 },
    { "undo", "", "take back the last change", cmd_undo, "", 0 },
    { "save", "ID...", "save copies of articles", cmd_save, "--format --folder", 1 },
    { "reclean", "[ID...]", "clean stored pages again, by today's extractor and rules", cmd_reclean,
      "--diff --since --all --quiet", 0 },
    { "import", "FILE...", "subscribe to the feeds of an OPML file or newsboat's urls", cmd_import,
      "--quiet", 1 },
    { "export", "opml", "print the subscriptions as OPML", cmd_export, "--secrets", 1 },
    { "extract", "FILE|ADDRESS|-...", "print the article in a page", cmd_extract,
      "--format --url --manifest --memory", 0 },
    { "explain", "FILE|ADDRESS|-...", "print every block of a page, kept or not, and why",
      cmd_explain, "--url --memory", 1 },
    { "doctor", "ADDRESS...", "replay a request and explain it", cmd_doctor, "", 1 },
    { "group", "", "group the articles on standard input into stories", cmd_group,
      "--format --novelty", 0 },
    { "parse-feed", "FILE", "print what is in a feed", cmd_parse_feed, "--format", 1 },
};

const struct cli_command *cli_find_command(const char *name)
{
    for (size_t i = 0; i < TS_COUNT(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

const struct cli_command *cli_command_at(size_t i)
{
    return i < TS_COUNT(commands) ? &commands[i] : NULL;
}

const struct cli_option *cli_find_option(ts_str name)
{
    for (size_t i = 0; i < TS_COUNT(options); i++)
        if (ts_str_is(name, options[i].name))
            return &options[i];
    return NULL;
}

bool cli_takes(const struct cli_command *command, const struct cli_option *option)
{
    ts_str rest = ts_str_of(command->options), name;

    while (ts_str_word(&rest, &name))
        if (ts_str_is(name, option->name))
            return true;
    return false;
}

void cli_print_help(FILE *out)
{
    fputs("tearsheet - a news reader for the terminal\n\n"
          "  tearsheet [--profile FOLDER]            open the reader\n"
          "  tearsheet --plain                       the reader as lines, for screen readers and "
          "scripts\n"
          "  tearsheet [--profile FOLDER] COMMAND    do without a screen:\n\n",
          out);
    for (size_t i = 0; i < TS_COUNT(commands); i++)
        fprintf(out, "  %-10s %-19s %s\n", commands[i].name, commands[i].takes, commands[i].help);
    fputs("\n`tearsheet COMMAND --help` lists its options.  Exit status: 0 done, 1 some of it "
          "failed,\n"
          "2 wrong usage, 3 nothing could be done.\n",
          out);
}

static const char *help_of(const struct cli_command *command, const struct cli_option *option)
{
    for (size_t i = 0; i < TS_COUNT(own_words); i++)
        if (strcmp(own_words[i].command, command->name) == 0 &&
            strcmp(own_words[i].option, option->name) == 0)
            return own_words[i].help;
    return option->help;
}

void cli_print_command_help(FILE *out, const struct cli_command *command)
{
    ts_str rest = ts_str_of(command->options), name;

    fprintf(out, "tearsheet %s%s%s\n  %s\n", command->name, command->takes[0] ? " " : "",
            command->takes, command->help);
    while (ts_str_word(&rest, &name)) {
        const struct cli_option *o = cli_find_option(name);
        fprintf(out, "  %-11s %-9s %s\n", o->name, o->takes ? o->takes : "", help_of(command, o));
    }
}
