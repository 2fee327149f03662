/* figures_priv.h - a number in a text, and what it counts. */
#ifndef TEARSHEET_STORY_FIGURES_PRIV_H
#define TEARSHEET_STORY_FIGURES_PRIV_H

#include "concepts_priv.h"
#include "tearsheet/story/figures.h"
#include "tokens_priv.h"

enum { FIGURE_KEYS_MAX = 24 }; /* of a sentence; not above 32 */

struct figure {
    struct ts_figure said;
    ts_str matter;                  /* what is counted, as written */
    uint32_t about;                 /* what is counted, the same in all languages */
    uint32_t fate;                  /* killed, saved and the like, if that is said of it; or 0 */
    uint32_t owner;                 /* a name that tells whose they are, or 0 */
    uint32_t keys[FIGURE_KEYS_MAX]; /* what else its sentence speaks of */
    uint32_t names;                 /* bits: which of the keys are names */
    uint32_t days;                  /* bits: the weekdays that its sentence names */
    size_t n_keys;
    bool is_measure; /* what is counted is a unit: metres of something */
    const struct figure_words *words;
};

/* The words of a language, found out once for all its reports. */
struct figure_words {
    struct figure_words *next;
    ts_str lang;
    struct ts_map concepts;
    struct ts_map numerals;
};

struct figure_finder {
    struct ts_arena *arena;
    struct ts_lexicon lexicon;
    struct figure_words *words;
    struct figure *v;
    size_t n, cap;
};

struct figure_sentence {
    const struct figure_words *words;
    const struct tokens *t;
    ts_str text;
    size_t report;
};

struct figure_value {
    double value;
    double low, high; /* between which it may be, if it is said to be round */
    bool is_percent;
    size_t next; /* the token behind the number and what belongs to it */
};

/* Reads the number at token `i`; false if it counts nothing. */
bool figure_read_value(struct ts_arena *a, const struct figure_sentence *s, size_t i,
                       struct figure_value *out);

/* What token `i` means, the same in all languages for words with a concept; 0 for nothing. */
uint32_t figure_key(const struct figure_sentence *s, size_t i);

/* Whether a sentence names a year other than that of its report, or a month away from it, or
 * compares with last year: it tells of something else. */
bool figure_is_of_other_time(const struct figure_sentence *s, struct ts_when published);

/* What stands between token `i - 1` and token `i`. */
ts_str figure_gap(const struct figure_sentence *s, size_t i);

/* Adds the figures of a report, which is number `report` among them. */
void figures_find(struct figure_finder *f, const struct ts_report *report, size_t number);

#endif
