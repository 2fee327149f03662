/* wrap.c - breaking text into lines; the door to libunibreak.
 *
 * The library tells behind which bytes a line may end (UAX 14).  The text is then walked cluster by
 * cluster; when one does not fit, the line ends at the last place that was allowed, or right there
 * if there was none.  Spaces at the end of a line hang over the edge and are not part of it.  The
 * library's tables are older than many emoji, so no line ends inside a grapheme cluster, whatever
 * they say. */
#include "tearsheet/base/wrap.h"

#include <linebreak.h>
#include <pthread.h>

struct wrapper {
    struct ts_arena *arena;
    ts_str text;
    const char *breaks; /* a LINEBREAK_* for each byte of the text */
    int max_cols;

    size_t start;    /* of the line being filled */
    int cols;        /* filled so far, hanging spaces included */
    size_t break_at; /* the last place the line may end at; `start` if there is none */
    int break_cols;  /* `cols` there */

    struct ts_line *lines;
    size_t n;
    size_t cap;
};

static bool is_newline(ts_str text, size_t pos)
{
    return text.ptr[pos] == '\n' || text.ptr[pos] == '\r';
}

static bool is_soft_hyphen(ts_str text, size_t end)
{
    return ts_str_ends(ts_str_sub(text, 0, end), TS_SOFT_HYPHEN);
}

static void put_line(struct wrapper *w, size_t end)
{
    size_t stop = end;
    while (stop > w->start && ts_is_space(w->text.ptr[stop - 1]))
        stop--;

    struct ts_line *line = TS_PUSH(w->arena, w->lines, w->n, w->cap);
    line->start = w->start;
    line->len = stop - w->start;
    line->cols = ts_utf8_cols(ts_str_sub(w->text, line->start, line->len)) +
                 (line->len > 0 && is_soft_hyphen(w->text, stop));
}

/* Ends the line at `end` and starts the next one at `next`, which has `cols` already. */
static void end_line(struct wrapper *w, size_t end, size_t next, int cols)
{
    put_line(w, end);
    w->start = next;
    w->break_at = next;
    w->break_cols = 0;
    w->cols = cols;
}

static void make_room(struct wrapper *w, size_t pos, int cols)
{
    while (w->cols + cols > w->max_cols && pos > w->start) {
        if (w->break_at > w->start)
            end_line(w, w->break_at, w->break_at, w->cols - w->break_cols);
        else
            end_line(w, pos, pos, 0);
    }
}

static void take_cluster(struct wrapper *w, size_t pos, size_t len, int cols)
{
    if (!ts_is_space(w->text.ptr[pos]))
        make_room(w, pos, cols);
    w->cols += cols;
    bool has_room = w->cols < w->max_cols || !is_soft_hyphen(w->text, pos + len);
    if (w->breaks[pos + len - 1] == LINEBREAK_ALLOWBREAK && has_room) {
        w->break_at = pos + len;
        w->break_cols = w->cols;
    }
}

/* What the library is asked about instead of `rune`.  Emoji, which its tables know in part, break
 * like ideographs, as UAX 14 has them today; old versions end the program on a regional indicator,
 * and take U+FFFF for the end of the text. */
static uint32_t stand_in(uint32_t rune)
{
    enum { IDEOGRAPH = 0x4E00, FIRST_EMOJI = 0x1F000, LAST_EMOJI = 0x1FAFF };

    if (rune >= FIRST_EMOJI && rune <= LAST_EMOJI)
        return IDEOGRAPH;
    return (rune & 0xFFFF) == 0xFFFF ? TS_RUNE_BAD : rune;
}

/* One LINEBREAK_* for each byte of the text; those inside a character mean nothing. */
static const char *find_breaks(struct ts_arena *a, ts_str text, ts_str lang)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    utf32_t *runes = ts_arena_array(a, text.len + 1, sizeof *runes);
    char *breaks = ts_arena_alloc(a, text.len + 1);
    size_t n = 0;

    for (size_t pos = 0; pos < text.len;)
        runes[n++] = stand_in(ts_utf8_next(text, &pos));
    pthread_once(&once, init_linebreak);
    set_linebreaks_utf32(runes, n, lang.len ? ts_arena_cstr(a, lang) : NULL, breaks);

    char *by_byte = ts_arena_alloc(a, text.len + 1);
    n = 0;
    for (size_t pos = 0; pos < text.len;) {
        ts_utf8_next(text, &pos);
        by_byte[pos - 1] = breaks[n++];
    }
    return by_byte;
}

struct ts_line *ts_wrap(struct ts_arena *a, ts_str text, int cols, ts_str lang, size_t *n)
{
    struct ts_arena scratch = { 0 };
    struct wrapper w = { .arena = a, .text = text, .max_cols = cols < 1 ? 1 : cols };

    w.breaks = find_breaks(&scratch, text, lang);
    for (size_t pos = 0; pos < text.len;) {
        int width = 0;
        size_t len = ts_utf8_cluster(text, pos, &width);
        if (is_newline(text, pos)) {
            if (text.ptr[pos] == '\r' && len == 1 && pos + 1 < text.len &&
                text.ptr[pos + 1] == '\n')
                len = 2;
            end_line(&w, pos, pos + len, 0);
        } else {
            take_cluster(&w, pos, len, width);
        }
        pos += len;
    }
    put_line(&w, text.len);
    ts_arena_done(&scratch);
    *n = w.n;
    return w.lines;
}
