/* Tables of phrases by what they ask for.  A text is walked from word to word; a phrase is compared
 * only where its first word stands. */
#include "prompts_priv.h"

#include <string.h>

enum { ANYWHERE, AT_START };

/* Phrases are in lower case, parted by "|". */
static const struct {
    enum ts_block_kind kind;
    bool at_start;
    const char *phrases;
} table[] = {
    { TS_BLOCK_RELATED, AT_START,
      "read also|also read|read more|read next|read:|see also|see more|related|related articles|"
      "related stories|related news|related content|related topics|related posts|related coverage|"
      "recommended|recommended for you|recommended stories|more from|more on this|more on|more "
      "stories|"
      "more news|most read|most popular|most viewed|trending|trending now|popular now|popular "
      "posts|"
      "you may also like|you might also like|you may also be interested|you might also be "
      "interested|"
      "you may like|don't miss|don’t miss|must read|must reads|up next|next article|next story|"
      "previous article|previous post|next post|top stories|latest news|latest stories|latest "
      "articles|"
      "editors' picks|editor's picks|editors’ picks|editor’s picks|editor's choice|in case you "
      "missed it|"
      "keep reading|continue reading|also on|from our partners|around the web|from the web|"
      "what to read next|further reading|explore more|in other news|similar articles|other stories|"
      "read the full story|read full article|click here to read|view all|see all|load more|show "
      "more" },
    { TS_BLOCK_RELATED, AT_START,
      "lesen sie auch|lesen sie mehr|mehr zum thema|lesen sie hier|auch interessant|weitere "
      "artikel|"
      "das könnte sie auch interessieren|das könnte dich auch interessieren|mehr aus|mehr dazu|"
      "mehr lesen|meistgelesen|lesetipp|siehe auch|weiterlesen|passend zum thema|zum thema|"
      "empfohlener redaktioneller inhalt|nächster artikel|vorheriger artikel|ähnliche artikel|"
      "lire aussi|à lire aussi|a lire aussi|lire également|à lire également|sur le même sujet|voir "
      "aussi|"
      "lire la suite|les plus lus|à découvrir|articles similaires|à voir aussi|notre sélection|"
      "lea también|lee también|lea además|leer más|te puede interesar|le puede interesar|"
      "también te puede interesar|puede leer|más noticias|más información|noticias relacionadas|"
      "lo más leído|lo más visto|ver más|relacionado|relacionadas|mira también|sigue leyendo|"
      "leggi anche|leggi di più|potrebbe interessarti|ti potrebbe interessare|articoli correlati|"
      "i più letti|vedi anche|per approfondire|continua a leggere|"
      "lees ook|lees verder|lees meer|meer lezen|gerelateerd|meest gelezen|bekijk ook|"
      "leia também|leia mais|veja também|saiba mais|notícias relacionadas|mais lidas|veja mais|"
      "czytaj także|czytaj też|czytaj również|przeczytaj także|przeczytaj też|zobacz także|zobacz "
      "też|"
      "zobacz również|polecane|polecamy|najczęściej czytane|czytaj więcej|"
      "читайте також|читати також|читайте ще|дивіться також|більше за темою|новини за темою|схожі "
      "новини|"
      "популярне|теж цікаво|читати далі|вас може зацікавити|"
      "читайте также|смотрите также|читать также|по теме|материалы по теме|похожие новости|"
      "популярное|читать далее|вам может быть интересно|другие новости|"
      "číst také|čtěte také|související|läs också|läs mer|läs även|les også|læs også|lue myös|"
      "olvassa el|citește și|ayrıca oku|kapcsolódó|прочетете още|baca juga|ilgili haberler" },
    { TS_BLOCK_RELATED, ANYWHERE,
      "関連記事|あわせて読みたい|こちらもおすすめ|おすすめ記事|続きを読む|次のページ|人気記事|"
      "相关阅读|相關新聞|延伸閱讀|相关新闻|관련기사|관련 기사|많이 본 뉴스" },
    { TS_BLOCK_NEWSLETTER, ANYWHERE,
      "newsletter|newsletters|sign up for|sign up to|sign up now|sign up here|signing up|subscribe "
      "to|"
      "subscribe now|subscribe today|subscribe for|subscribe here|subscribers only|become a "
      "subscriber|"
      "start your free trial|free trial|get the latest news|delivered to your inbox|to your inbox|"
      "in your inbox|straight to your inbox|your email address|enter your email|email address|"
      "already a subscriber|already have an account|log in to|create an account|sign in to|"
      "create a free account|register to|register now|register for free|"
      "get our app|download our app|download the app|get notified|push notifications|"
      "become a member|becoming a member|daily briefing|morning briefing|unsubscribe at any "
      "time|you can unsubscribe|"
      "rundbrief|probeabo|kostenlos testen|gratis testen|kostenlos lesen|jetzt "
      "abonnieren|abonnieren sie|jetzt anmelden|melden sie sich an|e-mail-adresse|"
      "zum newsletter anmelden|abonnez-vous|inscrivez-vous|s'abonner|votre adresse e-mail|déjà "
      "abonné|"
      "suscríbete|suscribirse|suscríbase|regístrate|boletín|tu correo "
      "electrónico|iscriviti|abbonati|"
      "la tua email|registrati|meld je aan|schrijf je in|nieuwsbrief|abonneer je|word "
      "abonnee|assine|"
      "inscreva-se|cadastre-se|zapisz się|subskrybuj|zasubskrybuj|wykup dostęp|"
      "підпишіться|підписуйтесь|підписуйтеся|підписатися|підписка на|розсилка|"
      "подпишитесь|подписывайтесь|подписаться на|рассылка|рассылку|prenumerera|abonner|tilaa "
      "uutiskirje|"
      "メールマガジン|メルマガ|ニュースレター|会員登録|無料登録|有料会員|ログイン|订阅|訂閱|구독" },
    { TS_BLOCK_DONATION, ANYWHERE,
      "donate|donation today|make a donation|support our work|support our journalism|support us|"
      "support independent journalism|independent journalism|your support|your contribution|"
      "help us continue|help us keep|help keep our|reader-funded|reader-supported|funded by "
      "readers|"
      "chip in|support local journalism|local journalism|become a friend|give what you can|make a "
      "pledge|your "
      "pledge|we need your help|with your help|if you value our|we rely on|we depend on|become a "
      "supporter|"
      "become a patron|buy us a coffee|make a contribution|from as little as|"
      "unterstützen sie uns|unterstützen sie unseren|unabhängigen journalismus|spenden sie|jetzt "
      "spenden|ihre spende|soutenez|journalisme indépendant|faites un don|faire un "
      "don|"
      "votre soutien|apóyanos|haz una donación|dona ahora|hazte socio|periodismo "
      "independiente|sostienici|sostieni il|dona "
      "ora|"
      "steun ons|doneer|apoie|faça uma doação|wesprzyj|wspieraj nas|"
      "підтримайте|підтримати редакцію|підтримати видання|внесок допоможе|підтримати "
      "нас|пожертв|задонатити|стати спонсором|поддержите|поддержать нас|поддержать редакцию|"
      "寄付|ご支援|サポーター" },
    { TS_BLOCK_SOCIAL, ANYWHERE,
      "follow us|follow us on|follow him on|follow her on|follow me on|like us on|find us on|join "
      "us on|"
      "share this|share this article|share this story|share on|share via|share with|share to|"
      "tweet this|join our telegram|join our whatsapp|whatsapp channel|telegram channel|"
      "on facebook and twitter|on twitter and facebook|click to share|copy link|link copied|"
      "vote in our poll|take our poll|take our survey|tell us what you think|share your story|do "
      "you have a story|send us your|email the newsdesk|email this|print this|save this|send us "
      "a|got a tip|got a story|have a tip|"
      "google news|follow on google|add us as a preferred|preferred source|"
      "folgen sie uns|artikel teilen|diesen artikel teilen|teilen sie|suivez-nous|partager cet "
      "article|"
      "partager sur|síguenos|compartir en|comparte|comparta|seguici|condividi|volg ons|deel dit|"
      "siga-nos|siga o|compartilhe|obserwuj nas|udostępnij|поділитися|поширити|"
      "стежте за нами|приєднуйтесь|приєднуйтеся|наш telegram|телеграм-канал|телеграм-каналі|"
      "поделиться|следите за нами|присоединяйтесь|наш телеграм|"
      "シェアする|シェア|ツイート|フォローする|フォロー|分享|공유" },
    { TS_BLOCK_COMMENTS, AT_START,
      "comments|comment|leave a comment|leave a reply|join the conversation|join the discussion|"
      "post a comment|show comments|view comments|add a comment|write a comment|comments are "
      "closed|"
      "have your say|what do you think|let us know|conversation|reply|"
      "kommentare|kommentar schreiben|kommentieren|diskutieren sie|commentaires|commenter|réagir|"
      "comentarios|deja un comentario|comenta|commenti|lascia un commento|reacties|reageer|"
      "comentários|deixe um comentário|komentarze|dodaj komentarz|коментарі|залишити коментар|"
      "комментарии|оставить комментарий|コメント|评论|留言|댓글" },
    { TS_BLOCK_LEGAL, ANYWHERE,
      "all rights reserved|copyright|©|privacy policy|terms of use|terms of service|"
      "terms and conditions|cookie policy|we use cookies|uses cookies|accept cookies|cookie "
      "settings|"
      "this site is protected by recaptcha|may not be published|may not be reproduced|"
      "without permission|by submitting|by signing up you|by clicking|by registering|by continuing|"
      "privacy settings|privacy preferences|we need your consent|wir benötigen ihre zustimmung|"
      "privatsphäre-einstellungen|datenschutzeinstellungen|cookie-einstellungen|"
      "alle rechte vorbehalten|datenschutz|datenschutzerklärung|nutzungsbedingungen|"
      "tous droits réservés|politique de confidentialité|mentions légales|"
      "todos los derechos reservados|política de privacidad|aviso legal|tutti i diritti riservati|"
      "riproduzione riservata|informativa sulla privacy|alle rechten voorbehouden|privacybeleid|"
      "todos os direitos reservados|wszelkie prawa zastrzeżone|polityka prywatności|"
      "усі права захищені|всі права захищені|використання матеріалів|все права защищены|"
      "использование материалов|無断転載|著作権|版权所有|版權所有|저작권자|무단 전재|무단전재" },
    { TS_BLOCK_ADVERT, AT_START,
      "sponsor message|message from our "
      "sponsor|advertisement|advertisements|advertising|ad|ads|sponsored|sponsored "
      "content|sponsored "
      "by|promoted|"
      "paid content|story continues below|article continues below|article continues after|"
      "continues after advertisement|scroll to continue|continue after ad|skip "
      "sponsor message|message from our sponsor|advertisement|promotion|"
      "ad feedback|content continues below|we may earn a commission|this article contains "
      "affiliate|"
      "buy now|shop now|"
      "anzeige|werbung|publicité|annonce|publicidad|anuncio|patrocinado|pubblicità|advertentie|"
      "reclame|publicidade|continua após a publicidade|continua depois da "
      "publicidade|reklama|реклама|広告|"
      "スポンサーリンク|广告|광고" },
    { TS_BLOCK_MEDIA, AT_START,
      "watch:|watch live|watch now|watch the video|watch video|watch|video:|video|listen|listen:|"
      "listen to this article|listen to article|audio|play|pause|loading|loading...|photo gallery|"
      "your browser does not support|please enable javascript|enable javascript|javascript is "
      "disabled|"
      "external content|externer inhalt|contenu externe|contenido externo|contenuto esterno|"
      "to view this content|to display this content|um diesen inhalt|pour afficher ce contenu|"
      "this slideshow requires|image 1 of|to view this video|this video|click to "
      "play|photos:|gallery|view gallery|see photos|"
      "media caption|image caption|image source|getty images|slideshow|now playing|autoplay|"
      "video ansehen|artikel anhören|écouter|regarder|escuchar|ver video|ascolta|guarda il video|"
      "luister|ouvir|posłuchaj|слухати|слушать|дивитися відео|смотреть видео|動画|音声|視頻" },
    { TS_BLOCK_BIO, AT_START,
      "about the author|about the authors|about the writer|meet the author|"
      "über den autor|über die autorin|zur person|à propos de l'auteur|sobre el autor|"
      "sull'autore|over de auteur|sobre o autor|o autorze|про автора|об авторе|著者|筆者" },
    { TS_BLOCK_NAVIGATION, AT_START,
      "skip to content|skip to main|back to top|home page|menu|search|breadcrumb|you are here|"
      "page not found|tags|tags:|tag:|topics|topics:|filed under|categories|category:|posted in|"
      "read time|min read|minute read|minutes read|reading time|last "
      "updated|published|updated|updated at|updated on|posted|tempo de leitura|tempo di lettura|"
      "schlagwörter|themen|étiquettes|etiquetas|temas|tag|argomenti|onderwerpen|tagi|теги|"
      "min. lesezeit|lesedauer|temps de lecture|tiempo de lectura|タグ|キーワード" },
};

