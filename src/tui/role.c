#include "tearsheet/tui/role.h"

#include "tearsheet/base/err.h"

static const struct {
    const char *name;
    char letter;
} roles[] = {
    [TS_ROLE_TEXT] = { "text", '.' },
    [TS_ROLE_DIM] = { "dim", 'd' },
    [TS_ROLE_HEADLINE] = { "headline", 'H' },
    [TS_ROLE_READ] = { "read", 'r' },
    [TS_ROLE_MARK] = { "mark", 'm' },
    [TS_ROLE_STAR] = { "star", '*' },
    [TS_ROLE_OUTLET] = { "outlet", 'o' },
    [TS_ROLE_AGE] = { "age", 'a' },
    [TS_ROLE_TAG] = { "tag", '#' },
    [TS_ROLE_SELECTED] = { "selected", 'S' },
    [TS_ROLE_BAR] = { "bar", 'b' },
    [TS_ROLE_STATUS] = { "status", 's' },
    [TS_ROLE_NOTICE] = { "notice", 'n' },
    [TS_ROLE_ERROR] = { "error", '!' },
    [TS_ROLE_PROGRESS] = { "progress", 'p' },
    [TS_ROLE_PROMPT] = { "prompt", '?' },
    [TS_ROLE_MENU] = { "menu", 'M' },
    [TS_ROLE_BORDER] = { "border", '|' },
    [TS_ROLE_KEY] = { "key", 'K' },
    [TS_ROLE_TITLE] = { "title", 'T' },
    [TS_ROLE_META] = { "meta", 'i' },
    [TS_ROLE_HEADING] = { "heading", 'h' },
    [TS_ROLE_STANDFIRST] = { "standfirst", 'f' },
    [TS_ROLE_BULLET] = { "bullet", 'u' },
    [TS_ROLE_QUOTE] = { "quote", 'q' },
    [TS_ROLE_CODE] = { "code", 'c' },
    [TS_ROLE_TABLE] = { "table", 'G' },
    [TS_ROLE_CAPTION] = { "caption", 'g' },
    [TS_ROLE_NOTE] = { "note", 'N' },
    [TS_ROLE_LINK] = { "link", 'k' },
    [TS_ROLE_KNOWN] = { "known", 'w' },
    [TS_ROLE_STRIPPED] = { "stripped", 'x' },
    [TS_ROLE_REASON] = { "reason", 'y' },
    [TS_ROLE_MATCH] = { "match", '=' },
    [TS_ROLE_MATCH_HERE] = { "match-here", '+' },
};
_Static_assert(TS_COUNT(roles) == TS_ROLE_COUNT, "every role has a name");

char ts_role_letter(enum ts_role role)
{
    return roles[role].letter;
}

enum ts_role ts_role_of(ts_str name)
{
    for (int i = 0; i < TS_ROLE_COUNT; i++)
        if (ts_str_is(name, roles[i].name))
            return (enum ts_role)i;
    return TS_ROLE_COUNT;
}
