/* command.h - everything that can be asked of the reader.
 *
 * Keys (keymap.h), the ":" prompt, the help view and the manual read this table. */
#ifndef TEARSHEET_TUI_COMMAND_H
#define TEARSHEET_TUI_COMMAND_H

#include "tearsheet/base/str.h"

enum ts_command {
    TS_CMD_NONE = 0,
    TS_CMD_DOWN,
    TS_CMD_UP,
    TS_CMD_PAGE_DOWN,
    TS_CMD_PAGE_UP,
    TS_CMD_FIRST,
    TS_CMD_LAST,
    TS_CMD_OPEN,
    TS_CMD_BACK,
    TS_CMD_CLOSE,
    TS_CMD_CANCEL,
    TS_CMD_NEXT,
    TS_CMD_NEXT_UNREAD,
    TS_CMD_PREV_UNREAD,
    TS_CMD_NEXT_STORY,
    TS_CMD_PREV_STORY,
    TS_CMD_FIND,
    TS_CMD_LEFT,
    TS_CMD_RIGHT,
    TS_CMD_STRIPPED,
    TS_CMD_PUT_BACK,
    TS_CMD_SITE,
    TS_CMD_NEXT_NEW,
    TS_CMD_LINK,
    TS_CMD_LINKS,
    TS_CMD_BROWSER,
    TS_CMD_PIPE,
    TS_CMD_COPY,
    TS_CMD_FETCH_PAGE,
    TS_CMD_SWITCH_TEXT,
    TS_CMD_SAVE,
    TS_CMD_MARK,
    TS_CMD_MARK_RANGE,
    TS_CMD_READ,
    TS_CMD_MARK_ALL,
    TS_CMD_STAR,
    TS_CMD_TAG,
    TS_CMD_TAG_LETTER,
    TS_CMD_MUTE,
    TS_CMD_JOIN,
    TS_CMD_SPLIT,
    TS_CMD_PURGE,
    TS_CMD_UNDO,
    TS_CMD_STORIES,
    TS_CMD_ARTICLES,
    TS_CMD_SOURCES,
    TS_CMD_TAGS,
    TS_CMD_DOWNLOADS,
    TS_CMD_STARRED,
    TS_CMD_SEARCH,
    TS_CMD_KEEP,
    TS_CMD_SEARCHES,
    TS_CMD_UNREAD_ONLY,
    TS_CMD_ORDER,
    TS_CMD_PANE,
    TS_CMD_LIST_WIDER,
    TS_CMD_LIST_NARROWER,
    TS_CMD_VOICES,
    TS_CMD_TIMELINE,
    TS_CMD_CHANGES,
    TS_CMD_WHY,
    TS_CMD_RANK,
    TS_CMD_DETAILS,
    TS_CMD_REFRESH,
    TS_CMD_REFRESH_ALL,
    TS_CMD_ADD,
    TS_CMD_REMOVE,
    TS_CMD_RENAME,
    TS_CMD_EDIT_FEEDS,
    TS_CMD_FOLDERS,
    TS_CMD_THEME,
    TS_CMD_PROMPT,
    TS_CMD_HELP,
    TS_CMD_REDRAW,
    TS_CMD_SUSPEND,
    TS_CMD_QUIT,
    TS_CMD_COUNT,
};

/* Sections of the help view, in this order. */
enum ts_command_group {
    TS_GROUP_MOVING,
    TS_GROUP_READING,
    TS_GROUP_ORGANISING,
    TS_GROUP_VIEWS,
    TS_GROUP_PROGRAM,
    TS_GROUP_COUNT,
};

struct ts_command_row {
    const char *name;  /* as typed behind ":" */
    const char *takes; /* what may follow it there, or "" */
    const char *help;
    enum ts_command_group group;
};

/* What is known of a command other than TS_CMD_NONE. */
const struct ts_command_row *ts_command_row(enum ts_command command);
const char *ts_command_group_name(enum ts_command_group group);
/* The command of a name, or TS_CMD_NONE. */
enum ts_command ts_command_of(ts_str name);

#endif
