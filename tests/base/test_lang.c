#include "support/support.h"

#include "tearsheet/base/lang.h"

static const struct {
    const char *text, *lang;
} samples[] = {
    { "The harbour board said on Monday that it would close the old pier for the winter, because "
      "the "
      "planks were no longer safe for visitors.",
      "en" },
    { "Die Gemeinde teilte am Montag mit, dass der alte Steg über den Winter geschlossen wird, "
      "weil die "
      "Bretter nicht mehr sicher sind.",
      "de" },
    { "La mairie a annoncé lundi que la vieille jetée serait fermée pendant l'hiver, parce que les "
      "planches "
      "ne sont plus sûres pour les visiteurs.",
      "fr" },
    { "El ayuntamiento anunció el lunes que el viejo muelle se cerrará durante el invierno porque "
      "las "
      "tablas ya no son seguras para los visitantes.",
      "es" },
    { "Il comune ha annunciato lunedì che il vecchio molo sarà chiuso durante l'inverno perché le "
      "assi non "
      "sono più sicure per i visitatori.",
      "it" },
    { "De gemeente heeft maandag gezegd dat de oude pier in de winter gesloten wordt, omdat de "
      "planken "
      "niet meer veilig zijn voor bezoekers.",
      "nl" },
    { "A câmara anunciou na segunda-feira que o velho cais será fechado durante o inverno, porque "
      "as "
      "tábuas já não são seguras para os visitantes.",
      "pt" },
    { "Gmina poinformowała w poniedziałek, że stare molo zostanie zamknięte na zimę, ponieważ "
      "deski nie są "
      "już bezpieczne dla turystów.",
      "pl" },
    { "Громада повідомила в понеділок, що старий причал закриють на зиму, бо дошки вже не є "
      "безпечними для "
      "відвідувачів.",
      "uk" },
    { "Администрация сообщила в понедельник, что старый причал закроют на зиму, потому что доски "
      "уже не "
      "безопасны для посетителей.",
      "ru" },
    { "Obec v pondělí oznámila, že staré molo bude přes zimu zavřené, protože prkna už nejsou pro "
      "návštěvníky bezpečná.",
      "cs" },
    { "Kommunen meddelade på måndagen att den gamla bryggan ska stängas under vintern eftersom "
      "plankorna "
      "inte längre är säkra för besökare.",
      "sv" },
    { "Kommunen oplyste mandag, at den gamle mole bliver lukket vinteren over, fordi plankerne "
      "ikke "
      "længere er sikre for de besøgende efter nogle uheld.",
      "da" },
    { "Kommunen opplyste mandag at den gamle moloen blir stengt gjennom vinteren, fordi plankene "
      "ikke "
      "lenger er sikre for de besøkende etter noen uhell.",
      "no" },
    { "Kunta ilmoitti maanantaina, että vanha laituri suljetaan talveksi, koska sen laudat eivät "
      "enää ole "
      "turvallisia kävijöille.",
      "fi" },
    { "Az önkormányzat hétfőn közölte, hogy a régi móló télen zárva lesz, mert a deszkák már nem "
      "biztonságosak a látogatók számára.",
      "hu" },
    { "Primăria a anunțat luni că vechiul ponton va fi închis pe timpul iernii, pentru că "
      "scândurile nu mai "
      "sunt sigure pentru vizitatori.",
      "ro" },
    { "Belediye pazartesi günü eski iskelenin kış boyunca kapalı olacağını, çünkü tahtaların artık "
      "ziyaretçiler için güvenli olmadığını açıkladı.",
      "tr" },
    { "町は月曜日、古い桟橋を冬の間閉鎖すると発表した。", "ja" },
    { "市政府星期一宣布，旧码头将在冬季关闭。", "zh" },
    { "시는 월요일 오래된 부두를 겨울 동안 폐쇄한다고 밝혔다.", "ko" },
    { "Ο δήμος ανακοίνωσε ότι η παλιά προβλήτα θα κλείσει.", "el" },
    { "העירייה הודיעה ביום שני כי המזח הישן ייסגר.", "he" },
    { "أعلنت البلدية يوم الاثنين إغلاق الرصيف القديم.", "ar" },
    { "", "" },
    { "1234 5678 -- 90", "" },
    { "Brexlo Vantrik Quarnol", "" },
};

static void test_guess(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(samples); i++)
        assert_slice_equal(ts_lang_guess(ts_str_of(samples[i].text)), samples[i].lang);
}

/* A name in another script does not sway the guess. */
static void test_guess_mixed(void **state)
{
    (void)state;
    assert_slice_equal(
        ts_lang_guess(TS_STR("The paper 町の新聞 said that the pier would be closed for "
                             "the winter, and that it was not safe.")),
        "en");
    assert_slice_equal(ts_lang_guess(TS_STR(
                           "市政府星期一宣布，日本公司「さくら」将修复旧码头，工程预计明年完成。")),
                       "zh");
}

static void test_guess_prefixes(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(samples); i++) {
        ts_str text = ts_str_of(samples[i].text);
        for (size_t n = 0; n <= text.len; n++)
            assert_true(ts_lang_guess(ts_str_sub(text, 0, n)).len <= 2);
    }
}

static const struct {
    const char *lang, *word;
    bool is_stop;
} words[] = {
    { "en", "the", true },  { "en", "harbour", false }, { "de", "the", false },
    { "de", "über", true }, { "uk", "що", true },       { "ru", "что", true },
    { "", "что", true },    { "", "harbour", false },   { "ja", "the", false },
    { "xx", "the", false }, { "en", "", false },
};

static void test_stop_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(words); i++)
        assert_int_equal(ts_lang_is_stop_word(ts_str_of(words[i].lang), ts_str_of(words[i].word)),
                         words[i].is_stop);
}

static const struct {
    const char *tag, *code;
} tags[] = {
    { "en-GB", "en" }, { "EN_us", "en" }, { " de ", "de" },  { "zh-Hant-TW", "zh" },
    { "nb", "no" },    { "nn-NO", "no" }, { "iw", "he" },    { "ast", "ast" },
    { "", "" },        { "e", "" },       { "english", "" }, { "e1", "" },
    { "en;q", "" },
};

static void test_primary(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(tags); i++)
        assert_slice_equal(ts_lang_primary(&a, ts_str_of(tags[i].tag)), tags[i].code);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_guess),          cmocka_unit_test(test_guess_mixed),
        cmocka_unit_test(test_guess_prefixes), cmocka_unit_test(test_stop_words),
        cmocka_unit_test(test_primary),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
