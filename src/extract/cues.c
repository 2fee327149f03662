/* A table of words; a page has thousands of names. */
#include "cues_priv.h"

#include "lookup_priv.h"

enum { MAX_WORD = 40, MAX_WORDS = 64 };

#define C(cue) TS_CUE_BIT(TS_CUE_##cue)
/* Of a whole name: it tells nothing.  Of a part: what follows tells what is in the element, what
 * its content is about or how it is set, not what it is for. */
#define SILENT (1u << 31)

static const struct {
    const char *words; /* parted by blanks */
    uint32_t cues;
} table[] = {
    { "article articlebody body content contents entry story storybody text prose post main "
      "maincontent paragraph paragraphs copy richtext articletext bodytext articlecontent artikel "
      "inhalt contenido corpo cuerpo noticia texte testo articolo tekst texto wysiwyg markdown "
      "blocks story-body article-body entry-content post-content",
      C(CONTENT) },
    { "comment comments commentlist commenting disqus respond reply replies discussion discuss "
      "kommentar kommentare kommentarer commentaires comentarios commenti komentarze reacties "
      "opinions thread forum coral viafoura",
      C(COMMENTS) },
    { "share shares sharing sharebar social socials socialmedia follow facebook twitter whatsapp "
      "telegram pinterest linkedin tweet addthis sharethis addtoany shariff teilen partager "
      "compartir sns bookmark sharedaddy jetpack mastodon reddit instagram join",
      C(SHARE) },
    { "related relateds relacionadas relacionados recommended recommend recommendation "
      "recommendations recommends popular trending latest mostread readmore readnext readalso "
      "teaser teasers outbrain taboola suggested suggestions recirc recirculation promo promos "
      "upnext similar verwandt weitere seealso topstories headlines crosslink linkbox onward "
      "nextarticle prevnext adjacent most-read read-more read-next read-also most-popular "
      "related-articles more-from more-on also morestories jp-relatedposts crp yarpp zergnet "
      "revcontent mgid next prev previous aktuell dossier inread interlink",
      C(RELATED) },
    { "newsletter newsletters subscribe subscription subscriptions subscriber signup optin donate "
      "donation donations contribute paywall regwall membership member members piano register "
      "registration login logout signin abo abonnement abonnieren mailchimp mailing mc4wp support "
      "tinypass gate gateway cta calltoaction sign-up sign-in log-in call-to-action spenden "
      "poll quiz survey vote callout campaign appeal pledge friends suscribete inscription "
      "iscriviti abonneren fundraising",
      C(NEWSLETTER) },
    { "nav navbar navigation menu submenu breadcrumb breadcrumbs crumb crumbs pagination pager toc "
      "skip skiplink tabs tab header masthead topbar toolbar sitemap dropdown hamburger topnav "
      "subnav search searchform banner menubar globalnav ticker navi languages lang switcher "
      "skip-link tools toolbox actions buttons button btn",
      C(NAV) },
    { "footer foot copyright legal disclaimer bottom colophon imprint impressum terms privacy "
      "contentinfo rights",
      C(FOOT) },
    { "sidebar side aside rail rightcol rightrail secondary complementary marginalia right "
      "rightcolumn sidebars sticky",
      C(SIDE) },
    { "ad ads advert adverts advertisement advertising sponsor sponsored sponsors dfp gpt adsense "
      "commercial promoted partner partners affiliate affiliates doubleclick adslot adunit anzeige "
      "anzeigen werbung publicidad publicite pubblicita reklama reclame annonce adbox adwrap "
      "advertorial ecommerce product products shopping buy price deals shop store coupon",
      C(AD) },
    { "author authors byline bylines meta metadata date dates time timestamp dateline datetime "
      "published publish publication posted postmeta entrymeta info articleinfo avatar contributor "
      "contributors kicker autor autore auteur verfasser writer readtime readingtime updated "
      "views datepublished datemodified reporter journalist credit credits source sources "
      "published-date eyebrow overline dachzeile",
      C(META) },
    { "tag tags taglist topics topic keywords category categories rubric terms labels label "
      "post-tags schlagworte etiquetas",
      C(TAGS) },
    { "caption captions figcaption photo photos image images img picture pictures gallery "
      "slideshow lightbox bild bilder bildunterschrift foto fotos thumbnail thumb figure "
      "wp-caption-text legend bildnachweis imagecaption photocaption",
      C(CAPTION) },
    { "media video videos audio player podcast embed embeds embedded jwplayer brightcove youtube "
      "vimeo playlist iframe oembed listen speech tts",
      C(MEDIA) },
    { "modal popup overlay cookie cookies consent gdpr toast dialog tooltip ccpa onetrust "
      "notification notifications interstitial adblock cookiebar alertdialog popover drawer "
      "no-print "
      "offcanvas lightbox hidden print noprint screenreader",
      C(POPUP) },
    { "standfirst dek deck subtitle subheadline subhead lead lede intro summary excerpt "
      "description chapo chapeau vorspann sommario entradilla bajada ingress anleser abstract sapo "
      "introduction preamble teaser-text sub-title sub-headline perex occhiello catenaccio",
      C(LEAD) },
    { "title titles headline heading titel titulo titre titolo h1", C(TITLE) },
    { "bio bios biography aboutauthor authorbox authorbio profile profiles author-bio about-author "
      "author-box about post-author author-info presenter",
      C(BIO) },
    { "pullquote pull-quote pullout quote blockquote citation zitat tweet", C(QUOTE) },
    { "widget widgets card cards carousel slider list listing grid item items module modules box "
      "boxes tile tiles feed river collection factbox infobox panel teaser-list accordion swiper "
      "slick",
      C(WIDGET) },
    { "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader u-visually-hidden "
      "a11y-hidden assistive-text show-for-sr element-invisible screen-reader-only sr_only sronly "
      "visually_hidden is-visually-hidden is-hidden offscreen off-screen hide-text",
      C(HIDING) },
    { "has with without no not enable enabled type overflow", SILENT },
    { "__next __nuxt dialog-off-canvas-main-canvas field-label-hidden field--label-hidden "
      "field--label-visually_hidden field-label-above field--label-above field-label-inline "
      "field--label-inline node-promoted node--promoted node-sticky node--sticky items-start "
      "items-center items-end items-stretch items-baseline",
      SILENT },
};

