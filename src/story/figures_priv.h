/* figures_priv.h - a number in a text, and what it counts. */
#ifndef TEARSHEET_STORY_FIGURES_PRIV_H
#define TEARSHEET_STORY_FIGURES_PRIV_H

#include "concepts_priv.h"
#include "tearsheet/story/figures.h"

enum { FIGURE_KEYS_MAX = 24 };

struct figure {
    struct ts_figure said;
    ts_str matter;                  /* what is counted, as written */
    uint32_t about;                 /* what is counted, the same in all languages */
    uint32_t keys[FIGURE_KEYS_MAX]; /* what else its sentence speaks of */
    size_t n_keys;
    bool is_measure; /* what is counted is a unit: metres of something */
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

/* Adds the figures of a report, which is number `report` among them. */
void figures_find(struct figure_finder *f, const struct ts_report *report, size_t number);

#endif
