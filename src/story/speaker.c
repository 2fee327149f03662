/* The idea: in a zone beside a quotation, the name nearest to a word for speaking is the speaker's.
 * A name behind a preposition is a place or whom he speaks to.  Without a name, a pronoun stands
 * for who was heard last, and a few words beside the verb are what the speaker is called. */
#include "speaker_priv.h"

#include "common_priv.h"
#include "names_priv.h"
#include "speaker_cjk_priv.h"
#include "tearsheet/base/utf8.h"

enum {
    REACH = 8,      /* tokens between a word for speaking and the name */
    NEAR = 2,       /* and a pronoun */
    CALLED_MAX = 6, /* tokens of what a speaker without a name is called */
    FAR = 1000,
};

static const char *const saying[] = {
#include "saying.inc"
};

static const struct {
    const char lang[3];
    const char *words;
} pronouns[] = {
    { "en", "he she they" },   { "de", "er sie" },       { "fr", "il elle ils elles" },
    { "es", "él ella ellos" }, { "it", "lui lei egli" }, { "pt", "ele ela" },
    { "nl", "hij zij ze" },    { "pl", "on ona oni" },   { "uk", "він вона вони" },
    { "ru", "он она они" },    { "sv", "han hon de" },   { "da", "han hun de" },
    { "no", "han hun de" },
};

/* Small words inside of what somebody is called. */
static const char *const links[] = { "of", "for", "des", "du", "del", "di", "do", "da", "van" };

struct speakers {
    struct names *names;
    ts_str lang;
    ts_str heard; /* last */
};

/* The tokens of a zone, and the word for speaking in it. */
struct scene {
    const struct names *names;
    ts_str lang;
    size_t first, end; /* tokens */
    size_t verb;       /* token; TS_NPOS: none */
    bool only_before;  /* the speaker stands before the verb */
};

static bool says(ts_str word, bool *only_before)
{
    for (size_t i = 0; i < TS_COUNT(saying); i++) {
        const char *entry = saying[i];
        *only_before = *entry == '<';
        if (*entry == '=' ? ts_str_is(word, entry + 1) : ts_str_starts(word, entry + *only_before))
            return true;
    }
    *only_before = false;
    return false;
}

bool speaker_says(ts_str word)
{
    struct ts_arena scratch = { 0 };
    bool only_before, is_verb = says(ts_utf8_lower(&scratch, word), &only_before);

    ts_arena_done(&scratch);
    return is_verb;
}

static void find_verb(struct ts_arena *a, struct scene *s)
{
    bool only_before;

    s->verb = TS_NPOS;
    for (size_t i = s->first; i < s->end && s->verb == TS_NPOS; i++) {
        if (!says(ts_utf8_lower(a, names_token(s->names, i)->text), &only_before))
            continue;
        s->verb = i;
        s->only_before = only_before;
    }
}

/* "According to" leads to who speaks; other prepositions do not. */
static bool is_aside(const struct scene *s, const struct name *name)
{
    return name->is_aside && name->first > s->first && name->first - 1 != s->verb &&
           name->first - 2 != s->verb;
}

static size_t distance(const struct scene *s, const struct name *name)
{
    if (name->end <= s->verb)
        return s->verb - name->end;
    return s->only_before ? FAR : name->first - s->verb;
}

/* The name in the scene that is nearest to its verb, or without one the first. */
static const struct name *nearest_name(const struct scene *s)
{
    const struct name *best = NULL;
    size_t least = REACH + 1;

    for (size_t i = 0; i < s->names->n; i++) {
        const struct name *name = &s->names->v[i];
        if (name->first < s->first || name->end > s->end || is_aside(s, name))
            continue;
        size_t far = s->verb == TS_NPOS ? 0 : distance(s, name);
        if (far >= least)
            continue;
        best = name;
        least = far;
    }
    return best;
}

static bool is_pronoun(ts_str lang, ts_str word)
{
    for (size_t i = 0; i < TS_COUNT(pronouns); i++) {
        ts_str rest = ts_str_of(pronouns[i].words), one;
        while (ts_str_is(lang, pronouns[i].lang) && ts_str_word(&rest, &one))
            if (ts_str_eq(word, one))
                return true;
    }
    return false;
}

static bool has_pronoun(struct ts_arena *a, const struct scene *s)
{
    size_t from = s->verb > s->first + NEAR ? s->verb - NEAR : s->first;

    for (size_t i = from; i < s->end && i <= s->verb + NEAR; i++)
        if (i != s->verb && is_pronoun(s->lang, ts_utf8_lower(a, names_token(s->names, i)->text)))
            return true;
    return false;
}

