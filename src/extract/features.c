/* All features of all blocks in a few passes: the text of each block, what is above it (filled from
 * the root down, since an element's number is greater than its parent's), sums over containers
 * (from the leaves up), and then what needs those: neighbours, windows, likes. */
#include "features_priv.h"

#include <math.h>
#include <string.h>

#include "tearsheet/base/lang.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/utf8.h"

enum {
    MAX_STOP_WORDS = 80,    /* words of a block that are looked up */
    MAX_PROMPT_BYTES = 700, /* of a block, looked at for prompts */
    MIN_GOOD_LETTERS = 80,
    NEAR_WINDOW = 5,
    FAR_WINDOW = 20,
    MAX_STEPS = 99,
    MIN_SITE_WORD = 4, /* bytes of a word that an outlet is known by */
};

static const uint8_t feature_tags[TS_N_FEATURE_TAGS] = {
    TS_TAG_ARTICLE, TS_TAG_MAIN,  TS_TAG_ASIDE,   TS_TAG_FOOTER,     TS_TAG_NAV,
    TS_TAG_HEADER,  TS_TAG_FORM,  TS_TAG_FIGURE,  TS_TAG_LI,         TS_TAG_UL,
    TS_TAG_OL,      TS_TAG_TABLE, TS_TAG_SECTION, TS_TAG_BLOCKQUOTE, TS_TAG_BUTTON,
    TS_TAG_A,       TS_TAG_P,     TS_TAG_DL,      TS_TAG_DETAILS,    TS_TAG_ADDRESS,
};

/* What is above an element, and what it holds. */
struct element {
    uint8_t under_tag[TS_N_FEATURE_TAGS];
    uint8_t under_cue[TS_N_CUES];
    float text, links, good; /* letters */
    uint32_t n_blocks, n_prompts, n_controls;
};

/* What the words of one block tell. */
struct words {
    size_t n, n_stop, n_looked_up, n_capital, n_shouting, n_letters, n_spaceless, n_digits;
    size_t n_commas, n_sentences, n_in_title, n_in_summary, n_in_site, n_characters;
    size_t n_person;
    size_t n_grams, n_in_body; /* runs of three words, and those that the body told has too */
    uint64_t last[2];          /* hashes of the two words before */
};

struct likes {
    float text, links, good;
    uint32_t n;
};

struct maker {
    struct ts_arena scratch;
    const struct ts_page *page;
    struct ts_prompts prompts;
    struct ts_features *rows;
    struct element *elements; /* by node id */
    struct ts_map title_words, summary_words, site_words, body_grams;
    struct likes *likes;
    size_t *like_of; /* block to its entry in likes */
    size_t n_likes, cap_likes;
    float *letters, *good; /* by block */
    float all_text, all_good;
    struct ts_buf lower;
};

static bool is_spaceless(uint32_t rune)
{
    return rune >= 0x2E80 && ts_rune_is_cjk(rune) && !(rune >= 0xAC00 && rune <= 0xD7AF);
}

static bool ends_sentence(uint32_t rune)
{
    return rune == '.' || rune == '!' || rune == '?' || rune == 0x3002 || rune == 0xFF01 ||
           rune == 0xFF1F || rune == 0x0964 || rune == 0x061F;
}

static bool is_quote(uint32_t rune)
{
    return rune == '"' || rune == '\'' || (rune >= 0x2018 && rune <= 0x201F) || rune == 0xAB ||
           rune == 0xBB || (rune >= 0x300C && rune <= 0x300F) || rune == ')' || rune == 0xFF09;
}

/* ---- text ---- */

/* Takes the next word and returns the hash of the run of three that it ends, or 0. */
static uint64_t next_gram(struct words *w, ts_str word)
{
    uint64_t hash = ts_str_hash(word) | 1;
    uint64_t gram = w->last[0] ? w->last[0] * 31 * 31 + w->last[1] * 31 + hash : 0;

    w->last[0] = w->last[1];
    w->last[1] = hash;
    return gram;
}

static void count_gram(struct maker *m, struct words *w, ts_str word)
{
    if (m->body_grams.n == 0)
        return;
    uint64_t gram = next_gram(w, word);
    w->n_grams += gram != 0;
    w->n_in_body += gram != 0 && ts_map_find(&m->body_grams, gram);
}

static void end_word(struct maker *m, struct words *w, size_t start, bool has_lower, bool has_upper)
{
    ts_str word = { m->lower.ptr + start, m->lower.len - start };

    w->n++;
    count_gram(m, w, word);
    w->n_shouting += has_upper && !has_lower && word.len > 1;
    if (w->n_looked_up < MAX_STOP_WORDS) {
        w->n_looked_up++;
        w->n_stop += ts_lang_is_stop_word(m->page->lang, word);
    }
    w->n_in_title += m->title_words.n > 0 && ts_map_find_str(&m->title_words, word);
    w->n_person += ts_prompts_is_person(&m->prompts, word);
    w->n_in_site +=
        word.len >= MIN_SITE_WORD && m->site_words.n > 0 && ts_map_find_str(&m->site_words, word);
    w->n_in_summary += m->summary_words.n > 0 && ts_map_find_str(&m->summary_words, word);
}

