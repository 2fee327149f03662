/* Short lists of phrases in many languages, each looked for only where it counts. */
#include "wordings_priv.h"

static const char *const notes[] = {
    "editor's note",
    "editors' note",
    "editor’s note",
    "editors’ note",
    "editors note",
    "correction:",
    "correction",
    "corrections",
    "clarification",
    "update:",
    "updated:",
    "this story has been",
    "this article has been",
    "this story was",
    "this article was",
    "an earlier version",
    "a previous version",
    "anmerkung der redaktion",
    "anm. d. red",
    "korrektur",
    "hinweis der redaktion",
    "hinweis:",
    "note de la rédaction",
    "ndlr",
    "rectificatif",
    "nota de la redacción",
    "nota del editor",
    "corrección",
    "fe de erratas",
    "nota della redazione",
    "rettifica",
    "errata corrige",
    "correctie",
    "noot van de redactie",
    "nota da redação",
    "correção",
    "errata",
    "od redakcji",
    "sprostowanie",
    "від редакції",
    "виправлення",
    "уточнення",
    "от редакции",
    "исправление",
    "уточнение",
    "訂正",
    "編集部注",
    "おことわり",
};

static const char *const byline_words[] = {
    "by ",       "by:",     "words by ", "written by ", "reported by ", "story by ", "von ",
    "par ",      "por ",    "di ",       "door ",       "autor:",       "autor ",    "author:",
    "author ",   "auteur:", "автор:",    "автор ",      "текст:",       "text:",     "redaktion:",
    "redacción", "od ",     "av ",       "af ",         "文/",          "文：",      "記者",
};

static const char *const barriers[] = {
    "to continue reading",
    "subscribe to read",
    "subscribe to continue",
    "subscribe to unlock",
    "this article is for subscribers",
    "this content is for subscribers",
    "for subscribers only",
    "exclusive to subscribers",
    "subscriber-only",
    "subscribers only",
    "unlock this article",
    "read the full article with",
    "already a subscriber",
    "to read the full story",
    "to read this article in full",
    "rest of this article is",
    "register to continue",
    "sign in to continue",
    "log in to continue",
    "to keep reading",
    "register to read",
    "subscribe to keep",
    "sign up to read",
    "sign in to read",
    "log in to read",
    "to read the rest of",
    "you have reached your limit",
    "free articles left",
    "your last free article",
    "sie möchten weiterlesen",
    "um weiterzulesen",
    "jetzt weiterlesen",
    "jetzt abonnieren und",
    "diesen artikel weiterlesen",
    "weiterlesen mit ",
    "registrieren und weiterlesen",
    "anmelden und weiterlesen",
    "testen und weiterlesen",
    "nur für abonnenten",
    "exklusiv für abonnenten",
    "réservé aux abonnés",
    "réservé à nos abonnés",
    "la suite est réservée",
    "pour lire la suite",
    "pour lire cet article",
    "pour continuer la lecture",
    "pour continuer à lire",
    "poursuivre votre lecture",
    "cet article est réservé",
    "il vous reste",
    "exclusivo para suscriptores",
    "solo para suscriptores",
    "para seguir leyendo",
    "para continuar leyendo",
    "para leer este artículo",
    "suscríbete para leer",
    "regístrate para leer",
    "contenuto riservato agli abbonati",
    "per continuare a leggere",
    "per leggere questo articolo",
    "abbonati per leggere",
    "alleen voor abonnees",
    "om verder te lezen",
    "exclusivo para assinantes",
    "para continuar lendo",
    "dostęp tylko dla",
    "treść tylko dla subskrybentów",
    "aby czytać dalej",
    "för att läsa vidare",
    "logga in för att läsa",
    "for å lese videre",
    "logg inn for å lese",
    "for at læse videre",
    "лише для передплатників",
    "тільки для передплатників",
    "для подписчиков",
    "чтобы читать дальше",
    "чтобы прочитать полностью",
    "この記事は有料",
    "会員限定",
    "有料会員限定",
    "文字（全文",
    "文字/全文",
    "文字 / 全文",
    "続きを読むには",
    "订阅后阅读",
    "登录后阅读全文",
    "訂閱後閱讀",
};

/* What stands behind the beginning of a text, for the rest. */
static const char *const cuts[] = {
    "[...]",
    "[…]",
    "continue reading",
    "read more",
    "read the full story",
    "read the full article",
    "read full story",
    "read full article",
    "weiterlesen",
    "mehr lesen",
    "lire la suite",
    "leer más",
    "seguir leyendo",
    "sigue leyendo",
    "leggi tutto",
    "continua a leggere",
    "lees verder",
    "lees meer",
    "leia mais",
    "continue lendo",
    "czytaj dalej",
    "czytaj więcej",
    "читать далее",
    "читать дальше",
    "читати далі",
    "続きを読む",
    "阅读全文",
};

/* Behind such words: arrows, dots, colons. */
static const char *const cut_ends[] = { " ", ".", ":", "…", "»", "›", ">", "→", "⟶", "\xC2\xA0" };

static ts_str without_cut_ends(ts_str text)
{
    size_t len;

    do {
        len = text.len;
        for (size_t i = 0; i < TS_COUNT(cut_ends); i++)
            if (ts_str_ends(text, cut_ends[i]))
                text.len -= ts_str_of(cut_ends[i]).len;
    } while (text.len < len);
    return text;
}

bool ts_ends_cut(ts_str lower)
{
    ts_str text = without_cut_ends(lower);

    for (size_t i = 0; i < TS_COUNT(cuts); i++)
        if (ts_str_ends(text, cuts[i]))
            return true;
    return false;
}

static bool starts_with_any(ts_str lower, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (lower.len > 0 && lower.ptr[0] == words[i][0] && ts_str_starts(lower, words[i]))
            return true;
    return false;
}

bool ts_starts_note(ts_str lower)
{
    return starts_with_any(lower, notes, TS_COUNT(notes));
}

bool ts_starts_byline(ts_str lower)
{
    return starts_with_any(lower, byline_words, TS_COUNT(byline_words));
}

bool ts_has_barrier(ts_str lower)
{
    for (size_t i = 0; i < TS_COUNT(barriers); i++)
        if (ts_str_has(lower, barriers[i]))
            return true;
    return false;
}
