/* Tables of words, and the few rules of how they stand beside names. */
#include "byline_words_priv.h"

#include <string.h>

#include "tearsheet/base/utf8.h"

enum { KEY_MAX = 80 }; /* bytes, longer than any word of a list */

/* What announces authors, in lower case; longer ones first where one begins another. */
static const char *const leads[] = {
    "written by",
    "posted by",
    "published by",
    "reported by",
    "story by",
    "words by",
    "article by",
    "text by",
    "analysis by",
    "opinion by",
    "review by",
    "created by",
    "edited by",
    "report by",
    "a story by",
    "recipe by",
    "verfasst von",
    "eingestellt von",
    "erstellt von",
    "beitrag von",
    "artikel von",
    "skrivet av",
    "ein artikel von",
    "ein beitrag von",
    "geschrieben von",
    "veröffentlicht von",
    "eine analyse von",
    "ein kommentar von",
    "aufgezeichnet von",
    "escrito por",
    "publicado por",
    "publié par",
    "écrit par",
    "rédigé par",
    "scritto da",
    "pubblicato da",
    "geschreven door",
    "di",
    "by",
    "vom",
    "von",
    "par",
    "por",
    "door",
    "av",
    "af",
    "autor:",
    "autorin:",
    "autoren:",
    "author:",
    "authors:",
    "auteur:",
    "autore:",
    "autores:",
    "text:",
    "texte:",
    "tekst:",
    "автор:",
    "авторы:",
    "від",
    "автор",
    "autor",
    "author",
    "od",
    "yazan:",
    "kirjoittaja:",
    "szerző:",
    "από",
    "του",
    "文／",
    "文/",
    "作者：",
    "作者:",
    "記者",
    "记者",
    "文：",
    "글",
    "기자",
    "كتبت:",
    "كتب:",
    "كتبت",
    "كتب",
    "بقلم",
    "מאת",
};

/* Each word is between two bars. */
static const char *const lists[TS_BYLINE_N_LISTS] = {
    [TS_BYLINE_MARKED_LEAD] =
        "|by|von|par|por|door|written by|posted by|published by|reported by|story by|words by|"
        "text by|article by|geschrieben von|veröffentlicht von|ein artikel von|ein beitrag von|"
        "escrito por|publicado por|publié par|écrit par|rédigé par|scritto da|geschreven door|"
        "autor:|autorin:|author:|auteur:|autore:|автор:|作者：|作者:|verfasst von|eingestellt von|"
        "erstellt von|skrivet av|vom|recipe by|author|autor|كتبت:|كتب:|بقلم|מאת|",
    [TS_BYLINE_AND] =
        "|and|und|et|y|e|en|och|og|&|with|mit|avec|con|ja|ve|и|та|і|a|i|és|si|și|και|sowie|plus|",
    [TS_BYLINE_SOFT_AND] = "|y|e|i|a|en|si|ja|і|og|",
    [TS_BYLINE_NOBODY] =
        "|admin|administrator|root|webmaster|user|guest|author|authors|autor|editor|editors|"
        "staff|staff writer|staff writers|staff reporter|reporter|correspondent|contributor|"
        "contributors|guest author|guest contributor|unknown|anonymous|none|null|undefined|"
        "editorial|editorial team|editorial staff|editorial board|the editors|news desk|newsroom|"
        "web desk|senior reporter|senior writer|senior editor|associate editor|managing editor|"
        "news editor|political correspondent|freelance writer|writer|journalist|redaktion|"
        "redaktør|redacción|la rédaction|rédaction|redazione|redactie|redakcja|redakce|redação|"
        "редакция|редакція|press release|sponsored|view all posts|more from author|see all posts|"
        "follow|follow us|share|comments|updated|published|posted|by|twitter|facebook|email|"
        "about|bio|about the author|über den autor|the author|no author|text|stand|foto|fotos|"
        "quelle|folgen|gefolgt|posted on|published on|veröffentlicht am|publiziert am|"
        "beitrag von|artikel von|sat|sun|mon|tue|wed|thu|fri|montag|dienstag|mittwoch|donnerstag|"
        "freitag|samstag|sonntag|news|",
    [TS_BYLINE_DEGREE] =
        "|ph.d|phd|md|m.d|jr|sr|rd|mba|dvm|vmd|cfp|cepf|cpa|esq|dds|rn|ma|msc|m.sc|ba|bsc|psp|"
        "cpp|faclm|dietitian|dipl.-ing|",
    [TS_BYLINE_RANK] =
        "|of|director|editor|reporter|correspondent|professor|expert|president|manager|ceo|"
        "founder|chief|writer|analyst|redakteur|redakteurin|korrespondent|korrespondentin|senior|",
    [TS_BYLINE_IDLE] =
        "|our|my|i|we|your|this|more|learn|follow|read|about|from|posts|process|editorial|is|ist|"
        "focusing|by|admin|login|in|review|kontaktieren|artikelübersicht|",
    [TS_BYLINE_TO_DATE] = "|on|am|at|le|il|el|den|vom|op|the|em|del|kl|",
};

bool ts_byline_word_is(enum ts_byline_list list, ts_str lower)
{
    char key[KEY_MAX + 3];

    if (lower.len == 0 || lower.len > KEY_MAX)
        return false;
    key[0] = '|';
    memcpy(key + 1, lower.ptr, lower.len);
    memcpy(key + 1 + lower.len, "|", 2);
    return strstr(lists[list], key) != NULL;
}

static bool is_cjk_end(ts_str text, size_t pos)
{
    return pos > 0 && (text.ptr[pos - 1] & 0x80);
}

ts_str ts_byline_skip_lead(struct ts_arena *a, ts_str text, ts_str *lead)
{
    ts_str lower = ts_utf8_lower(a, text);

    if (lower.len !=
        text.len) /* of a letter whose cases differ in length: compare bytes as they are */
        lower = text;
    for (size_t i = 0; i < TS_COUNT(leads); i++) {
        size_t len = strlen(leads[i]);
        if (!ts_str_starts(lower, leads[i]) || lower.len <= len)
            continue;
        char after = lower.ptr[len];
        bool is_word = after == ' ' || after == ':' || leads[i][len - 1] == ':' ||
                       (is_cjk_end(lower, len) && ts_rune_is_cjk(ts_utf8_next(lower, &len)));
        if (!is_word)
            continue;
        *lead = ts_str_of(leads[i]);
        ts_str rest = ts_str_trim(ts_str_skip(text, strlen(leads[i])));
        return ts_str_starts(rest, ":") ? ts_str_trim(ts_str_skip(rest, 1)) : rest;
    }
    return text;
}

ts_str ts_byline_cut_rank(ts_str name)
{
    static const char *const ranks[] = { " 기자", " 記者", " 记者", "記者", "记者" };

    for (size_t i = 0; i < TS_COUNT(ranks); i++) {
        size_t len = strlen(ranks[i]);
        if (name.len > len && ts_str_ends(name, ranks[i]))
            return ts_str_sub(name, 0, name.len - len);
    }
    return name;
}
