/* textview_news.c - the paragraphs of a text that say something new: marked, and gone to. */
#include "textview_priv.h"
#include "ui_priv.h"

/* The row that a block begins at. */
static size_t row_of_block(const struct textview *t, size_t block)
{
    size_t i = 0;

    while (i < t->layout.n_rows &&
           (t->layout.rows[i].len == 0 || t->layout.flows[t->layout.rows[i].flow].block < block))
        i++;
    return i;
}

/* True if news[i] is not merely the paragraph after news[i - 1]. */
static bool begins_passage(const struct textview *t, size_t i)
{
    if (i == 0)
        return true;
    for (size_t block = t->news[i - 1] + 1; block < t->news[i]; block++)
        if (ts_block_is_text(&t->blocks[block]))
            return true;
    return false;
}

void textview_go_new(struct textview *t, struct ts_ui *ui)
{
    bool is_there = t->news_at > 0 && t->news_top == t->top;
    size_t i = is_there ? t->news_at : 0;

    if (t->n_known == 0) {
        ui_say(ui, false, "nothing here was said by a report that you read before");
        return;
    }
    while (i < t->n_news && (!begins_passage(t, i) ||
                             (!is_there && t->top > 0 && row_of_block(t, t->news[i]) <= t->top)))
        i++;
    if (i >= t->n_news) {
        ui_say(ui, false, t->n_news > 0 ? "nothing more is new here" : "nothing is new here");
        return;
    }
    size_t row = row_of_block(t, t->news[i]);
    textview_go(t, row > 1 ? row - 1 : 0);
    t->news_at = i + 1;
    t->news_top = t->top;
    ui_say(ui, false, "paragraph %zu of %zu that are new", i + 1, t->n_news);
}

bool textview_is_new_row(const struct textview *t, const struct ts_row *row)
{
    if (t->n_known == 0 || row->start > 0 || row->len == 0)
        return false;
    for (size_t i = 0; i < t->n_news; i++)
        if (t->news[i] == t->layout.flows[row->flow].block)
            return true;
    return false;
}
