/* The idea: the reports that are read are gone through in the order they were read, each compared
 * with what those before it said; then each unread one is compared with all that are read. */
#include "tearsheet/app/novelty.h"

#include <stdlib.h>

#include "grouping_priv.h"
#include "tearsheet/story/novelty.h"

/* A report's turn to be compared. */
struct turn {
    const struct ts_article_row *row;
    size_t number;
};

/* Those that are read first, in their order; ties in the order of the list. */
static int by_reading(const void *p, const void *q)
{
    const struct turn *a = p, *b = q;

    if (a->row->is_read != b->row->is_read)
        return a->row->is_read ? -1 : 1;
    if (a->row->is_read && a->row->read_turn != b->row->read_turn)
        return a->row->read_turn < b->row->read_turn ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static bool is_paragraph(const struct ts_block *block)
{
    return ts_block_is_text(block) &&
           (block->kind == TS_BLOCK_PARAGRAPH || block->kind == TS_BLOCK_LIST_ITEM ||
            block->kind == TS_BLOCK_QUOTE || block->kind == TS_BLOCK_STANDFIRST);
}

/* Marks the sentences of a block; true if one of them is new. */
static bool compare_block(struct ts_arena *a, struct ts_known *known,
                          const struct ts_report *report, const struct ts_block *block,
                          size_t index, struct ts_novelty *out, size_t *known_cap)
{
    struct ts_report part = *report;
    struct ts_arena scratch = { 0 };
    bool has_news = false;
    size_t n;

    part.text = block->text;
    struct ts_sentence *sentences = ts_known_mark(&scratch, known, &part, &n);
    for (size_t i = 0; i < n; i++) {
        ts_str text = sentences[i].text;
        has_news = has_news || !sentences[i].is_known;
        if (sentences[i].is_known)
            *TS_PUSH(a, out->known, out->n_known, *known_cap) =
                (struct ts_passage){ index, (size_t)(text.ptr - block->text.ptr), text.len };
    }
    ts_arena_done(&scratch);
    return has_news;
}

static void compare(struct ts_arena *a, struct ts_known *known, const struct ts_article *article,
                    const struct ts_report *report, struct ts_novelty *out)
{
    size_t news_cap = 0, known_cap = 0;

    for (size_t i = 0; i < article->n_blocks; i++) {
        if (!is_paragraph(&article->blocks[i]))
            continue;
        out->n_paragraphs++;
        if (!out->is_compared ||
            compare_block(a, known, report, &article->blocks[i], i, out, &known_cap))
            *TS_PUSH(a, out->news, out->n_news, news_cap) = i;
    }
}

/* The reports in the order in which they are compared. */
static const struct turn *turns_of(struct ts_arena *a, const struct ts_article_row *rows, size_t n)
{
    struct turn *turns = TS_NEW_ARRAY(a, n, struct turn);

    for (size_t i = 0; i < n; i++)
        turns[i] = (struct turn){ &rows[i], i };
    if (n > 0)
        qsort(turns, n, sizeof *turns, by_reading);
    return turns;
}

/* What is new in the report whose turn it is; `is_compared` if something was read before it. */
static enum ts_rc take_turn(struct ts_arena *a, struct ts_arena *scratch, struct ts_db *db,
                            struct ts_known *known, const struct turn *turn, bool is_compared,
                            struct ts_novelty *out, struct ts_err *err)
{
    struct ts_stored stored;

    out->article_id = turn->row->id;
    out->is_compared = is_compared;
    enum ts_rc rc = ts_article_get(scratch, db, out->article_id, &stored, err);
    if (rc != TS_OK)
        return rc;
    struct ts_report report = grouping_report(scratch, &stored);
    compare(a, known, &stored.article, &report, out);
    if (turn->row->is_read)
        ts_known_add(known, &report);
    return TS_OK;
}

enum ts_rc ts_novelty_of_story(struct ts_arena *a, struct ts_db *db, int64_t story_id,
                               struct ts_novelty **out, size_t *n, struct ts_err *err)
{
    struct ts_article_query query = { .story_id = story_id,
                                      .order = TS_OLDEST,
                                      .limit = TS_NOVELTY_REPORTS_MAX };
    struct ts_arena scratch = { 0 };
    struct ts_known *known = ts_known_new(&scratch);
    struct ts_article_row *rows = NULL;
    size_t n_rows = 0;

    enum ts_rc rc = ts_articles_list(&scratch, db, &query, &rows, &n_rows, err);
    struct ts_novelty *all = TS_NEW_ARRAY(a, n_rows, struct ts_novelty);
    const struct turn *turns = turns_of(&scratch, rows, n_rows);
    for (size_t i = 0; rc == TS_OK && i < n_rows; i++)
        rc = take_turn(a, &scratch, db, known, &turns[i], i > 0 && turns[0].row->is_read,
                       &all[turns[i].number], err);
    ts_arena_done(&scratch);
    if (rc == TS_OK) {
        *out = all;
        *n = n_rows;
    }
    return rc;
}
