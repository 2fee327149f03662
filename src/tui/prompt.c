/* prompt.c - editing one line.
 *
 * Keys are rows of a table; anything else that is a character is typed.  While Tab walks through
 * the choices the text before the cursor is one of them. */
#include "tearsheet/tui/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/utf8.h"

void ts_history_put(struct ts_history *h, ts_str line)
{
    if (line.len == 0 || (h->n > 0 && ts_str_eq(h->lines[h->n - 1], line)))
        return;
    char *copy = malloc(line.len);
    if (!copy)
        ts_panic("out of memory (%zu bytes wanted)", line.len);
    memcpy(copy, line.ptr, line.len);
    if (h->n == TS_PROMPT_HISTORY_MAX) {
        free((char *)h->lines[0].ptr);
        memmove(h->lines, h->lines + 1, --h->n * sizeof *h->lines);
    }
    h->lines[h->n++] = (ts_str){ copy, line.len };
}

void ts_history_done(struct ts_history *h)
{
    for (size_t i = 0; i < h->n; i++)
        free((char *)h->lines[i].ptr);
    *h = (struct ts_history){ 0 };
}

ts_str ts_prompt_text(const struct ts_prompt *p)
{
    return ts_buf_str(&p->text);
}

static ts_str before_cursor(const struct ts_prompt *p)
{
    return ts_str_sub(ts_prompt_text(p), 0, p->at);
}

/* The text becomes `head` + `tail` with the cursor between them; neither may lie in p->text. */
static void set_text(struct ts_prompt *p, ts_str head, ts_str tail)
{
    ts_buf_clear(&p->text);
    ts_buf_put(&p->text, head);
    p->at = p->text.len;
    ts_buf_put(&p->text, tail);
}

/* Replaces the bytes [from, to) by `text` and puts the cursor behind it. */
static void replace(struct ts_prompt *p, size_t from, size_t to, ts_str text)
{
    struct ts_arena a = { 0 };
    ts_str all = ts_arena_str(&a, ts_prompt_text(p));

    if (all.len - (to - from) + text.len <= TS_PROMPT_MAX_BYTES)
        set_text(p, ts_arena_concat(&a, ts_str_sub(all, 0, from), text), ts_str_skip(all, to));
    ts_arena_done(&a);
}

static size_t cluster_before(ts_str text, size_t at)
{
    size_t start = 0;
    int cols;

    for (size_t pos = 0; pos < at; pos += ts_utf8_cluster(text, pos, &cols))
        start = pos;
    return start;
}

static size_t cluster_after(ts_str text, size_t at)
{
    int cols;
    return at + ts_utf8_cluster(text, at, &cols);
}

static size_t word_before(ts_str text, size_t at)
{
    while (at > 0 && text.ptr[at - 1] == ' ')
        at--;
    while (at > 0 && text.ptr[at - 1] != ' ')
        at--;
    return at;
}

static size_t word_after(ts_str text, size_t at)
{
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    while (at < text.len && text.ptr[at] != ' ')
        at++;
    return at;
}

static void go_left(struct ts_prompt *p)
{
    p->at = cluster_before(ts_prompt_text(p), p->at);
}

static void go_right(struct ts_prompt *p)
{
    p->at = cluster_after(ts_prompt_text(p), p->at);
}

static void go_word_left(struct ts_prompt *p)
{
    p->at = word_before(ts_prompt_text(p), p->at);
}

static void go_word_right(struct ts_prompt *p)
{
    p->at = word_after(ts_prompt_text(p), p->at);
}

static void go_start(struct ts_prompt *p)
{
    p->at = 0;
}

static void go_end(struct ts_prompt *p)
{
    p->at = p->text.len;
}

static void delete_before(struct ts_prompt *p)
{
    replace(p, cluster_before(ts_prompt_text(p), p->at), p->at, TS_STR(""));
}

static void delete_after(struct ts_prompt *p)
{
    size_t at = p->at;
    replace(p, at, cluster_after(ts_prompt_text(p), at), TS_STR(""));
}

static void delete_word(struct ts_prompt *p)
{
    replace(p, word_before(ts_prompt_text(p), p->at), p->at, TS_STR(""));
}

static void delete_to_start(struct ts_prompt *p)
{
    replace(p, 0, p->at, TS_STR(""));
}

static void delete_to_end(struct ts_prompt *p)
{
    replace(p, p->at, p->text.len, TS_STR(""));
}

static void show_history(struct ts_prompt *p, size_t lines_back)
{
    if (!p->history || lines_back > p->history->n)
        return;
    if (p->history_at == 0) {
        ts_buf_clear(&p->typed);
        ts_buf_put(&p->typed, ts_prompt_text(p));
    }
    p->history_at = lines_back;
    set_text(
        p, lines_back == 0 ? ts_buf_str(&p->typed) : p->history->lines[p->history->n - lines_back],
        TS_STR(""));
}

static void older(struct ts_prompt *p)
{
    show_history(p, p->history_at + 1);
}

static void newer(struct ts_prompt *p)
{
    if (p->history_at > 0)
        show_history(p, p->history_at - 1);
}

static void stop_completing(struct ts_prompt *p)
{
    ts_arena_done(&p->choices_arena);
    p->choices = NULL;
    p->n_choices = 0;
}