static const char persons[] =
    "you your yours we our us ours you're you’re we're we’re you’ll uns unser unsere unseren "
    "unserer "
    "unserem wir du dein deine vous votre vos nous notre nos usted ustedes tu tus nuestro nuestra "
    "nuestros nosotros vostro vostra voi noi nostro nostra nostri tuo tua wij ons onze uw jouw "
    "jullie "
    "você vocês nosso nossa nas nasz nasze naszą twój twoje twój ви ваш ваша ваше ваші вас вам ми "
    "наш "
    "наша наше наші нас нам вы ваша ваши мы наши";

static const char asking[] =
    "member members membership supporter supporters gift gifts donate donation donations "
    "contribute "
    "contribution contributions pledge fund funded subscriber subscribers subscribe subscription "
    "offer trial month monthly inbox e-mail email mailbox newsletter letter newsroom newsdesk "
    "listener listeners reader readers sign register unsubscribe tip tips pictures ring call phone "
    "whatsapp download app registration address free please "
    "mitglied mitglieder mitgliedschaft spende spenden leser leserinnen abo abonnement abonnenten "
    "probeabo kostenlos gratis angebot monat monatlich bestellen anfordern anmelden postfach "
    "redaktion unterstützen bitte "
    "membre membres don dons soutien lecteurs lectrices abonnés abonnement gratuit gratuite mois "
    "offre inscrire rédaction courriel "
    "socio socios donación suscripción suscriptores lectores gratis mes oferta correo redacción "
    "abbonamento abbonati lettori donazione gratuito mese offerta redazione "
    "lid leden gift giften lezers abonnee abonnees gratis maand aanbieding redactie "
    "assinante assinantes assinatura leitores doação grátis mês oferta "
    "prenumerata czytelnicy wsparcie darowizna bezpłatnie miesiąc redakcja "
    "читачі читачів внесок передплата безкоштовно місяць редакція спільнота "
    "читатели читателей взнос подписка бесплатно месяц редакция";

