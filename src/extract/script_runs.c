/* A run goes on as long as the list that holds its strings.  Where these are parts of paragraphs,
 * each paragraph has a list of its own, in an object of the outer list: "]},{" parts them. */
#include "script_runs_priv.h"

enum {
    PART = 0x1E,  /* where two strings part, until it is known what that means */
    MAX_FALL = 3, /* brackets closed from a part of a paragraph to the list of paragraphs */
    MAX_RISE = 2, /* brackets opened from a paragraph to an item of a list among them */
    ELEMENT_NAME_MAX = 16,
};

static const char *const names[TS_SCRIPT_RUN_NAMES] = { "text", "content",   "value",     "html",
                                                        "body", "paragraph", "paragraphs" };

/* What objects say they are, and what that is in HTML.  All others are paragraphs. */
static const struct ts_script_element {
    const char *name, *start, *end;
} elements[] = {
    { "heading", "<h2>", "</h2>" },
    { "header", "<h2>", "</h2>" },
    { "subheading", "<h2>", "</h2>" },
    { "subhead", "<h2>", "</h2>" },
    { "crosshead", "<h2>", "</h2>" },
    { "core/heading", "<h2>", "</h2>" },
    { "h2", "<h2>", "</h2>" },
    { "h3", "<h3>", "</h3>" },
    { "h4", "<h4>", "</h4>" },
    { "heading-2", "<h2>", "</h2>" },
    { "heading-3", "<h3>", "</h3>" },
    { "list-item", "<ul><li>", "</ul>" },
    { "list_item", "<ul><li>", "</ul>" },
    { "listItem", "<ul><li>", "</ul>" },
    { "li", "<ul><li>", "</ul>" },
    { "core/list-item", "<ul><li>", "</ul>" },
    { "blockquote", "<blockquote>", "</blockquote>" },
    { "quote", "<blockquote>", "</blockquote>" },
};

static const char *const element_keys[] = { "type",  "name",       "tag",       "style",   "kind",
                                            "block", "__typename", "blockName", "nodeType" };

static bool names_element(ts_str key)
{
    for (size_t i = 0; i < TS_COUNT(element_keys); i++)
        if (ts_str_is_nocase(key, element_keys[i]))
            return true;
    return false;
}

void ts_script_runs_look(struct ts_script_runs *runs, ts_str key, ts_str text)
{
    if (text.len > ELEMENT_NAME_MAX || !names_element(key))
        return;
    for (size_t i = 0; i < TS_COUNT(elements); i++) {
        if (!ts_str_is_nocase(text, elements[i].name))
            continue;
        runs->element = &elements[i];
        runs->element_depth = runs->depth;
        runs->is_begun = false;
    }
}

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
    if (runs->depth < runs->element_depth)
        runs->element = NULL;
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

/* Ends the element before, and begins that of the next string. */
static void begin_element(struct ts_script_runs *runs, struct ts_script_run *run)
{
    ts_buf_puts(&run->text, run->end ? run->end : "");
    ts_buf_puts(&run->text, run->text.len > 0 ? "\n" : "");
    ts_buf_puts(&run->text, runs->element ? runs->element->start : "<p>");
    run->end = runs->element ? runs->element->end : NULL;
    runs->is_begun = true;
}

void ts_script_run_add(struct ts_script_runs *runs, struct ts_script_run *run, ts_str text)
{
    bool is_other = runs->element ? !runs->is_begun : run->end != NULL;

    if (run->text.len == 0) {
        run->depth = runs->depth;
        begin_element(runs, run);
    } else if (is_other) {
        run->has_parts |= run->n_closed > 0;
        begin_element(runs, run);
    } else if (run->n_closed > 0 || runs->depth > run->depth || run->last > run->depth) {
        run->has_parts |= run->n_closed > 0;
        begin_element(runs, run);
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
