/* fuzz_charset.c - any bytes as a document whose first line is the charset that a server names.
 * Whatever they are, text comes out. */
#include "fuzz.h"

#include "tearsheet/base/charset.h"
#include "tearsheet/base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ts_str rest = { (const char *)data, size };
    ts_str http = { 0 };
    struct ts_arena a = { 0 };
    struct ts_charset used;

    ts_str_split(&rest, '\n', &http);
    ts_str text = ts_charset_to_utf8(&a, rest, http, &used);
    MUST(ts_utf8_is_valid(text));
    MUST(used.name.len > 0);
    MUST(ts_str_eq(used.name, ts_charset_guess(&a, rest, http).name));
    ts_charset_of_content_type(rest);
    ts_arena_done(&a);
    return 0;
}
