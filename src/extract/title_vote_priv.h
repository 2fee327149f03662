/* title_vote_priv.h - titles that a page offers, and which of them the others speak for. */
#ifndef TEARSHEET_EXTRACT_TITLE_VOTE_PRIV_H
#define TEARSHEET_EXTRACT_TITLE_VOTE_PRIV_H

#include "dom_priv.h"

#define TS_VOTE_MAX 24 /* candidates; those that come later are left out */

struct ts_candidate {
    ts_str text;
    ts_str key;
    double weight;
    double bonus;               /* if it is not stray */
    double share;               /* of a heading: that of the page's title that it covers */
    bool is_section;            /* of a heading: it names the section, by the page's title */
    bool has_lines;             /* of a heading: there may be a break in it */
    bool is_main;               /* an h1 that may be the article's */
    const struct ts_node *node; /* of headings; others are told, not shown */
    uint64_t *words;            /* hashes */
    size_t n_words;
};

struct ts_vote {
    struct ts_arena *arena;
    struct ts_candidate list[TS_VOTE_MAX];
    size_t n;
};

/* `text` is plain.  NULL if it cannot be a title. */
struct ts_candidate *ts_vote_add(struct ts_vote *v, ts_str text, double weight,
                                 const struct ts_node *node);

/* How much `other` speaks for `c`, 0 to 1. */
double ts_vote_likeness(const struct ts_candidate *c, const struct ts_candidate *other);

/* A heading that has next to nothing in common with what the page says of itself names a box or a
 * section; without any such word of the page it stands alone. */
bool ts_vote_is_stray(const struct ts_vote *v, const struct ts_candidate *c);

/* The weight of all that is told, not shown, and says just this. */
double ts_vote_told(const struct ts_vote *v, ts_str text);

/* The same of all that have this as their first part ("This | more"), or as the whole. */
double ts_vote_begins(const struct ts_vote *v, ts_str text);

/* The candidate with the highest score: its own weight, what others like it have, and of an h1 that
 * stands alone over the article a bonus.  NULL if there is none. */
const struct ts_candidate *ts_vote_winner(struct ts_vote *v);

/* The winner's text, or that of a candidate that differs from it in marks alone and has more. */
ts_str ts_vote_fullest(const struct ts_vote *v, const struct ts_candidate *winner);

/* The heading that shows the title, also if another source won; or NULL. */
const struct ts_node *ts_vote_heading(const struct ts_vote *v, const struct ts_candidate *winner);

#endif
