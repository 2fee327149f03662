/* What is said of a source beside its name. */
#include "support/support.h"

#include "tearsheet/model/source.h"

static void trouble_is_told_without_the_address(void **state)
{
    static const struct {
        const char *error, *want;
    } cases[] = {
        { "https://tide.example/rss: 404 not found", "404 not found" },
        { "https://tide.example/rss2: 404 not found", "https://tide.example/rss2: 404 not found" },
        { "cannot find tide.example", "cannot find tide.example" },
        { "https://tide.example/rss", "https://tide.example/rss" },
        { "", "" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_source source = { .url = TS_STR("https://tide.example/rss"),
                                    .error = ts_str_of(cases[i].error) };
        assert_slice_equal(ts_source_trouble(&source), cases[i].want);
    }
}

static void whole_texts_are_believed_after_some(void **state)
{
    struct ts_source source = { .n_full_texts = TS_SOURCE_FULL_TEXTS - 1 };

    (void)state;
    assert_false(ts_source_has_full_texts(&source));
    source.n_full_texts++;
    assert_true(ts_source_has_full_texts(&source));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trouble_is_told_without_the_address),
        cmocka_unit_test(whole_texts_are_believed_after_some),
    };
    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
