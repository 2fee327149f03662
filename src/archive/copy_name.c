#include "tearsheet/archive/render.h"

#include <string.h>

#include "tearsheet/base/utf8.h"

enum { MAX_NAME_BYTES = 120 };

/* Any script's letters and digits, and marks that mean nothing to a file system or a shell. */
static bool may_stay(uint32_t rune)
{
    return ts_rune_is_word(rune) || (rune < 0x80 && strchr("-_.,+", (int)rune) && rune != 0);
}

static void put_part(struct ts_buf *name, ts_str text)
{
    bool is_gap = false;

    for (size_t pos = 0; pos < text.len;) {
        uint32_t rune = ts_utf8_next(text, &pos);
        if (!may_stay(rune) || rune == TS_RUNE_BAD) {
            is_gap = true;
            continue;
        }
        bool is_at_start = name->len == 0 || name->ptr[name->len - 1] == ' ';
        if (is_at_start && (rune == '.' || rune == '-'))
            continue;
        if (is_gap && !is_at_start)
            ts_buf_putc(name, ' ');
        is_gap = false;
        ts_utf8_put(name, rune);
    }
}

/* Cut at the limit, but not inside a character, and not behind a dot or space. */
static ts_str shortened(ts_str name)
{
    size_t end = ts_utf8_start(name, MAX_NAME_BYTES).len;

    while (end > 0 && strchr(" .-", name.ptr[end - 1]))
        end--;
    return ts_str_sub(name, 0, end);
}

ts_str ts_copy_name(struct ts_arena *a, const struct ts_article *article,
                    enum ts_render_format format)
{
    struct ts_buf name = { 0 };

    /* The day as the outlet wrote it: the first ten letters of an ISO date. */
    put_part(&name, ts_str_sub(ts_when_iso(a, article->published), 0, 10));
    if (name.len > 0)
        ts_buf_putc(&name, ' ');
    size_t before = name.len;
    put_part(&name, article->site);
    if (name.len > before)
        ts_buf_puts(&name, " - ");
    put_part(&name, article->title);
    ts_str base = shortened(ts_buf_str(&name));
    if (base.len == 0)
        base = TS_STR("article");
    ts_str full = ts_arena_printf(a, "%.*s%s", TS_FMT(base), ts_render_ending(format));
    ts_buf_done(&name);
    return full;
}
