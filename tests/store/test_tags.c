#include "store/fixture.h"

#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/store/states.h"
#include "tearsheet/store/stories.h"
#include "tearsheet/store/tags.h"
#include "tearsheet/store/undo.h"

static int64_t put_tag(struct library *l, const char *name)
{
    int64_t id = 0;

    assert_ok(ts_tag_put(l->db, ts_str_of(name), &id, &l->err), &l->err);
    return id;
}

static struct ts_tag tag_of(struct library *l, int64_t id)
{
    struct ts_tag tag = { 0 };

    assert_ok(ts_tag_get(&l->a, l->db, id, &tag, &l->err), &l->err);
    return tag;
}

static ts_str names(struct library *l, const struct ts_tag *tags, size_t n)
{
    struct ts_buf list = { 0 };

    for (size_t i = 0; i < n; i++)
        ts_buf_printf(&list, "%s%.*s", i ? "|" : "", TS_FMT(tags[i].name));
    ts_str result = ts_buf_take(&list, &l->a);
    ts_buf_done(&list);
    return result;
}

static void names_are_compared_without_case_and_accents(void **state)
{
    struct library *l = *state;
    int64_t id = put_tag(l, " Élan "), found = 0;

    assert_slice_equal(tag_of(l, id).name, "Élan");
    assert_int_equal(put_tag(l, "elan"), id);
    assert_int_equal(put_tag(l, "ÉLAN"), id);
    assert_ok(ts_tag_find(l->db, TS_STR("eLAN"), &found, &l->err), &l->err);
    assert_int_equal(found, id);
    assert_int_not_equal(put_tag(l, "elans"), id);
    assert_int_equal(ts_tag_find(l->db, TS_STR("verve"), &found, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no tag \"verve\"");
}

static void bad_names_are_refused(void **state)
{
    static const struct {
        const char *name, *message;
    } cases[] = {
        { "", "a tag needs a name" },
        { "  \t", "a tag needs a name" },
        { "1234567890123456789012345678901234567890123456789012345678901",
          "a tag's name has at most 60 bytes" },
        { "a, b", "a tag's name has no commas and no control characters" },
        { "a\x1f"
          "b",
          "a tag's name has no commas and no control characters" },
        { "a\nb", "a tag's name has no commas and no control characters" },
    };
    struct library *l = *state;
    int64_t id = put_tag(l, "123456789012345678901234567890123456789012345678901234567890");

    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        int64_t other = -1;
        assert_int_equal(ts_tag_put(l->db, ts_str_of(cases[i].name), &other, &l->err), TS_ERR_ARG);
        assert_string_equal(l->err.msg, cases[i].message);
        assert_int_equal(other, -1);
        assert_int_equal(ts_tag_rename(l->db, id, ts_str_of(cases[i].name), &l->err), TS_ERR_ARG);
        assert_string_equal(l->err.msg, cases[i].message);
    }
}