/* What a letter speaks of that asks readers to pay for the outlet's work. */
static const char giving[] =
    "free pay pays paid kostenlos gratis bezahlen zahlen gratuit gratuite financent payer gratuito "
    "pagan pagano безкоштовно бесплатно "
    "member members membership supporter supporters gift gifts donate donation donations "
    "contribute "
    "contribution contributions subscriber subscribers subscribe subscribing subscription reader "
    "readers month monthly afford coffee journalism paywall support supported supporting thank "
    "thanks "
    "spare "
    "mitglied mitglieder mitgliedschaft spende spenden leser leserinnen abo abonnement abonnenten "
    "monat monate monatlich monatliche beitrag betrag danke freiwillig journalismus kaffee helfen "
    "unterstützen unterstützt unterstützung "
    "membre membres don dons soutien soutenir lecteurs lectrices abonnés abonnement mois aider "
    "café journalisme merci verser versent "
    "socio socios socias donación donaciones suscripción suscriptores lectores lectoras mes "
    "aportación aportaciones apoyo apoyar ayuda ayudan ayudarnos cuota gracias periodismo "
    "abbonamento abbonati lettori donazione mese caffè contributo giornalismo grazie sostegno "
    "lid leden gift giften lezers abonnee abonnees maand bedankt bijdrage journalistiek koffie "
    "steun "
    "assinante assinantes assinatura leitores doação mês apoio contribuição jornalismo obrigado "
    "prenumerata czytelnicy czytelników wsparcie darowizna miesiąc dziękujemy kawy kwotą pomaga "
    "wpłata wpłaty dziennikarstwo "
    "читачі читачів внесок внески передплата місяць щомісяця дякуємо долучайтеся долучитися "
    "журналістика кави каву підтримка допомагають "
    "читатели читателей взнос подписка месяц ежемесячно спасибо кофе поддержка журналистика";

