/* Tables of names: a row a language, its months parted by "|", spellings of a month by a space.
 * Spellings that mean different months in two languages (Croatian "listopad") are left out. */
#include "date_priv.h"

static const char *const month_rows[] = {
    /* en */ "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
             "september sept sep|october oct|november nov|december dec",
    /* de */
    "januar jänner jän|februar feber|märz mär mrz maerz|april|mai|juni|juli|august|"
    "september|oktober okt|november|dezember dez",
    /* fr */
    "janvier janv|février fevrier févr fév fevr|mars|avril avr|mai|juin|juillet juil|"
    "août aout aoû|septembre|octobre|novembre|décembre decembre déc",
    /* es */
    "enero ene|febrero|marzo|abril abr|mayo|junio|julio|agosto ago|"
    "septiembre setiembre|octubre|noviembre|diciembre dic",
    /* it */
    "gennaio gen|febbraio|marzo|aprile|maggio mag|giugno giu|luglio lug|agosto|"
    "settembre set|ottobre ott|novembre|dicembre",
    /* nl */
    "januari|februari|maart mrt|april|mei|juni|juli|augustus|september|oktober|november|"
    "december",
    /* pt */
    "janeiro|fevereiro fev|março marco|abril|maio|junho|julho|agosto|setembro|outubro out|"
    "novembro|dezembro",
    /* ca */ "gener|febrer|març|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre",
    /* pl */
    "stycznia styczeń sty|lutego luty lut|marca marzec|kwietnia kwiecień kwi|maja maj|"
    "czerwca czerwiec cze|lipca lipiec lip|sierpnia sierpień sie|września wrzesień wrz|"
    "października październik paź|listopada listopad lis|grudnia grudzień gru",
    /* cs */
    "ledna leden|února únor|března březen|dubna duben|května květen|června červen|"
    "července červenec|srpna srpen|září|října říjen|listopadu|prosince prosinec",
    /* sk */
    "januára január|februára február|marca marec|apríla apríl|mája máj|júna jún|júla júl|"
    "augusta|septembra|októbra október|novembra|decembra",
    /* sl hr sr */
    "januarja siječnja januara|februarja veljače februara|ožujka|aprila travnja|"
    "svibnja|junija lipnja juna|julija srpnja jula|avgusta kolovoza avgust|rujna|"
    "oktobra|studenoga studenog|prosinca",
    /* sv da no */
    "januari januar|februari februar|mars marts|april|maj mai|juni|juli|"
    "augusti august|september|oktober|november|december desember des",
    /* fi */
    "tammikuuta tammikuu|helmikuuta helmikuu|maaliskuuta maaliskuu|huhtikuuta huhtikuu|"
    "toukokuuta toukokuu|kesäkuuta kesäkuu|heinäkuuta heinäkuu|elokuuta elokuu|"
    "syyskuuta syyskuu|lokakuuta lokakuu|marraskuuta marraskuu|joulukuuta joulukuu",
    /* et lv lt */
    "jaanuar janvāris sausio|veebruar februāris vasario|märts kovo|"
    "aprill aprīlis balandžio|maijs gegužės|juuni jūnijs birželio|"
    "juuli jūlijs liepos|augusts rugpjūčio|septembris rugsėjo|"
    "oktoober oktobris spalio|novembris lapkričio|detsember decembris gruodžio",
    /* ro */
    "ianuarie ian|februarie|martie|aprilie|mai|iunie iun|iulie iul|august|septembrie|"
    "octombrie|noiembrie noi|decembrie",
    /* hu */
    "január jan|február febr|március márc|április ápr|május máj|június jún|július júl|"
    "augusztus|szeptember szept|október|november|december",
    /* tr */
    "ocak oca|şubat şub subat|mart|nisan nis|mayıs mayis|haziran haz|temmuz tem|"
    "ağustos ağu agustos|eylül eyl eylul|ekim eki|kasım kas kasim|aralık ara aralik",
    /* id */
    "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|"
    "desember",
    /* ru */
    "января январь янв|февраля февраль фев|марта март мар|апреля апрель апр|мая май|"
    "июня июнь июн|июля июль июл|августа август авг|сентября сентябрь сен сент|"
    "октября октябрь окт|ноября ноябрь ноя нояб|декабря декабрь дек",
    /* uk */
    "січня січень січ|лютого лютий лют|березня березень бер|квітня квітень кві квіт|"
    "травня травень тра трав|червня червень чер черв|липня липень лип|"
    "серпня серпень сер серп|вересня вересень вер|жовтня жовтень жов жовт|"
    "листопада листопад лис лист|грудня грудень гру груд",
    /* be bg sr */
    "студзеня януари јануар јануара|февруари лютага фебруар фебруара|"
    "сакавіка|красавіка април априла|мај маја|чэрвеня юни јун јуна|"
    "ліпеня юли јул јула|жніўня аугуст|верасня септември септембар септембра|"
    "кастрычніка октомври октобар октобра|лістапада ноември новембар новембра|"
    "снежня декември децембар децембра",
    /* el */
    "ιανουαρίου ιανουάριος ιαν|φεβρουαρίου φεβρουάριος φεβ|μαρτίου μάρτιος μαρ|"
    "απριλίου απρίλιος απρ|μαΐου μάιος μαϊ μαι|ιουνίου ιούνιος ιουν|"
    "ιουλίου ιούλιος ιουλ|αυγούστου αύγουστος αυγ|σεπτεμβρίου σεπτέμβριος σεπ|"
    "οκτωβρίου οκτώβριος οκτ|νοεμβρίου νοέμβριος νοε|δεκεμβρίου δεκέμβριος δεκ",
    /* ar */
    "يناير|فبراير|مارس|أبريل ابريل|مايو|يونيو|يوليو|أغسطس اغسطس|سبتمبر|أكتوبر اكتوبر|"
    "نوفمبر|ديسمبر",
    /* he */
    "ינואר בינואר|פברואר בפברואר|מרץ במרץ|אפריל באפריל|מאי במאי|יוני ביוני|יולי ביולי|"
    "אוגוסט באוגוסט|ספטמבר בספטמבר|אוקטובר באוקטובר|נובמבר בנובמבר|דצמבר בדצמבר",
    /* hi */
    "जनवरी|फरवरी फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर सितम्बर|अक्टूबर अक्तूबर|नवंबर नवम्बर|"
    "दिसंबर दिसम्बर",
};

