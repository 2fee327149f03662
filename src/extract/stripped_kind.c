/* A stripped block is named after the prompt in it, or the nearest telling name or element above
 * it. */
#include "kinds_priv.h"

enum { MIN_HEADLINE_WORDS = 6 }; /* of a link: more than a menu's have */

static const struct {
    int under; /* as in struct ts_features */
    enum ts_block_kind kind;
} cue_kinds[] = {
    { TS_UNDER_CUES + TS_CUE_NEWSLETTER, TS_BLOCK_NEWSLETTER },
    { TS_UNDER_CUES + TS_CUE_COMMENTS, TS_BLOCK_COMMENTS },
    { TS_UNDER_CUES + TS_CUE_SHARE, TS_BLOCK_SOCIAL },
    { TS_UNDER_CUES + TS_CUE_AD, TS_BLOCK_ADVERT },
    { TS_UNDER_CUES + TS_CUE_RELATED, TS_BLOCK_RELATED },
    { TS_UNDER_CUES + TS_CUE_BIO, TS_BLOCK_BIO },
    { TS_UNDER_CUES + TS_CUE_POPUP, TS_BLOCK_LEGAL },
    { TS_UNDER_CUES + TS_CUE_MEDIA, TS_BLOCK_MEDIA },
    { TS_UNDER_NAV, TS_BLOCK_NAVIGATION },
    { TS_UNDER_CUES + TS_CUE_NAV, TS_BLOCK_NAVIGATION },
    { TS_UNDER_CUES + TS_CUE_TAGS, TS_BLOCK_NAVIGATION },
    { TS_UNDER_BUTTON, TS_BLOCK_MEDIA },
    { TS_UNDER_FORM, TS_BLOCK_NEWSLETTER },
    { TS_UNDER_CUES + TS_CUE_FOOT, TS_BLOCK_LEGAL },
    { TS_UNDER_FOOTER, TS_BLOCK_LEGAL },
    { TS_UNDER_HEADER, TS_BLOCK_NAVIGATION },
    { TS_UNDER_ASIDE, TS_BLOCK_RELATED },
    { TS_UNDER_CUES + TS_CUE_SIDE, TS_BLOCK_RELATED },
};

/* Networks that pages link to by their bare names. */
static const char *const networks[] = { "facebook",  "twitter",  "x",        "linkedin",  "youtube",
                                        "instagram", "whatsapp", "telegram", "pinterest", "reddit",
                                        "tiktok",    "mastodon", "bluesky",  "threads",   "xing",
                                        "snapchat",  "tumblr",   "flipboard" };

static bool is_network(ts_str text)
{
    for (size_t i = 0; i < TS_COUNT(networks); i++)
        if (ts_str_is_nocase(text, networks[i]))
            return true;
    return false;
}

/* Links of a menu are short, headlines of other articles are not. */
static enum ts_block_kind link_kind(const struct ts_piece *p, const struct ts_features *row,
                                    enum ts_block_kind kind)
{
    bool is_link = row->v[TS_F_LINK_SHARE] > 0.5F;
    size_t n_links = p->n_links > 1 ? p->n_links : 1;
    bool is_headline = is_link && row->v[TS_F_WORDS] >= MIN_HEADLINE_WORDS * (float)n_links;

    if (kind == TS_BLOCK_NAVIGATION && is_headline &&
        row->under[TS_UNDER_NAV] > TS_KINDS_MAX_NAME_STEPS)
        return TS_BLOCK_RELATED;
    if (kind == TS_BLOCK_LEGAL && is_link) /* the menu at a page's foot */
        return is_headline ? TS_BLOCK_RELATED : TS_BLOCK_NAVIGATION;
    if (kind == TS_BLOCK_OTHER && is_link)
        return row->v[TS_F_WORDS] > 4 ? TS_BLOCK_RELATED : TS_BLOCK_NAVIGATION;
    return kind;
}

/* What the small print at the foot is called. */
static const char *const legal_words[] = {
    "privacy",         "cookie",           "terms of",         "terms and",           "terms &",
    "copyright",       "all rights",       "impressum",        "datenschutz",         "gdpr",
    "disclaimer",      "legal notice",     "aviso legal",      "nutzungsbedingungen", "privacidad",
    "confidentialité", "mentions légales", "creative commons", "конфиденциальност"
};

static bool is_small_print(const struct ts_piece *p, const struct ts_features *row)
{
    if (row->v[TS_F_WORDS] > TS_KINDS_MAX_LINE_WORDS)
        return false;
    for (size_t i = 0; i < TS_COUNT(legal_words); i++)
        if (ts_str_has_nocase(p->text, legal_words[i]))
            return true;
    return ts_str_starts(p->text, "©");
}

/* Sentences about who wrote it, where no nearer box has another purpose. */
static bool is_about_author(const struct ts_features *row)
{
    return row->under[TS_UNDER_CUES + TS_CUE_META] <= TS_KINDS_MAX_META_STEPS &&
           row->v[TS_F_SENTENCES] > 0 && row->v[TS_F_WORDS] > TS_KINDS_MAX_LINE_WORDS &&
           row->v[TS_F_LINK_SHARE] < 0.5F;
}

enum ts_block_kind ts_stripped_kind(const struct ts_piece *p, const struct ts_features *row,
                                    const struct ts_verdict *verdict)
{
    int nearest = TS_KINDS_MAX_NAME_STEPS + 1;
    enum ts_block_kind kind = TS_BLOCK_OTHER;

    if (verdict->kind)
        return verdict->kind;
    if (row->prompt)
        return ts_phrase_kind(row->prompt);
    if (is_network(p->text))
        return TS_BLOCK_SOCIAL;
    if (is_small_print(p, row))
        return TS_BLOCK_LEGAL;
    if (is_about_author(row))
        return TS_BLOCK_BIO;
    for (size_t i = 0; i < TS_COUNT(cue_kinds); i++) {
        if (row->under[cue_kinds[i].under] < nearest) {
            nearest = row->under[cue_kinds[i].under];
            kind = cue_kinds[i].kind;
        }
    }
    return link_kind(p, row, kind);
}