static void each_tag_gets_a_letter_of_its_own(void **state)
{
    static const struct {
        const char *name;
        char letter;
    } cases[] = {
        { "peace", 'p' }, { "press", 'r' }, { "Peer", 'e' }, { "pep", 'P' }, { "Ébène", 'b' },
        { "2025", '2' },  { "22", 'a' },    { "日本", 'c' }, { "a", 'A' },
    };
    struct library *l = *state;
    int64_t id = 0;

    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_int_equal(tag_of(l, put_tag(l, cases[i].name)).letter, cases[i].letter);
    assert_ok(ts_tag_find_letter(l->db, 'P', &id, &l->err), &l->err);
    assert_slice_equal(tag_of(l, id).name, "pep");
    assert_int_equal(ts_tag_find_letter(l->db, 'z', &id, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "no tag has the letter z");

    for (int i = 0; i < 60; i++)
        put_tag(l, ts_arena_printf(&l->a, "tag %d", i).ptr);
    char letter = 'x';
    assert_ok(ts_tag_free_letter(l->db, TS_STR("more"), &letter, &l->err), &l->err);
    assert_int_equal(letter, 0);
    assert_int_equal(tag_of(l, put_tag(l, "more")).letter, 0);
}

static void a_letter_can_be_chosen(void **state)
{
    struct library *l = *state;
    int64_t peace = put_tag(l, "peace"), sport = put_tag(l, "sport");

    assert_ok(ts_tag_put_letter(l->db, sport, 'X', &l->err), &l->err);
    assert_int_equal(tag_of(l, sport).letter, 'X');
    assert_ok(ts_tag_put_letter(l->db, sport, 'X', &l->err), &l->err);
    assert_int_equal(ts_tag_put_letter(l->db, sport, 'p', &l->err), TS_ERR_ARG);
    assert_string_equal(l->err.msg, "that letter is the tag \"peace\" already");
    assert_int_equal(ts_tag_put_letter(l->db, sport, '+', &l->err), TS_ERR_ARG);
    assert_string_equal(l->err.msg, "a tag's letter is one of a-z, A-Z and 0-9");
    assert_ok(ts_tag_put_letter(l->db, peace, 0, &l->err), &l->err);
    assert_int_equal(tag_of(l, peace).letter, 0);
    assert_ok(ts_tag_put_letter(l->db, sport, 'p', &l->err), &l->err);
    /* Undone in turn, though another has the letter meanwhile. */
    assert_ok(ts_undo(&l->a, l->db, NULL, &l->err), &l->err);
    assert_int_equal(tag_of(l, sport).letter, 'X');
    assert_ok(ts_undo(&l->a, l->db, NULL, &l->err), &l->err);
    assert_int_equal(tag_of(l, peace).letter, 'p');
    assert_int_equal(ts_tag_put_letter(l->db, 99, 'q', &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no tag 99");
}

static void completion_goes_by_the_beginnings_of_words(void **state)
{
    static const struct {
        const char *prefix, *want;
    } cases[] = {
        { "p", "peace talks|press" },
        { "P", "peace talks|press" },
        { "ta", "peace talks" },
        { "alks", "" },
        { "ete", "Été" },
        { "", "peace talks|Été|press" },
        { "%", "" },
    };
    struct library *l = *state;
    int64_t used = put_tag(l, "peace talks");

    put_tag(l, "press");
    put_tag(l, "Été");
    assert_ok(ts_tag_toggle_article(l->db, used, add_article(l, "a.example", "x", "x", NOON), NULL,
                                    &l->err),
              &l->err);
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_tag *tags = NULL;
        size_t n = 0;
        assert_ok(ts_tags_complete(&l->a, l->db, ts_str_of(cases[i].prefix), &tags, &n, &l->err),
                  &l->err);
        assert_slice_equal(names(l, tags, n), cases[i].want);
    }
}

static void counts_are_of_what_carries_it(void **state)
{
    struct library *l = *state;
    struct ts_tag *tags = NULL;
    size_t n = 0;
    int64_t one = add_article(l, "a.example", "One", "x", NOON);
    int64_t two = add_article(l, "b.example", "Two", "x", NOON);
    int64_t three = add_article(l, "c.example", "Three", "x", NOON);
    int64_t tag = put_tag(l, "peace"), story = add_to_story(l, one, 0);
    bool is_on = false;

    put_tag(l, "arts");
    add_to_story(l, two, story);
    assert_ok(ts_tag_toggle_story(l->db, tag, story, &is_on, &l->err), &l->err);
    assert_true(is_on);
    assert_ok(ts_tag_toggle_article(l->db, tag, three, &is_on, &l->err), &l->err);
    assert_true(is_on);
    assert_ok(ts_mark_article(l->db, two, true, &l->err), &l->err);
    assert_ok(ts_tags_list(&l->a, l->db, &tags, &n, &l->err), &l->err);
    assert_slice_equal(names(l, tags, n), "arts|peace");
    assert_int_equal(tags[1].n_articles, 3);
    assert_int_equal(tags[1].n_stories, 1);
    assert_int_equal(tags[1].n_unread, 2);
    assert_int_equal(tags[0].n_articles, 0);

    assert_ok(ts_tag_toggle_article(l->db, tag, three, &is_on, &l->err), &l->err);
    assert_false(is_on);
    assert_ok(ts_tag_toggle_story(l->db, tag, story, &is_on, &l->err), &l->err);
    assert_false(is_on);
    assert_int_equal(tag_of(l, tag).n_articles, 0);
    assert_int_equal(ts_tag_toggle_story(l->db, tag, 99, &is_on, &l->err), TS_ERR_NOTFOUND);
    assert_int_equal(ts_tag_toggle_article(l->db, 98, one, &is_on, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no tag 98 or no article 1");
}

/* An article's own tag is not the story's: taking the story's away leaves it. */
static void an_own_tag_stays(void **state)
{
    struct library *l = *state;
    int64_t one = add_article(l, "a.example", "One", "x", NOON);
    int64_t two = add_article(l, "b.example", "Two", "x", NOON);
    int64_t tag = put_tag(l, "peace"), story = add_to_story(l, one, 0);

    add_to_story(l, two, story);
    assert_ok(ts_tag_toggle_article(l->db, tag, one, NULL, &l->err), &l->err);
    assert_ok(ts_tag_toggle_story(l->db, tag, story, NULL, &l->err), &l->err);
    assert_int_equal(tag_of(l, tag).n_articles, 2);
    assert_ok(ts_tag_toggle_story(l->db, tag, story, NULL, &l->err), &l->err);
    assert_int_equal(get_article(l, one).n_tags, 1);
    assert_int_equal(get_article(l, two).n_tags, 0);
    assert_ok(ts_undo(&l->a, l->db, NULL, &l->err), &l->err);
    assert_int_equal(get_article(l, two).n_tags, 1);
    assert_ok(ts_undo(&l->a, l->db, NULL, &l->err), &l->err);
    assert_int_equal(get_article(l, one).n_tags, 1);
    assert_int_equal(get_article(l, two).n_tags, 0);
}

static void a_tag_can_be_renamed(void **state)
{
    struct library *l = *state;
    int64_t tag = put_tag(l, "peace"), found = 0;
    ts_str what;

    put_tag(l, "war");
    assert_ok(ts_tag_rename(l->db, tag, TS_STR("Peace"), &l->err), &l->err);
    assert_slice_equal(tag_of(l, tag).name, "Peace");
    assert_ok(ts_tag_rename(l->db, tag, TS_STR("talks"), &l->err), &l->err);
    assert_ok(ts_tag_find(l->db, TS_STR("Talks"), &found, &l->err), &l->err);
    assert_int_equal(ts_tag_rename(l->db, tag, TS_STR("WAR"), &l->err), TS_ERR_ARG);
    assert_string_equal(l->err.msg, "that name is the tag \"war\" already");
    assert_ok(ts_undo(&l->a, l->db, &what, &l->err), &l->err);
    assert_slice_equal(what, "changed the name of tag \"Peace\"");
    assert_ok(ts_tag_find(l->db, TS_STR("peace"), &found, &l->err), &l->err);
    assert_int_equal(found, tag);
}

static void a_removed_tag_comes_back_whole(void **state)
{
    struct library *l = *state;
    int64_t one = add_article(l, "a.example", "One", "x", NOON);
    int64_t two = add_article(l, "b.example", "Two", "x", NOON);
    int64_t tag = put_tag(l, "Peace talks"), story = add_to_story(l, one, 0);
    ts_str what;

    assert_ok(ts_tag_toggle_story(l->db, tag, story, NULL, &l->err), &l->err);
    assert_ok(ts_tag_toggle_article(l->db, tag, two, NULL, &l->err), &l->err);
    assert_ok(ts_tag_put_colour(l->db, tag, TS_STR("green"), &l->err), &l->err);
    assert_ok(ts_tag_put_muted(l->db, tag, true, &l->err), &l->err);
    assert_ok(ts_tag_remove(l->db, tag, &l->err), &l->err);
    assert_int_equal(get_article(l, one).n_tags, 0);
    assert_int_equal(ts_tag_remove(l->db, tag, &l->err), TS_ERR_NOTFOUND);

    assert_ok(ts_undo(&l->a, l->db, &what, &l->err), &l->err);
    assert_slice_equal(what, "removed the tag \"Peace talks\"");
    struct ts_tag back = tag_of(l, tag);
    assert_slice_equal(back.name, "Peace talks");
    assert_slice_equal(back.colour, "green");
    assert_int_equal(back.letter, 'p');
    assert_true(back.is_muted);
    assert_int_equal(back.n_articles, 2);
    assert_int_equal(back.n_stories, 1);
    assert_ok(ts_undo(&l->a, l->db, NULL, &l->err), &l->err);
    assert_false(tag_of(l, tag).is_muted);
    assert_ok(ts_undo(&l->a, l->db, NULL, &l->err), &l->err);
    assert_slice_equal(tag_of(l, tag).colour, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(names_are_compared_without_case_and_accents),
        TEST(bad_names_are_refused),
        TEST(each_tag_gets_a_letter_of_its_own),
        TEST(a_letter_can_be_chosen),
        TEST(completion_goes_by_the_beginnings_of_words),
        TEST(counts_are_of_what_carries_it),
        TEST(an_own_tag_stays),
        TEST(a_tag_can_be_renamed),
        TEST(a_removed_tag_comes_back_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
