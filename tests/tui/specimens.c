#include "specimens.h"

#include "library.h"

#include "tearsheet/store/articles.h"
#include "tearsheet/store/sources.h"
#include "tearsheet/store/stories.h"

#define KEPT(kind_, text_)                                                      \
    {                                                                           \
        .kind = TS_BLOCK_##kind_, .is_kept = true, .level = 1, .text = S(text_) \
    }
#define KEPT_AT(kind_, level_, text_)                                                  \
    {                                                                                  \
        .kind = TS_BLOCK_##kind_, .is_kept = true, .level = (level_), .text = S(text_) \
    }
#define NUMBERED(level_, number_, text_)                                                     \
    {                                                                                        \
        .kind = TS_BLOCK_LIST_ITEM, .is_kept = true, .level = (level_), .number = (number_), \
        .text = S(text_)                                                                     \
    }

/* ---- all that type can do ---- */

static struct ts_span type_spans[] = {
    { 4, 7, TS_SPAN_EMPHASIS, { 0 } },
    { 43, 19, TS_SPAN_LINK, S("https://weir.example/locks/upper") },
    { 52, 5, TS_SPAN_STRONG, { 0 } },
    { 116, 9, TS_SPAN_CODE, { 0 } },
};

static struct ts_block type_blocks[] = {
    KEPT(STANDFIRST, "A town rebuilds its lock by hand, with drawings that are older than its "
                     "mayor."),
    { .kind = TS_BLOCK_PARAGRAPH,
      .is_kept = true,
      .text = S("The Kestrel was the first boat through the restored upper lock on Saturday, and "
                "her skipper typed the lock’s code open 4417 with frozen fingers while two "
                "hundred people sang."),
      .spans = type_spans,
      .n_spans = TS_COUNT(type_spans) },
    KEPT_AT(HEADING, 2, "How a lock is built"),
    KEPT(PARAGRAPH, "Three things are needed:"),
    NUMBERED(1, 1,
             "a chamber of stone that does not leak, or leaks no faster than the river "
             "fills it"),
    KEPT_AT(LIST_ITEM, 2, "sandstone below the water line"),
    KEPT_AT(LIST_ITEM, 2,
            "brick above it, laid in lime so that it may move with the frost of a "
            "hard winter"),
    KEPT_AT(LIST_ITEM, 3, "never cement"),
    NUMBERED(1, 2, "two pairs of gates"),
    NUMBERED(1, 10, "patience"),
    KEPT_AT(HEADING, 3, "The oak"),
    KEPT(QUOTE, "You do not choose the tree. You walk about for a year and wait until one of "
                "them has been looking at you for long enough."),
    KEPT_AT(QUOTE, 2, "My father said the same of dogs."),
    { .kind = TS_BLOCK_TABLE_ROW,
      .is_kept = true,
      .is_header = true,
      .text = S("Gate\tTimber\tWeight, t\tHung") },
    KEPT(TABLE_ROW, "Upper, left\tOak from the Lethen woods, felled in 2021\t4.2\tMarch"),
    KEPT(TABLE_ROW, "Upper, right\tOak\t4.25\tApril"),
    KEPT(TABLE_ROW, "Lower pair\tLarch, for the time being\t11\tJune"),
    KEPT_AT(HEADING, 4, "What the sluice keeper types"),
    KEPT(PRE, "# raise, wait, lower; the water finds its level in eleven minutes, or in "
              "fourteen when the mill runs\nfor gate in upper lower; do\n\tsluice \"$gate\" "
              "--raise 40\ndone"),
    { .kind = TS_BLOCK_CAPTION,
      .is_kept = true,
      .text = S("The Kestrel in the chamber, seen from the mill. Photo: Bo Ek"),
      .image = S("https://weir.example/pictures/kestrel-in-the-upper-lock.jpg") },
    KEPT(PARAGRAPH, "Nobody knows what it cost.[1] A supercalifragilisticexpialidocious-"
                    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung was "
                    "consulted."),
    KEPT(TIMESTAMP, "14:05"),
    KEPT(PARAGRAPH, "The band has stopped; the geese have not."),
    KEPT(NOTE, "An earlier version of this article named another tree."),
    NUMBERED(1, 1, "The town’s books for those years burned with the town hall."),
};