static void put_lower(struct maker *m, uint32_t rune)
{
    if (rune < 0x80)
        ts_buf_putc(&m->lower, (char)rune);
    else
        ts_utf8_put(&m->lower, rune);
}

/* Reads the text rune by rune; leaves it in lower case in m->lower. */
static struct words read_words(struct maker *m, ts_str text)
{
    struct words w = { 0 };
    size_t start = 0;
    bool in_word = false, has_lower = false, has_upper = false, was_end = false;

    ts_buf_clear(&m->lower);
    for (size_t pos = 0; pos < text.len;) {
        uint32_t rune = ts_utf8_next(text, &pos);
        bool is_word = ts_rune_is_word(rune);
        bool spaceless = rune >= 0x2E80 && is_spaceless(rune);
        w.n_characters++;
        if (in_word && (!is_word || spaceless))
            end_word(m, &w, start, has_lower, has_upper);
        if (is_word && !spaceless && !in_word) {
            start = m->lower.len;
            has_lower = false;
            has_upper = false;
            w.n_capital += ts_rune_is_upper(rune);
        }
        in_word = is_word && !spaceless;
        put_lower(m, ts_rune_lower(rune));
        if (spaceless)
            count_gram(m, &w, ts_str_sub(text, pos - 3, 3));
        if (is_word) {
            bool is_upper = ts_rune_is_upper(rune);
            w.n_letters++;
            w.n_spaceless += spaceless;
            w.n_digits += rune >= '0' && rune <= '9';
            has_upper |= is_upper;
            has_lower |= !is_upper;
        }
        w.n_commas += rune == ',' || rune == 0x3001 || rune == 0xFF0C || rune == ';';
        w.n_sentences += was_end && (rune == ' ' || rune == '\n' || is_quote(rune));
        was_end = ends_sentence(rune);
        if (rune == 0x3002) {
            w.n_sentences++;
            was_end = false;
        }
    }
    if (in_word)
        end_word(m, &w, start, has_lower, has_upper);
    w.n_sentences += was_end;
    w.n += w.n_spaceless / 2;
    return w;
}

static uint32_t last_rune(ts_str s)
{
    size_t at = s.len;

    if (at == 0)
        return 0;
    at--;
    while (at > 0 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80)
        at--;
    return ts_utf8_next(s, &at);
}

static float ending_of(ts_str text)
{
    uint32_t rune = last_rune(text);

    while (is_quote(rune) && text.len > 1) { /* what is in front of the closing mark */
        text.len--;
        while (text.len > 1 && ((unsigned char)text.ptr[text.len] & 0xC0) == 0x80)
            text.len--;
        uint32_t before = last_rune(text);
        if (before == rune)
            break;
        rune = before;
        if (!is_quote(rune) && !ends_sentence(rune))
            return 1; /* a quotation counts as a sentence */
    }
    if (ends_sentence(rune))
        return ts_str_ends(text, "...") ? 4 : 1;
    if (rune == ':' || rune == 0xFF1A)
        return 2;
    if (rune == ',' || rune == ';')
        return 3;
    return rune == 0x2026 || rune == 0x203A || rune == 0x2192 || rune == '>' ? 4 : 0;
}

static float beginning_of(ts_str text)
{
    size_t pos = 0;
    uint32_t rune = ts_utf8_next(text, &pos);

    if (ts_rune_is_digit(rune))
        return 2;
    if (is_quote(rune))
        return 3;
    if (!ts_rune_is_letter(rune))
        return 4;
    return ts_rune_is_upper(rune) || is_spaceless(rune) ? 0 : 1;
}

static float share(double part, double whole)
{
    return whole > 0 ? (float)(part / whole) : 0;
}

static float log_of(double n)
{
    return (float)log2(1 + n);
}

static void read_prompt(struct maker *m, struct ts_features *row)
{
    ts_str lower = ts_str_sub(ts_buf_str(&m->lower), 0, MAX_PROMPT_BYTES);

    row->prompt = ts_prompts_find(&m->prompts, lower);
    if (row->prompt) {
        row->v[TS_F_PROMPT_KIND] = (float)row->prompt->kind;
        row->v[TS_F_PROMPT_COVER] = share((double)row->prompt->text.len, (double)m->lower.len);
    }
    row->v[TS_F_BYLINE] = ts_starts_byline(lower);
    row->v[TS_F_NOTE] = ts_starts_note(lower);
    row->v[TS_F_ADDRESS] = ts_str_find_char(lower, '@', 0) != TS_NPOS || ts_str_has(lower, "://");
}

