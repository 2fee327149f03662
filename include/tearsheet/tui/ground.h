/* ground.h - whether a terminal shows light text on dark, or dark on light. */
#ifndef TEARSHEET_TUI_GROUND_H
#define TEARSHEET_TUI_GROUND_H

#include "tearsheet/base/str.h"

/* Reads a terminal's answer about its background (OSC 11): "rgb:RRRR/GGGG/BBBB", one to four
 * hexadecimal digits each.  False when it is none. */
bool ts_ground_parse(ts_str answer, bool *is_light);

/* The same of the variable COLORFGBG, "15;0": the last number is the background, of 16 colours. */
bool ts_ground_of_variable(ts_str value, bool *is_light);

#endif
