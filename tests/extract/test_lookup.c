/* The tables of words are those of the lists: with the argument "print" they are written anew.
 *
 *   build/tests/test_extract_lookup print >src/extract/lookup.inc */
#include <stdio.h>
#include <string.h>

#include "../../src/extract/lookup_priv.h"
#include "../../src/extract/prompts_priv.h"
#include "support/support.h"

enum { WORDS_MAX = 2048 };

struct made {
    struct ts_word words[WORDS_MAX];
    uint16_t chains[TS_LOOKUP_CHAINS];
    size_t n;
};

static const struct {
    const char *name;
    const struct ts_lookup *lookup;
} tables[] = { { "cue", &ts_cue_lookup },
               { "role", &ts_role_lookup },
               { "prompt", &ts_prompt_lookup } };

static void add(struct made *m, size_t list, size_t start, ts_str word)
{
    uint32_t hash = ts_lookup_hash(word);
    uint16_t *chain = &m->chains[hash % TS_LOOKUP_CHAINS];

    assert_true(m->n < WORDS_MAX && start <= UINT16_MAX && word.len <= TS_PHRASE_MAX);
    m->words[m->n++] = (struct ts_word){ .start = (uint16_t)start,
                                         .next = *chain,
                                         .list = (uint8_t)list,
                                         .rest = (uint8_t)(hash / TS_LOOKUP_CHAINS),
                                         .len = (uint8_t)word.len };
    *chain = (uint16_t)m->n;
}

static void make(const struct ts_lookup *l, struct made *m)
{
    const char *text;

    *m = (struct made){ 0 };
    for (size_t list = 0; (text = l->list(list)); list++) {
        const char *gap = strchr(text, '|') ? "|" : " ";
        for (size_t at = 0, len; text[at]; at += len + (text[at + len] != 0))
            if ((len = strcspn(text + at, gap)) > 0)
                add(m, list, at, (ts_str){ text + at, len });
    }
}

static void tables_are_those_of_the_lists(void **state)
{
    static struct made m;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(tables); i++) {
        const struct ts_lookup *l = tables[i].lookup;
        make(l, &m);
        assert_memory_equal(l->chains, m.chains, sizeof m.chains);
        for (size_t k = 0; k < m.n; k++) {
            assert_int_equal(l->words[k].start, m.words[k].start);
            assert_int_equal(l->words[k].next, m.words[k].next);
            assert_int_equal(l->words[k].list, m.words[k].list);
            assert_int_equal(l->words[k].rest, m.words[k].rest);
            assert_int_equal(l->words[k].len, m.words[k].len);
        }
    }
}

static bool has(const struct ts_lookup *l, const char *text)
{
    ts_str wanted = ts_str_of(text);
    uint32_t hash = ts_lookup_hash(wanted);
    const struct ts_word *w = ts_lookup_first(l, hash);

    while (w && !ts_str_eq(ts_word_text(l, w), wanted))
        w = ts_lookup_next(l, w, hash);
    return w != NULL;
}

static void words_are_found_by_their_first_one(void **state)
{
    (void)state;
    assert_true(has(&ts_cue_lookup, "most-read"));
    assert_true(has(&ts_cue_lookup, "__next"));
    assert_false(has(&ts_cue_lookup, "harbour"));
    assert_true(has(&ts_role_lookup, "författare"));
    assert_true(has(&ts_prompt_lookup, "read also"));
    assert_false(has(&ts_prompt_lookup, "read"));
    assert_false(has(&ts_prompt_lookup, ""));
}

static void print(const char *name, const struct made *m)
{
    printf("static const struct ts_word %s_words[] = {\n", name);
    for (size_t i = 0; i < m->n; i++)
        printf("    { %d, %d, %d, %d, %d },\n", m->words[i].start, m->words[i].next,
               m->words[i].list, m->words[i].rest, m->words[i].len);
    printf("};\n\nstatic const uint16_t %s_chains[TS_LOOKUP_CHAINS] = {\n", name);
    for (size_t i = 0; i < TS_LOOKUP_CHAINS; i++)
        printf("%s%d,%s", i % 16 == 0 ? "    " : " ", m->chains[i], i % 16 == 15 ? "\n" : "");
    printf("};\n");
}

static void print_all(void)
{
    static struct made m;

    printf("/* Written by tests/extract/test_lookup.c from the lists of words.  clang-format off "
           "*/\n");
    for (size_t i = 0; i < TS_COUNT(tables); i++) {
        make(tables[i].lookup, &m);
        printf("\n");
        print(tables[i].name, &m);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_those_of_the_lists),
        cmocka_unit_test(words_are_found_by_their_first_one),
    };

    if (argc > 1 && strcmp(argv[1], "print") == 0) {
        print_all();
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
