/* paste.c - text that is pasted is text, whatever it holds: no key of it is a command. */
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"

#include "ui_priv.h"

enum { PASTE_MAX_BYTES = 64 * 1024 };

static void collect(struct ts_ui *ui, struct ts_key key)
{
    char bytes[4];
    uint32_t rune = key.code & ~(uint32_t)TS_KEY_ALT;

    if (rune == TS_KEY_ENTER || rune == TS_KEY_TAB)
        rune = '\n';
    if (rune >= TS_KEY_FIRST || ui->pasted.len + sizeof bytes > PASTE_MAX_BYTES)
        return;
    ts_buf_put(&ui->pasted, (ts_str){ bytes, ts_utf8_encode(rune, bytes) });
}

/* Lines of an address each are addresses to add; in all other prompts they become one line. */
static void into_prompt(struct ts_ui *ui, ts_str text)
{
    for (size_t pos = 0; pos < text.len;) {
        struct ts_key key = { ts_utf8_next(text, &pos) };
        if (ui->prompt_kind == PROMPT_ADD && key.code == '\n' && pos < text.len) {
            ui_prompt_key(ui, (struct ts_key){ TS_KEY_ENTER });
            ui_ask(ui, PROMPT_ADD, TS_STR(""));
        } else if (key.code >= ' ' && key.code != TS_KEY_BACKSPACE) {
            ui_prompt_key(ui, key);
        } else if (pos < text.len) {
            ui_prompt_key(ui, (struct ts_key){ ' ' });
        }
    }
}

/* Outside of a prompt an address asks to be added. */
static void finish(struct ts_ui *ui)
{
    struct ts_arena a = { 0 };
    ts_str text = ts_str_trim(ts_utf8_safe(&a, ts_buf_str(&ui->pasted), true));

    ts_buf_clear(&ui->message);
    ui->tag_menu.is_open = ui->link_menu.is_open = false;
    if (ui->prompt_kind == PROMPT_NONE && ts_url_is_http(text))
        ui_ask(ui, PROMPT_ADD, TS_STR(""));
    if (ui->prompt_kind != PROMPT_NONE)
        into_prompt(ui, text);
    else
        ui_say(ui, false, "what was pasted is no address; a prompt takes any text");
    ts_buf_clear(&ui->pasted);
    ts_arena_done(&a);
}

bool ui_paste_key(struct ts_ui *ui, struct ts_key key)
{
    if (key.code == TS_KEY_PASTE_BEGIN) {
        ui->is_pasting = true;
        ts_buf_clear(&ui->pasted);
        return true;
    }
    if (!ui->is_pasting)
        return key.code == TS_KEY_PASTE_END;
    if (key.code == TS_KEY_PASTE_END || key.code == 'C' - '@') { /* ^C: its end was lost */
        ui->is_pasting = false;
        finish(ui);
    } else {
        collect(ui, key);
    }
    return true;
}
