/* role.h - what a cell of the screen means.
 *
 * Code names roles, themes give them colours.  A new role is a line in the table of role.c and in
 * the themes. */
#ifndef TEARSHEET_TUI_ROLE_H
#define TEARSHEET_TUI_ROLE_H

#include "tearsheet/base/str.h"

enum ts_role {
    TS_ROLE_TEXT = 0,
    TS_ROLE_DIM,      /* what is beside the point: counts, hints */
    TS_ROLE_HEADLINE, /* of what is unread */
    TS_ROLE_READ,     /* headline of what is read */
    TS_ROLE_MARK,     /* the sign of what is unread */
    TS_ROLE_STAR,
    TS_ROLE_OUTLET,
    TS_ROLE_AGE,
    TS_ROLE_TAG,
    TS_ROLE_SELECTED, /* put over the roles of the selected row */
    TS_ROLE_BAR,      /* the line above a view */
    TS_ROLE_STATUS,   /* the line below */
    TS_ROLE_NOTICE,
    TS_ROLE_ERROR,
    TS_ROLE_PROGRESS,
    TS_ROLE_PROMPT,
    TS_ROLE_MENU, /* choices above the prompt */
    TS_ROLE_BORDER,
    TS_ROLE_KEY,   /* names of keys */
    TS_ROLE_TITLE, /* of the article being read */
    TS_ROLE_META,  /* its outlet, date, byline */
    TS_ROLE_HEADING,
    TS_ROLE_STANDFIRST,
    TS_ROLE_BULLET, /* bullets and numbers of lists, bars of quotes */
    TS_ROLE_QUOTE,
    TS_ROLE_CODE,
    TS_ROLE_TABLE,
    TS_ROLE_CAPTION,
    TS_ROLE_NOTE,
    TS_ROLE_LINK,
    TS_ROLE_KNOWN,      /* sentences that another report said already */
    TS_ROLE_STRIPPED,   /* text that is not part of the article */
    TS_ROLE_REASON,     /* why it is not */
    TS_ROLE_MATCH,      /* found text, put over other roles */
    TS_ROLE_MATCH_HERE, /* the match that the reader is at */
    TS_ROLE_COUNT,
};

/* The letter that stands for it in a surface written out as text. */
char ts_role_letter(enum ts_role role);
/* The role of a name, or TS_ROLE_COUNT. */
enum ts_role ts_role_of(ts_str name);

#endif
