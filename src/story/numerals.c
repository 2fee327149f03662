#include "numerals_priv.h"

#include "tearsheet/base/utf8.h"

/* From 2 to 20, then the tens from 30 on, parted by spaces; other forms of one number by "|". */
static const struct {
    const char lang[3];
    const char *words;
} rows[] = {
    { "en",
      "two three four five six seven eight nine ten eleven twelve|dozen thirteen fourteen fifteen "
      "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
      "hundred" },
    { "de",
      "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf|dutzend dreizehn vierzehn "
      "fünfzehn "
      "sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig "
      "neunzig hundert" },
    { "fr",
      "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize - - - "
      "vingt trente quarante cinquante soixante - - - cent" },
    { "es",
      "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
      "diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta "
      "noventa cien" },
    { "it",
      "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
      "sedici diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta settanta "
      "ottanta novanta cento" },
    { "pt",
      "dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze "
      "dezasseis|dezesseis dezassete|dezessete dezoito dezanove|dezenove vinte trinta quarenta "
      "cinquenta sessenta setenta oitenta noventa cem" },
    { "nl",
      "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
      "zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig "
      "negentig "
      "honderd" },
    { "pl",
      "dwa|dwie|dwóch|dwoje trzy|trzech|troje cztery|czterech|czworo pięć|pięciu|pięcioro "
      "sześć|sześciu siedem|siedmiu osiem|ośmiu dziewięć|dziewięciu dziesięć|dziesięciu "
      "jedenaście|jedenastu dwanaście|dwunastu trzynaście|trzynastu czternaście|czternastu "
      "piętnaście|piętnastu szesnaście|szesnastu siedemnaście|siedemnastu osiemnaście|osiemnastu "
      "dziewiętnaście|dziewiętnastu dwadzieścia|dwudziestu trzydzieści|trzydziestu "
      "czterdzieści|czterdziestu pięćdziesiąt|pięćdziesięciu sześćdziesiąt siedemdziesiąt "
      "osiemdziesiąt dziewięćdziesiąt sto|stu" },
    { "uk",
      "два|дві|двох|двоє три|трьох|троє чотири|чотирьох|четверо "
      "п'ять|пять|п'ятьох|пятьох|п'яти|пяти "
      "шість|шести|шістьох сім|семи|сімох вісім|восьми дев'ять|девять|дев'яти|девяти "
      "десять|десяти|десятьох одинадцять|одинадцяти дванадцять|дванадцяти|дванадцятьох тринадцять "
      "чотирнадцять п'ятнадцять|пятнадцять шістнадцять сімнадцять вісімнадцять "
      "дев'ятнадцять|девятнадцять двадцять|двадцяти тридцять|тридцяти сорок "
      "п'ятдесят|пятдесят шістдесят сімдесят вісімдесят дев'яносто|девяносто сто|сотня" },
    { "ru",
      "два|две|двух|двое три|трёх|трех|трое четыре|четырёх|четырех|четверо пять|пяти|пятеро "
      "шесть|шести|шестеро семь|семи|семеро восемь|восьми девять|девяти десять|десяти "
      "одиннадцать|одиннадцати двенадцать|двенадцати тринадцать четырнадцать пятнадцать "
      "шестнадцать "
      "семнадцать восемнадцать девятнадцать двадцать|двадцати тридцать сорок пятьдесят шестьдесят "
      "семьдесят восемьдесят девяносто сто" },
};

static const int tens[] = { 30, 40, 50, 60, 70, 80, 90, 100 };

static void put_row(struct ts_map *m, ts_str words)
{
    ts_str forms, form;

    for (int i = 2; ts_str_word(&words, &forms); i++)
        while (ts_str_split(&forms, '|', &form))
            *ts_map_put(m, ts_str_hash(form)) = i <= 20 ? i : tens[i - 21];
}

void numerals_put(struct ts_map *m, ts_str lang)
{
    for (size_t i = 0; i < TS_COUNT(rows); i++)
        if (ts_str_is(lang, rows[i].lang))
            put_row(m, ts_str_of(rows[i].words));
}

/* What a sign multiplies by, or 0. */
static uint64_t myriad_of(uint32_t rune)
{
    static const struct {
        uint32_t rune;
        uint64_t times;
    } signs[] = {
        { 0x5343, 1000 },      { 0xCC9C, 1000 },      /* 千 천 */
        { 0x4E07, 10000 },     { 0x842C, 10000 },     /* 万 萬 */
        { 0xB9CC, 10000 },                            /* 만 */
        { 0x5104, 100000000 }, { 0x4EBF, 100000000 }, /* 億 亿 */
        { 0xC5B5, 100000000 },                        /* 억 */
    };

    for (size_t i = 0; i < TS_COUNT(signs); i++)
        if (signs[i].rune == rune)
            return signs[i].times;
    return 0;
}

/* Digits with at most one point among them and commas between thousands: their value times
 * 10 ^ `*n_behind`, the digits behind the point. */
static uint64_t read_digits(ts_str text, size_t *pos, unsigned *n_behind)
{
    uint64_t value = 0;
    bool has_point = false;

    *n_behind = 0;
    for (; *pos < text.len && value < UINT64_MAX / 100000000000; (*pos)++) {
        char c = text.ptr[*pos];
        bool goes_on = *pos + 1 < text.len && ts_is_digit(text.ptr[*pos + 1]);
        if (ts_is_digit(c)) {
            value = value * 10 + (uint64_t)(c - '0');
            *n_behind += has_point;
        } else if (c == '.' && goes_on && !has_point) {
            has_point = true;
        } else if (c != ',' || !goes_on || has_point) {
            break;
        }
    }
    return value;
}

bool numerals_read_myriads(ts_str text, size_t *pos, uint64_t *value)
{
    size_t at = *pos;
    bool has_sign = false;

    *value = 0;
    while (at < text.len && ts_is_digit(text.ptr[at])) {
        unsigned n_behind;
        uint64_t part = read_digits(text, &at, &n_behind);
        for (size_t next = at; next < text.len; at = next) {
            uint64_t times = myriad_of(ts_utf8_next(text, &next));
            if (times == 0)
                break;
            part *= times;
            has_sign = true;
        }
        for (; n_behind > 0; n_behind--)
            part /= 10;
        *value += part;
    }
    if (has_sign)
        *pos = at;
    return has_sign;
}