/* ---- right to left ---- */

static struct ts_span hebrew_spans[] = {
    { 0, 8, TS_SPAN_LINK, S("https://nahar.example/gesher") },
    { 18, 8, TS_SPAN_STRONG, { 0 } },
};

static struct ts_block hebrew_blocks[] = {
    { .kind = TS_BLOCK_PARAGRAPH,
      .is_kept = true,
      .text = S("הגשר החדש נפתח ביום שני בשעה 8:30 בבוקר, אחרי שלוש שנים של עבודה (ושתי "
                "דחיות). ראש העיר אמר כי המחיר, 12.5 מיליון כתרים, היה \"הוגן\"."),
      .spans = hebrew_spans,
      .n_spans = TS_COUNT(hebrew_spans) },
    KEPT(PARAGRAPH, "HBC ו-Harbour Mercury דיווחו על כך בשידור חי."),
    KEPT_AT(HEADING, 2, "מה משתנה"),
    KEPT(LIST_ITEM, "שתי הפלגות ביום עד שהנמל יועמק"),
    KEPT_AT(LIST_ITEM, 2, "בשמונה ובחמש"),
    NUMBERED(1, 3, "כרטיסים נמכרים על הסיפון בלבד, במזומן"),
    KEPT(QUOTE, "ראינו את הרציף מתכופף, ואיש לא דיבר."),
    KEPT(PARAGRAPH, "בְּרֵאשִׁית הָיָה הַגֶּשֶׁר צַר."),
    { .kind = TS_BLOCK_TABLE_ROW,
      .is_kept = true,
      .is_header = true,
      .text = S("רציף\tהפלגות\tמתי") },
    KEPT(TABLE_ROW, "תשע\t2\tיום שני"),
    KEPT(TABLE_ROW, "שתיים\t12\tבמזג אוויר נוח"),
    KEPT(PRE, "say(\"שלום\");  // 2 (two)"),
    KEPT(PARAGRAPH, "An English paragraph stays at the left, with עברית inside it."),
};

static struct ts_block arabic_blocks[] = {
    KEPT(PARAGRAPH, "افتُتح الجسر الجديد يوم الاثنين بعد ثلاث سنوات من العمل، وبلغت كلفته ١٢٫٥ "
                    "مليون (أو 12.5 مليون) وفق ما أعلنته البلدية."),
    KEPT_AT(HEADING, 2, "ما الذي تغيّر؟"),
    KEPT(LIST_ITEM, "رحلتان في اليوم"),
    NUMBERED(1, 2, "التذاكر على متن العبّارة فقط"),
    KEPT(QUOTE, "رأينا الرصيف ينحني ولم يتكلّم أحد."),
    KEPT(PARAGRAPH, "می‌خواهم به خانه بروم؛ پل باز است."),
    KEPT(PARAGRAPH, "The ferry العبّارة sails at 8."),
};

/* ---- wide, joined, stacked ---- */

static struct ts_block wide_blocks[] = {
    KEPT(PARAGRAPH,
         "港の人々は喜んでいる。長い嵐のあと、最初の船「オーロラ」が月曜日の朝に出航した。"
         "町長は「橋は約束だ」と述べ、2025年３月１０日に式典を開くと発表した。"),
    KEPT(PARAGRAPH,
         "新桥于星期一上午八点半通车，全长1,240米，耗资约12.5亿元。“我们等了三年，”市长说。"),
    KEPT(PARAGRAPH, "새 다리가 월요일 아침에 개통되었다. 시장은 비용이 적절했다고 말했다."),
    KEPT(LIST_ITEM, "切符は船内のみで販売"),
    KEPT(QUOTE, "誰も何も言わなかった。"),
    { .kind = TS_BLOCK_TABLE_ROW,
      .is_kept = true,
      .is_header = true,
      .text = S("桟橋\t便数\t備考") },
    KEPT(TABLE_ROW, "九番\t2\t月曜日から"),
    KEPT(TABLE_ROW, "二番\t12\t波が静かな日のみ"),
    KEPT(PRE, "橋 = ｢開通｣  # half-width ｶﾅ and full-width ＡＢＣ"),
};