static float body_value(const struct maker *m, const struct words *w, ts_str text)
{
    if (m->body_grams.n == 0)
        return -1;
    if (w->n_grams > 0)
        return share((double)w->n_in_body, (double)w->n_grams);
    return ts_str_find(m->page->body, text, 0) != TS_NPOS;
}

static void read_text(struct maker *m, size_t i)
{
    const struct ts_piece *p = &m->page->pieces.list[i];
    float *v = m->rows[i].v;
    struct words w = read_words(m, p->text);
    double letters = (double)(w.n_characters + w.n_spaceless);

    m->letters[i] = (float)letters;
    v[TS_F_LENGTH] = log_of(letters);
    v[TS_F_WORDS] = (float)w.n;
    v[TS_F_LINK_SHARE] = share((double)p->n_link_bytes, (double)p->text.len);
    v[TS_F_LINKS] = (float)p->n_links;
    v[TS_F_STOP_SHARE] = share((double)w.n_stop, (double)w.n_looked_up);
    v[TS_F_SENTENCES] = (float)w.n_sentences;
    v[TS_F_ENDING] = ending_of(p->text);
    v[TS_F_BEGINNING] = beginning_of(p->text);
    v[TS_F_CAPITALS] = share((double)w.n_capital, (double)w.n);
    v[TS_F_SHOUTING] = share((double)w.n_shouting, (double)w.n);
    v[TS_F_DIGITS] = share((double)w.n_digits, (double)w.n_characters);
    v[TS_F_COMMAS] = share(100.0 * (double)w.n_commas, (double)w.n_characters);
    v[TS_F_WORD_LENGTH] = share((double)w.n_letters, (double)w.n);
    v[TS_F_TITLE_HAS] = share((double)w.n_in_title, (double)w.n);
    v[TS_F_HAS_TITLE] = share((double)w.n_in_title, (double)m->title_words.n);
    v[TS_F_SUMMARY_HAS] = share((double)w.n_in_summary, (double)w.n);
    v[TS_F_HAS_SUMMARY] = share((double)w.n_in_summary, (double)m->summary_words.n);
    v[TS_F_PERSON] = share((double)w.n_person, (double)w.n);
    v[TS_F_OUTLET] = (float)(w.n_in_site < 2 ? w.n_in_site : 2);
    v[TS_F_IN_BODY] = body_value(m, &w, p->text);
    read_prompt(m, &m->rows[i]);
}

static void collect_words(struct maker *m, struct ts_map *set, ts_str text)
{
    ts_str lower = ts_utf8_lower(&m->scratch, text);
    size_t start = 0;
    bool in_word = false;

    set->arena = &m->scratch;
    for (size_t pos = 0; pos <= lower.len;) {
        size_t at = pos;
        uint32_t rune = pos < lower.len ? ts_utf8_next(lower, &pos) : (pos++, 0);
        bool is_word = rune != 0 && ts_rune_is_word(rune) && !is_spaceless(rune);
        if (is_word && !in_word)
            start = at;
        if (in_word && !is_word)
            *ts_map_put_str(set, ts_str_sub(lower, start, at - start)) = 1;
        in_word = is_word;
    }
}

/* The runs of three words of the body that the page tells in its data. */
static void collect_grams(struct maker *m, ts_str body)
{
    ts_str lower = ts_utf8_lower(&m->scratch, body);
    struct words w = { 0 };
    size_t start = 0;
    bool in_word = false;

    m->body_grams.arena = &m->scratch;
    for (size_t pos = 0; pos < lower.len;) {
        size_t at = pos;
        uint32_t rune = ts_utf8_next(lower, &pos);
        bool spaceless = is_spaceless(rune), is_word = ts_rune_is_word(rune) && !spaceless;
        if (is_word && !in_word)
            start = at;
        uint64_t gram = 0;
        if (in_word && !is_word)
            gram = next_gram(&w, ts_str_sub(lower, start, at - start));
        if (gram)
            *ts_map_put(&m->body_grams, gram) = 1;
        gram = spaceless ? next_gram(&w, ts_str_sub(lower, pos - 3, 3)) : 0;
        if (gram)
            *ts_map_put(&m->body_grams, gram) = 1;
        in_word = is_word;
    }
}

static void mark_repeats(struct maker *m)
{
    const struct ts_pieces *pieces = &m->page->pieces;
    struct ts_map seen = { .arena = &m->scratch };

    for (size_t i = 0; i < pieces->n; i++) {
        int64_t *first = ts_map_put(&seen, ts_str_hash(pieces->list[i].text));
        if (*first > 0) {
            m->rows[i].v[TS_F_REPEATED] = 1;
            m->rows[*first - 1].v[TS_F_REPEATED] = 2;
        } else {
            *first = (int64_t)i + 1;
        }
    }
}

/* ---- elements ---- */

static uint8_t farther(uint8_t steps)
{
    return steps < TS_FAR ? (uint8_t)(steps + 1) : TS_FAR;
}