/* The text from token `first` up to token `end`. */
static ts_str between(const struct names *names, size_t first, size_t end)
{
    if (first >= end)
        return TS_STR("");
    const char *start = names_token(names, first)->text.ptr;
    ts_str last = names_token(names, end - 1)->text;
    return (ts_str){ start, (size_t)(last.ptr + last.len - start) };
}

static bool has_comma(ts_str text)
{
    return ts_str_find_char(text, ',', 0) != TS_NPOS || ts_str_find_char(text, '(', 0) != TS_NPOS;
}

/* "the fire service" or "a spokeswoman for the firm", of tokens `first` to `end`. */
static ts_str phrase(struct ts_arena *a, const struct scene *s, size_t first, size_t end)
{
    ts_str text = between(s->names, first, end);

    for (size_t i = first; i < end; i++) {
        const struct token *k = names_token(s->names, i);
        ts_str word = ts_utf8_lower(a, k->text);
        bool is_link = i > first && ts_str_is_among(word, links, TS_COUNT(links));
        if (k->is_stop && !names_is_article(word) && !is_link)
            return TS_STR("");
    }
    bool is_short = end - first <= CALLED_MAX && !has_comma(text);
    return is_short && text.len > 3 ? text : TS_STR("");
}

/* What is before the verb; or the most behind it that is a phrase. */
static ts_str called(struct ts_arena *a, const struct scene *s)
{
    ts_str longest = { 0 };

    if (s->verb > s->first)
        return phrase(a, s, s->first, s->verb);
    for (size_t end = s->verb + 2; end <= s->end && !s->only_before; end++) {
        ts_str text = phrase(a, s, s->verb + 1, end);
        longest = text.len > 0 ? text : longest;
    }
    return longest;
}

/* "Strand, who is 26 and works on the coast, said" */
static const struct name *first_name(const struct scene *s)
{
    for (size_t i = 0; i < s->names->n; i++) {
        const struct name *name = &s->names->v[i];
        if (name->first >= s->first && name->first <= s->first + 1 && name->end <= s->verb)
            return name;
    }
    return NULL;
}

/* Who the sentences before speak of, or who was heard last. */
static ts_str of_pronoun(struct speakers *s, size_t place)
{
    const struct name *name = names_before(s->names, place, true);

    if (!name && s->heard.len == 0)
        name = names_before(s->names, place, false);
    return name ? names_full(s->names, name) : s->heard;
}

static ts_str of_verb(struct ts_arena *a, struct speakers *s, const struct scene *scene,
                      size_t place)
{
    const struct name *name = nearest_name(scene);

    if (name && (!has_pronoun(a, scene) || distance(scene, name) == 0))
        return names_full(s->names, name);
    if (has_pronoun(a, scene))
        return of_pronoun(s, place);
    name = first_name(scene);
    return name ? names_full(s->names, name) : called(a, scene);
}

/* "17:40 Rurik Vance at the pithead:" */
static ts_str of_colon(struct ts_arena *a, struct speakers *s, struct scene *scene)
{
    const struct name *name = nearest_name(scene);
    size_t end;

    if (name)
        return names_full(s->names, name);
    while (scene->first < scene->end && names_token(s->names, scene->first)->kind == TS_TERM_NUMBER)
        scene->first++;
    for (end = scene->first; end < scene->end; end++)
        if (has_comma(between(s->names, scene->first, end + 1)))
            break;
    return phrase(a, scene, scene->first, end);
}

ts_str speaker_find(struct speakers *s, ts_str zone, enum zone where, size_t place)
{
    struct ts_arena scratch = { 0 };
    struct scene scene = { .names = s->names, .lang = s->lang };
    ts_str speaker = { 0 };

    if (speaker_is_cjk(zone))
        return where == ZONE_LOOSE ? speaker : speaker_find_cjk(zone, where == ZONE_BEHIND);
    names_range(s->names, zone, &scene.first, &scene.end);
    find_verb(&scratch, &scene);
    bool is_colon = where == ZONE_BEFORE && ts_str_ends(ts_str_trim(zone), ":");
    bool is_late = where == ZONE_LOOSE && scene.verb != TS_NPOS && scene.verb > scene.first + 3;
    if (scene.verb != TS_NPOS && !is_late)
        speaker = of_verb(&scratch, s, &scene, place);
    else if (is_colon && scene.end > scene.first)
        speaker = of_colon(&scratch, s, &scene);
    ts_arena_done(&scratch);
    return speaker;
}

struct speakers *speakers_new(struct ts_arena *a, ts_str text, ts_str lang)
{
    struct speakers *s = TS_NEW(a, struct speakers);

    s->names = names_find(a, text, lang);
    s->lang = lang;
    return s;
}

void speakers_heard(struct speakers *s, ts_str speaker)
{
    s->heard = speaker;
}