/* The outlet, speaking of itself. */
static const char outlet[] =
    "we our ours us we're we’re we've we’ve wir uns unser unsere unseren unserer unserem nous "
    "notre "
    "nos nosotros nuestro nuestra nuestros nuestras noi nostro nostra nostri wij ons onze nós "
    "nosso "
    "nossa nas nam nasz nasza nasze naszą naszych ми нас нам наш наша наше наші нашу мы нашу "
    "нашей";

/* The lists of words are counted behind those of phrases. */
enum { PERSONS = TS_COUNT(table), ASKING, GIVING, OUTLET, N_LISTS };

static const char *const word_lists[] = { persons, asking, giving, outlet };

const char *ts_prompt_list(size_t list)
{
    if (list < TS_COUNT(table))
        return table[list].phrases;
    return list < N_LISTS ? word_lists[list - PERSONS] : NULL;
}

static bool is_phrase(const struct ts_word *word)
{
    return word->list < TS_COUNT(table);
}

ts_str ts_phrase_text(const struct ts_word *phrase)
{
    return ts_word_text(&ts_prompt_lookup, phrase);
}

enum ts_block_kind ts_phrase_kind(const struct ts_word *phrase)
{
    return table[phrase->list].kind;
}

unsigned ts_prompts_word(ts_str lower_word)
{
    const struct ts_lookup *l = &ts_prompt_lookup;
    uint32_t hash = ts_lookup_hash(lower_word);
    unsigned bits = 0;

    for (const struct ts_word *w = ts_lookup_first(l, hash); w; w = ts_lookup_next(l, w, hash))
        if (!is_phrase(w) && ts_str_eq(ts_word_text(l, w), lower_word))
            bits |= 1u << (w->list - PERSONS);
    return bits;
}

