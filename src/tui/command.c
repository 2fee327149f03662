#include "tearsheet/tui/command.h"

#include "tearsheet/base/arena.h"

static const struct ts_command_row commands[] = {
    [TS_CMD_NONE] = { "none", "", "do nothing", TS_GROUP_PROGRAM },

    [TS_CMD_DOWN] = { "down", "", "move down", TS_GROUP_MOVING },
    [TS_CMD_UP] = { "up", "", "move up", TS_GROUP_MOVING },
    [TS_CMD_PAGE_DOWN] = { "page-down", "", "move a page down", TS_GROUP_MOVING },
    [TS_CMD_PAGE_UP] = { "page-up", "", "move a page up", TS_GROUP_MOVING },
    [TS_CMD_FIRST] = { "first", "", "go to the beginning", TS_GROUP_MOVING },
    [TS_CMD_LAST] = { "last", "", "go to the end", TS_GROUP_MOVING },
    [TS_CMD_OPEN] = { "open", "", "open what is selected", TS_GROUP_MOVING },
    [TS_CMD_BACK] = { "back", "", "go back to where you were", TS_GROUP_MOVING },
    [TS_CMD_CLOSE] = { "close", "", "go back; on the front page, quit", TS_GROUP_MOVING },
    [TS_CMD_CANCEL] = { "cancel", "", "end finding or joining, or else go back", TS_GROUP_MOVING },
    [TS_CMD_NEXT] = { "next", "", "next page, then the next unread article", TS_GROUP_MOVING },
    [TS_CMD_NEXT_UNREAD] = { "next-unread", "", "next unread, or next match while finding",
                             TS_GROUP_MOVING },
    [TS_CMD_PREV_UNREAD] = { "previous-unread", "", "previous unread, or previous match",
                             TS_GROUP_MOVING },
    [TS_CMD_NEXT_STORY] = { "next-story", "", "next story of the same affair", TS_GROUP_MOVING },
    [TS_CMD_PREV_STORY] = { "previous-story", "", "previous story of the same affair",
                            TS_GROUP_MOVING },

    [TS_CMD_FIND] = { "find", "WORDS", "find in the text or list shown", TS_GROUP_READING },
    [TS_CMD_LEFT] = { "left", "", "scroll wide lines and long headlines back", TS_GROUP_READING },
    [TS_CMD_RIGHT] = { "right", "", "scroll them further", TS_GROUP_READING },
    [TS_CMD_STRIPPED] = { "stripped", "", "show or hide what was stripped from the page",
                          TS_GROUP_READING },
    [TS_CMD_PUT_BACK] = { "put-back", "[NUMBER]", "put a stripped block that is shown back",
                          TS_GROUP_READING },
    [TS_CMD_SITE] = { "site", "HOST keep|strip SELECTOR", "write a rule for a site's pages",
                      TS_GROUP_READING },
    [TS_CMD_NEXT_NEW] = { "next-new", "", "next passage that is new to you", TS_GROUP_READING },
    [TS_CMD_LINK] = { "link", "NUMBER", "show where a link goes; Enter opens it",
                      TS_GROUP_READING },
    [TS_CMD_LINKS] = { "links", "", "choose one of the links that can be seen", TS_GROUP_READING },
    [TS_CMD_BROWSER] = { "browser", "", "open in the browser", TS_GROUP_READING },
    [TS_CMD_PIPE] = { "pipe", "COMMAND", "give the text to a command of the shell",
                      TS_GROUP_READING },
    [TS_CMD_COPY] = { "copy", "[title]", "copy the address, or title and address",
                      TS_GROUP_READING },
    [TS_CMD_FETCH_PAGE] = { "fetch-page", "", "fetch the article's page now", TS_GROUP_READING },
    [TS_CMD_SWITCH_TEXT] = { "switch-text", "", "show the feed's text, or the page's again",
                             TS_GROUP_READING },
    [TS_CMD_SAVE] = { "save", "[markdown|text|html]", "save a copy", TS_GROUP_READING },

    [TS_CMD_MARK] = { "mark", "[all|none]", "mark a row: commands are about all that are marked",
                      TS_GROUP_ORGANISING },
    [TS_CMD_MARK_RANGE] = { "mark-range", "", "mark all rows from the last one marked",
                            TS_GROUP_ORGANISING },
    [TS_CMD_READ] = { "read", "", "mark read or unread", TS_GROUP_ORGANISING },
    [TS_CMD_MARK_ALL] = { "mark-all", "", "mark everything in this list read",
                          TS_GROUP_ORGANISING },
    [TS_CMD_STAR] = { "star", "", "star, or take the star off", TS_GROUP_ORGANISING },
    [TS_CMD_TAG] = { "tag", "NAME", "tag or untag, by letter or by name", TS_GROUP_ORGANISING },
    [TS_CMD_TAG_LETTER] = { "tag-letter", "LETTER NAME", "give a tag another letter",
                            TS_GROUP_ORGANISING },
    [TS_CMD_MUTE] = { "mute", "[NAME]", "mute a tag or unmute it; in stories, show muted ones",
                      TS_GROUP_ORGANISING },
    [TS_CMD_JOIN] = { "join", "", "mark a story, then join it with another", TS_GROUP_ORGANISING },
    [TS_CMD_SPLIT] = { "split", "", "take a report out of its story", TS_GROUP_ORGANISING },
    [TS_CMD_PURGE] = { "purge", "[DAYS]", "purge it, or what is read and older than so many days",
                       TS_GROUP_ORGANISING },
    [TS_CMD_UNDO] = { "undo", "", "take back the last change", TS_GROUP_ORGANISING },

    [TS_CMD_STORIES] = { "stories", "", "the front page", TS_GROUP_VIEWS },
    [TS_CMD_ARTICLES] = { "articles", "", "all articles, newest first", TS_GROUP_VIEWS },
    [TS_CMD_SOURCES] = { "sources", "", "sources, their counts and troubles", TS_GROUP_VIEWS },
    [TS_CMD_TAGS] = { "tags", "", "tags, and what carries them", TS_GROUP_VIEWS },
    [TS_CMD_DOWNLOADS] = { "downloads", "", "what is being fetched, and what could not be",
                           TS_GROUP_VIEWS },
    [TS_CMD_STARRED] = { "starred", "", "starred articles", TS_GROUP_VIEWS },
    [TS_CMD_SEARCH] = { "search", "WORDS", "search everything", TS_GROUP_VIEWS },
    [TS_CMD_KEEP] = { "keep", "NAME", "keep this search under a name", TS_GROUP_VIEWS },
    [TS_CMD_SEARCHES] = { "searches", "", "the searches that are kept", TS_GROUP_VIEWS },
    [TS_CMD_UNREAD_ONLY] = { "unread-only", "", "show unread only, or all", TS_GROUP_VIEWS },
    [TS_CMD_ORDER] = { "order", "", "front page's order, most covered, or newest first",
                       TS_GROUP_VIEWS },
    [TS_CMD_PANE] = { "pane", "", "show the text beside its list, or not", TS_GROUP_VIEWS },
    [TS_CMD_LIST_WIDER] = { "list-wider", "", "give a list beside its text more columns",
                            TS_GROUP_VIEWS },
    [TS_CMD_LIST_NARROWER] = { "list-narrower", "", "give it fewer", TS_GROUP_VIEWS },
    [TS_CMD_VOICES] = { "voices", "", "who says what, and numbers that differ", TS_GROUP_VIEWS },
    [TS_CMD_TIMELINE] = { "timeline", "", "how a story went, and what its copies changed",
                          TS_GROUP_VIEWS },
    [TS_CMD_CHANGES] = { "changes", "", "what its outlet changed in an article since",
                         TS_GROUP_VIEWS },
    [TS_CMD_WHY] = { "why", "", "why these reports are one story", TS_GROUP_VIEWS },
    [TS_CMD_RANK] = { "rank", "", "why a story stands where it does", TS_GROUP_VIEWS },
    [TS_CMD_DETAILS] = { "details", "", "all that is known about it", TS_GROUP_VIEWS },

    [TS_CMD_REFRESH] = { "refresh", "", "fetch the selected source, or what is due",
                         TS_GROUP_PROGRAM },
    [TS_CMD_REFRESH_ALL] = { "refresh-all", "", "fetch all sources now", TS_GROUP_PROGRAM },
    [TS_CMD_ADD] = { "add", "ADDRESS", "subscribe to a feed or save a page", TS_GROUP_PROGRAM },
    [TS_CMD_REMOVE] = { "remove", "", "remove the selected source, tag or search",
                        TS_GROUP_PROGRAM },
    [TS_CMD_RENAME] = { "rename", "NAME", "give the selected source or tag a name of your own",
                        TS_GROUP_PROGRAM },
    [TS_CMD_EDIT_FEEDS] = { "edit-feeds", "", "edit the feeds file with $VISUAL or $EDITOR",
                            TS_GROUP_PROGRAM },
    [TS_CMD_FOLDERS] = { "folders", "NAME, NAME", "the folders of the selected source",
                         TS_GROUP_PROGRAM },
    [TS_CMD_THEME] = { "theme", "NAME", "change the colours", TS_GROUP_PROGRAM },
    [TS_CMD_PROMPT] = { "prompt", "", "type a command", TS_GROUP_PROGRAM },
    [TS_CMD_HELP] = { "help", "", "this page", TS_GROUP_PROGRAM },
    [TS_CMD_REDRAW] = { "redraw", "", "draw the screen again", TS_GROUP_PROGRAM },
    [TS_CMD_SUSPEND] = { "suspend", "", "suspend; fg brings the reader back", TS_GROUP_PROGRAM },
    [TS_CMD_QUIT] = { "quit", "", "end the program", TS_GROUP_PROGRAM },
};
_Static_assert(TS_COUNT(commands) == TS_CMD_COUNT, "every command has a row");

static const char *const groups[TS_GROUP_COUNT] = {
    [TS_GROUP_MOVING] = "Moving",         [TS_GROUP_READING] = "Reading",
    [TS_GROUP_ORGANISING] = "Organising", [TS_GROUP_VIEWS] = "Views",
    [TS_GROUP_PROGRAM] = "Program",
};

const struct ts_command_row *ts_command_row(enum ts_command command)
{
    return &commands[command];
}

const char *ts_command_group_name(enum ts_command_group group)
{
    return groups[group];
}

enum ts_command ts_command_of(ts_str name)
{
    for (int i = TS_CMD_NONE + 1; i < TS_CMD_COUNT; i++)
        if (ts_str_is(name, commands[i].name))
            return (enum ts_command)i;
    return TS_CMD_NONE;
}