static struct ts_block emoji_blocks[] = {
    KEPT(
        PARAGRAPH,
        "Family 👨‍👩‍👧‍👦 and scientist 👩🏽‍🔬, thumbs 👍 "
        "👍🏿, flags 🇫🇮 🇯🇵 🏴󠁧󠁢󠁳󠁣󠁴󠁿, hearts ❤ ❤️ ❤︎, "
        "keys "
        "1️⃣ #️⃣, "
        "new ones 🫨 🪿, end."),
    KEPT(PARAGRAPH, "Stacked: e\xcc\x81 o\xcc\x88 n\xcc\x83 Z\xcc\x81\xcc\xa0 and Å Å; soft "
                    "hy\xc2\xadphen\xc2\xad"
                    "ation, zero\xe2\x80\x8bwidth, join\xe2\x80\x8d"
                    "er, non\xe2\x80\x8cjoiner, no\xc2\xa0"
                    "break."),
    KEPT(PARAGRAPH, "हिन्दी में क्षत्रिय, ज्ञान और श्री; বাংলা ভাষা; தமிழ் மொழி; "
                    "ไทยไม่มีช่องว่างระหว่างคำ น้ำ กำลัง; ខ្មែរ."),
    KEPT(PARAGRAPH, "Symbols ☂ ☎ ♥ ✔ ✈ © ® ™ ½ ℃ № → ⇒ ∑ ∞ ≠, box ─│┌┐, blocks ▌█░, braille ⠿⠇, "
                    "letters 𝔄𝕭 ﬁ ǆ ẞ."),
};

/* ---- harm ---- */

static struct ts_span hostile_spans[] = {
    { 0, 7, TS_SPAN_LINK, S("https://evil.example/\x1b]8;;\x07") },
    { 8, 9, TS_SPAN_LINK, S("javascript:alert(1)") },
};

static struct ts_block hostile_blocks[] = {
    { .kind = TS_BLOCK_PARAGRAPH,
      .is_kept = true,
      .text = S("Hostile \x1b]0;owned\x07 \x1b[2J\x1b[31m \xc2\x9b"
                "31m \xc2\x90q\xc2\x9c \x1b]52;c;ZXZpbA==\x07 \x1bPq\x1b\\ \x1b[6n\x05\x0e end"),
      .spans = hostile_spans,
      .n_spans = TS_COUNT(hostile_spans) },
    KEPT(PARAGRAPH, "Overrides: \xe2\x80\xae"
                    "gpj.exe\xe2\x80\xac \xe2\x81\xa6isolate\xe2\x81\xa9 \xe2\x80\x8frlm "
                    "\xd8\x9c"
                    "alm \xef\xbb\xbf"
                    "bom \xef\xbf\xb9"
                    "anchor\xef\xbf\xbb \xf3\xa0\x80\x81hidden\xf3\xa0\x81\xbf end"),
    KEPT(PARAGRAPH, "Marks: a"
#define TEN "\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87\xcc\x88\xcc\x89\xcc\x8a"
         TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "b, \xcc\x81\xcc\x81 lone, end"),
    KEPT(PARAGRAPH, "Zero width: x"
#define FLOOD "\xe2\x80\x8b\xe2\x80\x8d\xe2\x80\x8c\xe2\x81\xa0\xef\xb8\x8f"
         FLOOD FLOOD FLOOD FLOOD FLOOD FLOOD FLOOD FLOOD "y, end"),
    KEPT(PARAGRAPH, "Broken: \xff\xfe\xc3\x28\xed\xa0\x80\xf4\x90\x80\x80 cut \xe6\xa9"),
    { .kind = TS_BLOCK_PARAGRAPH, .is_kept = true }, /* a word of 10,000 letters */
    KEPT(PARAGRAPH, "((((((((((((((((ש))))))))))))))))[[[[[[א]]]]]]"),
    KEPT(HEADING, "\n\n\t\r\n"),
    KEPT(PARAGRAPH, "The end."),
};