static void look_up_from(struct maker *m, const struct ts_node *n)
{
    struct element *e = &m->elements[n->id];
    uint32_t cues = m->page->cues[n->id];

    if (n->parent) {
        const struct element *above = &m->elements[n->parent->id];
        for (int i = 0; i < TS_N_FEATURE_TAGS; i++)
            e->under_tag[i] = farther(above->under_tag[i]);
        for (int i = 0; i < TS_N_CUES; i++)
            e->under_cue[i] = farther(above->under_cue[i]);
    } else {
        memset(e->under_tag, TS_FAR, sizeof e->under_tag);
        memset(e->under_cue, TS_FAR, sizeof e->under_cue);
    }
    for (int i = 0; i < TS_N_FEATURE_TAGS; i++)
        if (n->tag == feature_tags[i])
            e->under_tag[i] = 0;
    e->n_controls = n->tag == TS_TAG_FORM || n->tag == TS_TAG_BUTTON || n->tag == TS_TAG_INPUT;
    for (; cues; cues &= cues - 1)
        e->under_cue[__builtin_ctz(cues)] = 0;
}

/* Text that reads like an article's, where no element says that it is something else. */
static bool is_good(const struct maker *m, size_t i)
{
    static const enum ts_cue others[] = { TS_CUE_COMMENTS, TS_CUE_FOOT, TS_CUE_RELATED,
                                          TS_CUE_POPUP,    TS_CUE_BIO,  TS_CUE_AD };
    const float *v = m->rows[i].v;
    const struct element *e = &m->elements[m->page->pieces.list[i].el->id];

    if (m->letters[i] < MIN_GOOD_LETTERS || v[TS_F_LINK_SHARE] > 0.35F || v[TS_F_SENTENCES] < 1 ||
        v[TS_F_PROMPT_COVER] > 0.1F)
        return false;
    for (size_t k = 0; k < TS_COUNT(others); k++)
        if (e->under_cue[others[k]] <= 3)
            return false;
    return e->under_tag[TS_UNDER_ASIDE] > 3 && e->under_tag[TS_UNDER_FOOTER] > 5 &&
           e->under_tag[TS_UNDER_NAV] > 5;
}

static void add_block(struct maker *m, size_t i)
{
    const struct ts_piece *p = &m->page->pieces.list[i];
    struct element *e = &m->elements[p->el->id];

    m->good[i] = is_good(m, i) ? m->letters[i] * (1 - m->rows[i].v[TS_F_LINK_SHARE]) : 0;
    e->text += m->letters[i];
    e->links += m->letters[i] * m->rows[i].v[TS_F_LINK_SHARE];
    e->good += m->good[i];
    e->n_blocks++;
    e->n_prompts += m->rows[i].prompt != NULL;
    m->all_text += m->letters[i];
    m->all_good += m->good[i];
}

static void sum_elements(struct maker *m)
{
    const struct ts_dom *dom = m->page->dom;

    for (size_t i = 0; i < m->page->pieces.n; i++)
        add_block(m, i);
    for (size_t id = dom->n_nodes; id-- > 1;) {
        const struct element *e = &m->elements[id];
        const struct ts_node *parent = dom->nodes[id]->parent;
        if (!parent)
            continue;
        struct element *above = &m->elements[parent->id];
        above->text += e->text;
        above->links += e->links;
        above->good += e->good;
        above->n_blocks += e->n_blocks;
        above->n_prompts += e->n_prompts;
        above->n_controls += e->n_controls;
    }
}

/* The smallest element that holds `part` of the good text. */
static const struct ts_node *main_element(const struct maker *m, float part)
{
    const struct ts_node *best = m->page->dom->root;

    for (size_t id = 0; id < m->page->dom->n_nodes; id++)
        if (m->elements[id].good >= part * m->all_good && m->elements[id].n_blocks > 0 &&
            m->all_good > 0)
            best = m->page->dom->nodes[id];
    return best;
}

static void put_main(struct maker *m, const struct ts_node *el, float part,
                     const struct ts_node *main, float *steps, float *is_inside)
{
    int up = 0;

    *is_inside = ts_node_is_inside(el, main);
    while (el->parent && up < TS_FAR &&
           (m->all_good <= 0 || m->elements[el->id].good < part * m->all_good)) {
        el = el->parent;
        up++;
    }
    *steps = (float)up;
}

static void put_levels(const struct maker *m, const struct ts_node *el, float *v)
{
    for (int level = 0; level < TS_N_LEVELS; level++, el = el ? el->parent : NULL) {
        const struct element *e = el ? &m->elements[el->id] : NULL;
        v[TS_F_GOOD_LEVEL + level] = e ? share(e->good, m->all_good) : -1;
        v[TS_F_LINKS_LEVEL + level] = e ? share(e->links, e->text) : -1;
        v[TS_F_BLOCKS_LEVEL + level] = e ? log_of(e->n_blocks) : -1;
        v[TS_F_QUALITY_LEVEL + level] = e ? share(e->good, e->text) : -1;
    }
}