const char *ts_cue_list(size_t list)
{
    return list < TS_COUNT(table) ? table[list].words : NULL;
}

/* The length of the part of a name at `pos`: it ends at a separator, a digit, or where capitals
 * begin. */
static size_t part_len(ts_str name, size_t pos)
{
    size_t end = pos;

    while (end < name.len && ts_is_alpha(name.ptr[end])) {
        bool is_upper = name.ptr[end] >= 'A' && name.ptr[end] <= 'Z';
        if (end > pos && is_upper && !(name.ptr[end - 1] >= 'A' && name.ptr[end - 1] <= 'Z'))
            break;
        end++;
    }
    return end - pos;
}

static uint32_t look_up(ts_str word)
{
    const struct ts_lookup *l = &ts_cue_lookup;
    char bytes[MAX_WORD];
    uint32_t cues = 0;

    if (word.len < 2 || word.len > sizeof bytes)
        return 0;
    for (size_t i = 0; i < word.len; i++)
        bytes[i] = ts_lower(word.ptr[i]);
    ts_str lower = { bytes, word.len };
    uint32_t hash = ts_lookup_hash(lower);
    for (const struct ts_word *w = ts_lookup_first(l, hash); w; w = ts_lookup_next(l, w, hash))
        if (ts_str_eq(ts_word_text(l, w), lower))
            cues |= table[w->list].cues;
    return cues;
}

/* "ad" of "1u4ad0y": letters behind a digit are part of a number made by a tool. */
static bool is_word_at(ts_str name, size_t pos)
{
    return pos == 0 || !ts_is_digit(name.ptr[pos - 1]);
}

/* The cues of a class name: of the whole, and of its parts.  Only whole names hide. */
static uint32_t cues_of_name(ts_str name)
{
    uint32_t cues = look_up(name);

    for (size_t pos = 0; pos < name.len && !(cues & SILENT);) {
        size_t len = part_len(name, pos);
        if (len > 0 && len < name.len && is_word_at(name, pos))
            cues |= look_up(ts_str_sub(name, pos, len)) & ~C(HIDING);
        pos += len > 0 ? len : 1;
    }
    return cues & ~SILENT;
}

static bool is_naming(enum ts_attr_name name)
{
    return name == TS_ATTR_CLASS || name == TS_ATTR_ID || name == TS_ATTR_ROLE ||
           name == TS_ATTR_ITEMPROP || name == TS_ATTR_DATA_COMPONENT ||
           name == TS_ATTR_DATA_TESTID || name == TS_ATTR_REL;
}

/* "lg:hidden", "[&_figcaption]:mt-2": a rule of layout for some screens, or for other elements. */
static bool is_conditional(ts_str word)
{
    return ts_str_find_char(word, ':', 0) != TS_NPOS || ts_str_find_char(word, '[', 0) != TS_NPOS;
}

/* WordPress puts what a post is about among the names of its element: "category-video",
 * "tag-comments"; its taxonomies come last, behind "hentry". */
static bool is_of_post(ts_str word)
{
    static const char *const starts[] = { "category-", "tag-", "status-", "format-", "author-" };

    for (size_t i = 0; i < TS_COUNT(starts); i++)
        if (ts_str_starts(word, starts[i]))
            return true;
    return false;
}

/* The names of an attribute's value that are left to read. */
struct names {
    ts_str rest;
    bool is_post;
};

static struct names names_of(ts_str value)
{
    size_t end = ts_str_find(value, TS_STR(" hentry"), 0);
    bool is_post = end != TS_NPOS || ts_str_has(value, "status-publish");

    return (struct names){ ts_str_sub(value, 0, end), is_post };
}

/* The next one that may tell what the element is for; false at the end. */
static bool next_name(struct names *names, ts_str *word)
{
    while (ts_str_word(&names->rest, word))
        if (!is_conditional(*word) && !(names->is_post && is_of_post(*word)))
            return true;
    return false;
}

static uint32_t cues_of_node(const struct ts_node *n)
{
    uint32_t cues = 0;

    for (size_t i = 0; i < n->n_attrs; i++) {
        if (!is_naming(n->attrs[i].name))
            continue;
        struct names names = names_of(n->attrs[i].value);
        ts_str word;
        for (int k = 0; k < MAX_WORDS && next_name(&names, &word); k++)
            cues |= cues_of_name(word);
    }
    return cues;
}

uint32_t *ts_cues_of(struct ts_arena *a, const struct ts_dom *dom)
{
    uint32_t *cues = TS_NEW_ARRAY(a, dom->n_nodes, uint32_t);

    for (size_t i = 0; i < dom->n_nodes; i++) {
        const struct ts_node *n = dom->nodes[i];
        if (n != dom->body && n != dom->root)
            cues[i] = cues_of_node(n);
    }
    return cues;
}

ts_str ts_cue_word(const struct ts_node *n, enum ts_cue cue)
{
    for (size_t i = 0; i < n->n_attrs; i++) {
        struct names names = names_of(n->attrs[i].value);
        ts_str word;
        while (is_naming(n->attrs[i].name) && next_name(&names, &word))
            if (cues_of_name(word) & TS_CUE_BIT(cue))
                return word;
    }
    return (ts_str){ 0 };
}
