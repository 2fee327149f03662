/* The door to libstemmer.  Ukrainian, Polish, Czech and Slovak, which it lacks, get light rules:
 * the longest inflection ending of the table goes, if enough of the word is left. */
#include "stem_priv.h"

#include <libstemmer.h>
#include <string.h>

#include "tearsheet/base/err.h"

struct stem_rule {
    const char *ending;
};

static const struct {
    const char lang[3];
    const char *name;
} snowball_names[] = {
    { "ar", "arabic" },     { "da", "danish" },   { "de", "german" },  { "el", "greek" },
    { "en", "english" },    { "es", "spanish" },  { "fi", "finnish" }, { "fr", "french" },
    { "hu", "hungarian" },  { "it", "italian" },  { "nl", "dutch" },   { "no", "norwegian" },
    { "pt", "portuguese" }, { "ro", "romanian" }, { "ru", "russian" }, { "sv", "swedish" },
    { "tr", "turkish" },
};

/* Endings of nouns and adjectives, and a few of verbs; longest first. */
static const struct stem_rule ukrainian[] = {
    { "ування" }, { "ального" }, { "ського" }, { "ською" }, { "ському" }, { "ських" }, { "ськими" },
    { "ський" },  { "ська" },    { "ське" },   { "ські" },  { "ську" },   { "ської" }, { "ськой" },
    { "ового" },  { "ення" },    { "ання" },   { "ість" },  { "ості" },   { "ями" },   { "ами" },
    { "ого" },    { "ому" },     { "ими" },    { "іями" },  { "ові" },    { "еві" },   { "ють" },
    { "ять" },    { "ати" },     { "ити" },    { "ала" },   { "али" },    { "ало" },   { "ила" },
    { "или" },    { "ило" },     { "ів" },     { "їв" },    { "ах" },     { "ях" },    { "ам" },
    { "ям" },     { "ою" },      { "ею" },     { "єю" },    { "ій" },     { "ий" },    { "их" },
    { "им" },     { "ої" },      { "ом" },     { "ем" },    { "єм" },     { "ав" },    { "ив" },
    { "ти" },     { "а" },       { "я" },      { "у" },     { "ю" },      { "и" },     { "і" },
    { "ї" },      { "е" },       { "є" },      { "о" },     { "й" },      { "ь" },
};
static const struct stem_rule polish[] = {
    { "owskiego" }, { "owskiej" }, { "owania" }, { "owanie" }, { "skiego" }, { "skiemu" },
    { "skich" },    { "skimi" },   { "skiej" },  { "ością" },  { "ości" },   { "ski" },
    { "ska" },      { "ską" },     { "skie" },   { "skim" },   { "owie" },   { "ami" },
    { "ach" },      { "ego" },     { "emu" },    { "ymi" },    { "imi" },    { "owi" },
    { "iem" },      { "iej" },     { "ych" },    { "ich" },    { "ów" },     { "om" },
    { "em" },       { "ej" },      { "ym" },     { "im" },     { "ią" },     { "ie" },
    { "ia" },       { "ię" },      { "iu" },     { "ły" },     { "ła" },     { "ło" },
    { "li" },       { "ał" },      { "ił" },     { "a" },      { "ą" },      { "e" },
    { "ę" },        { "i" },       { "o" },      { "u" },      { "y" },
};
static const struct stem_rule czech[] = {
    { "ského" }, { "skému" }, { "ských" }, { "skými" }, { "ování" }, { "osti" }, { "ostí" },
    { "ová" },   { "ové" },   { "ovou" },  { "ami" },   { "emi" },   { "ích" },  { "ého" },
    { "ému" },   { "ých" },   { "ými" },   { "ech" },   { "ách" },   { "ovi" },  { "ům" },
    { "em" },    { "ou" },    { "ím" },    { "ým" },    { "ém" },    { "ů" },    { "a" },
    { "á" },     { "e" },     { "é" },     { "ě" },     { "i" },     { "í" },    { "o" },
    { "u" },     { "y" },     { "ý" },
};

static const struct {
    const char lang[3];
    const struct stem_rule *rules;
    size_t n_rules;
} light[] = {
    { "uk", ukrainian, TS_COUNT(ukrainian) },
    { "pl", polish, TS_COUNT(polish) },
    { "cs", czech, TS_COUNT(czech) },
    { "sk", czech, TS_COUNT(czech) },
};

/* Letters that must be left of a word when an ending goes. */
enum { STEM_LEFT_MIN = 3 };

void stemmer_init(struct stemmer *s, ts_str lang)
{
    *s = (struct stemmer){ 0 };
    for (size_t i = 0; i < TS_COUNT(snowball_names); i++)
        if (ts_str_is(lang, snowball_names[i].lang))
            s->snowball = sb_stemmer_new(snowball_names[i].name, "UTF_8");
    for (size_t i = 0; i < TS_COUNT(light); i++)
        if (ts_str_is(lang, light[i].lang)) {
            s->rules = light[i].rules;
            s->n_rules = light[i].n_rules;
        }
}

void stemmer_done(struct stemmer *s)
{
    if (s->snowball)
        sb_stemmer_delete(s->snowball);
    *s = (struct stemmer){ 0 };
}

static size_t count_letters(ts_str word)
{
    size_t n = 0;

    for (size_t i = 0; i < word.len; i++)
        n += ((unsigned char)word.ptr[i] & 0xC0) != 0x80;
    return n;
}

static ts_str cut_ending(const struct stemmer *s, ts_str word)
{
    size_t longest = 0;

    for (size_t i = 0; i < s->n_rules; i++) {
        size_t len = strlen(s->rules[i].ending);
        if (len > longest && ts_str_ends(word, s->rules[i].ending) &&
            count_letters(ts_str_sub(word, 0, word.len - len)) >= STEM_LEFT_MIN)
            longest = len;
    }
    return ts_str_sub(word, 0, word.len - longest);
}

ts_str stem(const struct stemmer *s, ts_str word, char out[STEM_MAX])
{
    if (word.len >= STEM_MAX)
        return word;
    ts_str result = word;
    if (s->snowball) {
        const sb_symbol *got =
            sb_stemmer_stem(s->snowball, (const sb_symbol *)word.ptr, (int)word.len);
        if (got)
            result = (ts_str){ (const char *)got, (size_t)sb_stemmer_length(s->snowball) };
    } else {
        result = cut_ending(s, word);
    }
    if (result.len >= STEM_MAX)
        return word;
    memcpy(out, result.ptr, result.len);
    return (ts_str){ out, result.len };
}
