/* What the words around a date tell of it. */
#include "dating_priv.h"

#include "tearsheet/base/utf8.h"

enum { BARE_MAX = 36, LABEL_MAX = 60 }; /* bytes */

/* Said in front of the day of the last change: beginnings of words, in lower case. */
static const char *const changes[] = {
    "updated",   "modified",  "revised",    "edited",     "reviewed",   "aktualis",  "änderung",
    "geändert",  "zuletzt",   "bearbeitet", "mis à jour", "modifié",    "actualiza", "actualitza",
    "modificad", "atualiza",  "aggiornat",  "modificat",  "bijgewerkt", "gewijzigd", "oppdatert",
    "opdateret", "uppdatera", "päivitett",  "aktualiz",   "zaktualiz",  "frissítve", "güncelle",
    "amended",   "corrected", "korrigiert", "обновлен",   "изменен",    "оновлен",   "ενημέρωση",
    "更新",      "수정",
};

/* Said in front of a day that is not the text's: since when its author is a member, or today. */
static const char *const others[] = {
    "registered",    "joined",        "join date",   "member since",    "founded",
    "current time",  "last visit",    "last active", "last seen",       "registriert",
    "mitglied seit", "aktuelle zeit", "dabei seit",  "beigetreten",     "inscrit",
    "inscription",   "date actuelle", "registrado",  "miembro desde",   "hora actual",
    "iscritto",      "geregistreerd", "lid sinds",   "зарегистрирован", "注册",
};

/* Said in front of the day of publication. */
static const char *const publications[] = {
    "publish", "publication", "published",  "veröffentlicht", "erschienen",  "erscheinungsdatum",
    "publié",  "publicado",   "pubblicato", "gepubliceerd",   "opublikowan", "опубликован",
};

static bool has_digit(ts_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (ts_is_digit(text.ptr[i]))
            return true;
    return false;
}

static bool begins_a_word(ts_str text, const char *word)
{
    for (size_t at = 0; (at = ts_str_find(text, ts_str_of(word), at)) != TS_NPOS; at++)
        if (at == 0 || !ts_is_alpha(text.ptr[at - 1]))
            return true;
    return false;
}

static bool label_has(struct ts_arena *a, ts_str text, const char *const *words, size_t n)
{
    size_t len = 0;

    while (len < text.len && len < LABEL_MAX && !ts_is_digit(text.ptr[len]))
        len++;
    ts_str label = ts_utf8_lower(a, ts_str_sub(text, 0, len));
    for (size_t i = 0; i < n; i++)
        if (begins_a_word(label, words[i]))
            return true;
    return false;
}

bool ts_dating_tells_change(struct ts_arena *a, ts_str text)
{
    return label_has(a, text, changes, TS_COUNT(changes));
}

bool ts_dating_tells_other(struct ts_arena *a, ts_str text)
{
    return label_has(a, text, others, TS_COUNT(others));
}

bool ts_dating_tells_publication(struct ts_arena *a, ts_str text)
{
    return label_has(a, text, publications, TS_COUNT(publications));
}

ts_str ts_dating_own_part(struct ts_arena *a, ts_str text)
{
    ts_str lower = ts_utf8_lower(a, text);

    if (lower.len != text.len || !ts_dating_tells_change(a, text))
        return text;
    for (size_t i = 0; i < TS_COUNT(publications); i++)
        for (size_t at = 1; (at = ts_str_find(lower, ts_str_of(publications[i]), at)) != TS_NPOS;
             at++)
            if (!ts_is_alpha(lower.ptr[at - 1]) && has_digit(ts_str_sub(text, 0, at)))
                return ts_str_skip(text, at);
    return text;
}

bool ts_dating_is_bare(ts_str text)
{
    return ts_str_trim(text).len <= BARE_MAX;
}
