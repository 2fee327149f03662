/* A letter to the reader in plain paragraphs among those of the article has no box and no name that
 * would tell.  Its voice does: it says "we" and "you" in every other sentence and speaks of gifts,
 * months and readers, in a text that speaks of others and to nobody. */
#include "letters_priv.h"

#include <string.h>

enum {
    MIN_GIVING = 3,      /* words of the letter */
    MIN_LOUD_GIVING = 2, /* of one that speaks to the reader all the time */
    MAX_WORDS_A_GIVING = 25,
    MIN_BYTES_BEFORE = 300, /* of the article: a text may be a letter itself */
};

static const float VOICE = 0.045F, /* share of words that speak to the reader */
    LOUD = 0.08F, FAINT = 0.03F, FOREIGN = 0.008F;
static const double MAX_SHARE = 0.4; /* of the kept text */

struct letter {
    size_t first, end;
    double n_words, n_persons;
    size_t n_giving, n_kept_giving, n_outlet, bytes; /* n_kept_giving: in what is kept of it */
};

/* What somebody else says speaks to others. */
static bool has_quotation(ts_str text)
{
    static const char *const marks[] = { "\"", "“", "„", "«", "「" };

    for (size_t i = 0; i < TS_COUNT(marks); i++)
        if (ts_str_has(text, marks[i]))
            return true;
    return false;
}

static bool is_paragraph(const struct ts_piece *p)
{
    return p->kind == TS_BLOCK_PARAGRAPH && !has_quotation(p->text);
}

/* Speaks to the reader, or of money in few words. */
static bool has_voice(const struct ts_piece *p, const struct ts_features *row)
{
    return is_paragraph(p) && (row->v[TS_F_PERSON] >= VOICE ||
                               (row->v[TS_F_PERSON] > 0 && row->n_giving > 0) || row->n_giving > 1);
}

static void add(struct letter *letter, const struct ts_piece *p, const struct ts_features *row)
{
    letter->n_words += (double)row->v[TS_F_WORDS];
    letter->n_persons += (double)(row->v[TS_F_WORDS] * row->v[TS_F_PERSON]);
    letter->n_giving += row->n_giving;
    letter->n_outlet += row->n_outlet;
    letter->bytes += p->text.len;
}

/* The run of paragraphs with a voice that starts at `i`; some of them may be stripped already. */
static struct letter letter_at(const struct ts_page *page, const struct ts_features *rows,
                               const struct ts_verdict *verdicts, size_t i)
{
    struct letter letter = { .first = i, .end = i };

    for (; i < page->pieces.n; i++) {
        bool speaks = has_voice(&page->pieces.list[i], &rows[i]);
        if (verdicts[i].is_kept && !speaks)
            break;
        if (speaks)
            add(&letter, &page->pieces.list[i], &rows[i]);
        letter.n_kept_giving += verdicts[i].is_kept ? rows[i].n_giving : 0;
        letter.end = verdicts[i].is_kept ? i + 1 : letter.end;
    }
    return letter;
}

static bool asks(const struct letter *letter)
{
    bool is_loud = letter->n_persons >= (double)LOUD * letter->n_words;

    return letter->n_outlet > 0 && letter->n_kept_giving > 0 &&
           letter->n_giving >= (is_loud ? MIN_LOUD_GIVING : MIN_GIVING) &&
           (double)(letter->n_giving * MAX_WORDS_A_GIVING) >= letter->n_words &&
           letter->n_persons >= (double)FAINT * letter->n_words;
}

/* The rest of what is kept, quotations left out. */
static struct letter rest_of(const struct ts_page *page, const struct ts_features *rows,
                             const struct ts_verdict *verdicts, const struct letter *letter)
{
    struct letter rest = { 0 };

    for (size_t i = 0; i < page->pieces.n; i++)
        if (verdicts[i].is_kept && (i < letter->first || i >= letter->end) &&
            !has_quotation(page->pieces.list[i].text))
            add(&rest, &page->pieces.list[i], &rows[i]);
    return rest;
}

static void strip(const struct letter *letter, struct ts_verdict *verdicts)
{
    for (size_t i = letter->first; i < letter->end; i++) {
        if (!verdicts[i].is_kept)
            continue;
        verdicts[i].is_kept = false;
        verdicts[i].kind = TS_BLOCK_DONATION;
        verdicts[i].reason = TS_STR("speaks to the reader, as the article does not");
    }
}

/* Does nothing but the letter speak to the reader, and is it the smaller part? */
static bool is_foreign(const struct letter *letter, const struct letter *rest)
{
    return rest->n_persons <= (double)FOREIGN * rest->n_words &&
           (double)letter->bytes <= MAX_SHARE * (double)(rest->bytes + letter->bytes);
}

void ts_strip_letters(const struct ts_page *page, const struct ts_features *rows,
                      struct ts_verdict *verdicts)
{
    size_t before = 0;

    for (size_t i = 0; i < page->pieces.n; i++) {
        struct letter letter = { .first = i, .end = i };
        if (has_voice(&page->pieces.list[i], &rows[i]))
            letter = letter_at(page, rows, verdicts, i);
        if (before >= MIN_BYTES_BEFORE && letter.end > i && asks(&letter)) {
            struct letter rest = rest_of(page, rows, verdicts, &letter);
            if (is_foreign(&letter, &rest))
                strip(&letter, verdicts);
        }
        before += verdicts[i].is_kept ? page->pieces.list[i].text.len : 0;
        i = letter.end > i ? letter.end - 1 : i;
    }
}
