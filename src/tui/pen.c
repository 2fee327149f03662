/* pen.c - colours, attributes and links as the terminal is told of them; a door to curses, whose
 * terminfo says how.
 *
 * Only what differs from what was said before is sent; taking an attribute or a colour away means
 * beginning anew. */
#include <curses.h>
#include <term.h>

#include "tearsheet/base/map.h"

#include "writer_priv.h"

static bool is_same_colour(struct ts_colour a, struct ts_colour b)
{
    return a.kind == b.kind && a.index == b.index && a.r == b.r && a.g == b.g && a.b == b.b;
}

bool pen_is_same(const struct ts_style *a, const struct ts_style *b)
{
    return a->attrs == b->attrs && is_same_colour(a->fg, b->fg) && is_same_colour(a->bg, b->bg);
}

void pen_put_capability(struct ts_buf *out, const char *capability)
{
    ts_str rest = ts_str_of(capability ? capability : "");

    for (size_t at; (at = ts_str_find(rest, TS_STR("$<"), 0)) != TS_NPOS;) {
        size_t end = ts_str_find_char(rest, '>', at);
        ts_buf_put(out, ts_str_sub(rest, 0, at));
        rest = ts_str_skip(rest, end == TS_NPOS ? rest.len : end + 1);
    }
    ts_buf_put(out, rest);
}

/* True when a terminal of few colours has nothing but black or white for a colour that was not
 * called so, which may well be its ground: a dark grey, or a light one. */
static bool is_lost(struct ts_colour wanted, struct ts_colour reduced)
{
    enum { BLACK = 0, WHITE = 7, GREY = 8, N_NAMED = 16 };
    bool is_named =
        wanted.kind == TS_COLOUR_INDEX && wanted.index < N_NAMED && wanted.index != GREY;

    if (wanted.kind == TS_COLOUR_DEFAULT)
        return false;
    return reduced.kind == TS_COLOUR_DEFAULT ||
           (reduced.kind == TS_COLOUR_INDEX && !is_named &&
            (reduced.index == BLACK || reduced.index == WHITE));
}

/* The attributes that the terminal can show together with colours. */
static uint8_t allowed_attrs(uint8_t attrs, bool has_colour)
{
    static const struct {
        uint8_t attr;
        int bit; /* of terminfo's no_color_video */
    } conflicts[] = {
        { TS_ATTR_UNDERLINE, 2 }, { TS_ATTR_REVERSE, 4 }, { TS_ATTR_DIM, 16 }, { TS_ATTR_BOLD, 32 }
    };

    for (size_t i = 0; has_colour && no_color_video > 0 && i < TS_COUNT(conflicts); i++)
        if (no_color_video & conflicts[i].bit)
            attrs &= (uint8_t)~conflicts[i].attr;
    return attrs;
}

struct ts_style pen_style(const struct writer *w, const struct ts_theme *theme,
                          const struct ts_cell *cell)
{
    struct ts_style style = ts_theme_style(theme, cell->role, cell->attrs);
    struct ts_colour bg = ts_colour_reduce(style.bg, w->n_colours);
    struct ts_style out = { .fg = ts_colour_reduce(style.fg, w->n_colours), .bg = bg };
    bool is_bg_lost = is_lost(style.bg, bg);

    if (is_bg_lost) /* what a theme tells apart by background alone stays apart */
        out.bg = (struct ts_colour){ 0 };
    if (out.bg.kind == TS_COLOUR_DEFAULT &&
        is_lost(style.fg, out.fg)) /* not on the ground itself */
        out.fg = (struct ts_colour){ 0 };
    bool has_colour = out.fg.kind != TS_COLOUR_DEFAULT || out.bg.kind != TS_COLOUR_DEFAULT;
    out.attrs = allowed_attrs(style.attrs, has_colour);
    if (is_bg_lost)
        out.attrs |= TS_ATTR_REVERSE;
    return out;
}

static void put_colour(struct writer *w, struct ts_colour colour, const char *capability)
{
    if (colour.kind == TS_COLOUR_RGB && w->is_direct)
        ts_buf_printf(&w->out, "\033[%d;2;%d;%d;%dm", capability == set_a_foreground ? 38 : 48,
                      colour.r, colour.g, colour.b);
    else if (colour.kind == TS_COLOUR_RGB)
        pen_put_capability(&w->out, tiparm(capability, colour.r << 16 | colour.g << 8 | colour.b));
    else if (colour.kind == TS_COLOUR_INDEX)
        pen_put_capability(&w->out, tiparm(capability, colour.index));
}

static void begin_attrs(struct writer *w, uint8_t attrs)
{
    const struct {
        uint8_t attr;
        const char *capability;
    } all[] = {
        { TS_ATTR_BOLD, enter_bold_mode },       { TS_ATTR_DIM, enter_dim_mode },
        { TS_ATTR_ITALIC, enter_italics_mode },  { TS_ATTR_UNDERLINE, enter_underline_mode },
        { TS_ATTR_REVERSE, enter_reverse_mode },
    };

    for (size_t i = 0; i < TS_COUNT(all); i++)
        if (attrs & all[i].attr)
            pen_put_capability(&w->out, all[i].capability);
}

static bool is_taken_away(struct ts_colour before, struct ts_colour colour)
{
    return before.kind != TS_COLOUR_DEFAULT && colour.kind == TS_COLOUR_DEFAULT;
}

void pen_set_style(struct writer *w, struct ts_style style)
{
    struct ts_style *now = &w->pen.style;

    if (w->pen.is_known && pen_is_same(now, &style))
        return;
    if (!w->pen.is_known || (now->attrs & ~style.attrs) || is_taken_away(now->fg, style.fg) ||
        is_taken_away(now->bg, style.bg)) {
        pen_put_capability(&w->out, exit_attribute_mode);
        *now = (struct ts_style){ 0 };
    }
    begin_attrs(w, style.attrs & (uint8_t)~now->attrs);
    if (!is_same_colour(now->fg, style.fg))
        put_colour(w, style.fg, set_a_foreground);
    if (!is_same_colour(now->bg, style.bg))
        put_colour(w, style.bg, set_a_background);
    *now = style;
    w->pen.is_known = true;
}

bool pen_has_background(const struct writer *w, struct ts_colour bg)
{
    return w->pen.is_known && is_same_colour(w->pen.style.bg, bg) &&
           !(w->pen.style.attrs & (TS_ATTR_UNDERLINE | TS_ATTR_REVERSE));
}

void pen_set_link(struct writer *w, ts_str target)
{
    struct ts_arena a = { 0 };

    if (!w->has_links || ts_str_eq(w->pen.target, target))
        return;
    ts_str address = clickable_address(&a, target);
    if (address.len > 0) /* the parts of a link share an id, so that they light up together */
        ts_buf_printf(&w->out, "\033]8;id=%08x;%.*s\033\\",
                      (unsigned)ts_hash_bytes(address.ptr, address.len, 0), TS_FMT(address));
    else if (w->pen.target.len > 0)
        ts_buf_puts(&w->out, "\033]8;;\033\\");
    w->pen.target = address.len > 0 ? target : TS_STR("");
    ts_arena_done(&a);
}

void pen_reset(struct writer *w)
{
    pen_set_link(w, TS_STR(""));
    pen_set_style(w, (struct ts_style){ 0 });
}