static bool is_in_word(ts_str s, size_t pos)
{
    return pos < s.len && ((unsigned char)s.ptr[pos] >= 0x80 || ts_is_alpha(s.ptr[pos]) ||
                           ts_is_digit(s.ptr[pos]));
}

static bool matches(const struct ts_word *phrase, ts_str lower, size_t pos)
{
    ts_str text = ts_phrase_text(phrase);

    if (text.len > lower.len - pos || memcmp(lower.ptr + pos, text.ptr, text.len) != 0)
        return false;
    bool is_spaceless = (unsigned char)text.ptr[0] >= 0xE3;
    bool ends_in_word = is_in_word(text, text.len - 1);
    return is_spaceless || !ends_in_word || !is_in_word(lower, pos + text.len);
}

/* The longest phrase that stands at `pos`, or NULL. */
static const struct ts_word *phrase_at(ts_str lower, size_t pos)
{
    const struct ts_lookup *l = &ts_prompt_lookup;
    uint32_t hash = ts_lookup_hash(ts_str_skip(lower, pos));
    const struct ts_word *best = NULL;

    for (const struct ts_word *w = ts_lookup_first(l, hash); w; w = ts_lookup_next(l, w, hash))
        if (is_phrase(w) && (pos == 0 || !table[w->list].at_start) && matches(w, lower, pos) &&
            (!best || w->len > best->len))
            best = w;
    return best;
}

const struct ts_word *ts_prompts_find(ts_str lower)
{
    for (size_t pos = 0; pos < lower.len;) {
        size_t len = ts_first_word_len(ts_str_skip(lower, pos));
        const struct ts_word *found = phrase_at(lower, pos);
        if (found)
            return found;
        pos += len > 0 ? len : 1;
    }
    return NULL;
}
