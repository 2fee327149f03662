/* The idea: a round-up is told by its headline or its sections.  Either the headline says so
 * ("Evening briefing"), or it names a day or a time of day and nothing that the text below speaks
 * of ("Five things this morning: Friday 9 May"), or the text has sections, numbered or under
 * headings of their own, that share no telling word, as those of one event do.  A headline that
 * only hints ("The month in ...") needs paragraphs that share none.  Live pages are told by entries
 * that begin with a time of day. */
#include "form_priv.h"

#include "sections_priv.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/utf8.h"

enum {
    HEADLINE_WORDS = 20, /* a text up to this length adds little to the headline */
    LIVE_ENTRIES = 3,
    ROUNDUP_PARAGRAPHS = 4, /* fewer do not make one */
};

/* In headlines of round-ups, lower case. */
static const char *const roundup_phrases[] = {
    "things this morning",
    "round-up",
    "roundup",
    "news in brief",
    "morning briefing",
    "evening briefing",
    "daily briefing",
    "the week in",
    "week in review",
    "month in review",
    "year in review",
    "today's headlines",
    "top stories",
    "was heute wichtig",
    "wochenrückblick",
    "monatsrückblick",
    "jahresrückblick",
    "nachrichtenüberblick",
    "presseschau",
    "l'essentiel de",
    "l'actu en bref",
    "revue de presse",
    "résumé de la semaine",
    "las claves del día",
    "resumen del día",
    "resumen de la semana",
    "le notizie del giorno",
    "rassegna stampa",
    "resumo da semana",
    "nieuwsoverzicht",
    "weekoverzicht",
    "skrót wydarzeń",
    "przegląd dnia",
    "przegląd wydarzeń",
    "podsumowanie tygodnia",
    "головне за",
    "головні новини",
    "підсумки тижня",
    "главное за",
    "главные новости",
    "итоги недели",
    "ニュースまとめ",
    "ニュース一覧",
};

/* In headlines of round-ups and of others, lower case. */
static const char *const roundup_hints[] = {
    "the day in",
    "the month in",
    "the year in",
    "you missed",
    "you may have missed",
    "you might have missed",
    "you need to know today",
    "you need to know this",
    "digest",
    "in brief",
    "das war der tag",
    "das war die woche",
    "das war der monat",
    "die woche in",
    "der monat in",
    "kurz gemeldet",
    "das wichtigste",
    "verpasst haben",
    "la semaine en",
    "le mois en",
    "l'année en",
    "ce qu'il faut retenir",
    "avez manqué",
    "en bref",
    "la semana en",
    "el mes en",
    "el año en",
    "lo más importante",
    "te perdiste",
    "la settimana in",
    "il mese in",
    "in breve",
    "a semana em",
    "o mês em",
    "de week in",
    "de maand in",
    "gemist",
    "tydzień w",
    "miesiąc w",
    "w skrócie",
    "дайджест",
    "головне",
    "главное",
    "коротко",
    "まとめ",
    "振り返",
};

/* Days and times of day, lower case: what a headline of a round-up has instead of an event. */
static const char *const time_words[] = {
    "monday",    "tuesday",  "wednesday", "thursday",     "friday",      "saturday", "sunday",
    "morning",   "evening",  "afternoon", "today",        "tonight",     "week",     "weekend",
    "day",       "coffee",   "breakfast", "montag",       "dienstag",    "mittwoch", "donnerstag",
    "freitag",   "samstag",  "sonntag",   "morgen",       "abend",       "heute",    "woche",
    "tages",     "lundi",    "mardi",     "mercredi",     "jeudi",       "vendredi", "samedi",
    "dimanche",  "matin",    "soir",      "semaine",      "lunes",       "martes",   "miércoles",
    "jueves",    "viernes",  "sábado",    "domingo",      "mañana",      "semana",   "hoy",
    "lunedì",    "martedì",  "mercoledì", "giovedì",      "venerdì",     "sabato",   "domenica",
    "mattina",   "oggi",     "settimana", "maandag",      "dinsdag",     "woensdag", "donderdag",
    "vrijdag",   "zaterdag", "zondag",    "ochtend",      "vandaag",     "segunda",  "quarta",
    "quinta",    "sexta",    "manhã",     "poniedziałek", "wtorek",      "środa",    "czwartek",
    "piątek",    "sobota",   "niedziela", "poranek",      "dzień",       "tydzień",  "dziś",
    "понеділок", "вівторок", "середа",    "четвер",       "п'ятниця",    "субота",   "неділя",
    "ранок",     "вечір",    "тиждень",   "сьогодні",     "понедельник", "вторник",  "среда",
    "четверг",   "пятница",  "суббота",   "воскресенье",  "утро",        "вечер",    "неделя",
    "今日",      "今朝",     "朝刊",      "夕刊",         "今週",
};

