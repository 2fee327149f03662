/* Names of elements, prompts, words that ask, links and labels speak for a purpose beside the
 * article by points; a box's most telling one gives it a kind and a reason. */
#include "box_purpose_priv.h"

enum {
    MIN_PANEL = 3,           /* labels */
    MAX_WORDS_A_PROMPT = 80, /* in a longer box a prompt stands among other things */
};

static const float GOOD_SCORE = 0.85F;

bool ts_prompt_is_strong(const struct ts_word *prompt)
{
    enum ts_block_kind kind = prompt ? ts_phrase_kind(prompt) : TS_BLOCK_PARAGRAPH;

    return kind == TS_BLOCK_NEWSLETTER || kind == TS_BLOCK_DONATION || kind == TS_BLOCK_SOCIAL ||
           kind == TS_BLOCK_BIO || kind == TS_BLOCK_ADVERT;
}

/* Names that tell a purpose beside the article count for two, names of mere layout for one. */
static const struct {
    enum ts_cue cue;
    int points;
    enum ts_block_kind kind;
    const char *reason;
} names[] = {
    { TS_CUE_NEWSLETTER, 2, TS_BLOCK_NEWSLETTER, "in a box named like a letter or a form" },
    { TS_CUE_COMMENTS, 2, TS_BLOCK_COMMENTS, "in a box named like comments" },
    { TS_CUE_SHARE, 2, TS_BLOCK_SOCIAL, "in a box named like sharing" },
    { TS_CUE_RELATED, 2, TS_BLOCK_RELATED, "in a box named like other articles" },
    { TS_CUE_AD, 2, TS_BLOCK_ADVERT, "in a box named like adverts" },
    { TS_CUE_BIO, 2, TS_BLOCK_BIO, "in a box named like an author's portrait" },
    { TS_CUE_MEDIA, 1, TS_BLOCK_MEDIA, "in a box named like a player" },
    { TS_CUE_SIDE, 1, 0, NULL },
    { TS_CUE_WIDGET, 1, 0, NULL },
    { TS_CUE_POPUP, 1, 0, NULL },
    { TS_CUE_FOOT, 1, 0, NULL },
};

/* The row of the first name that the box has, or TS_COUNT(names). */
static size_t name_row(const struct ts_box *box)
{
    size_t i = 0;

    while (i < TS_COUNT(names) && !(box->cues & TS_CUE_BIT(names[i].cue)))
        i++;
    return i;
}

/* A quotation from a network is named after it, as are the links for sharing. */
static bool is_quoted_post(const struct ts_box *box)
{
    return box->n_quotes == box->n && (box->cues & TS_CUE_BIT(TS_CUE_SHARE));
}

static int points_of_name(const struct ts_box *box)
{
    size_t i = name_row(box);

    if (is_quoted_post(box))
        return 0;
    return i < TS_COUNT(names) ? names[i].points : 0;
}

/* So many words of letters to the reader, one of so many words at least. */
static const struct {
    size_t n, in;
    int points;
} asking[] = { { 4, 30, 2 }, { 3, 10, 2 }, { 2, 50, 1 } };

int ts_box_asking_points(const struct ts_box *box)
{
    for (size_t i = 0; i < TS_COUNT(asking); i++)
        if (box->n_asking >= asking[i].n && box->n_asking * asking[i].in >= box->n_words)
            return asking[i].points;
    return 0;
}

bool ts_box_asks(const struct ts_box *box)
{
    return box->n_strong > 0 && box->n_words <= MAX_WORDS_A_PROMPT * box->n_strong;
}

bool ts_box_is_good(const struct ts_box *box)
{
    return box->score > (double)GOOD_SCORE * box->bytes;
}

/* Nothing but labels, and some can be clicked. */
static bool is_panel(const struct ts_box *box)
{
    return box->n >= MIN_PANEL && box->n_labels == box->n &&
           (box->n_links > 0 || box->has_controls);
}

int ts_box_points(const struct ts_box *box)
{
    int points = points_of_name(box);

    points += box->node->tag == TS_TAG_ASIDE || box->node->tag == TS_TAG_FORM;
    points += ts_box_asks(box) ? 2 : box->prompt != NULL;
    points += box->has_controls;
    points += box->n_person * 3 >= box->n && box->n_person > 0;
    points += ts_box_asking_points(box);
    points += box->has_outlet && box->prompt;
    points += box->n_links * 2 >= box->n;
    points += box->n_headlines > 0 && box->n_links == box->n_headlines && !box->has_sentence;
    points += box->has_linked_heading;
    points += is_panel(box) ? 2 : 0;
    points += !box->has_sentence && !ts_box_is_good(box);
    return points;
}

bool ts_box_tells_purpose(const struct ts_box *box)
{
    size_t name = name_row(box);

    return ts_box_asks(box) || (name < TS_COUNT(names) && names[name].kind) ||
           box->n_links * 2 >= box->n || is_panel(box) || ts_box_asking_points(box) > 0;
}

void ts_box_explain(struct ts_arena *a, const struct ts_box *box, struct ts_verdict *verdict)
{
    size_t name = name_row(box);

    if (ts_box_asks(box)) {
        verdict->kind = ts_phrase_kind(box->prompt);
        verdict->reason =
            ts_arena_printf(a, "in a box that says \"%.*s\"", TS_FMT(ts_phrase_text(box->prompt)));
    } else if (name < TS_COUNT(names) && names[name].kind) {
        verdict->kind = names[name].kind;
        verdict->reason = ts_str_of(names[name].reason);
    } else if (box->n_links * 2 >= box->n) {
        verdict->kind = TS_BLOCK_RELATED;
        verdict->reason = TS_STR("in a box of links");
    } else if (is_panel(box)) {
        verdict->reason = TS_STR("in a box of labels");
    } else {
        verdict->reason = TS_STR("in a box that is not like the paragraphs");
    }
}