/* Asks for choices; what was typed is kept behind the last of them, to come round to it. */
static bool start_completing(struct ts_prompt *p)
{
    struct ts_arena *a = &p->choices_arena;
    size_t n = 0;

    if (!p->complete)
        return false;
    ts_str typed = ts_arena_str(a, before_cursor(p));
    ts_str *found = p->complete(p->context, a, typed, &n);
    if (n == 0) {
        stop_completing(p);
        return false;
    }
    p->choices = TS_NEW_ARRAY(a, n + 1, ts_str);
    memcpy(p->choices, found, n * sizeof *found);
    p->choices[n] = typed;
    p->n_choices = n;
    p->rest = ts_arena_str(a, ts_str_skip(ts_prompt_text(p), p->at));
    return true;
}

static void complete_by(struct ts_prompt *p, size_t step)
{
    if (p->n_choices > 0)
        p->choice = (p->choice + step) % (p->n_choices + 1);
    else if (start_completing(p))
        p->choice = step == 1 ? 0 : p->n_choices - 1;
    else
        return;
    set_text(p, p->choices[p->choice], p->rest);
    if (p->n_choices == 1)
        stop_completing(p);
}

static void complete_next(struct ts_prompt *p)
{
    complete_by(p, 1);
}

static void complete_previous(struct ts_prompt *p)
{
    complete_by(p, p->n_choices > 0 ? p->n_choices : 2);
}

static const struct {
    uint32_t code;
    void (*edit)(struct ts_prompt *p);
} edits[] = {
    { TS_KEY_LEFT, go_left },
    { 'B' - '@', go_left },
    { TS_KEY_RIGHT, go_right },
    { 'F' - '@', go_right },
    { TS_KEY_ALT | 'b', go_word_left },
    { TS_KEY_ALT | 'f', go_word_right },
    { TS_KEY_HOME, go_start },
    { 'A' - '@', go_start },
    { TS_KEY_END, go_end },
    { 'E' - '@', go_end },
    { TS_KEY_BACKSPACE, delete_before },
    { TS_KEY_DELETE, delete_after },
    { 'D' - '@', delete_after },
    { 'W' - '@', delete_word },
    { TS_KEY_ALT | TS_KEY_BACKSPACE, delete_word },
    { 'U' - '@', delete_to_start },
    { 'K' - '@', delete_to_end },
    { TS_KEY_UP, older },
    { 'P' - '@', older },
    { TS_KEY_DOWN, newer },
    { 'N' - '@', newer },
    { TS_KEY_TAB, complete_next },
    { TS_KEY_BACKTAB, complete_previous },
};

static void type(struct ts_prompt *p, uint32_t rune)
{
    char bytes[4];

    if (rune < ' ' || rune == TS_KEY_BACKSPACE || rune >= TS_KEY_FIRST)
        return;
    replace(p, p->at, p->at, (ts_str){ bytes, ts_utf8_encode(rune, bytes) });
}

enum ts_prompt_state ts_prompt_key(struct ts_prompt *p, struct ts_key key)
{
    bool is_tab = key.code == TS_KEY_TAB || key.code == TS_KEY_BACKTAB;

    if (!is_tab && p->n_choices > 0)
        stop_completing(p);
    if (key.code == TS_KEY_ENTER) {
        if (p->history)
            ts_history_put(p->history, ts_prompt_text(p));
        return TS_PROMPT_DONE;
    }
    bool is_erased = key.code == TS_KEY_BACKSPACE && p->text.len == 0;
    if (key.code == TS_KEY_ESC || key.code == 'C' - '@' || key.code == 'G' - '@' || is_erased)
        return TS_PROMPT_CANCELLED;
    for (size_t i = 0; i < TS_COUNT(edits); i++) {
        if (edits[i].code == key.code) {
            edits[i].edit(p);
            return TS_PROMPT_EDITING;
        }
    }
    type(p, key.code);
    return TS_PROMPT_EDITING;
}

void ts_prompt_start(struct ts_prompt *p, ts_str text, struct ts_history *history,
                     ts_complete_fn *complete, void *context)
{
    stop_completing(p);
    set_text(p, text, TS_STR(""));
    p->history = history;
    p->history_at = 0;
    p->complete = complete;
    p->context = context;
}

void ts_prompt_draw(const struct ts_prompt *p, struct ts_surface *s, int row, ts_str label)
{
    ts_str text = ts_prompt_text(p);
    size_t start = 0;
    int cols;

    ts_surface_fill(s, row, 0, s->cols, TS_ROLE_PROMPT);
    int col = ts_surface_put(s, row, 0, s->cols / 2, label, TS_ROLE_PROMPT, TS_ATTR_BOLD);
    int room = s->cols - col - 1; /* the cursor may stand behind the last character */
    while (start < p->at && ts_utf8_cols(ts_str_sub(text, start, p->at - start)) > room)
        start += ts_utf8_cluster(text, start, &cols);
    ts_surface_put(s, row, col, s->cols - col, ts_str_skip(text, start), TS_ROLE_PROMPT, 0);
    ts_surface_cursor(s, row, col + ts_utf8_cols(ts_str_sub(text, start, p->at - start)));
}

void ts_prompt_done(struct ts_prompt *p)
{
    stop_completing(p);
    ts_buf_done(&p->text);
    ts_buf_done(&p->typed);
    *p = (struct ts_prompt){ 0 };
}