const struct specimen specimens[] = {
    { "type",
      { .title = S("How the upper lock was rebuilt"),
        .lang = S("en"),
        .byline = S("Ada Lund; Bo Ek"),
        .blocks = type_blocks,
        .n_blocks = TS_COUNT(type_blocks) } },
    { "hebrew",
      { .title = S("הגשר החדש (סוף סוף) נפתח ב-8:30"),
        .lang = S("he"),
        .byline = S("עדה לונד"),
        .blocks = hebrew_blocks,
        .n_blocks = TS_COUNT(hebrew_blocks) } },
    { "arabic",
      { .title = S("افتتاح الجسر الجديد بعد 3 سنوات"),
        .lang = S("ar"),
        .blocks = arabic_blocks,
        .n_blocks = TS_COUNT(arabic_blocks) } },
    { "wide",
      { .title =
            S("嵐の後、渡し船「オーロラ」が九番桟橋に戻る：市議会は川の堤防に関する計画を可決"),
        .lang = S("ja"),
        .blocks = wide_blocks,
        .n_blocks = TS_COUNT(wide_blocks) } },
    { "emoji",
      { .title =
            S("👩🏽‍🔬 finds 🫨 in हिन्दी, ไทย and e\xcc\x81 🇫🇮"),
        .lang = S("en"),
        .blocks = emoji_blocks,
        .n_blocks = TS_COUNT(emoji_blocks) } },
    { "hostile",
      { .title = S("Evil \x1b[2J\x1b]0;x\x07 \xe2\x80\xaetxt.exe \xc2\x9b"
                   "1m " TEN TEN FLOOD "title"),
        .lang = S("en"),
        .blocks = hostile_blocks,
        .n_blocks = TS_COUNT(hostile_blocks) } },
};
const size_t n_specimens = TS_COUNT(specimens);

/* The text that is too long for a table. */
static void complete(struct ts_arena *a)
{
    enum { LETTERS = 10000 };
    char *word = ts_arena_alloc(a, LETTERS);

    for (size_t i = 0; i < LETTERS; i++)
        word[i] = (char)('a' + i % 26);
    for (size_t i = 0; i < TS_COUNT(hostile_blocks); i++)
        if (hostile_blocks[i].text.len == 0)
            hostile_blocks[i].text = (ts_str){ word, LETTERS };
}

void specimens_fill(struct ts_db *db)
{
    static const struct ts_source source = { .url = S("https://weir.example/feed"),
                                             .nickname = S("Weir & Wharf") };
    struct ts_arena a = { 0 };
    struct ts_source *sources;
    struct ts_err err;
    size_t n;

    complete(&a);
    assert_ok(ts_sources_sync(db, &source, 1, NULL, &err), &err);
    assert_ok(ts_sources_list(&a, db, NULL, &sources, &n, &err), &err);
    for (size_t i = 0; i < n_specimens; i++) {
        int64_t at = library_now_at - (int64_t)(i + 1) * 3600;
        struct ts_article article = specimens[i].article;
        struct ts_page page = { .bytes = TS_STR("<p>page</p>"),
                                .url = TS_STR(""),
                                .fetched_at = at };
        article.site = TS_STR("Weir & Wharf");
        article.published = (struct ts_when){ .at = at, .precision = TS_WHEN_TIME };
        article.n_words = 300;
        int64_t id =
            library_put(db, sources[0].id, specimens[i].name, ts_arena_cstr(&a, article.title), at);
        assert_ok(ts_article_put(db, id, &article, &page, NULL, &err), &err);
        assert_ok(ts_story_place(db, id, &(struct ts_placement){ 0 }, NULL, &err), &err);
    }
    for (size_t i = 0; i < TS_COUNT(hostile_blocks); i++)
        if (hostile_blocks[i].text.len == 10000)
            hostile_blocks[i].text = (ts_str){ 0 };
    ts_arena_done(&a);
}
