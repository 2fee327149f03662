/* fuzz_selector.c - the first line as a rule of the reader, the rest as a page that it is used on.
 * What it decided about says so, and nothing else does. */
#include "fuzz.h"

#include "tearsheet/base/utf8.h"
#include "tearsheet/extract/extract.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ts_arena a = { 0 };
    ts_str rest = ts_utf8_repair(&a, (ts_str){ (const char *)data, size }), line = { 0 };
    struct ts_site_rule rule;
    struct ts_site_rules rules = { &rule, 1 };
    struct ts_wishes wishes = { .rules = &rules };
    struct ts_article article = { 0 };
    struct ts_err err = { 0 };

    (void)ts_str_split(&rest, '\n', &line);
    if (ts_site_rule_parse(&a, line, &rule, &err) != TS_OK) {
        MUST(err.msg[0] != '\0');
    } else if (ts_extract_as_wished(&a, rest, TS_STR("https://h.example/a"), &wishes, &article,
                                    NULL) == TS_OK) {
        for (size_t i = 0; i < article.n_blocks; i++) {
            const struct ts_block *block = &article.blocks[i];
            MUST(block->decided_by != TS_BY_RULE || block->is_kept == rule.is_keep);
            MUST(ts_str_starts(block->reason, "rule: ") == (block->decided_by == TS_BY_RULE));
        }
    }
    ts_arena_done(&a);
    return 0;
}
