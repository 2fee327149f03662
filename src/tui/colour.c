/* colour.c - colours by name, and as few of them as a terminal has.
 *
 * The first 16 of a terminal's colours are whatever its owner made of them; the values here are
 * xterm's, and serve only to find the nearest one.  The other 240 are a cube of 6x6x6 and 24 greys.
 */
#include <limits.h>

#include "tearsheet/tui/theme.h"

enum { GREY_SPREAD = 32 /* between the channels of a colour that is taken for grey */ };

struct rgb {
    int r, g, b;
};

static const struct {
    const char *name;
    uint8_t index;
} names[] = {
    { "black", 0 },         { "red", 1 },
    { "green", 2 },         { "yellow", 3 },
    { "blue", 4 },          { "magenta", 5 },
    { "cyan", 6 },          { "white", 7 },
    { "grey", 8 },          { "gray", 8 },
    { "bright-black", 8 },  { "bright-red", 9 },
    { "bright-green", 10 }, { "bright-yellow", 11 },
    { "bright-blue", 12 },  { "bright-magenta", 13 },
    { "bright-cyan", 14 },  { "bright-white", 15 },
};

static const struct rgb first_16[] = {
    { 0, 0, 0 },       { 205, 0, 0 },   { 0, 205, 0 },   { 205, 205, 0 },
    { 0, 0, 238 },     { 205, 0, 205 }, { 0, 205, 205 }, { 229, 229, 229 },
    { 127, 127, 127 }, { 255, 0, 0 },   { 0, 255, 0 },   { 255, 255, 0 },
    { 92, 92, 255 },   { 255, 0, 255 }, { 0, 255, 255 }, { 255, 255, 255 },
};

static int hex_digit(char c)
{
    if (ts_is_digit(c))
        return c - '0';
    c = ts_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool parse_rgb(ts_str text, struct ts_colour *out)
{
    int value[6];

    if (text.len != 7)
        return false;
    for (int i = 0; i < 6; i++)
        if ((value[i] = hex_digit(text.ptr[i + 1])) < 0)
            return false;
    *out = (struct ts_colour){ .kind = TS_COLOUR_RGB,
                               .r = (uint8_t)(value[0] * 16 + value[1]),
                               .g = (uint8_t)(value[2] * 16 + value[3]),
                               .b = (uint8_t)(value[4] * 16 + value[5]) };
    return true;
}

bool ts_colour_parse(ts_str text, struct ts_colour *out)
{
    int64_t number;

    if (ts_str_is(text, "default") || ts_str_is(text, "-")) {
        *out = (struct ts_colour){ 0 };
        return true;
    }
    if (ts_str_starts(text, "#"))
        return parse_rgb(text, out);
    for (size_t i = 0; i < TS_COUNT(names); i++) {
        if (ts_str_is_nocase(text, names[i].name)) {
            *out = (struct ts_colour){ .kind = TS_COLOUR_INDEX, .index = names[i].index };
            return true;
        }
    }
    if (text.len == 0 || !ts_is_digit(text.ptr[0]) || !ts_str_to_int(text, &number) || number > 255)
        return false;
    *out = (struct ts_colour){ .kind = TS_COLOUR_INDEX, .index = (uint8_t)number };
    return true;
}

static int cube_level(int step)
{
    return step == 0 ? 0 : 55 + 40 * step;
}

static struct rgb rgb_of_index(int index)
{
    if (index < 16)
        return first_16[index];
    if (index >= 232) {
        int grey = 8 + 10 * (index - 232);
        return (struct rgb){ grey, grey, grey };
    }
    index -= 16;
    return (struct rgb){ cube_level(index / 36), cube_level(index / 6 % 6), cube_level(index % 6) };
}

static int distance(struct rgb a, struct rgb b)
{
    int r = a.r - b.r, g = a.g - b.g, blue = a.b - b.b;
    return 2 * r * r + 4 * g * g + 3 * blue * blue; /* the eye is keenest on green */
}

static bool is_grey(struct rgb c)
{
    int most = c.r > c.g ? c.r : c.g, least = c.r < c.g ? c.r : c.g;

    most = c.b > most ? c.b : most;
    least = c.b < least ? c.b : least;
    return most - least <= GREY_SPREAD;
}

/* The nearest of the colours from `first` on; a grey stays one. */
static int nearest(struct rgb wanted, int first, int end)
{
    int best = first, best_distance = INT_MAX;

    for (int i = first; i < end; i++) {
        struct rgb rgb = rgb_of_index(i);
        if (is_grey(wanted) && !is_grey(rgb))
            continue;
        int d = distance(wanted, rgb);
        if (d < best_distance) {
            best = i;
            best_distance = d;
        }
    }
    return best;
}

/* Terminals with direct colours take only the first 8 numbers for what they are called. */
static struct ts_colour direct(struct ts_colour colour)
{
    if (colour.kind == TS_COLOUR_RGB || colour.index < 8)
        return colour;
    struct rgb rgb = rgb_of_index(colour.index);
    return (struct ts_colour){
        .kind = TS_COLOUR_RGB, .r = (uint8_t)rgb.r, .g = (uint8_t)rgb.g, .b = (uint8_t)rgb.b
    };
}

struct ts_colour ts_colour_reduce(struct ts_colour colour, int n_colours)
{
    struct rgb rgb = { colour.r, colour.g, colour.b };

    if (colour.kind == TS_COLOUR_DEFAULT || n_colours < 8)
        return (struct ts_colour){ 0 };
    if (n_colours > 256)
        return direct(colour);
    int limit = n_colours >= 256 ? 256 : n_colours >= 16 ? 16 : 8;
    if (colour.kind == TS_COLOUR_INDEX) {
        if (colour.index < limit)
            return colour;
        if (colour.index < 16)
            return (struct ts_colour){ .kind = TS_COLOUR_INDEX, .index = colour.index & 7 };
        rgb = rgb_of_index(colour.index);
    }
    /* the first 16 may be anything, so with 256 the sure ones are better */
    return (struct ts_colour){ .kind = TS_COLOUR_INDEX,
                               .index = (uint8_t)nearest(rgb, limit == 256 ? 16 : 0, limit) };
}