static void put_above(const struct maker *m, const struct ts_piece *p, float *v)
{
    const struct element *e = &m->elements[p->el->id];

    for (int i = 0; i < TS_N_FEATURE_TAGS; i++)
        v[TS_F_UNDER_TAG + i] = e->under_tag[i];
    for (int i = 0; i < TS_N_CUES; i++)
        v[TS_F_UNDER_CUE + i] = e->under_cue[i];
    v[TS_F_TAG] = p->el->tag;
    v[TS_F_KIND] = (float)p->kind;
    v[TS_F_DEPTH] = p->el->depth;
}

/* ---- boxes ---- */

/* Elements of the same tag and class have the same. */
static uint64_t name_of(const struct ts_node *n)
{
    ts_str class = ts_node_attr(n, TS_ATTR_CLASS);

    return ts_hash_bytes(class.ptr, class.len, n->tag);
}

/* The good text of the container's children by their tag and class. */
static struct ts_map sum_boxes(struct maker *m, const struct ts_node *container)
{
    struct ts_map sums = { .arena = &m->scratch };

    for (const struct ts_node *n = container->first; n; n = n->next)
        if (m->elements[n->id].good > 0)
            *ts_map_put(&sums, name_of(n)) += (int64_t)m->elements[n->id].good;
    return sums;
}

/* One of the two main containers with the good text of its boxes by name. */
struct container {
    const struct ts_node *node;
    struct ts_map boxes;
};

static const struct ts_node *box_of(const struct ts_node *el, const struct ts_node *container)
{
    while (el && el->parent != container)
        el = el->parent;
    return el;
}

static bool has_telling_name(const struct maker *m, const struct ts_node *box)
{
    const uint32_t telling = TS_CUE_BIT(TS_CUE_COMMENTS) | TS_CUE_BIT(TS_CUE_SHARE) |
                             TS_CUE_BIT(TS_CUE_RELATED) | TS_CUE_BIT(TS_CUE_NEWSLETTER) |
                             TS_CUE_BIT(TS_CUE_AD) | TS_CUE_BIT(TS_CUE_BIO) |
                             TS_CUE_BIT(TS_CUE_SIDE) | TS_CUE_BIT(TS_CUE_WIDGET) |
                             TS_CUE_BIT(TS_CUE_FOOT) | TS_CUE_BIT(TS_CUE_POPUP);

    return box->tag == TS_TAG_ASIDE || box->tag == TS_TAG_FORM ||
           (m->page->cues[box->id] & telling);
}

static const struct ts_node *put_box(const struct maker *m, const struct ts_node *el,
                                     const struct ts_node *container, const struct ts_map *sums,
                                     float *v)
{
    const struct ts_node *box =
        ts_node_is_inside(el, container) && el != container ? box_of(el, container) : NULL;

    if (!box) {
        for (int k = 0; k < TS_N_BOX; k++)
            v[k] = -1;
        return NULL;
    }
    const struct element *e = &m->elements[box->id];
    float good = m->elements[container->id].good;
    const int64_t *likes = ts_map_find(sums, name_of(box));
    v[TS_BOX_BLOCKS] = log_of(e->n_blocks);
    v[TS_BOX_GOOD] = share(e->good, good);
    v[TS_BOX_LIKES] = share(likes ? (double)*likes : 0, good);
    v[TS_BOX_LINKS] = share(e->links, e->text);
    v[TS_BOX_PROMPTS] = share(e->n_prompts, e->n_blocks);
    v[TS_BOX_CONTROLS] = (float)(e->n_controls < 2 ? e->n_controls : 2);
    bool is_odd = v[TS_BOX_LIKES] < 0.25F && v[TS_BOX_GOOD] < 0.25F;
    v[TS_BOX_ODD] =
        is_odd ? 1 + (float)has_telling_name(m, box) + 2 * (float)(e->n_prompts > 0) : 0;
    return box;
}

/* Beside the container: the largest element around `el` that does not hold the container too. */
static const struct ts_node *put_beside(const struct maker *m, const struct ts_node *el,
                                        const struct ts_node *container, float *values)
{
    if (ts_node_is_inside(container, el) || ts_node_is_inside(el, container))
        return NULL;
    while (el->parent && !ts_node_is_inside(container, el->parent))
        el = el->parent;
    values[TS_BOX_CONTROLS] = m->elements[el->id].n_controls > 0;
    values[TS_BOX_ODD] = 1;
    return el;
}

/* The box inside the smaller container if there is one, else inside the larger, else beside it. */
static void put_boxes(const struct maker *m, struct ts_features *row, const struct ts_node *el,
                      const struct container containers[2])
{
    const struct ts_node *half =
        put_box(m, el, containers[0].node, &containers[0].boxes, &row->v[TS_F_BOX_50]);
    const struct ts_node *most =
        put_box(m, el, containers[1].node, &containers[1].boxes, &row->v[TS_F_BOX_80]);

    row->box = half ? half : most;
    memcpy(row->box_values, &row->v[half ? TS_F_BOX_50 : TS_F_BOX_80], sizeof row->box_values);
    if (!row->box)
        row->box = put_beside(m, el, containers[1].node, row->box_values);
}