static bool has_one_of(ts_str lower, const char *const *phrases, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ts_str_find(lower, ts_str_of(phrases[i]), 0) != TS_NPOS)
            return true;
    return false;
}

static bool is_time_word(struct ts_arena *a, ts_str word)
{
    ts_str lower = ts_utf8_lower(a, word);

    for (size_t i = 0; i < TS_COUNT(time_words); i++)
        if (ts_str_is(lower, time_words[i]))
            return true;
    return false;
}

static bool is_count(ts_str word)
{
    static const char *const counts[] = { "three",  "four", "five",  "six",    "seven", "eight",
                                          "nine",   "ten",  "drei",  "vier",   "fünf",  "sechs",
                                          "sieben", "cinq", "cinco", "cinque", "vijf",  "pięć" };

    for (size_t i = 0; i < TS_COUNT(counts); i++)
        if (ts_str_is_nocase(word, counts[i]))
            return true;
    return false;
}

static bool is_clock(const struct token *k)
{
    return k->kind == TS_TERM_NUMBER && k->text.len >= 4 && k->text.len <= 5 &&
           ts_str_find_char(k->text, ':', 0) != TS_NPOS;
}

static size_t count_entries(const struct tokens *body)
{
    size_t n = 0;

    for (size_t i = 0; i < body->n; i++)
        n += is_clock(&body->v[i]) && (i == 0 || body->v[i].paragraph != body->v[i - 1].paragraph);
    return n;
}

/* True for a headline that names a time and else no word of the text. */
static bool speaks_of_time_alone(struct ts_arena *a, const struct tokens *title,
                                 const struct tokens *body)
{
    struct ts_map in_body = { .arena = a };
    bool has_time = false;

    for (size_t i = 0; i < body->n; i++)
        *ts_map_put(&in_body, body->v[i].stem) = 1;
    for (size_t i = 0; i < title->n; i++) {
        const struct token *k = &title->v[i];
        if (is_time_word(a, k->text))
            has_time = true;
        else if (!k->is_stop && k->kind != TS_TERM_NUMBER && !is_count(k->text) &&
                 ts_map_find(&in_body, k->stem))
            return false;
    }
    return has_time;
}

static bool is_roundup(struct ts_arena *a, const struct ts_report *report,
                       const struct tokens *title, const struct tokens *body)
{
    ts_str lower = ts_utf8_lower(a, report->title);

    return has_one_of(lower, roundup_phrases, TS_COUNT(roundup_phrases)) ||
           speaks_of_time_alone(a, title, body) ||
           has_sections_apart(report->text, body, SECTIONS_BY_NUMBER) ||
           has_sections_apart(report->text, body, SECTIONS_BY_HEADING) ||
           (has_one_of(lower, roundup_hints, TS_COUNT(roundup_hints)) &&
            has_sections_apart(report->text, body, SECTIONS_BY_PARAGRAPH));
}

enum ts_report_form form_of(struct ts_arena *a, const struct ts_report *report,
                            const struct tokens *title, const struct tokens *body)
{
    if (body->n <= HEADLINE_WORDS)
        return TS_FORM_HEADLINE;
    if (count_entries(body) >= LIVE_ENTRIES)
        return TS_FORM_LIVE;
    size_t n_paragraphs = body->v[body->n - 1].paragraph + 1;
    if (n_paragraphs < ROUNDUP_PARAGRAPHS)
        return TS_FORM_REPORT;
    return is_roundup(a, report, title, body) ? TS_FORM_ROUNDUP : TS_FORM_REPORT;
}
