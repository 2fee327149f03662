/* bidi.c - levels from FriBidi for whole paragraphs; lines are put in order here, since a line is
 * made of clusters, and FriBidi reorders code points. */
#include "tearsheet/base/bidi.h"

#include <fribidi.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/utf8.h"

static const struct {
    uint32_t first, last;
} rtl_ranges[] = {
    { 0x0590, 0x08FF },   /* Hebrew, Arabic, Syriac, Thaana, N'Ko, Samaritan, Mandaic */
    { 0xFB1D, 0xFDFF },   /* presentation forms: Hebrew, Arabic */
    { 0xFE70, 0xFEFE },   /* Arabic presentation forms */
    { 0x10800, 0x10FFF }, /* ancient scripts */
    { 0x1E800, 0x1EFFF }, /* Mende Kikakui, Adlam, Arabic mathematical signs */
};

static bool is_rtl_rune(uint32_t rune)
{
    if (rune < rtl_ranges[0].first)
        return false;
    for (size_t i = 0; i < TS_COUNT(rtl_ranges); i++)
        if (rune >= rtl_ranges[i].first && rune <= rtl_ranges[i].last)
            return true;
    return false;
}

bool ts_bidi_is_needed(ts_str text)
{
    enum { FIRST_BYTE = 0xD6 /* of U+0590 */ };

    for (size_t pos = 0; pos < text.len;) {
        if ((unsigned char)text.ptr[pos] < FIRST_BYTE)
            pos++;
        else if (is_rtl_rune(ts_utf8_next(text, &pos)))
            return true;
    }
    return false;
}

bool ts_bidi_is_rtl_lang(ts_str lang)
{
    static const char *const langs[] = { "ar", "arc", "ckb", "dv", "fa", "he", "iw",
                                         "ps", "sd",  "syr", "ug", "ur", "yi" };
    size_t end = ts_str_find_char(lang, '-', 0);
    ts_str primary = end == TS_NPOS ? lang : ts_str_sub(lang, 0, end);

    for (size_t i = 0; i < TS_COUNT(langs); i++)
        if (ts_str_is(primary, langs[i]))
            return true;
    return false;
}

/* A paragraph as FriBidi has it: arrays with an entry for each code point. */
struct paragraph {
    FriBidiStrIndex n;
    FriBidiChar *runes;
    FriBidiCharType *types;
    FriBidiLevel *levels;
    FriBidiParType base;
};

static void decode(struct ts_arena *a, ts_str text, struct paragraph *p)
{
    p->runes = TS_NEW_ARRAY(a, text.len, FriBidiChar);
    for (size_t pos = 0; pos < text.len;)
        p->runes[p->n++] = ts_utf8_next(text, &pos);
}

/* False when FriBidi has no memory left, or finds nothing to do. */
static bool find_levels(struct ts_arena *a, struct paragraph *p)
{
    FriBidiBracketType *brackets = TS_NEW_ARRAY(a, (size_t)p->n, FriBidiBracketType);

    p->types = TS_NEW_ARRAY(a, (size_t)p->n, FriBidiCharType);
    p->levels = TS_NEW_ARRAY(a, (size_t)p->n, FriBidiLevel);
    fribidi_get_bidi_types(p->runes, p->n, p->types);
    fribidi_get_bracket_types(p->runes, p->n, p->types, brackets);
    return fribidi_get_par_embedding_levels_ex(p->types, brackets, p->n, &p->base, p->levels) > 1;
}

/* Joins Arabic letters and mirrors brackets, in `p->runes`. */
static void shape(struct ts_arena *a, struct paragraph *p)
{
    FriBidiArabicProp *joins = TS_NEW_ARRAY(a, (size_t)p->n, FriBidiArabicProp);

    fribidi_get_joining_types(p->runes, p->n, joins);
    fribidi_join_arabic(p->types, p->n, p->levels, joins);
    fribidi_shape(FRIBIDI_FLAG_SHAPE_MIRRORING | FRIBIDI_FLAG_SHAPE_ARAB_PRES, p->levels, p->n,
                  joins, p->runes);
}

static void make_room(struct ts_arena *a, ts_str text, struct ts_bidi *out)
{
    out->levels = TS_NEW_ARRAY(a, text.len, uint8_t);
    out->shown = TS_NEW_ARRAY(a, text.len, uint32_t);
    for (size_t pos = 0; pos < text.len;) {
        size_t start = pos;
        out->shown[start] = ts_utf8_next(text, &pos);
    }
}

