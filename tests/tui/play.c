#include "play.h"

#include "tearsheet/base/utf8.h"

void play_each(const char *keys, void (*press)(void *context, struct ts_key key), void *context)
{
    ts_str rest = ts_str_of(keys), word;

    while (ts_str_word(&rest, &word)) {
        struct ts_key key;
        if (word.len > 1 && word.ptr[0] == '\'') {
            for (size_t pos = 1; pos + 1 < word.len;) {
                key.code = ts_utf8_next(word, &pos);
                if (key.code == '_')
                    key.code = ' ';
                press(context, key);
            }
            continue;
        }
        assert_true(ts_key_parse(word, &key));
        press(context, key);
    }
}
