/* One pass over a block's characters counts all that its text tells; a second look at the text in
 * lower case finds prompts.  Words are looked up in sets made once a page. */
#include "reading_priv.h"

#include <math.h>

#include "tearsheet/base/lang.h"
#include "tearsheet/base/utf8.h"
#include "wordings_priv.h"

enum {
    MAX_STOP_WORDS = 80,    /* words of a block that are looked up */
    MAX_PROMPT_BYTES = 700, /* of a block, looked at for prompts */
    MIN_SITE_WORD = 4,      /* bytes of a word that an outlet is known by */
};

/* What the words of one block tell. */
struct words {
    size_t n, n_stop, n_looked_up, n_capital, n_shouting, n_letters, n_spaceless, n_digits;
    size_t n_commas, n_sentences, n_in_title, n_in_summary, n_in_site, n_characters;
    size_t n_person, n_asking, n_giving, n_outlet;
    size_t n_grams, n_in_body; /* runs of three words, and those that the body told has too */
    uint64_t last[2];          /* hashes of the two words before */
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

static void count_gram(struct ts_reading *r, struct words *w, ts_str word)
{
    if (r->body_grams.n == 0)
        return;
    uint64_t gram = next_gram(w, word);
    w->n_grams += gram != 0;
    w->n_in_body += gram != 0 && ts_map_find(&r->body_grams, gram);
}

/* Where the reading of a block is. */
struct pass {
    struct ts_reading *r;
    struct words w;
    size_t start; /* of the word being read, in r->lower */
    bool in_word, has_lower, has_upper;
    bool was_end; /* the character before may have ended a sentence */
};

static void end_word(struct pass *p)
{
    struct ts_reading *r = p->r;
    struct words *w = &p->w;
    ts_str word = { r->lower.ptr + p->start, r->lower.len - p->start };

    w->n++;
    count_gram(r, w, word);
    w->n_shouting += p->has_upper && !p->has_lower && word.len > 1;
    if (w->n_looked_up < MAX_STOP_WORDS) {
        w->n_looked_up++;
        w->n_stop += ts_lang_is_stop_word(r->page->lang, word);
    }
    w->n_in_title += r->title_words.n > 0 && ts_map_find_str(&r->title_words, word);
    unsigned bits = ts_prompts_word(word);
    w->n_person += (bits & TS_WORD_PERSON) != 0;
    w->n_asking += (bits & TS_WORD_ASKING) != 0;
    w->n_giving += (bits & TS_WORD_GIVING) != 0;
    w->n_outlet += (bits & TS_WORD_OUTLET) != 0;
    w->n_in_site +=
        word.len >= MIN_SITE_WORD && r->site_words.n > 0 && ts_map_find_str(&r->site_words, word);
    w->n_in_summary += r->summary_words.n > 0 && ts_map_find_str(&r->summary_words, word);
}

/* Words begin and end where letters do. */
static void follow_word(struct pass *p, uint32_t rune, bool is_part)
{
    if (p->in_word && !is_part)
        end_word(p);
    if (is_part && !p->in_word) {
        p->start = p->r->lower.len;
        p->has_lower = p->has_upper = false;
        p->w.n_capital += ts_rune_is_upper(rune);
    }
    p->in_word = is_part;
}

static void count_letter(struct pass *p, uint32_t rune, bool spaceless)
{
    bool is_upper = ts_rune_is_upper(rune);

    p->w.n_letters++;
    p->w.n_spaceless += spaceless;
    p->w.n_digits += rune >= '0' && rune <= '9';
    p->has_upper |= is_upper;
    p->has_lower |= !is_upper;
}

/* A mark ends a sentence where a blank or a closing mark follows; the ideographic one needs none.
 */
static void follow_sentence(struct pass *p, uint32_t rune)
{
    p->w.n_commas += rune == ',' || rune == 0x3001 || rune == 0xFF0C || rune == ';';
    p->w.n_sentences += p->was_end && (rune == ' ' || rune == '\n' || is_quote(rune));
    p->was_end = ends_sentence(rune);
    if (rune == 0x3002) {
        p->w.n_sentences++;
        p->was_end = false;
    }
}

static void put_lower(struct ts_reading *r, uint32_t rune)
{
    if (rune < 0x80)
        ts_buf_putc(&r->lower, (char)rune);
    else
        ts_utf8_put(&r->lower, rune);
}

/* Reads the text rune by rune; leaves it in lower case in r->lower. */
static struct words read_words(struct ts_reading *r, ts_str text)
{
    struct pass p = { .r = r };

