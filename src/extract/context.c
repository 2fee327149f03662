/* Whether a block is of the article shows in the blocks around it: in a row before and behind, in
 * those with the same names, and in those of the same element.  Prefix sums give every window. */
#include "context_priv.h"

#include <math.h>

enum {
    MAX_BYTES = 600, /* of a block, counted as its size */
    MAX_STEPS = 99,
};

struct sum {
    double content, text;
};

/* An element with the blocks whose parent or grandparent it is. */
struct family {
    struct sum children, grandchildren;
};

struct ts_answers {
    const struct ts_page *page;
    const struct ts_features *rows;
    const float *log_odds;
    size_t n;
    struct sum *before; /* n + 1 sums */
    struct sum *by_likes;
    struct family *families;
    uint32_t *family_of; /* node id to 1 + its family, 0 for elements that are no block's parent */
    size_t first, last, n_kept; /* with a positive score, or the page's ends */
};

static double score_of(float log_odds)
{
    return 1 / (1 + exp(-(double)log_odds));
}

static const struct ts_node *above(const struct ts_node *n)
{
    return n && n->parent ? n->parent : NULL;
}

/* Nothing above the root is the root. */
static struct family *family_of(const struct ts_answers *s, const struct ts_node *n)
{
    return &s->families[s->family_of[n ? n->id : 0] - 1];
}

/* Numbers the elements that are a parent or grandparent; returns how many there are. */
static uint32_t number_families(struct ts_answers *s)
{
    uint32_t n = 0;

    for (size_t i = 0; i < s->n; i++) {
        const struct ts_node *node = s->page->pieces.list[i].el;
        for (int up = 0; up < 2; up++) {
            node = above(node);
            uint32_t *number = &s->family_of[node ? node->id : 0];
            *number = *number ? *number : ++n;
        }
    }
    return n;
}

static void find_groups(const struct ts_answers *s, size_t i, struct sum *groups[])
{
    const struct ts_node *parent = above(s->page->pieces.list[i].el);

    groups[0] = &s->by_likes[s->rows[i].likes];
    groups[1] = &family_of(s, parent)->children;
    groups[2] = &family_of(s, above(parent))->grandchildren;
}

static void add(struct sum *sum, double content, double text)
{
    sum->content += content;
    sum->text += text;
}

static void read_block(struct ts_answers *s, size_t i)
{
    size_t bytes = s->page->pieces.list[i].text.len;
    double size = (double)(bytes < MAX_BYTES ? bytes : MAX_BYTES) + 5;
    double content = size * score_of(s->log_odds[i]);
    struct sum *groups[TS_CONTEXT_GROUPS];

    find_groups(s, i, groups);
    for (int k = 0; k < TS_CONTEXT_GROUPS; k++)
        add(groups[k], content, size);
    s->before[i + 1] = s->before[i];
    add(&s->before[i + 1], content, size);
    if (s->log_odds[i] < 0)
        return;
    s->first = s->n_kept++ == 0 ? i : s->first;
    s->last = i;
}

struct ts_answers *ts_answers_new(struct ts_arena *a, const struct ts_page *page,
                                  const struct ts_features *rows, const float *log_odds)
{
    struct ts_answers *s = TS_NEW(a, struct ts_answers);

    *s = (struct ts_answers){ .page = page, .rows = rows, .log_odds = log_odds };
    s->n = page->pieces.n;
    s->last = s->n > 0 ? s->n - 1 : 0;
    s->before = TS_NEW_ARRAY(a, s->n + 1, struct sum);
    s->by_likes = TS_NEW_ARRAY(a, s->n + 1, struct sum);
    s->family_of = TS_NEW_ARRAY(a, page->dom->n_nodes, uint32_t);
    s->families = TS_NEW_ARRAY(a, number_families(s), struct family);
    for (size_t i = 0; i < s->n; i++)
        read_block(s, i);
    return s;
}

/* ---- a row ---- */

static float share(double part, double whole)
{
    return (float)(part / (whole > 1e-6 ? whole : 1e-6));
}

static float mean_score(const struct ts_answers *s, size_t from, size_t to)
{
    double text = s->before[to].text - s->before[from].text;

    return (float)((s->before[to].content - s->before[from].content) / (text > 1 ? text : 1));
}

static float steps(size_t to, size_t from)
{
    double n = (double)to - (double)from;

    return (float)(n > MAX_STEPS ? MAX_STEPS : n < -MAX_STEPS ? -MAX_STEPS : n);
}

static void put_near(const struct ts_answers *s, size_t i, float *v)
{
    for (size_t k = 0; k < TS_CONTEXT_NEAR; k++) {
        size_t back = TS_CONTEXT_NEAR - k, ahead = k + 1;
        v[k] = i >= back ? s->log_odds[i - back] : TS_CONTEXT_NOTHING;
        v[TS_CONTEXT_NEAR + k] = i + ahead < s->n ? s->log_odds[i + ahead] : TS_CONTEXT_NOTHING;
    }
}

static void put_groups(const struct ts_answers *s, size_t i, float *v)
{
    struct sum *groups[TS_CONTEXT_GROUPS];

    find_groups(s, i, groups);
    for (int k = 0; k < TS_CONTEXT_GROUPS; k++) {
        *v++ = share(groups[k]->content, groups[k]->text);
        *v++ = (float)log2(1 + groups[k]->text);
        *v++ = share(groups[k]->content, s->before[s->n].content);
    }
}

static void put_reaches(const struct ts_answers *s, size_t i, float *v)
{
    static const size_t reaches[TS_CONTEXT_REACHES] = { 5, 15, 40 };

    for (int k = 0; k < TS_CONTEXT_REACHES; k++) {
        size_t end = i + reaches[k] + 1;
        *v++ = mean_score(s, i > reaches[k] ? i - reaches[k] : 0, i);
        *v++ = mean_score(s, i + 1, end < s->n ? end : s->n);
    }
}

void ts_context_put(const struct ts_answers *s, size_t i, float *v)
{
    const struct sum *all = &s->before[s->n];
    double span = (double)s->last - (double)s->first + 1;

    v[TS_C_OWN] = s->log_odds[i];
    put_near(s, i, &v[TS_C_NEAR]);
    put_groups(s, i, &v[TS_C_GROUPS]);
    put_reaches(s, i, &v[TS_C_REACH]);
    v[TS_C_BEFORE] = share(s->before[i].content, all->content);
    v[TS_C_BEHIND] = share(all->content - s->before[i + 1].content, all->content);
    v[TS_C_FROM_FIRST] = steps(i, s->first);
    v[TS_C_TO_LAST] = steps(s->last, i);
    v[TS_C_PLACE] = (float)(((double)i - (double)s->first) / (span > 1 ? span : 1));
    v[TS_C_CONTENT] = (float)log2(1 + all->content);
    v[TS_C_KEPT] = (float)log2(1 + (double)s->n_kept);
    v[TS_C_SHARE] = (float)(all->content / (all->text > 1 ? all->text : 1));
}