/* ---- likes: blocks whose element and its parent have the same tags and classes ---- */

static uint64_t signature(const struct ts_node *n)
{
    return name_of(n) * 31 + (n->parent ? name_of(n->parent) : 0);
}

static void gather_likes(struct maker *m)
{
    const struct ts_pieces *pieces = &m->page->pieces;
    struct ts_map by_signature = { .arena = &m->scratch };

    m->like_of = TS_NEW_ARRAY(&m->scratch, pieces->n, size_t);
    for (size_t i = 0; i < pieces->n; i++) {
        int64_t *entry = ts_map_put(&by_signature, signature(pieces->list[i].el));
        if (*entry == 0) {
            TS_PUSH(&m->scratch, m->likes, m->n_likes, m->cap_likes);
            *entry = (int64_t)m->n_likes;
        }
        m->like_of[i] = (size_t)*entry - 1;
        struct likes *likes = &m->likes[m->like_of[i]];
        likes->text += m->letters[i];
        likes->links += m->letters[i] * m->rows[i].v[TS_F_LINK_SHARE];
        likes->good += m->good[i];
        likes->n++;
    }
}

static void put_likes(const struct maker *m, size_t i, float *v)
{
    const struct likes *likes = &m->likes[m->like_of[i]];

    v[TS_F_LIKES] = share(likes->good, m->all_good);
    v[TS_F_LIKES_LINKS] = share(likes->links, likes->text);
    v[TS_F_LIKES_COUNT] = log_of(likes->n);
    v[TS_F_LIKES_GOOD] = share(likes->good, likes->text);
}

/* ---- the row of blocks ---- */

static float near_value(const struct maker *m, size_t i, int step, int feature)
{
    if ((step < 0 && i < (size_t)-step) || (step > 0 && i + (size_t)step >= m->page->pieces.n))
        return -1;
    return m->rows[i + (size_t)step].v[feature];
}

static float kin_value(const struct maker *m, size_t i, int step)
{
    const struct ts_pieces *pieces = &m->page->pieces;

    if (near_value(m, i, step, TS_F_LENGTH) < 0)
        return -1;
    const struct ts_node *here = pieces->list[i].el;
    const struct ts_node *there = pieces->list[i + (size_t)step].el;
    if (here == there)
        return 2;
    if (here->parent != there->parent)
        return 0;
    return here->tag == there->tag ? 2 : 1;
}

static void put_neighbours(const struct maker *m, size_t i, float *v)
{
    static const int steps[TS_N_NEIGHBOURS] = { -3, -2, -1, 1, 2, 3 };

    for (int k = 0; k < TS_N_NEIGHBOURS; k++) {
        v[TS_F_NEAR_LENGTH + k] = near_value(m, i, steps[k], TS_F_LENGTH);
        v[TS_F_NEAR_LINKS + k] = near_value(m, i, steps[k], TS_F_LINK_SHARE);
        v[TS_F_NEAR_ENDING + k] = near_value(m, i, steps[k], TS_F_ENDING);
        v[TS_F_NEAR_KIN + k] = kin_value(m, i, steps[k]);
        v[TS_F_NEAR_PROMPT + k] = near_value(m, i, steps[k], TS_F_PROMPT_COVER);
    }
}

/* `sums[i]` is the good text before block i. */
static float window(const double *sums, size_t n, size_t from, size_t to)
{
    return log_of(sums[to < n ? to : n] - sums[from < n ? from : n]);
}

static void put_windows(const struct maker *m, const double *sums, size_t i, float *v)
{
    size_t n = m->page->pieces.n;

    v[TS_F_GOOD_BEFORE] = share(sums[i], m->all_good);
    v[TS_F_GOOD_BEHIND] = window(sums, n, i > NEAR_WINDOW ? i - NEAR_WINDOW : 0, i);
    v[TS_F_GOOD_AHEAD] = window(sums, n, i + 1, i + 1 + NEAR_WINDOW);
    v[TS_F_GOOD_FAR_BEHIND] = window(sums, n, i > FAR_WINDOW ? i - FAR_WINDOW : 0, i);
    v[TS_F_GOOD_FAR_AHEAD] = window(sums, n, i + 1, i + 1 + FAR_WINDOW);
}

static float steps_from(size_t i, size_t from)
{
    if (from == TS_NPOS)
        return -MAX_STEPS;
    double steps = (double)i - (double)from;
    return (float)(steps > MAX_STEPS ? MAX_STEPS : steps < -MAX_STEPS ? -MAX_STEPS : steps);
}

