/* The idea: what is a form shows in the headlines, which repeat it and fill in other names and
 * numbers. */
#include "pair_priv.h"

enum { FORM_WORDS = 3 }; /* plain words in common that make a form */

/* How many words of one kind two headlines have, and both of them. */
struct words {
    size_t x, y, both;
};

/* Words of two headlines; a name of several words is its words. */
struct headlines {
    struct words plain, names, numbers, all;
};

static void count(struct words *words, bool in_x, bool in_y)
{
    words->x += in_x;
    words->y += in_y;
    words->both += in_x && in_y;
}

/* A term of either headline or both; one may be NULL. */
static void count_term(struct headlines *h, const struct ts_term *x, const struct ts_term *y)
{
    bool in_x = x && x->title > 0, in_y = y && y->title > 0;
    unsigned kind_x = in_x ? x->kind : TS_TERM_COMMON, kind_y = in_y ? y->kind : TS_TERM_COMMON;
    unsigned kind = kind_x > kind_y ? kind_x : kind_y;

    count(&h->all, in_x, in_y);
    if (kind == TS_TERM_NUMBER)
        count(&h->numbers, in_x, in_y);
    else if (kind == TS_TERM_NAME)
        count(&h->names, in_x, in_y);
    else if (kind != TS_TERM_SPAN)
        count(&h->plain, in_x, in_y);
}

static struct headlines compare_headlines(const struct ts_fingerprint *x,
                                          const struct ts_fingerprint *y)
{
    struct headlines h = { 0 };
    size_t i = 0, k = 0;

    while (i < x->n_terms || k < y->n_terms) {
        bool takes_x = k == y->n_terms || (i < x->n_terms && x->terms[i].hash <= y->terms[k].hash);
        bool takes_y = i == x->n_terms || (k < y->n_terms && y->terms[k].hash <= x->terms[i].hash);
        count_term(&h, takes_x ? &x->terms[i] : NULL, takes_y ? &y->terms[k] : NULL);
        i += takes_x;
        k += takes_y;
    }
    return h;
}

/* The share of the words of the shorter headline that the other one has. */
static float share(const struct words *words)
{
    size_t shorter = words->x < words->y ? words->x : words->y;

    return shorter > 0 ? (float)words->both / (float)shorter : 0;
}

/* Both have some, and none in common. */
static bool differ(const struct words *words)
{
    return words->x > 0 && words->y > 0 && words->both == 0;
}

float pair_series_least(const struct rules *r)
{
    return r->series < r->form ? r->series : r->form;
}

bool pair_is_series(const struct rules *r, const struct ts_fingerprint *x,
                    const struct ts_fingerprint *y, float content)
{
    bool is_one_site = x->site != 0 && x->site == y->site;

    if (content < (is_one_site ? r->series : r->form))
        return false;
    struct headlines h = compare_headlines(x, y);
    bool is_form = h.plain.both >= FORM_WORDS && share(&h.plain) >= r->form_headline &&
                   differ(&h.names) && differ(&h.numbers);
    return is_form || (is_one_site && share(&h.all) >= r->series_headline);
}
