/* The idea: a library of a few hundred reports cannot tell yet that "fire" is said every day and
 * "baler" once a year.  So the stems that are in one of a hundred articles or more are listed, in
 * two classes: bounds are 1 and 8 in a hundred.  The lists are counted by
 * tests/bench/story_words.c in November 2026, over the articles of public sets for measuring
 * extraction, none of which has to do with the grouping: WCXB (CC BY 4.0),
 * article-extraction-benchmark (MIT), Fundus (MIT), Readability.js (Apache 2.0), and the pages of
 * trafilatura (Apache 2.0) as tearsheet extracts them. */
#include "usage_priv.h"

#include "tearsheet/base/err.h"

static const char *const everyday_de[] = {
#include "everyday_de.inc"
};
static const char *const everyday_en[] = {
#include "everyday_en.inc"
};
static const char *const usual_de[] = {
#include "usual_de.inc"
};
static const char *const usual_en[] = {
#include "usual_en.inc"
};

static const struct {
    const char *lang;
    const char *const *everyday, *const *usual;
    size_t n_everyday, n_usual;
} tables[] = {
    { "de", everyday_de, usual_de, TS_COUNT(everyday_de), TS_COUNT(usual_de) },
    { "en", everyday_en, usual_en, TS_COUNT(everyday_en), TS_COUNT(usual_en) },
};

/* Every text may have one, and which ones are usual changes with the years. */
static bool is_year(ts_str stem)
{
    int64_t number;

    return stem.len == 4 && ts_str_to_int(stem, &number) && number >= 1900 && number < 2100;
}

enum ts_term_usage usage_of(ts_str lang, ts_str stem)
{
    if (is_year(stem))
        return TS_USAGE_USUAL;
    for (size_t i = 0; i < TS_COUNT(tables); i++) {
        if (!ts_str_is(lang, tables[i].lang))
            continue;
        if (ts_str_is_among_sorted(stem, tables[i].everyday, tables[i].n_everyday))
            return TS_USAGE_EVERYDAY;
        return ts_str_is_among_sorted(stem, tables[i].usual, tables[i].n_usual) ? TS_USAGE_USUAL
                                                                                : TS_USAGE_RARE;
    }
    return TS_USAGE_UNKNOWN;
}