static void put_positions(struct maker *m)
{
    const struct ts_page *page = m->page;
    const struct ts_node *half = main_element(m, 0.5F), *most = main_element(m, 0.8F);
    const struct container containers[2] = { { half, sum_boxes(m, half) },
                                             { most, sum_boxes(m, most) } };
    size_t first = TS_NPOS, last = TS_NPOS, headline = TS_NPOS;
    double *sums = TS_NEW_ARRAY(&m->scratch, page->pieces.n + 1, double), text = 0;

    for (size_t i = 0; i < page->pieces.n; i++) {
        sums[i + 1] = sums[i] + m->good[i];
        if (m->good[i] > 0 && ts_node_is_inside(page->pieces.list[i].el, half)) {
            first = first == TS_NPOS ? i : first;
            last = i;
        }
        if (page->headline && headline == TS_NPOS &&
            page->pieces.list[i].el->id >= page->headline->id)
            headline = i;
    }
    for (size_t i = 0; i < page->pieces.n; i++) {
        float *v = m->rows[i].v;
        const struct ts_node *el = page->pieces.list[i].el;
        v[TS_F_INDEX] = share((double)i, (double)page->pieces.n);
        v[TS_F_TEXT_BEFORE] = share(text, m->all_text);
        text += m->letters[i];
        v[TS_F_FROM_FIRST] = steps_from(i, first);
        v[TS_F_FROM_LAST] = steps_from(i, last);
        v[TS_F_FROM_HEADLINE] = steps_from(i, headline);
        put_main(m, el, 0.5F, half, &v[TS_F_MAIN_50], &v[TS_F_IN_MAIN_50]);
        put_main(m, el, 0.8F, most, &v[TS_F_MAIN_80], &v[TS_F_IN_MAIN_80]);
        v[TS_F_MAIN_LINKS] = share(m->elements[most->id].links, m->elements[most->id].text);
        put_boxes(m, &m->rows[i], el, containers);
        put_windows(m, sums, i, v);
        put_likes(m, i, v);
        put_neighbours(m, i, v);
    }
}

struct ts_features *ts_features_of(struct ts_arena *a, const struct ts_page *page)
{
    struct maker m = { .page = page };
    size_t n = page->pieces.n;

    m.prompts = ts_prompts_new(a); /* rows point to its phrases */
    m.rows = TS_NEW_ARRAY(a, n, struct ts_features);
    m.elements = TS_NEW_ARRAY(&m.scratch, page->dom->n_nodes, struct element);
    m.letters = TS_NEW_ARRAY(&m.scratch, n, float);
    m.good = TS_NEW_ARRAY(&m.scratch, n, float);
    collect_words(&m, &m.title_words, page->title);
    collect_words(&m, &m.summary_words, page->summary);
    collect_words(&m, &m.site_words, page->site);
    collect_grams(&m, page->body);
    for (size_t id = 0; id < page->dom->n_nodes; id++)
        if (page->dom->nodes[id]->tag != TS_TAG_TEXT)
            look_up_from(&m, page->dom->nodes[id]);
    for (size_t i = 0; i < n; i++) {
        read_text(&m, i);
        put_above(&m, &page->pieces.list[i], m.rows[i].v);
    }
    mark_repeats(&m);
    sum_elements(&m);
    gather_likes(&m);
    for (size_t i = 0; i < n; i++)
        put_levels(&m, page->pieces.list[i].el, m.rows[i].v);
    put_positions(&m);
    ts_buf_done(&m.lower);
    ts_arena_done(&m.scratch);
    return m.rows;
}

/* ---- names ---- */

static const char *const names[TS_F_BOX_50] = {
    [TS_F_LENGTH] = "length",
    [TS_F_WORDS] = "words",
    [TS_F_LINK_SHARE] = "link share",
    [TS_F_LINKS] = "links",
    [TS_F_STOP_SHARE] = "share of small words",
    [TS_F_SENTENCES] = "sentences",
    [TS_F_ENDING] = "ending",
    [TS_F_BEGINNING] = "beginning",
    [TS_F_CAPITALS] = "capitals",
    [TS_F_SHOUTING] = "words in capitals",
    [TS_F_DIGITS] = "digits",
    [TS_F_COMMAS] = "commas",
    [TS_F_WORD_LENGTH] = "length of words",
    [TS_F_PROMPT_COVER] = "share of a prompt",
    [TS_F_PROMPT_KIND] = "prompt",
    [TS_F_REPEATED] = "repeated on the page",
    [TS_F_TITLE_HAS] = "words in the title",
    [TS_F_HAS_TITLE] = "words of the title",
    [TS_F_SUMMARY_HAS] = "words in the summary",
    [TS_F_HAS_SUMMARY] = "words of the summary",
    [TS_F_IN_BODY] = "words in the body told",
    [TS_F_BYLINE] = "starts like a byline",
    [TS_F_NOTE] = "starts like a note",
    [TS_F_PERSON] = "speaks to the reader",
    [TS_F_OUTLET] = "names the outlet",
    [TS_F_ADDRESS] = "has an address",
    [TS_F_INDEX] = "place on the page",
    [TS_F_TEXT_BEFORE] = "text before",
    [TS_F_GOOD_BEFORE] = "good text before",
    [TS_F_GOOD_BEHIND] = "good text just before",
    [TS_F_GOOD_AHEAD] = "good text just after",
    [TS_F_GOOD_FAR_BEHIND] = "good text before it",
    [TS_F_GOOD_FAR_AHEAD] = "good text after it",
    [TS_F_FROM_FIRST] = "blocks from the first good one",
    [TS_F_FROM_LAST] = "blocks from the last good one",
    [TS_F_FROM_HEADLINE] = "blocks from the headline",
    [TS_F_TAG] = "element",
    [TS_F_KIND] = "kind",
    [TS_F_DEPTH] = "depth",
    [TS_F_MAIN_50] = "steps to half of the good text",
    [TS_F_MAIN_80] = "steps to most of the good text",
    [TS_F_IN_MAIN_50] = "inside half of the good text",
    [TS_F_IN_MAIN_80] = "inside most of the good text",
    [TS_F_MAIN_LINKS] = "links around the good text",
    [TS_F_LIKES] = "good text in its likes",
    [TS_F_LIKES_LINKS] = "links in its likes",
    [TS_F_LIKES_COUNT] = "number of its likes",
    [TS_F_LIKES_GOOD] = "quality of its likes",
};

