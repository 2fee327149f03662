/* The idea: what is between quotation marks is said by whom the rest of its sentence names, nearest
 * to a word for speaking; behind the quotation first, since that is where most writers put it, then
 * before it.  A quotation that goes on has the speaker of the one before. */
#include "tearsheet/story/quotes.h"

#include "quote_runs_priv.h"
#include "speaker_cjk_priv.h"
#include "speaker_priv.h"
#include "tearsheet/base/lang.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/story/novelty.h"

enum {
    WORDS_MIN = 4,      /* of a quotation that nobody is said to say: fewer are a title */
    CJK_RUNES_MIN = 15, /* the same, of scripts without spaces */
    SAID_WORDS_MIN = 2, /* of one that somebody says: a single word is a manner of speaking */
    SAID_CJK_MIN = 3,
    WORDS_BETWEEN_MAX = 20, /* of two quotations of one speaker */
};

struct finder {
    struct ts_arena *arena;
    struct ts_quote *v;
    size_t n, cap;
    ts_str text;
    struct speakers *speakers;
    struct ts_arena scratch; /* of one paragraph */
};

/* A paragraph and where it stands. */
struct stretch {
    ts_str text;
    size_t start;
    struct quote_run *runs;
    size_t n;
};

static bool is_long(ts_str quote, size_t words_min, size_t cjk_min)
{
    size_t pos = 0, n_cjk = 0;

    while (pos < quote.len)
        n_cjk += ts_rune_is_cjk(ts_utf8_next(quote, &pos));
    return n_cjk > 0 ? n_cjk >= cjk_min : ts_utf8_count_words(quote) >= words_min;
}

/* What is behind run `i`, up to the end of the sentence or the next quotation. */
static ts_str behind(struct finder *f, const struct stretch *p, size_t i)
{
    size_t start = p->runs[i].close;
    size_t end = i + 1 < p->n ? p->runs[i + 1].open : p->text.len, n;
    ts_str zone = ts_str_sub(p->text, start, end - start);
    struct ts_sentence *sentences = ts_sentences(&f->scratch, zone, &n);

    if (n == 0)
        return TS_STR("");
    size_t len = (size_t)(sentences[0].text.ptr - zone.ptr) + sentences[0].text.len;
    return ts_str_sub(zone, 0, len);
}

/* What is before run `i`, from the beginning of the sentence or the end of the quotation before. */
static ts_str before(struct finder *f, const struct stretch *p, size_t i)
{
    size_t start = i > 0 ? p->runs[i - 1].close : 0, n;
    ts_str zone = ts_str_sub(p->text, start, p->runs[i].open - start);
    struct ts_sentence *sentences = ts_sentences(&f->scratch, zone, &n);

    return n > 0 ? sentences[n - 1].text : TS_STR("");
}

static bool ends_sentence(ts_str text)
{
    text = ts_str_trim(text);
    return ts_str_ends(text, ".") || ts_str_ends(text, "!") || ts_str_ends(text, "?") ||
           ts_str_ends(text, "。");
}

/* Does the sentence go on behind the quotation? */
static bool goes_on(ts_str quote, ts_str zone)
{
    size_t pos = 0;

    zone = ts_str_trim(zone);
    if (zone.len == 0)
        return false;
    uint32_t first = ts_utf8_next(zone, &pos);
    return !ends_sentence(quote) || !ts_rune_is_upper(first) || ts_rune_is_cjk(first);
}

static ts_str speaker_of(struct finder *f, const struct stretch *p, size_t i)
{
    const struct quote_run *m = &p->runs[i];
    ts_str quote = ts_str_sub(p->text, m->start, m->end - m->start);
    ts_str after = behind(f, p, i), ahead = before(f, p, i);
    size_t place = p->start + m->open;
    ts_str speaker = { 0 };

    if (goes_on(quote, after) || m->is_dash)
        speaker = speaker_find(f->speakers, after, ZONE_BEHIND, place);
    if (speaker.len == 0 && ahead.len > 0 && !ends_sentence(ahead) && !m->is_dash)
        speaker = speaker_find(f->speakers, ahead, ZONE_BEFORE, place);
    if (speaker.len == 0)
        speaker = speaker_find(f->speakers, after, ZONE_LOOSE, place);
    return speaker;
}

/* One who went on speaking: few words before in the same paragraph, or with none between. */
static bool continues(const struct finder *f, const struct stretch *p, size_t i)
{
    if (f->n == 0)
        return false;
    const struct ts_quote *last = &f->v[f->n - 1];
    size_t end = last->start + last->text.len, start = p->start + p->runs[i].open;
    size_t n_words = ts_utf8_count_words(ts_str_sub(f->text, end, start - end));
    return last->start >= p->start ? n_words <= WORDS_BETWEEN_MAX : n_words == 0;
}

static void put_quote(struct finder *f, const struct stretch *p, size_t i)
{
    const struct quote_run *m = &p->runs[i];
    ts_str quote = ts_str_trim(ts_str_sub(p->text, m->start, m->end - m->start));
    ts_str speaker;

    if (ts_str_ends(quote, ",")) /* English puts the sentence's comma inside */
        quote.len--;

    if (!is_long(quote, SAID_WORDS_MIN, SAID_CJK_MIN) ||
        speaker_is_title_cjk(ts_str_skip(p->text, m->close)))
        return;
    speaker = speaker_of(f, p, i);
    if (speaker.len == 0 && continues(f, p, i))
        speaker = f->v[f->n - 1].speaker;
    if (speaker.len == 0 && !is_long(quote, WORDS_MIN, CJK_RUNES_MIN))
        return;
    *TS_PUSH(f->arena, f->v, f->n, f->cap) = (struct ts_quote){
        .text = quote, .speaker = speaker, .start = (size_t)(quote.ptr - f->text.ptr)
    };
    if (speaker.len > 0)
        speakers_heard(f->speakers, speaker);
}

struct ts_quote *ts_quotes_find(struct ts_arena *a, ts_str text, ts_str lang, size_t *n)
{
    struct finder f = { .arena = a, .text = text };
    ts_str rest = text, paragraph;

    if (lang.len == 0)
        lang = ts_lang_guess(text);
    f.speakers = speakers_new(a, text, lang);
    while (ts_str_split(&rest, '\n', &paragraph)) {
        struct stretch p = { .text = paragraph, .start = (size_t)(paragraph.ptr - text.ptr) };
        p.runs = quote_runs_find(&f.scratch, paragraph, &p.n);
        for (size_t i = 0; i < p.n; i++)
            put_quote(&f, &p, i);
        ts_arena_reset(&f.scratch);
    }
    ts_arena_done(&f.scratch);
    *n = f.n;
    return f.v;
}
