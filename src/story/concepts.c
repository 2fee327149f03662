/* The idea: a table of what news speaks of most, a row a concept, a column a language.  A word is
 * found by its stem, so that a row needs no more than the forms that stemming leaves apart. */
#include "concepts_priv.h"

#include "tokens_priv.h"

static const char *const rows[] = {
#include "concepts.inc"
};

/* The columns of the table, in their order. */
static const char columns[][3] = { "en", "de", "fr", "es", "it", "pl", "uk", "ru", "ja" };

/* Away from the hashes of words, as far as chance allows. */
static int64_t key_of_row(size_t row)
{
    return (int64_t)((row + 1) * 0x9e3779b1u & 0xffffffffu);
}

/* A word of the table is one token, or one pair of characters with what is left of it. */
static void put_word(struct ts_map *m, struct ts_lexicon *l, ts_str lang, ts_str word, int64_t key)
{
    struct ts_arena a = { 0 };
    struct tokens *t = tokens_make(&a, l, word, lang);

    for (size_t i = 0; i < t->n; i++) {
        if (t->v[i].is_stop && t->n > 1)
            continue;
        int64_t *known = ts_map_put(m, t->v[i].stem);
        if (*known == 0)
            *known = key;
        break;
    }
    ts_arena_done(&a);
}

bool concepts_is_time(int64_t key)
{
    for (size_t row = 0; row < TS_COUNT(rows); row++)
        if (rows[row][0] == '@' && key_of_row(row) == key)
            return true;
    return false;
}

/* The place of the row among those that begin with the row of `first`, `n` of them; -1 if it is
 * none of these. */
static int place_in_calendar(int64_t key, const char *first, size_t n)
{
    size_t row = 0;

    while (row < TS_COUNT(rows) && !ts_str_starts(ts_str_of(rows[row]), first))
        row++;
    for (size_t i = 0; i < n && row + i < TS_COUNT(rows); i++)
        if (key_of_row(row + i) == key)
            return (int)i;
    return -1;
}

int concepts_weekday(int64_t key)
{
    return place_in_calendar(key, "@monday|", 7);
}

int concepts_month(int64_t key)
{
    return place_in_calendar(key, "@january|", 12);
}

bool concepts_is(int64_t key, const char *english)
{
    for (size_t row = 0; row < TS_COUNT(rows); row++)
        if (key_of_row(row) == key)
            return ts_str_starts(ts_str_of(rows[row]), english);
    return false;
}

static void put_row(struct ts_map *m, struct ts_lexicon *l, ts_str lang, size_t row, size_t column)
{
    ts_str rest = ts_str_of(rows[row] + (rows[row][0] == '@')), words = { 0 }, word;

    for (size_t i = 0; i <= column; i++)
        ts_str_split(&rest, '|', &words);
    while (ts_str_word(&words, &word))
        put_word(m, l, lang, word, key_of_row(row));
}

static size_t column_of(ts_str lang)
{
    size_t column = 0;

    while (column < TS_COUNT(columns) && !ts_str_is(lang, columns[column]))
        column++;
    return column;
}

void concepts_put(struct ts_map *m, struct ts_lexicon *l, ts_str lang)
{
    size_t column = column_of(lang);

    for (size_t row = 0; row < TS_COUNT(rows) && column < TS_COUNT(columns); row++)
        put_row(m, l, lang, row, column);
}

void concepts_put_weekdays(struct ts_map *m, struct ts_lexicon *l, ts_str lang)
{
    size_t column = column_of(lang);

    for (size_t row = 0; row < TS_COUNT(rows) && column < TS_COUNT(columns); row++)
        if (concepts_weekday(key_of_row(row)) >= 0)
            put_row(m, l, lang, row, column);
}
