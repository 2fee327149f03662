/* Every source that has a title is a candidate; its score is its own weight and that of all sources
 * that say the same, or nearly so. */
#include "title_vote_priv.h"

#include <string.h>

#include "tearsheet/base/utf8.h"
#include "title_priv.h"

enum { WORDS_MAX = 60, PART_MIN = 8 }; /* PART_MIN: bytes of a key */

/* Shares of common words, and what is left of the weight of a heading that has fewer. */
static const double RELATED_MIN = 0.4;
static const double STRAY_MAX = 0.1;
static const double STRAY_SHARE = 0.2;
static const double TOLD_MIN = 0.79; /* less have sources that tell the outlet's name alone */
static const double H1_BONUS = 3.5;

static size_t count_runes(ts_str text)
{
    size_t n = 0;

    for (size_t pos = 0; pos < text.len; n++)
        ts_utf8_next(text, &pos);
    return n;
}

static void set_words(struct ts_arena *a, struct ts_candidate *c)
{
    uint64_t words[WORDS_MAX];
    ts_str rest = ts_utf8_fold(a, c->text);
    ts_str word;

    while (c->n_words < WORDS_MAX && ts_str_word(&rest, &word)) {
        ts_str key = ts_title_key(a, word);
        if (key.len > 0)
            words[c->n_words++] = ts_str_hash(key);
    }
    c->words = TS_NEW_ARRAY(a, c->n_words, uint64_t);
    memcpy(c->words, words, c->n_words * sizeof *words);
}

struct ts_candidate *ts_vote_add(struct ts_vote *v, ts_str text, double weight,
                                 const struct ts_node *node)
{
    struct ts_candidate c = { .text = text, .weight = weight, .node = node };

    if (c.text.len == 0 || c.text.len > TS_TITLE_MAX_BYTES || v->n == TS_VOTE_MAX)
        return NULL;
    c.key = ts_title_key(v->arena, c.text);
    if (c.key.len == 0)
        return NULL;
    set_words(v->arena, &c);
    v->list[v->n] = c;
    return &v->list[v->n++];
}

/* Words that both have, as a share of those that one of them has. */
static double overlap(const struct ts_candidate *a, const struct ts_candidate *b)
{
    size_t common = 0;

    for (size_t i = 0; i < a->n_words; i++) {
        for (size_t j = 0; j < b->n_words; j++) {
            if (a->words[i] == b->words[j]) {
                common++;
                break;
            }
        }
    }
    size_t all = a->n_words + b->n_words - common;
    return all > 0 ? (double)common / (double)all : 0;
}

/* A single word of a long title says little of it. */
static double likeness_of_part(double share)
{
    return share >= 0.6 ? 0.85 : share >= 0.3 ? 0.6 : share * 2;
}

double ts_vote_likeness(const struct ts_candidate *c, const struct ts_candidate *other)
{
    if (ts_str_eq(c->key, other->key))
        return 1;
    if (c->key.len >= PART_MIN && ts_str_find(other->key, c->key, 0) != TS_NPOS)
        return likeness_of_part((double)c->key.len / (double)other->key.len);
    if (other->key.len >= PART_MIN && ts_str_find(c->key, other->key, 0) != TS_NPOS)
        return 0.6 * (double)other->key.len / (double)c->key.len;
    double share = overlap(c, other);
    return share >= RELATED_MIN ? share * 0.5 : 0;
}

bool ts_vote_is_stray(const struct ts_vote *v, const struct ts_candidate *c)
{
    bool is_alone = true;

    for (size_t i = 0; c->node && i < v->n; i++) {
        bool is_weak = c->node->tag == TS_TAG_H1 && v->list[i].weight < TOLD_MIN;
        if (is_weak || v->list[i].node)
            continue;
        is_alone = false;
        if (overlap(c, &v->list[i]) >= STRAY_MAX || ts_vote_likeness(c, &v->list[i]) > 0)
            return false;
    }
    return c->node && !is_alone;
}

double ts_vote_told(const struct ts_vote *v, ts_str text)
{
    ts_str key = ts_title_key(v->arena, text);
    double weight = 0;

    for (size_t i = 0; i < v->n; i++)
        if (!v->list[i].node && ts_str_eq(key, v->list[i].key))
            weight += v->list[i].weight;
    return weight;
}

