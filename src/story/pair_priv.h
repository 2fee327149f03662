/* pair_priv.h - how alike two reports are. */
#ifndef TEARSHEET_STORY_PAIR_PRIV_H
#define TEARSHEET_STORY_PAIR_PRIV_H

#include "vector_priv.h"

/* The numbers that the grouping stands on; what they mean is told at `rules_default` in pair.c. */
struct rules {
    float title, lead, body;
    float name, span, number;
    float prior, p_common, p_word, p_name, p_number, p_rare, p_usual, p_everyday;
    float share_all, share_lead, share_sounds;
    float length, length_min, headline, headline_rarity;
    float evidence, few_sounds;
    float hours_flat, hours_sigma, hours_late, other_day, other_day_undated;
    float same_site;
    float join, join_online, closeness;
    float quorum, agree;
    float copy;
    float saga, saga_agree, series, apart, series_headline, form, form_headline;
};
extern const struct rules rules_default;

/* Likeness of what they say, whenever they say it: 0 to about 1.  Quick if `x` is spread. */
float pair_content(const struct rules *r, const struct vector *x, const struct vector *y);
/* What distance in time, other weekdays and a common outlet leave of it: 0 to 1. */
float pair_circumstance(const struct rules *r, const struct ts_fingerprint *x,
                        const struct ts_fingerprint *y);
/* Likeness with all that counts; below 0 for two reports that must not be of one event. */
float pair_score(const struct rules *r, const struct vector *x, const struct vector *y);
/* The same, when pair_content() is known. */
float pair_score_of(const struct rules *r, const struct vector *x, const struct vector *y,
                    float content);

/* The same if one of them is a late word on the event of the other, so that hours count for less;
 * `score` is what pair_score() gave. */
float pair_late_score(const struct rules *r, const struct vector *x, const struct vector *y,
                      float content, float score);

/* Whether one form was filled in twice, if no copies: an outlet that reports an event a second time
 * does not say again what it said, under a headline of the same words; and two outlets whose
 * headlines differ in names and numbers alone report two events.  Prices of two weeks are a series,
 * and results of two counties; `content` is what pair_content() gave.  In series.c. */
bool pair_is_series(const struct rules *r, const struct ts_fingerprint *x,
                    const struct ts_fingerprint *y, float content);

/* Two reports with less in common are no series. */
float pair_series_least(const struct rules *r);

/* Whether one is a copy of the other, or of a part of it. */
bool pair_is_copy(const struct rules *r, const struct ts_fingerprint *x,
                  const struct ts_fingerprint *y);

/* Whether both have one address. */
bool pair_is_same_page(const struct ts_fingerprint *x, const struct ts_fingerprint *y);

/* A score as a likeness for people: 0 nothing in common, 0.5 just enough to be joined, 1 the same.
 */
float pair_likeness(const struct rules *r, float score);

#endif