    ts_buf_clear(&r->lower);
    for (size_t pos = 0; pos < text.len;) {
        uint32_t rune = ts_utf8_next(text, &pos);
        bool is_word = ts_rune_is_word(rune), spaceless = is_spaceless(rune);
        p.w.n_characters++;
        follow_word(&p, rune, is_word && !spaceless);
        put_lower(r, ts_rune_lower(rune));
        if (spaceless)
            count_gram(r, &p.w, ts_str_sub(text, pos - 3, 3));
        if (is_word)
            count_letter(&p, rune, spaceless);
        follow_sentence(&p, rune);
    }
    if (p.in_word)
        end_word(&p);
    p.w.n_sentences += p.was_end;
    p.w.n += p.w.n_spaceless / 2;
    return p.w;
}

static float ending_of(ts_str text)
{
    uint32_t rune = ts_utf8_last(text);

    while (is_quote(rune) && text.len > 1) { /* what is in front of the closing mark */
        text = ts_utf8_start(text, text.len - 1);
        uint32_t before = ts_utf8_last(text);
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

static void read_prompt(struct ts_reading *r, struct ts_features *row)
{
    ts_str lower = ts_str_sub(ts_buf_str(&r->lower), 0, MAX_PROMPT_BYTES);

    row->prompt = ts_prompts_find(lower);
    if (row->prompt) {
        row->v[TS_F_PROMPT_KIND] = (float)ts_phrase_kind(row->prompt);
        row->v[TS_F_PROMPT_COVER] = ts_share((double)row->prompt->len, (double)r->lower.len);
    }
    row->v[TS_F_BYLINE] = ts_starts_byline(lower);
    row->v[TS_F_NOTE] = ts_starts_note(lower);
    row->v[TS_F_ADDRESS] = ts_str_find_char(lower, '@', 0) != TS_NPOS || ts_str_has(lower, "://");
}

static float body_value(const struct ts_reading *r, const struct words *w, ts_str text)
{
    if (r->body_grams.n == 0)
        return -1;
    if (w->n_grams > 0)
        return ts_share((double)w->n_in_body, (double)w->n_grams);
    return ts_str_find(r->page->body, text, 0) != TS_NPOS;
}

static void collect_words(struct ts_reading *r, struct ts_map *set, ts_str text)
{
    ts_str lower = ts_utf8_lower(r->scratch, text);
    size_t start = 0;
    bool in_word = false;

    set->arena = r->scratch;
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
static void collect_grams(struct ts_reading *r, ts_str body)
{
    ts_str lower = ts_utf8_lower(r->scratch, body);
    struct words w = { 0 };
    size_t start = 0;
    bool in_word = false;

    r->body_grams.arena = r->scratch;
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
            *ts_map_put(&r->body_grams, gram) = 1;
        gram = spaceless ? next_gram(&w, ts_str_sub(lower, pos - 3, 3)) : 0;
        if (gram)
            *ts_map_put(&r->body_grams, gram) = 1;
        in_word = is_word;
    }
}

struct ts_reading ts_reading_start(struct ts_arena *scratch, const struct ts_page *page)
{
    struct ts_reading r = { .scratch = scratch, .page = page };

    collect_words(&r, &r.title_words, page->title);
    collect_words(&r, &r.summary_words, page->summary);
    collect_words(&r, &r.site_words, page->site);
    collect_grams(&r, page->body);
    return r;
}

/* Bytes of text in links, but for addresses written out: those name a source, and lead nowhere else
 * on the site. */
static size_t link_bytes(const struct ts_piece *p)
{
    size_t n = p->n_link_bytes;

    for (size_t i = 0; i < p->n_spans; i++) {
        ts_str text = ts_str_sub(p->text, p->spans[i].start, p->spans[i].len);
        if (p->spans[i].kind == TS_SPAN_LINK && ts_str_starts(text, "http") &&
            ts_str_has(text, "://"))
            n -= n < text.len ? n : text.len;
    }
    return n;
}

float ts_reading_block(struct ts_reading *r, const struct ts_piece *p, struct ts_features *row)
{
    float *v = row->v;
    struct words w = read_words(r, p->text);
    double letters = (double)(w.n_characters + w.n_spaceless);

    v[TS_F_LENGTH] = ts_log_of(letters);
    v[TS_F_WORDS] = (float)w.n;
    v[TS_F_LINK_SHARE] = ts_share((double)link_bytes(p), (double)p->text.len);
    v[TS_F_LINKS] = (float)p->n_links;
    v[TS_F_STOP_SHARE] = ts_share((double)w.n_stop, (double)w.n_looked_up);
    v[TS_F_SENTENCES] = (float)w.n_sentences;
    v[TS_F_ENDING] = ending_of(p->text);
    v[TS_F_BEGINNING] = beginning_of(p->text);
    v[TS_F_CAPITALS] = ts_share((double)w.n_capital, (double)w.n);
    v[TS_F_SHOUTING] = ts_share((double)w.n_shouting, (double)w.n);
    v[TS_F_DIGITS] = ts_share((double)w.n_digits, (double)w.n_characters);
    v[TS_F_COMMAS] = ts_share(100.0 * (double)w.n_commas, (double)w.n_characters);
    v[TS_F_WORD_LENGTH] = ts_share((double)w.n_letters, (double)w.n);
    v[TS_F_TITLE_HAS] = ts_share((double)w.n_in_title, (double)w.n);
    v[TS_F_HAS_TITLE] = ts_share((double)w.n_in_title, (double)r->title_words.n);
    v[TS_F_SUMMARY_HAS] = ts_share((double)w.n_in_summary, (double)w.n);
    v[TS_F_HAS_SUMMARY] = ts_share((double)w.n_in_summary, (double)r->summary_words.n);
    v[TS_F_PERSON] = ts_share((double)w.n_person, (double)w.n);
    row->n_asking = (uint32_t)w.n_asking;
    row->n_giving = (uint32_t)w.n_giving;
    row->n_outlet = (uint32_t)w.n_outlet;
    v[TS_F_OUTLET] = (float)(w.n_in_site < 2 ? w.n_in_site : 2);
    v[TS_F_IN_BODY] = body_value(r, &w, p->text);
    read_prompt(r, row);
    return (float)letters;
}

void ts_reading_done(struct ts_reading *r)
{
    ts_buf_done(&r->lower);
}