static const struct ts_zone zones[] = {
    { "utc", 0, false },     { "gmt", 0, false },    { "z", 0, false },
    { "ut", 0, false },      { "wet", 0, false },    { "west", 60, false },
    { "bst", 60, false },    { "cet", 60, false },   { "cest", 120, false },
    { "mez", 60, false },    { "mesz", 120, false }, { "met", 60, false },
    { "mest", 120, false },  { "wat", 60, false },   { "cat", 120, false },
    { "sast", 120, false },  { "eet", 120, false },  { "eest", 180, false },
    { "msk", 180, false },   { "trt", 180, false },  { "eat", 180, false },
    { "gst", 240, false },   { "pkt", 300, false },  { "ist", 330, false },
    { "npt", 345, false },   { "ict", 420, false },  { "wib", 420, false },
    { "hkt", 480, false },   { "sgt", 480, false },  { "pht", 480, false },
    { "awst", 480, false },  { "jst", 540, false },  { "kst", 540, false },
    { "acst", 570, false },  { "acdt", 630, false }, { "aest", 600, false },
    { "aedt", 660, false },  { "nzst", 720, false }, { "nzdt", 780, false },
    { "brt", -180, false },  { "art", -180, false }, { "nst", -210, false },
    { "ndt", -150, false },  { "ast", -240, false }, { "adt", -180, false },
    { "est", -300, false },  { "edt", -240, false }, { "cst", -360, false },
    { "cdt", -300, false },  { "mst", -420, false }, { "mdt", -360, false },
    { "pst", -480, false },  { "pdt", -420, false }, { "akst", -540, false },
    { "akdt", -480, false }, { "hst", -600, false }, { "et", -300, true },
    { "ct", -360, true },    { "mt", -420, true },   { "pt", -480, true },
};

static const char joints[] =
    "of the de del d den di do da am at um à a às las le les kl klo ob o v ve ore ora alle om uhr "
    "saat och t on г года году р року в о об м στις nap";

static bool is_boundary(ts_str list, size_t at)
{
    return at >= list.len || list.ptr[at] == ' ' || list.ptr[at] == '|';
}

/* Where `word` stands as a whole piece of `list`, or TS_NPOS.  A feed has a date an item, and most
 * words of dates are no month: one search a row is much quicker than taking the rows apart. */
static size_t find_piece(ts_str list, ts_str word)
{
    size_t at = word.len ? ts_str_find(list, word, 0) : TS_NPOS;

    while (at != TS_NPOS &&
           !((at == 0 || is_boundary(list, at - 1)) && is_boundary(list, at + word.len)))
        at = ts_str_find(list, word, at + 1);
    return at;
}

static int month_in_row(ts_str row, ts_str word)
{
    size_t at = find_piece(row, word);
    int month = 1;

    for (size_t i = 0; at != TS_NPOS && i < at; i++)
        month += row.ptr[i] == '|';
    return at == TS_NPOS ? 0 : month;
}

int ts_month_of_name(ts_str lower)
{
    int month = 0;

    for (size_t i = 0; i < sizeof month_rows / sizeof month_rows[0] && month == 0; i++)
        month = month_in_row(ts_str_of(month_rows[i]), lower);
    return month;
}

const struct ts_zone *ts_zone_of_name(ts_str lower)
{
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        if (ts_str_is(lower, zones[i].name))
            return &zones[i];
    }
    return NULL;
}

bool ts_date_is_joint(ts_str lower)
{
    return find_piece(ts_str_of(joints), lower) != TS_NPOS;
}
