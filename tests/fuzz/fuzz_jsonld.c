/* fuzz_jsonld.c - any bytes as the JSON-LD of a page.  What is mended is JSON, and what is read of
 * it is text. */
#include "fuzz.h"

#include "../../src/extract/jsonld_priv.h"
#include "tearsheet/base/utf8.h"

static void must_be_text(const struct ts_ld *ld)
{
    ts_str fields[] = { ld->headline, ld->published, ld->modified, ld->lang, ld->site,
                        ld->image,    ld->summary,   ld->url,      ld->body };

    for (size_t i = 0; i < TS_COUNT(fields); i++)
        MUST(ts_utf8_is_valid(fields[i]));
    for (size_t i = 0; i < ld->n_authors; i++)
        MUST(ts_utf8_is_valid(ld->authors[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ts_arena a = { 0 };
    ts_str text = ts_utf8_repair(&a, (ts_str){ (const char *)data, size });
    struct ts_json *root;
    struct ts_ld ld;

    MUST(ts_json_parse(&a, ts_ld_repair(&a, text), &root, NULL) == TS_OK);
    ts_ld_read(&a, &text, 1, TS_STR("https://h.example/a"), TS_STR("A | B"), &ld);
    must_be_text(&ld);
    ts_arena_done(&a);
    return 0;
}