double ts_vote_begins(const struct ts_vote *v, ts_str text)
{
    ts_str key = ts_title_key(v->arena, text);
    double weight = 0;

    for (size_t i = 0; i < v->n; i++) {
        ts_str first = ts_title_first_part(v->list[i].text);
        if (!v->list[i].node && ts_str_eq(key, ts_title_key(v->arena, first)))
            weight += v->list[i].weight;
    }
    return weight;
}

static double score_of(const struct ts_vote *v, const struct ts_candidate *c)
{
    double score = ts_vote_is_stray(v, c) ? c->weight * STRAY_SHARE : c->weight + c->bonus;
    double heading = 0; /* of all headings the one most alike speaks */

    for (size_t i = 0; i < v->n; i++) {
        const struct ts_candidate *other = &v->list[i];
        if (other == c || (c->node && other->node))
            continue;
        double speaks = other->weight * ts_vote_likeness(c, other);
        if (!other->node)
            score += speaks;
        else if (speaks > heading)
            heading = speaks;
    }
    return score + heading;
}

static double told_likeness(const struct ts_vote *v, const struct ts_candidate *c)
{
    double most = 0;

    for (size_t i = 0; i < v->n; i++) {
        double like = v->list[i].node ? 0 : ts_vote_likeness(c, &v->list[i]);
        most = like > most ? like : most;
    }
    return most;
}

/* The h1 that the page's other sources speak most for; of equals the first. */
static struct ts_candidate *main_h1(struct ts_vote *v)
{
    struct ts_candidate *best = NULL;
    double most = 0;

    for (size_t i = 0; i < v->n; i++) {
        struct ts_candidate *c = &v->list[i];
        double support = c->share;
        for (size_t k = 0; k < v->n && c->is_main; k++)
            support += v->list[k].node ? 0 : v->list[k].weight * ts_vote_likeness(c, &v->list[k]);
        if (c->is_main && !c->is_section && (!best || support > most)) {
            best = c;
            most = support;
        }
    }
    return best;
}

/* The main h1 is what the page shows as its title, however often another wording is told; unless
 * that wording stands in a heading of its own. */
static void give_bonus(struct ts_vote *v)
{
    struct ts_candidate *h1 = main_h1(v);
    bool is_alike = h1 && told_likeness(v, h1) > 0;
    bool is_shown = false;

    for (size_t i = 0; i < v->n && h1 && !is_alike; i++)
        is_shown = is_shown ||
                   (v->list[i].node && &v->list[i] != h1 && told_likeness(v, &v->list[i]) >= 1);
    if (h1 && !is_shown)
        h1->bonus = H1_BONUS;
}

const struct ts_candidate *ts_vote_winner(struct ts_vote *v)
{
    const struct ts_candidate *winner = NULL;
    double best = 0;

    give_bonus(v);
    for (size_t i = 0; i < v->n; i++) {
        double score = score_of(v, &v->list[i]);
        if (score > best) {
            best = score;
            winner = &v->list[i];
        }
    }
    return winner;
}

/* Should `c` stand for `best`, of which it differs in marks alone?  The one with more marks does,
 * since a heading of two lines has no colon between them; and of equals the one that is shown. */
static bool is_fuller(const struct ts_candidate *c, const struct ts_candidate *best)
{
    size_t n = count_runes(c->text);
    size_t most = count_runes(best->text);
    size_t joints = ts_title_joints(c->text);
    size_t best_joints = ts_title_joints(best->text);

    if (n > most)
        return !best->node || best->has_lines || joints > best_joints;
    return c->node && !best->node && joints >= best_joints && (n == most || !c->has_lines);
}

ts_str ts_vote_fullest(const struct ts_vote *v, const struct ts_candidate *winner)
{
    const struct ts_candidate *best = winner;

    for (size_t i = 0; i < v->n; i++)
        if (ts_str_eq(v->list[i].key, winner->key) && is_fuller(&v->list[i], best))
            best = &v->list[i];
    return best->text;
}

const struct ts_node *ts_vote_heading(const struct ts_vote *v, const struct ts_candidate *winner)
{
    const struct ts_node *node = winner->node;
    double best = 0.55;

    for (size_t i = 0; i < v->n && !winner->node; i++) {
        double like = ts_vote_likeness(winner, &v->list[i]);
        if (v->list[i].node && like > best) {
            best = like;
            node = v->list[i].node;
        }
    }
    return node;
}