static const char *const cue_names[TS_N_CUES] = {
    [TS_CUE_CONTENT] = "content",
    [TS_CUE_COMMENTS] = "comments",
    [TS_CUE_SHARE] = "sharing",
    [TS_CUE_RELATED] = "related",
    [TS_CUE_NEWSLETTER] = "newsletter",
    [TS_CUE_NAV] = "navigation",
    [TS_CUE_FOOT] = "footer",
    [TS_CUE_SIDE] = "sidebar",
    [TS_CUE_AD] = "advert",
    [TS_CUE_META] = "author or date",
    [TS_CUE_TAGS] = "topics",
    [TS_CUE_CAPTION] = "caption",
    [TS_CUE_MEDIA] = "player",
    [TS_CUE_POPUP] = "popup",
    [TS_CUE_LEAD] = "lead",
    [TS_CUE_TITLE] = "title",
    [TS_CUE_BIO] = "biography",
    [TS_CUE_QUOTE] = "pull quote",
    [TS_CUE_WIDGET] = "widget",
    [TS_CUE_HIDING] = "hidden",
};

static const char *const box_names[TS_N_BOX] = {
    [TS_BOX_BLOCKS] = "blocks in its box",
    [TS_BOX_GOOD] = "good text in its box",
    [TS_BOX_LIKES] = "good text in boxes like it",
    [TS_BOX_LINKS] = "links in its box",
    [TS_BOX_PROMPTS] = "prompts in its box",
    [TS_BOX_CONTROLS] = "forms in its box",
    [TS_BOX_ODD] = "odd box",
};

static const struct {
    int first, n;
    const char *name; /* the level or neighbour follows */
} series[] = {
    { TS_F_GOOD_LEVEL, TS_N_LEVELS, "good text of level" },
    { TS_F_LINKS_LEVEL, TS_N_LEVELS, "links of level" },
    { TS_F_BLOCKS_LEVEL, TS_N_LEVELS, "blocks of level" },
    { TS_F_QUALITY_LEVEL, TS_N_LEVELS, "quality of level" },
    { TS_F_NEAR_LENGTH, TS_N_NEIGHBOURS, "length of neighbour" },
    { TS_F_NEAR_LINKS, TS_N_NEIGHBOURS, "links of neighbour" },
    { TS_F_NEAR_ENDING, TS_N_NEIGHBOURS, "ending of neighbour" },
    { TS_F_NEAR_KIN, TS_N_NEIGHBOURS, "kinship of neighbour" },
    { TS_F_NEAR_PROMPT, TS_N_NEIGHBOURS, "prompt in neighbour" },
};

ts_str ts_feature_name(struct ts_arena *a, int feature)
{
    if (feature < TS_F_BOX_50)
        return ts_str_of(names[feature]);
    if (feature < TS_F_GOOD_LEVEL)
        return ts_str_of(box_names[(feature - TS_F_BOX_50) % TS_N_BOX]);
    if (feature >= TS_F_UNDER_CUE)
        return ts_arena_printf(a, "class of %s", cue_names[feature - TS_F_UNDER_CUE]);
    if (feature >= TS_F_UNDER_TAG)
        return ts_arena_printf(a, "inside %s", ts_tag_name(feature_tags[feature - TS_F_UNDER_TAG]));
    for (size_t i = 0; i < TS_COUNT(series); i++)
        if (feature < series[i].first + series[i].n)
            return ts_arena_printf(a, "%s %d", series[i].name, feature - series[i].first);
    return (ts_str){ 0 };
}
