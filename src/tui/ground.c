#include "tearsheet/tui/ground.h"

enum { MAX_DIGITS = 4 };

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* A number of one to four hexadecimal digits, as a share of the largest of so many. */
static bool parse_share(ts_str digits, double *out)
{
    static const double largest[MAX_DIGITS + 1] = { 0, 0xF, 0xFF, 0xFFF, 0xFFFF };
    unsigned value = 0;

    if (digits.len == 0 || digits.len > MAX_DIGITS)
        return false;
    for (size_t i = 0; i < digits.len; i++) {
        int digit = hex_digit(digits.ptr[i]);
        if (digit < 0)
            return false;
        value = value * 16 + (unsigned)digit;
    }
    *out = value / largest[digits.len];
    return true;
}

bool ts_ground_parse(ts_str answer, bool *is_light)
{
    /* What red, green and blue add to how light a colour looks: ITU-R BT.709. */
    static const double weights[] = { 0.2126, 0.7152, 0.0722 };
    double light = 0;
    ts_str part;

    if (!ts_str_starts(answer, "rgb:"))
        return false;
    answer = ts_str_skip(answer, 4);
    for (int i = 0; i < 3; i++) {
        double share;
        if (!ts_str_split(&answer, '/', &part) || !parse_share(part, &share))
            return false;
        light += weights[i] * share;
    }
    if (answer.len > 0)
        return false;
    *is_light = light > 0.5;
    return true;
}

bool ts_ground_of_variable(ts_str value, bool *is_light)
{
    ts_str last = { 0 };
    int64_t number;

    while (ts_str_split(&value, ';', &last))
        ;
    if (!ts_str_to_int(last, &number) || number < 0 || number > 15)
        return false;
    *is_light = number == 7 || number > 8; /* 8 is the dark grey among the bright ones */
    return true;
}
