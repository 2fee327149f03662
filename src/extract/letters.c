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

/* How some paragraphs speak. */
struct voice {
    double n_words, n_persons;
    size_t n_giving, n_outlet, bytes;
};

/* A run of paragraphs with a voice, up to the last one that is kept; some may be stripped. */
struct letter {
    size_t first, end;
    size_t next; /* what comes behind the run */
    struct voice all, kept;
};

struct reading {
    const struct ts_page *page;
    const struct ts_features *rows;
    struct ts_verdict *verdicts;
    struct voice kept; /* of all that is kept, quotations left out */
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

static void add(struct voice *voice, const struct ts_piece *p, const struct ts_features *row)
{
    voice->n_words += (double)row->v[TS_F_WORDS];
    voice->n_persons += (double)(row->v[TS_F_WORDS] * row->v[TS_F_PERSON]);
    voice->n_giving += row->n_giving;
    voice->n_outlet += row->n_outlet;
    voice->bytes += p->text.len;
}

static struct voice without(struct voice all, const struct voice *part)
{
    all.n_words -= part->n_words;
    all.n_persons -= part->n_persons;
    all.n_giving -= part->n_giving;
    all.n_outlet -= part->n_outlet;
    all.bytes -= part->bytes;
    return all;
}

static struct voice voice_of_kept(const struct reading *r)
{
    const struct ts_pieces *pieces = &r->page->pieces;
    struct voice voice = { 0 };

    for (size_t i = 0; i < pieces->n; i++)
        if (r->verdicts[i].is_kept && !has_quotation(pieces->list[i].text))
            add(&voice, &pieces->list[i], &r->rows[i]);
    return voice;
}

static struct letter letter_at(const struct reading *r, size_t first)
{
    const struct ts_pieces *pieces = &r->page->pieces;
    struct letter letter = { .first = first, .end = first };
    size_t i = first;

    for (; i < pieces->n; i++) {
        bool is_kept = r->verdicts[i].is_kept;
        bool speaks = has_voice(&pieces->list[i], &r->rows[i]);
        if (!speaks && (is_kept || i == first))
            break;
        if (speaks)
            add(&letter.all, &pieces->list[i], &r->rows[i]);
        if (!is_kept)
            continue;
        add(&letter.kept, &pieces->list[i], &r->rows[i]);
        letter.end = i + 1;
    }
    letter.next = i > first ? i : first + 1;
    return letter;
}

static bool asks(const struct letter *letter)
{
    const struct voice *v = &letter->all;
    bool is_loud = v->n_persons >= (double)LOUD * v->n_words;

    return v->n_outlet > 0 && letter->kept.n_giving > 0 &&
           v->n_giving >= (is_loud ? MIN_LOUD_GIVING : MIN_GIVING) &&
           (double)(v->n_giving * MAX_WORDS_A_GIVING) >= v->n_words &&
           v->n_persons >= (double)FAINT * v->n_words;
}

/* Does nothing but the letter speak to the reader, and is it the smaller part? */
static bool is_foreign(const struct letter *letter, struct voice rest)
{
    return rest.n_persons <= (double)FOREIGN * rest.n_words &&
           (double)letter->all.bytes <= MAX_SHARE * (double)(rest.bytes + letter->all.bytes);
}

static void strip(struct reading *r, const struct letter *letter)
{
    for (size_t i = letter->first; i < letter->end; i++) {
        if (!r->verdicts[i].is_kept)
            continue;
        r->verdicts[i].is_kept = false;
        r->verdicts[i].kind = TS_BLOCK_DONATION;
        r->verdicts[i].reason = TS_STR("speaks to the reader, as the article does not");
    }
    r->kept = without(r->kept, &letter->kept);
}

static size_t kept_bytes(const struct reading *r, size_t from, size_t to)
{
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        n += r->verdicts[i].is_kept ? r->page->pieces.list[i].text.len : 0;
    return n;
}

void ts_strip_letters(const struct ts_page *page, const struct ts_features *rows,
                      struct ts_verdict *verdicts)
{
    struct reading r = { page, rows, verdicts, { 0 } };
    size_t before = 0;

    r.kept = voice_of_kept(&r);
    for (size_t i = 0; i < page->pieces.n;) {
        struct letter letter = letter_at(&r, i);
        if (before >= MIN_BYTES_BEFORE && letter.end > i && asks(&letter) &&
            is_foreign(&letter, without(r.kept, &letter.kept)))
            strip(&r, &letter);
        before += kept_bytes(&r, i, letter.next);
        i = letter.next;
    }
}
