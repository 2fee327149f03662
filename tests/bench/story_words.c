/* story_words LANG LEAST BELOW - reads articles, a JSON object with "title" and "text" a line, and
 * prints the stems of those in language LANG that are in a share of at least LEAST of them and less
 * than BELOW, in the order of bytes, as src/story/usage.c includes them:
 *
 *   story_words en .08 2 <articles >src/story/everyday_en.inc
 *   story_words en .01 .08 <articles >src/story/usual_en.inc
 *
 * Numbers are their digits; long ones, years above all, tell of the articles' own time and are left
 * out, as is a stem that fewer than FEWEST articles have. */
#include <stdio.h>
#include <stdlib.h>

#include "../../src/story/lexicon_priv.h"
#include "../../src/story/tokens_priv.h"
#include "tearsheet/base/json.h"
#include "tearsheet/base/lang.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/utf8.h"

enum {
    FEWEST = 4,
    TEXT_MAX = 6000, /* bytes of an article that are read */
    MARGIN = 100,
    DIGITS_MAX = 3,
};

struct stem {
    ts_str text;
    size_t last, n; /* the last article that has it, and how many do */
};

struct counter {
    struct ts_arena arena;
    struct ts_lexicon lexicon;
    ts_str lang;
    struct ts_map places;
    struct stem *stems;
    size_t n, cap, n_articles;
};

static void count_stem(struct counter *c, ts_str text)
{
    int64_t *place = ts_map_put_str(&c->places, text);

    if (*place == 0) {
        *TS_PUSH(&c->arena, c->stems, c->n, c->cap) =
            (struct stem){ .text = ts_arena_str(&c->arena, text) };
        *place = (int64_t)c->n;
    }
    struct stem *stem = &c->stems[*place - 1];
    stem->n += stem->last != c->n_articles;
    stem->last = c->n_articles;
}

static bool is_lasting(const struct token *k)
{
    return k->kind == TS_TERM_NUMBER ? k->text.len <= DIGITS_MAX || !ts_is_digit(k->text.ptr[0])
                                     : !k->is_stop;
}

static void count_words(struct counter *c, struct ts_arena *a, ts_str text)
{
    const struct tokens *t = tokens_make(a, &c->lexicon, text, c->lang);

    for (size_t i = 0; i < t->n; i++)
        if (is_lasting(&t->v[i]))
            count_stem(c, lexicon_stem(a, lexicon_lang(&c->lexicon, c->lang), t->v[i].text));
}

static void count_article(struct counter *c, ts_str line)
{
    struct ts_arena a = { 0 };
    struct ts_json *json;

    if (ts_json_parse(&a, line, &json, NULL) == TS_OK) {
        ts_str text = ts_json_get_str(json, "text");
        if (ts_str_eq(ts_lang_guess(text), c->lang)) {
            c->n_articles++;
            count_words(c, &a, ts_json_get_str(json, "title"));
            count_words(c, &a, ts_str_sub(text, 0, text.len < TEXT_MAX ? text.len : TEXT_MAX));
        }
    }
    ts_arena_done(&a);
}

static int by_text(const void *p, const void *q)
{
    return ts_str_cmp(((const struct stem *)p)->text, ((const struct stem *)q)->text);
}

/* As an entry of a list, on a new line where it would pass the margin. */
static void print_stem(ts_str stem, size_t *column)
{
    size_t width = (size_t)ts_utf8_cols(stem) + 4;

    if (*column + width > MARGIN) {
        printf("\n");
        *column = 0;
    }
    printf("%s\"%.*s\",", *column > 0 ? " " : "", TS_FMT(stem));
    *column += width;
}

static void print(struct counter *c, double least, double below)
{
    size_t column = 0;

    printf("/* Made by tests/bench/story_words.c from %zu articles. */\n", c->n_articles);
    if (c->n > 0)
        qsort(c->stems, c->n, sizeof *c->stems, by_text);
    for (size_t i = 0; i < c->n; i++) {
        double share = (double)c->stems[i].n / (double)c->n_articles;
        if (c->stems[i].n >= FEWEST && share >= least && share < below)
            print_stem(c->stems[i].text, &column);
    }
    printf("\n");
}

int main(int argc, char **argv)
{
    struct counter c = { 0 };
    char *line = NULL;
    size_t cap = 0;
    ssize_t len;

    if (argc != 4) {
        fprintf(stderr, "usage: story_words LANG LEAST BELOW <articles\n");
        return 2;
    }
    c.places.arena = &c.arena;
    c.lang = ts_str_of(argv[1]);
    while ((len = getline(&line, &cap, stdin)) >= 0)
        count_article(&c, (ts_str){ line, (size_t)len });
    print(&c, atof(argv[2]), atof(argv[3]));
    free(line);
    ts_lexicon_done(&c.lexicon);
    ts_arena_done(&c.arena);
    return 0;
}