/* By bytes, from `at` on, what FriBidi has by code points.  A form of another width, as marks have,
 * is left. */
static void spread(const struct paragraph *p, ts_str text, size_t at, struct ts_bidi *out)
{
    for (size_t pos = 0, i = 0; pos < text.len; i++) {
        size_t start = pos;
        uint32_t rune = ts_utf8_next(text, &pos);
        if (ts_rune_cols(p->runes[i]) == ts_rune_cols(rune))
            out->shown[at + start] = p->runes[i];
        for (size_t byte = start; byte < pos; byte++)
            out->levels[at + byte] = (uint8_t)(p->levels[i] > 0 ? p->levels[i] : 0);
    }
}

/* Levels and forms of `text`, which stands at byte `at` of what `out` is of; false if it has none.
 * `base` becomes what it was found to be. */
static bool resolve(ts_str text, size_t at, FriBidiParType *base, struct ts_bidi *out)
{
    struct ts_arena scratch = { 0 };
    struct paragraph p = { .base = *base };

    decode(&scratch, text, &p);
    bool has_levels = find_levels(&scratch, &p);
    if (has_levels) {
        *base = p.base;
        shape(&scratch, &p);
        spread(&p, text, at, out);
    }
    ts_arena_done(&scratch);
    return has_levels;
}

struct ts_bidi ts_bidi_paragraph(struct ts_arena *a, ts_str text, enum ts_bidi_base base)
{
    static const FriBidiParType types[] = { FRIBIDI_PAR_ON, FRIBIDI_PAR_LTR, FRIBIDI_PAR_RTL };
    struct ts_bidi out = { 0 }, none = { .is_rtl = base == TS_BIDI_RIGHT };
    FriBidiParType type = types[base];

    if (text.len == 0 || (base != TS_BIDI_RIGHT && !ts_bidi_is_needed(text)))
        return none;
    make_room(a, text, &out);
    if (!resolve(text, 0, &type, &out))
        return none;
    out.is_rtl = FRIBIDI_IS_RTL(type);
    return out;
}

struct ts_bidi ts_bidi_columns(struct ts_arena *a, ts_str text, ts_str separator)
{
    struct ts_bidi out = { 0 };
    size_t from = 0, end;

    if (!ts_bidi_is_needed(text))
        return out;
    make_room(a, text, &out);
    for (; from < text.len; from = end + separator.len) {
        FriBidiParType type = FRIBIDI_PAR_ON;
        size_t found = ts_str_find(text, separator, from);
        end = found == TS_NPOS ? text.len : found;
        if (end > from)
            (void)resolve(ts_str_sub(text, from, end - from), from, &type, &out);
    }
    return out;
}

static ts_str shown_text(struct ts_arena *a, ts_str text, const struct ts_bidi *bidi, size_t start,
                         size_t len)
{
    struct ts_buf out = { 0 };

    for (size_t pos = start; pos < start + len; ts_utf8_next(text, &pos))
        ts_utf8_put(&out, bidi->shown[pos]);
    ts_str shown = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return shown;
}

static void reverse(struct ts_glyph *glyphs, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        struct ts_glyph other = glyphs[i];
        glyphs[i] = glyphs[n - 1 - i];
        glyphs[n - 1 - i] = other;
    }
}

/* UAX 9, L2: from the highest level down to 1, turns round whatever is at least that high. */
static void reorder(struct ts_glyph *glyphs, size_t n, const uint8_t *levels)
{
    uint8_t highest = 0;

    for (size_t i = 0; i < n; i++)
        highest = levels[glyphs[i].start] > highest ? levels[glyphs[i].start] : highest;
    for (uint8_t level = highest; level > 0; level--) {
        size_t from = 0, to;
        for (; from < n; from = to + 1) {
            for (to = from; to < n && levels[glyphs[to].start] >= level;)
                to++;
            reverse(glyphs + from, to - from);
        }
    }
}

struct ts_glyph *ts_bidi_line(struct ts_arena *a, ts_str text, const struct ts_bidi *bidi,
                              size_t start, size_t len, size_t *n)
{
    struct ts_glyph *glyphs = TS_NEW_ARRAY(a, len, struct ts_glyph);
    ts_str line = ts_str_sub(text, 0, start + len);
    int cols;

    *n = 0;
    for (size_t pos = start, size; (size = ts_utf8_cluster(line, pos, &cols)) > 0; pos += size)
        glyphs[(*n)++] = (struct ts_glyph){ pos, size, shown_text(a, text, bidi, pos, size) };
    reorder(glyphs, *n, bidi->levels);
    return glyphs;
}
