/* An article is one stretch of blocks, parted by a box or two.  Behind its end come texts in full
 * sentences again: the first lines of other articles, the rules for comments.  A few of their
 * blocks score a little more than even; but they stand by themselves, and so more is asked of them,
 * and the more the farther away they are. */
#include "behind_priv.h"

enum { MAX_GAP = 5, MAX_BYTES = 600 }; /* MAX_BYTES: a longer block tells no more */

/* So many blocks behind the stretch before, so much is the mean score wanted. */
static const struct {
    size_t gap;
    float score;
} wanted[] = { { 20, 0.85F }, { 10, 0.75F }, { 0, 0.65F } };

/* What is nearly as long as the article may be its second half. */
static const double MAX_SHARE = 0.7;

struct stretch {
    size_t first, last;  /* kept blocks, with no more than MAX_GAP from one to the next */
    double bytes, score; /* score: the sum of score times bytes */
};

static float score_wanted(size_t gap)
{
    size_t i = 0;

    while (gap < wanted[i].gap)
        i++;
    return wanted[i].score;
}

/* The stretch that starts with the first kept block from `at` on; false if there is none. */
static bool next_stretch(const struct ts_page *page, const struct ts_verdict *verdicts, size_t at,
                         struct stretch *s)
{
    *s = (struct stretch){ 0 };
    for (size_t i = at; i < page->pieces.n; i++) {
        if (s->bytes > 0 && i > s->last + MAX_GAP)
            break;
        if (!verdicts[i].is_kept)
            continue;
        size_t len = page->pieces.list[i].text.len;
        double bytes = (double)(len < MAX_BYTES ? len : MAX_BYTES);
        s->first = s->bytes > 0 ? s->first : i;
        s->last = i;
        s->bytes += bytes;
        s->score += bytes * (double)verdicts[i].score;
    }
    return s->bytes > 0;
}

static void strip_stretch(const struct stretch *s, struct ts_verdict *verdicts)
{
    for (size_t i = s->first; i <= s->last; i++) {
        if (!verdicts[i].is_kept)
            continue;
        verdicts[i].is_kept = false;
        verdicts[i].reason = TS_STR("by itself behind the article");
    }
}

void ts_strip_behind(const struct ts_page *page, struct ts_verdict *verdicts)
{
    struct stretch s, article = { 0 };
    size_t end;

    for (size_t at = 0; next_stretch(page, verdicts, at, &s); at = s.last + 1)
        article = s.score > article.score ? s : article;
    end = article.last;
    for (size_t at = end + 1; next_stretch(page, verdicts, at, &s); at = s.last + 1) {
        if (s.bytes < MAX_SHARE * article.bytes &&
            s.score < (double)score_wanted(s.first - end) * s.bytes)
            strip_stretch(&s, verdicts);
        end = s.last;
    }
}
