/* The score is a sum of hundreds of small decisions, and no list of them would tell a person much.
 * The reason shown is the first of these clues that holds, the most telling ones first. */
#include "evidence_priv.h"

#define CUE(name) (TS_F_UNDER_CUE + TS_CUE_##name)
#define TAG(name) (TS_F_UNDER_TAG + TS_UNDER_##name)
#define ANY 1e9F

/* A value from `low` to `high`. */
struct range {
    int feature;
    float low, high;
};

struct clue {
    struct range first, second; /* both hold; the second may be empty */
    const char *words;          /* followed by the first value if they end in a space */
};

static const struct clue against[] = {
    { { TAG(NAV), 0, 4 }, { 0 }, "inside the navigation" },
    { { TAG(BUTTON), 0, 2 }, { 0 }, "a button" },
    { { TAG(FORM), 0, 4 }, { 0 }, "inside a form" },
    { { CUE(COMMENTS), 0, 3 }, { 0 }, "among the comments" },
    { { CUE(NEWSLETTER), 0, 2 }, { 0 }, "in a box for subscribers or donors" },
    { { CUE(AD), 0, 2 }, { 0 }, "in an advert" },
    { { CUE(SHARE), 0, 2 }, { 0 }, "among links for sharing" },
    { { CUE(RELATED), 0, 3 }, { 0 }, "in a box of related articles" },
    { { CUE(POPUP), 0, 3 }, { 0 }, "in a notice over the page" },
    { { CUE(BIO), 0, 3 }, { 0 }, "about the author" },
    { { TAG(FOOTER), 0, 5 }, { 0 }, "in a footer" },
    { { CUE(FOOT), 0, 3 }, { 0 }, "in the foot of the page" },
    { { CUE(TAGS), 0, 2 }, { 0 }, "among the topics" },
    { { TS_F_LINK_SHARE, 0.5F, 1 }, { 0 }, "link density " },
    { { TAG(ASIDE), 0, 4 }, { 0 }, "in an aside" },
    { { CUE(SIDE), 0, 3 }, { 0 }, "in a side column" },
    { { CUE(NAV), 0, 2 }, { 0 }, "in a menu or page header" },
    { { TS_F_KIND, TS_BLOCK_CAPTION, TS_BLOCK_CAPTION }, { 0 }, "caption of an image" },
    { { CUE(CAPTION), 0, 2 }, { TS_F_WORDS, 0, 60 }, "beside an image" },
    { { CUE(MEDIA), 0, 2 }, { 0 }, "label of a player" },
    { { CUE(META), 0, 2 }, { TS_F_WORDS, 0, 25 }, "author, date or section" },
    { { TS_F_REPEATED, 1, 2 }, { 0 }, "repeated on the page" },
    { { TS_F_HAS_TITLE, 0.9F, 1 }, { TS_F_TITLE_HAS, 0.7F, 1 }, "the title again" },
    { { TS_F_WORDS, 0, 12 }, { TS_F_NEAR_LINKS + 2, 0.5F, 1 }, "short, among links" },
    { { TS_F_WORDS, 0, 12 }, { TS_F_NEAR_LINKS + 3, 0.5F, 1 }, "short, among links" },
    { { TS_F_IN_BODY, 0, 0.2F },
      { TS_F_WORDS, 4, ANY },
      "not in the text that the page's data tell" },
    { { TAG(HEADER), 0, 3 }, { 0 }, "in a header" },
    { { TS_F_IN_MAIN_80, 0, 0 }, { TS_F_WORDS, 0, 12 }, "short, outside the article's text" },
    { { TS_F_IN_MAIN_80, 0, 0 }, { 0 }, "outside the article's text" },
    { { TS_F_FROM_FIRST, -99, -1 }, { 0 }, "before the article's text" },
    { { TS_F_FROM_LAST, 1, 99 }, { 0 }, "after the article's text" },
    { { TS_F_PERSON, 0.05F, 1 }, { 0 }, "speaks to the reader" },
    { { TS_F_LINK_SHARE, 0.2F, 1 }, { 0 }, "link density " },
    { { TS_F_WORDS, 0, 12 }, { TS_F_SENTENCES, 0, 0 }, "short, no sentence" },
    { { TS_F_LIKES, 0, 0.1F }, { 0 }, "in elements unlike the article's" },
};

static const struct clue in_favour[] = {
    { { TS_F_IN_BODY, 0.8F, 1 }, { 0 }, "in the text that the page's data tell" },
    { { TS_F_KIND, TS_BLOCK_HEADING, TS_BLOCK_HEADING },
      { TS_F_IN_MAIN_80, 1, 1 },
      "heading inside the article's text" },
    { { TS_F_KIND, TS_BLOCK_LIST_ITEM, TS_BLOCK_LIST_ITEM },
      { TS_F_IN_MAIN_80, 1, 1 },
      "list item inside the article's text" },
    { { TS_F_KIND, TS_BLOCK_QUOTE, TS_BLOCK_QUOTE },
      { TS_F_IN_MAIN_80, 1, 1 },
      "quotation inside the article's text" },
    { { TS_F_LIKES, 0.5F, 1 }, { TS_F_SENTENCES, 1, ANY }, "sentences, set like most of the text" },
    { { TS_F_IN_MAIN_50, 1, 1 },
      { TS_F_SENTENCES, 1, ANY },
      "sentences inside the article's text" },
    { { TS_F_IN_MAIN_80, 1, 1 },
      { TS_F_SENTENCES, 1, ANY },
      "sentences inside most of the article's text" },
    { { TS_F_LIKES, 0.5F, 1 }, { 0 }, "set like most of the text" },
    { { TS_F_IN_MAIN_50, 1, 1 }, { 0 }, "inside the article's text" },
    { { TS_F_HAS_SUMMARY, 0.5F, 1 }, { TS_F_SUMMARY_HAS, 0.5F, 1 }, "the page's own summary" },
    { { TS_F_IN_MAIN_80, 1, 1 }, { 0 }, "inside most of the article's text" },
    { { TS_F_SENTENCES, 1, ANY }, { 0 }, "reads like an article" },
};

static bool holds(const struct range *r, const float *v)
{
    bool is_empty = r->low == 0 && r->high == 0 && r->feature == 0;

    return is_empty || (v[r->feature] >= r->low && v[r->feature] <= r->high);
}

static ts_str first_of(struct ts_arena *a, const struct clue *clues, size_t n, const float *v)
{
    for (size_t i = 0; i < n; i++) {
        ts_str words = ts_str_of(clues[i].words);
        if (!holds(&clues[i].first, v) || !holds(&clues[i].second, v))
            continue;
        if (!ts_str_ends(words, " "))
            return words;
        return ts_arena_printf(a, "%s%.2f", clues[i].words, (double)v[clues[i].first.feature]);
    }
    return (ts_str){ 0 };
}

ts_str ts_evidence(struct ts_arena *a, const struct ts_features *row, const float *values,
                   bool is_kept)
{
    if (!is_kept && row->prompt && row->v[TS_F_PROMPT_COVER] > 0.1F)
        return ts_arena_printf(a, "says \"%.*s\"", TS_FMT(ts_phrase_text(row->prompt)));
    ts_str words = is_kept ? first_of(a, in_favour, TS_COUNT(in_favour), values)
                           : first_of(a, against, TS_COUNT(against), values);
    if (words.len > 0)
        return words;
    return is_kept ? TS_STR("among blocks of the article") : TS_STR("unlike the article's text");
}
