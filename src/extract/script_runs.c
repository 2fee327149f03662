/* A run goes on as long as the list that holds its strings.  Where these are parts of paragraphs,
 * each paragraph has a list of its own, in an object of the outer list: "]},{" parts them. */
#include "script_runs_priv.h"

enum {
    PART = 0x1E,  /* where two strings part, until it is known what that means */
    MAX_FALL = 3, /* brackets closed from a part of a paragraph to the list of paragraphs */
    MAX_RISE = 2, /* brackets opened from a paragraph to an item of a list among them */
};

static const char *const names[TS_SCRIPT_RUN_NAMES] = { "text", "content",   "value",     "html",
                                                        "body", "paragraph", "paragraphs" };

struct ts_script_run *ts_script_runs_of(struct ts_script_runs *runs, ts_str key)
{
    for (size_t i = 0; i < TS_SCRIPT_RUN_NAMES; i++)
        if (ts_str_is_nocase(key, names[i]))
            return &runs->list[i];
    return NULL;
}

static void close_bracket(struct ts_script_runs *runs, bool is_list)
{
    runs->depth--;
    for (size_t i = 0; i < TS_SCRIPT_RUN_NAMES; i++) {
        struct ts_script_run *run = &runs->list[i];
        run->n_closed += is_list && runs->depth < run->depth;
        run->lowest = runs->depth < run->lowest ? runs->depth : run->lowest;
    }
}

void ts_script_runs_skip(struct ts_script_runs *runs, ts_str between)
{
    for (size_t i = 0; i < between.len; i++) {
        char c = between.ptr[i];
        if (c == '{' || c == '[')
            runs->depth++;
        else if (c == '}' || c == ']')
            close_bracket(runs, c == ']');
    }
}

bool ts_script_run_is_over(const struct ts_script_runs *runs, const struct ts_script_run *run)
{
    bool is_list_over =
        run->n_closed > 1 || (run->n_closed == 1 && run->lowest > run->depth - MAX_FALL);

    return run->text.len > 0 && (is_list_over || run->lowest < run->depth - MAX_FALL ||
                                 runs->depth < run->depth || runs->depth > run->depth + MAX_RISE);
}

void ts_script_run_add(struct ts_script_runs *runs, struct ts_script_run *run, ts_str text)
{
    if (run->text.len == 0) {
        run->depth = runs->depth;
        ts_buf_puts(&run->text, "<p>");
    } else if (run->n_closed > 0 || runs->depth > run->depth || run->last > run->depth) {
        run->has_parts |= run->n_closed > 0;
        ts_buf_puts(&run->text, "\n<p>");
    } else {
        ts_buf_putc(&run->text, PART);
    }
    ts_buf_put(&run->text, text);
    run->last = run->lowest = runs->depth;
    run->n_closed = 0;
}

static bool ends_sentence(ts_str text)
{
    char last = text.len > 0 ? text.ptr[text.len - 1] : '\0';

    return last == '.' || last == '!' || last == '?';
}

/* Strings that are no parts are paragraphs, and so is what begins behind a sentence without a
 * space. */
ts_str ts_script_run_end(struct ts_arena *a, struct ts_script_run *run)
{
    struct ts_buf joined = { 0 };
    ts_str rest = ts_buf_str(&run->text);
    ts_str part;

    while (ts_str_split(&rest, PART, &part)) {
        ts_buf_put(&joined, part);
        if (rest.len > 0 && (!run->has_parts || (ends_sentence(part) && rest.ptr[0] != ' ')))
            ts_buf_puts(&joined, "\n<p>");
    }
    ts_str text = ts_buf_take(&joined, a);
    ts_buf_done(&joined);
    ts_buf_done(&run->text);
    *run = (struct ts_script_run){ 0 };
    return text;
}
