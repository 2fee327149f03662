/* test_parse.c - feeds of all formats and with all the faults that feeds have, as one line an item.
 */
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/feed/parse.h"

static const char *const format_names[] = { "rss", "rdf", "atom", "json" };

static void put(struct ts_buf *b, const char *name, ts_str value)
{
    if (value.len)
        ts_buf_printf(b, " %s=[%.*s]", name, TS_FMT(value));
}

static void put_item(struct ts_buf *b, struct ts_arena *a, const struct ts_item *item)
{
    ts_buf_puts(b, "\n-");
    put(b, "title", item->title);
    put(b, "link", item->link);
    put(b, "id", item->id);
    put(b, "at", ts_when_iso(a, item->published));
    put(b, "by", item->author);
    put(b, "summary", item->summary);
    put(b, "content", item->content);
    for (size_t i = 0; i < item->n_enclosures; i++) {
        put(b, "file", item->enclosures[i].url);
        put(b, "type", item->enclosures[i].type);
        if (item->enclosures[i].n_bytes)
            ts_buf_printf(b, " bytes=%d", (int)item->enclosures[i].n_bytes);
    }
}

/* "rss title=[..] link=[..]" and a line an item, or the error's message. */
static ts_str dump(struct ts_arena *a, ts_str bytes, const char *content_type, const char *url)
{
    struct ts_buf b = { 0 };
    struct ts_feed feed;
    struct ts_err err;

    if (ts_feed_parse(a, bytes, ts_str_of(content_type), ts_str_of(url), &feed, &err) != TS_OK)
        return ts_arena_str(a, ts_str_of(err.msg));
    ts_buf_puts(&b, format_names[feed.format]);
    put(&b, "title", feed.title);
    put(&b, "link", feed.link);
    put(&b, "lang", feed.lang);
    if (feed.ttl_s)
        ts_buf_printf(&b, " ttl=%d", (int)feed.ttl_s);
    for (size_t i = 0; i < feed.n_items; i++)
        put_item(&b, a, &feed.items[i]);
    ts_str out = ts_buf_take(&b, a);
    ts_buf_done(&b);
    return out;
}

struct feed_case {
    const char *in, *want;
};

static void check(const struct feed_case *cases, size_t n, const char *url)
{
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < n; i++)
        assert_slice_equal(dump(&a, ts_str_of(cases[i].in), "", url), cases[i].want);
    ts_arena_done(&a);
}

#define RSS(inside) "<rss version='2.0'><channel>" inside "</channel></rss>"
#define ITEM(inside) RSS("<item>" inside "</item>")
#define ATOM(inside) "<feed xmlns='http://www.w3.org/2005/Atom'>" inside "</feed>"
#define ENTRY(inside) ATOM("<entry>" inside "</entry>")

static void test_formats(void **state)
{
    (void)state;
    static const struct feed_case cases[] = {
        { "<?xml version='1.0'?>\n<rss version='2.0'><channel><title>Harbour News</title>"
          "<link>http://harbour.example/</link><language>en-gb</language><ttl>30</ttl>"
          "<image><title>Logo</title><link>http://logo.example/</link></image>"
          "<item><title>Ferry sails</title><link>http://harbour.example/1</link>"
          "<guid isPermaLink='false'>n1</guid><pubDate>Mon, 03 Mar 2025 14:05:00 +0100</pubDate>"
          "<author>desk@harbour.example (Ann Lee)</author><description>It sailed.</description>"
          "<enclosure url='http://harbour.example/1.mp3' type='audio/mpeg' length='99'/></item>"
          "<item><title>Second</title></item></channel></rss>",
          "rss title=[Harbour News] link=[http://harbour.example/] lang=[en-gb] ttl=1800\n"
          "- title=[Ferry sails] link=[http://harbour.example/1] id=[n1] "
          "at=[2025-03-03T14:05:00+01:00] by=[Ann Lee] summary=[It sailed.] "
          "file=[http://harbour.example/1.mp3] type=[audio/mpeg] bytes=99\n"
          "- title=[Second]" },
        { "<rss version='0.91'><channel><title>Old</title><item><title>One</title>"
          "<link>http://o.example/1</link></item></channel></rss>",
          "rss title=[Old]\n- title=[One] link=[http://o.example/1]" },
        { "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
          "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/' "
          "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>"
          "<channel rdf:about='http://r.example/rss'><title>R</title><link>http://r.example/</link>"
          "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
          "<items><rdf:Seq><rdf:li resource='http://r.example/1'/></rdf:Seq></items></channel>"
          "<image><title>no</title></image>"
          "<item rdf:about='http://r.example/1'><title>One</title><dc:creator>Bo</dc:creator>"
          "<dc:date>2025-03-03</dc:date></item></rdf:RDF>",
          "rdf title=[R] link=[http://r.example/] ttl=21600\n"
          "- title=[One] link=[http://r.example/1] id=[http://r.example/1] at=[2025-03-03] "
          "by=[Bo]" },
        { "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
          "xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel><title>N</title></channel>"
          "<item><title>One</title><link>http://n.example/1</link></item></rdf:RDF>",
          "rdf title=[N]\n- title=[One] link=[http://n.example/1]" },
        { "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'><title>A</title>"
          "<link rel='self' href='http://a.example/feed'/><link href='http://a.example/'/>"
          "<author><name>All of us</name></author>"
          "<entry><id>tag:a.example,2025:1</id><title type='text'>a &lt;b&gt; c</title>"
          "<link rel='alternate' type='text/html' href='http://a.example/1'/>"
          "<link rel='enclosure' href='http://a.example/1.ogg' type='audio/ogg' length='5'/>"
          "<updated>2025-03-03T14:05:00Z</updated><summary>5 &lt; 6</summary>"
          "<content type='html'>&lt;p&gt;x&lt;/p&gt;</content>"
          "<source><title>Elsewhere</title><id>s</id></source></entry>"
          "<entry><title type='html'>Q&amp;amp;A</title><published>2025-03-01T00:00:00Z</published>"
          "<updated>2025-03-02T00:00:00Z</updated>"
          "<author><name>Ann</name><email>ann@a.example</email></author>"
          "<author><name>Bo</name></author></entry></feed>",
          "atom title=[A] link=[http://a.example/] lang=[de]\n"
          "- title=[a <b> c] link=[http://a.example/1] id=[tag:a.example,2025:1] "
          "at=[2025-03-03T14:05:00Z] by=[All of us] summary=[5 &lt; 6] content=[<p>x</p>] "
          "file=[http://a.example/1.ogg] type=[audio/ogg] bytes=5\n"
          "- title=[Q&A] at=[2025-03-01T00:00:00Z] by=[Ann; Bo]" },
        { "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>Old</title><entry>"
          "<title mode='escaped' type='text/html'>&lt;b&gt;x&lt;/b&gt;</title>"
          "<issued>2004-01-01T00:00:00Z</issued><modified>2004-01-02T00:00:00Z</modified>"
          "<summary mode='base64' type='text/html'>\nPGI+aGk8\n L2I+\n</summary>"
          "<content mode='xml' type='application/xhtml+xml'><p xmlns='x'>a<br/>&amp;</p></content>"
          "</entry></feed>",
          "atom title=[Old]\n- title=[x] at=[2004-01-01T00:00:00Z] summary=[<b>hi</b>] "
          "content=[<p>a<br>&amp;</p>]" },
        { "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"J &amp; K\","
          "\"home_page_url\":\"http://j.example/"
          "\",\"language\":\"fr\",\"authors\":[{\"name\":\"Di\"}],"
          "\"items\":[{\"id\":7,\"url\":\"/7\",\"title\":\"Seven\",\"content_text\":\"a<b\","
          "\"summary\":\"s\",\"date_published\":\"2025-03-03T14:05:00Z\",\"image\":\"/7.png\","
          "\"attachments\":[{\"url\":\"http://j.example/7.mp3\",\"mime_type\":\"audio/mpeg\","
          "\"size_in_bytes\":12}]},"
          "{\"id\":\"http://j.example/8\",\"content_html\":\"<p>8</"
          "p>\",\"author\":{\"name\":\"Ed\"}}]}",
          "json title=[J & K] link=[http://j.example/] lang=[fr]\n"
          "- title=[Seven] link=[http://j.example/7] id=[7] at=[2025-03-03T14:05:00Z] by=[Di] "
          "summary=[s] content=[a&lt;b] file=[http://j.example/7.mp3] type=[audio/mpeg] bytes=12 "
          "file=[http://j.example/7.png] type=[image]\n"
          "- link=[http://j.example/8] id=[http://j.example/8] by=[Ed] content=[<p>8</p>]" },
        { "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"Empty\"}",
          "json title=[Empty]" },
    };
    check(cases, TS_COUNT(cases), "");
}

static void test_what_items_say(void **state)
{
    (void)state;
    static const struct feed_case cases[] = {
        /* An item is an item, whatever little it says. */
        { ITEM("<pubDate>2025-03-03</pubDate>"), "rss\n- at=[2025-03-03]" },
        { ITEM("<author>Ann</author>"), "rss\n- by=[Ann]" },
        { ITEM(""), "rss\n-" },
        /* Guids that are addresses and that are none. */
        { ITEM("<guid>http://g.example/1</guid>"),
          "rss\n- link=[http://g.example/1] id=[http://g.example/1]" },
        { ITEM("<guid isPermaLink='false'>http://g.example/1</guid>"),
          "rss\n- id=[http://g.example/1]" },
        { ITEM("<guid isPermaLink='true'>abc</guid>"), "rss\n- id=[abc]" },
        { ITEM("<guid>http://g.example/1</guid><link>http://g.example/2</link>"),
          "rss\n- link=[http://g.example/2] id=[http://g.example/1]" },
        /* Titles. */
        { ITEM("<title>&lt;i&gt;Sea&lt;/i&gt; &amp;amp; sky &amp;#8211; &#233;&eacute;</title>"),
          "rss\n- title=[Sea & sky \xe2\x80\x93 \xc3\xa9\xc3\xa9]" },
        { ITEM("<title><![CDATA[<b>Sea</b>\n and   sky]]></title>"), "rss\n- title=[Sea and sky]" },
        { ITEM("<title>Sea <b>and</b> sky</title>"), "rss\n- title=[Sea and sky]" },
        { ITEM("<title>if a &lt; b then vector&lt;int&gt;</title>"),
          "rss\n- title=[if a < b then vector<int>]" },
        { ITEM("<title>one&lt;br/&gt;two&lt;!-- no --&gt;</title>"), "rss\n- title=[one two]" },
        { ENTRY("<title>Tom &amp;amp; Jo</title>"), "atom\n- title=[Tom & Jo]" },
        { ENTRY("<title type='text'>Tom &amp;amp; Jo</title>"), "atom\n- title=[Tom &amp; Jo]" },
        /* The same said in several vocabularies. */
        { "<rss xmlns:dc='http://purl.org/dc/elements/1.1/' "
          "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
          "xmlns:media='http://search.yahoo.com/mrss/' "
          "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' "
          "xmlns:atom='http://www.w3.org/2005/Atom'><channel>"
          "<atom:link rel='self' href='http://m.example/feed'/><link>http://m.example/</link>"
          "<item><media:title>Short</media:title><dc:title>Longer</dc:title><title>Best</title>"
          "<itunes:author>Show</itunes:author><dc:creator>Ann</dc:creator>"
          "<content:encoded>&lt;p&gt;All&lt;/p&gt;</content:encoded><description>Part</description>"
          "<media:group><media:content url='/v.mp4' type='video/mp4' fileSize='8'>"
          "<media:title>Other</media:title><media:thumbnail url='/t.jpg'/></media:content>"
          "<media:content url='/v.mp4'/></media:group>"
          "<dc:date>2025-01-01</dc:date><pubDate>2025-03-03</pubDate></item></channel></rss>",
          "rss link=[http://m.example/]\n- title=[Best] at=[2025-03-03] by=[Ann] summary=[Part] "
          "content=[<p>All</p>] file=[http://m.example/v.mp4] type=[video/mp4] bytes=8 "
          "file=[http://m.example/t.jpg] type=[image]" },
        { ITEM("<summary>Brief</summary><description>Long</description>"),
          "rss\n- summary=[Brief] content=[Long]" },
        /* Prefixes that nobody declared. */
        { ITEM("<dc:creator>Ann</dc:creator><content:encoded>x</content:encoded>"),
          "rss\n- by=[Ann] content=[x]" },
        /* People. */
        { ITEM("<author>Ann Lee &lt;ann@p.example&gt;</author>"), "rss\n- by=[Ann Lee]" },
        { ITEM("<author>ann@p.example</author>"), "rss\n- by=[ann@p.example]" },
        { ITEM("<dc:creator>Ann</dc:creator><dc:creator>Bo</dc:creator><dc:creator>ann</"
               "dc:creator>"),
          "rss\n- by=[Ann; Bo]" },
        { ENTRY("<author><email>ann@p.example</email></author>"), "atom\n- by=[ann@p.example]" },
        /* Content. */
        { ENTRY("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>5 &lt; 6<br/>"
                "<img src='x.png' alt='\"'/></div></content>"),
          "atom\n- content=[<div>5 &lt; 6<br><img src=\"x.png\" alt=\"&quot;\"></div>]" },
        { ENTRY("<content type='text'>5 &lt; 6 &lt;b&gt;</content>"),
          "atom\n- content=[5 &lt; 6 &lt;b&gt;]" },
        { ENTRY("<content>&lt;p&gt;no type&lt;/p&gt;</content>"),
          "atom\n- content=[<p>no type</p>]" },
        { ENTRY("<content type='image/png'>iVBORw0KGgo=</content>"), "atom\n-" },
        { ENTRY("<content type='application/json'>{\"a\":1}</content>"),
          "atom\n- content=[{&quot;a&quot;:1}]" },
        { ENTRY("<content src='http://c.example/1'/>"), "atom\n- link=[http://c.example/1]" },
        { ITEM("<description>One<br>two <b>three</b></description><title>T</title>"),
          "rss\n- title=[T] summary=[One<br>two <b>three</b>]" },
        { "<rss "
          "xmlns:x='http://www.w3.org/1999/xhtml'><channel><item><x:body><x:p>hi</x:p></x:body>"
          "</item></channel></rss>",
          "rss\n- content=[<p>hi</p>]" },
        /* Links that are none. */
        { ITEM("<link>javascript:alert(1)</link><guid>http://g.example/1</guid>"),
          "rss\n- link=[http://g.example/1] id=[http://g.example/1]" },
        { ENTRY("<link rel='replies' href='http://l.example/r'/><link rel='via' "
                "href='http://v.example/'/>"),
          "atom\n-" },
        { ENTRY("<link type='application/pdf' href='http://l.example/1.pdf'/>"
                "<link type='text/html' href='http://l.example/1'/>"),
          "atom\n- link=[http://l.example/1]" },
    };
    check(cases, TS_COUNT(cases), "");
}

static void test_relative_addresses(void **state)
{
    (void)state;
    static const struct feed_case by_feed[] = {
        { ITEM("<link>/1</link>"), "rss\n- link=[http://u.example/1]" },
        { RSS("<link>http://site.example/</link><item><link>1</link></item>"),
          "rss link=[http://site.example/]\n- link=[http://u.example/feeds/1]" },
        { ENTRY("<link href='?p=1'/>"), "atom\n- link=[http://u.example/feeds/a.xml?p=1]" },
        { "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/deep/'><entry xml:base='er/'>"
          "<link href='1'/><content type='xhtml' xml:base='http://b.example/'>"
          "<a href='2'>x</a></content></entry></feed>",
          "atom\n- link=[http://u.example/deep/er/1] "
          "content=[<a href=\"http://b.example/2\">x</a>]" },
        { ITEM("<enclosure url='a.mp3'/>"), "rss\n- file=[http://u.example/feeds/a.mp3]" },
    };
    static const struct feed_case by_link[] = {
        { RSS("<link>http://site.example/</link><item><link>1</link></item>"),
          "rss link=[http://site.example/]\n- link=[http://site.example/1]" },
        { ITEM("<link>1</link>"), "rss\n- link=[1]" },
    };
    check(by_feed, TS_COUNT(by_feed), "http://u.example/feeds/a.xml");
    check(by_link, TS_COUNT(by_link), "");
}

static void test_malformed_is_mended(void **state)
{
    (void)state;
    static const struct feed_case cases[] = {
        { ITEM("<title>Salt & Sons, R&D, 3 < 4 <3</title>"),
          "rss\n- title=[Salt & Sons, R&D, 3 < 4 <3]" },
        { ITEM("<link>http://q.example/?a=1&b=2&copy=3</link>"),
          "rss\n- link=[http://q.example/?a=1&b=2&copy=3]" },
        { "\n\n<br />\n<b>Warning</b>: line 3 & so on<br />\n<?xml version='1.0'?>\n" ITEM(
              "<title>T</title>"),
          "rss\n- title=[T]" },
        { "junk {before} " ITEM("<title>T</title>") " and <junk> behind", "rss\n- title=[T]" },
        { "<rss><channel><title>A</title><item><title>One</title><item><title>Two</title></"
          "channel>",
          "rss title=[A]\n- title=[One]\n- title=[Two]" },
        { ITEM("<title>One<title></item><item><title>Two</TITLE>"),
          "rss\n- title=[One]\n- title=[Two]" },
        { ITEM("<description><p>a<p>b<i>c</b></description><title>T</title>"),
          "rss\n- title=[T] summary=[<p>a</p><p>b<i>c</i></p>]" },
        { ITEM("<description><a href=http://x.example/?a&b title>t</a></description>"),
          "rss\n- summary=[<a href=\"http://x.example/?a&amp;b\" title=\"\">t</a>]" },
        { ITEM("<description><a href=\"x>text</a><i "
               "class=\"y\">z</i></description><title>T</title>"),
          "rss\n- title=[T] summary=[<a href=\"x\">text</a><i class=\"y\">z</i>]" },
        { ITEM("<title>a&nbsp;b &hellip; &unknown; &#150; &#0;</title>"),
          "rss\n- title=[a b \xe2\x80\xa6 &unknown; \xe2\x80\x93 \xef\xbf\xbd]" },
        { ITEM("<title>a\x01\x02"
               "b</title><description><![CDATA[x\x08y]]></description>"),
          "rss\n- title=[ab] summary=[xy]" },
        { ITEM("<title>a ]]> b</title>"), "rss\n- title=[a ]]> b]" },
        { "<rss><channel><item><title>T</title><description><![CDATA[cut off he",
          "rss\n- title=[T] summary=[cut off he]" },
        { "<rss><channel><item><title>T</title><link>http://c.exa",
          "rss\n- title=[T] link=[http://c.exa]" },
        { "<rss><channel><item><title>T</title><enclosure url=\"http://c.exa",
          "rss\n- title=[T] file=[http://c.exa]" },
        { "<!DOCTYPE rss [<!ENTITY x \"y>z\"> <!-- don't -->]>\n" ITEM("<title>T</title>"),
          "rss\n- title=[T]" },
        { "<channel><item><title>T</title></item></channel>", "rss\n- title=[T]" },
        { "<RSS><CHANNEL><ITEM><TITLE>T</TITLE></ITEM></CHANNEL></RSS>", "rss\n- title=[T]" },
        { "\xef\xbb\xbf <?xml version='1.0' encoding='utf-16'?>" ITEM("<title>\xc3\xa9</title>"),
          "rss\n- title=[\xc3\xa9]" },
        { ITEM("<title>One</title>") ITEM("<title>Two</title>"), "rss\n- title=[One]" },
    };
    check(cases, TS_COUNT(cases), "");
}

/* libxml2 gives up at some faults even when it is told to recover; none of them may get that far.
 */
static void test_no_fault_ends_the_reading(void **state)
{
    (void)state;
    static const char *const faults[] = {
        "<",
        "<>",
        "< x>",
        "<\xc3\x97 y>",
        "<1>",
        "</>",
        "</ x>",
        "<!>",
        "<!x",
        "<![x[",
        "<?",
        "<?xml?>",
        "<?xml version='1.0'?>",
        "<!DOCTYPE x>",
        "<:>",
        "<a:>",
        "<:a>",
        "<a:b:c>",
        "<a:1>",
        "<a b>",
        "<a b=>",
        "<a =b>",
        "<a b='<'>",
        "<a b=\"&\">",
        "<a b=1 b=2>",
        "<a b='1' b='2'/>",
        "<a b='1'c='2'/>",
        "<a/ b>",
        "<a \xc3\xa9='1'>",
        "<a 1='2' '3'>",
        "<a xmlns:xml='x'>",
        "<a xmlns:xmlns='x'>",
        "<a xmlns:b=''>",
        "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
        "<xmlns:a/>",
        "<xml:a/>",
        "<a xml:id='1 2'/>",
        "<a xml:space='x'/>",
        "<a xmlns:='x' :b='y' b:='z'>",
        "<b:a xmlns:b='%'/>",
        "&",
        "&;",
        "&#;",
        "&#x;",
        "&#xD800;",
        "&#1114112;",
        "&#99999999999999999999;",
        "&#1;",
        "&#65535;",
        "&#11;",
        "&a b;",
        "]]>",
        "-->",
        "--",
        "\x0b\x0c\x1f",
        "\x7f\xc2\x80",
        "\xef\xbf\xbe",
        "\xef\xbf\xbf",
        "<a b='\xef\xbf\xbf'/>",
        "\xef\xbb\xbf",
        "\xf0\x9f\x98\x80",
        "<tearsheet>",
        "</tearsheet>",
        "<html>",
        "<item>",
        "<![CDATA[<![CDATA[x]]>]]>",
        "<title/>",
        "<script>if (a<b && c>d) x</script>",
        "<svg:g/>",
        "%%",
        "<a><b></a></b>",
    };
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < TS_COUNT(faults); i++) {
        ts_str text = ts_arena_printf(&a,
                                      "<rss><channel><item><description>x %s y</description></item>"
                                      "<item><title>Last</title></item></channel></rss>",
                                      faults[i]);
        struct ts_feed feed;
        struct ts_err err;
        assert_ok(ts_feed_parse(&a, text, (ts_str){ 0 }, (ts_str){ 0 }, &feed, &err), &err);
        if (!ts_str_is(feed.items[feed.n_items - 1].title, "Last") || feed.n_items > 3)
            fail_msg("\"%s\" ends the reading", faults[i]);
    }
    ts_arena_done(&a);
}

static void test_charsets(void **state)
{
    (void)state;
    static const struct {
        const char *in, *content_type, *want;
    } cases[] = {
        { "<?xml version='1.0' encoding='iso-8859-1'?>" ITEM("<title>caf\xe9</title>"), "",
          "rss\n- title=[caf\xc3\xa9]" },
        { "<?xml version='1.0' encoding='windows-1251'?>" ITEM("<title>\xcc\xe8\xf0</title>"),
          "text/xml", "rss\n- title=[\xd0\x9c\xd0\xb8\xd1\x80]" },
        { ITEM("<title>\xcc\xe8\xf0</title>"), "application/rss+xml; charset=windows-1251",
          "rss\n- title=[\xd0\x9c\xd0\xb8\xd1\x80]" },
        { ITEM("<title>\xcc\xe8\xf0</title>"), "windows-1251",
          "rss\n- title=[\xd0\x9c\xd0\xb8\xd1\x80]" },
        /* The declaration lies. */
        { "<?xml version='1.0' encoding='utf-16'?>" ITEM("<title>\xc3\xa9</title>"), "",
          "rss\n- title=[\xc3\xa9]" },
    };
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(dump(&a, ts_str_of(cases[i].in), cases[i].content_type, ""),
                           cases[i].want);
    ts_arena_done(&a);
}

static void test_what_is_no_feed_is_named(void **state)
{
    (void)state;
    static const struct feed_case cases[] = {
        { "", "not a feed: the document is empty" },
        { " \n ", "not a feed: the document is empty" },
        { "hello", "not a feed: the document is neither XML nor JSON" },
        { "<html><head><title>Harbour &amp; Coast</title></head><body><p>Hi</body></html>",
          "the server sent a web page instead of a feed (\"Harbour & Coast\")" },
        { "<!DOCTYPE html><p>Hi", "the server sent a web page instead of a feed" },
        { "<html><title>Just a moment...</title><div id=x>Checking your browser</div></html>",
          "the server sent a challenge page instead of a feed (\"Just a moment...\")" },
        { "<html><title>Sign in</title><form><input type=\"password\"></form></html>",
          "the server sent a login page instead of a feed (\"Sign in\")" },
        { "<opml version='2.0'><body/></opml>",
          "not a feed: the server sent an OPML list of feeds, to be imported" },
        { "<urlset><url/></urlset>",
          "not a feed: a sitemap without news, that is without titles and dates" },
        { "<catalog><book/></catalog>", "not a feed: an XML document of another kind (<catalog>)" },
        { "{\"error\": \"no such feed\"}", "not a feed: the JSON document has no list of items" },
        { "[1, 2]", "not a feed: the JSON document has no list of items" },
        { "<rss>\n<channel>\n<", "malformed feed, nothing could be recovered: line 3: "
                                 "a \"<\" that begins no tag" },
        { "<rss><channel>", "malformed feed, nothing could be recovered: line 1: "
                            "the document ends too early" },
    };
    check(cases, TS_COUNT(cases), "");
    struct ts_arena a = { 0 };
    assert_true(
        ts_str_starts(dump(&a, TS_STR("{\"items\": [1,"), "", ""), "malformed JSON feed: "));
    ts_arena_done(&a);
}

static void test_failure_leaves_the_output_alone(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct ts_feed feed = { .ttl_s = 77 };

    assert_int_equal(
        ts_feed_parse(&a, TS_STR("<html/>"), (ts_str){ 0 }, (ts_str){ 0 }, &feed, NULL),
        TS_ERR_PARSE);
    assert_int_equal(feed.ttl_s, 77);
    ts_arena_done(&a);
}

/* Entities that grow when they are expanded, and files that a document asks for. */
static void test_entities_are_not_expanded(void **state)
{
    (void)state;
    static const struct feed_case cases[] = {
        { "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
          "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>" ITEM("<title>&c;</title>"),
          "rss\n- title=[&c;]" },
        { "<!DOCTYPE rss [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" ITEM("<title>&f;</title>"),
          "rss\n- title=[&f;]" },
        { "<!DOCTYPE rss SYSTEM 'file:///etc/passwd' [<!ENTITY % p SYSTEM 'file:///etc/passwd'> "
          "%p;]>" ITEM("<title>T</title>"),
          "rss\n- title=[T]" },
    };
    check(cases, TS_COUNT(cases), "");
}

static ts_str repeat(struct ts_buf *b, const char *front, const char *part, size_t n,
                     const char *back)
{
    ts_buf_clear(b);
    ts_buf_puts(b, front);
    for (size_t i = 0; i < n; i++)
        ts_buf_puts(b, part);
    ts_buf_puts(b, back);
    return ts_buf_str(b);
}

static void test_limits(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct ts_buf b = { 0 };
    struct ts_feed feed;
    struct ts_err err;
    ts_str none = { 0 };

    /* Bytes. */
    char *large = calloc(1, TS_FEED_MAX_BYTES + 1);
    assert_non_null(large);
    assert_int_equal(
        ts_feed_parse(&a, (ts_str){ large, TS_FEED_MAX_BYTES + 1 }, none, none, &feed, &err),
        TS_ERR_LIMIT);
    assert_string_equal(err.msg, "the feed is larger than 64 MB");
    free(large);

    /* Items. */
    ts_str items = repeat(&b, "<rss><channel>", "<item/>", TS_FEED_MAX_ITEMS, "");
    assert_ok(ts_feed_parse(&a, items, none, none, &feed, &err), &err);
    assert_int_equal(feed.n_items, TS_FEED_MAX_ITEMS);
    items = repeat(&b, "<rss><channel>", "<item/>", TS_FEED_MAX_ITEMS + 1, "");
    assert_int_equal(ts_feed_parse(&a, items, none, none, &feed, &err), TS_ERR_LIMIT);
    assert_string_equal(err.msg, "the feed has more than 250000 items");

    /* Depth: the text stays, and what follows is read. */
    ts_str deep =
        repeat(&b, "<rss><channel><item><description>", "<b>", (size_t)10 * TS_FEED_MAX_DEPTH,
               "text</description><title>T</title></item><item/></channel></rss>");
    assert_ok(ts_feed_parse(&a, deep, none, none, &feed, &err), &err);
    assert_int_equal(feed.n_items, 2);
    assert_true(ts_str_has(feed.items[0].summary, "text"));
    assert_true(feed.items[0].summary.len < (size_t)10 * TS_FEED_MAX_DEPTH);

    /* Text, cut between characters. */
    ts_str text = repeat(&b, "<rss><channel><item><description>x", "\xc3\xa9", TS_FEED_MAX_TEXT,
                         "</description><title>T</title></item></channel></rss>");
    assert_ok(ts_feed_parse(&a, text, none, none, &feed, &err), &err);
    assert_true(feed.items[0].summary.len <= TS_FEED_MAX_TEXT + 2);
    assert_true(feed.items[0].summary.len > TS_FEED_MAX_TEXT - 4);
    assert_slice_equal(feed.items[0].title, "T");
    ts_buf_done(&b);
    ts_arena_done(&a);
}

/* Documents that would take for ever if each part were looked at from each place. */
static void test_hostile_repetition_is_quick(void **state)
{
    (void)state;
    static const struct {
        const char *front, *part;
    } cases[] = {
        { "<rss>", "<!--" },     { "<rss>", "<?" },           { "<rss>", "<![" },
        { "<rss>", "<!x['" },    { "<rss>", "<a b='" },       { "<rss>", "<a b=\"<" },
        { "<rss><a ", "b='' " }, { "<rss>", "<a>" },          { "<rss>", "</a>" },
        { "<rss>", "&#" },       { "<rss>", "&a" },           { "<rss>", "<![CDATA[" },
        { "<rss>", "<item>" },   { "<rss>", "<x:a:b c:d:e" }, { "<rss><item><title>", "<p>&lt;p " },
    };
    struct ts_arena a = { 0 };
    struct ts_buf b = { 0 };
    int64_t start = ts_now_ms();

    for (size_t i = 0; i < TS_COUNT(cases); i++)
        (void)dump(&a, repeat(&b, cases[i].front, cases[i].part, 100000, ""), "", "");
    assert_true(ts_now_ms() - start < 20000);
    ts_buf_done(&b);
    ts_arena_done(&a);
}

/* What is searched for and does not come is not searched for again: these would take minutes. */
static void test_a_missing_end_is_missed_once(void **state)
{
    (void)state;
    static const struct {
        const char *front, *part;
    } cases[] = {
        { "<rss><item ", "x=\"\" " },
        { "<rss><channel><title>", "&lt;a " },
    };
    struct ts_arena a = { 0 };
    struct ts_buf b = { 0 };
    int64_t start = ts_now_ms();

    for (size_t i = 0; i < TS_COUNT(cases); i++)
        (void)dump(&a, repeat(&b, cases[i].front, cases[i].part, 2000000, ""), "", "");
    assert_true(ts_now_ms() - start < 20000);
    ts_buf_done(&b);
    ts_arena_done(&a);
}

/* A feed that was cut off anywhere is read as far as it goes, or refused in words. */
static void test_every_prefix(void **state)
{
    (void)state;
    static const char *const samples[] = {
        "<?xml version=\"1.0\" encoding='utf-8'?><!DOCTYPE rss [<!ENTITY a 'b'>]><!-- c -->"
        "<rss version=\"2.0\" xmlns:m='http://search.yahoo.com/mrss/'><channel><title>A &amp; "
        "B</title>"
        "<item><title>1 &lt;b&gt; &#xe9;</title><link>http://p.example/?a=1&amp;b=2</link>"
        "<m:content url='x' medium='image'/><description><![CDATA[<p>x</p>]]></description>"
        "<pubDate>Mon, 03 Mar 2025 14:05:00 GMT</pubDate></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://p.example/'><title>A</title>"
        "<entry><title type='html'>x</title><link href='1'/><author><name>Ann</name></author>"
        "<content type='xhtml'><div "
        "xmlns='http://www.w3.org/1999/xhtml'><b>x</b>\xc3\xa9</div></content>"
        "</entry></feed>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns='http://purl.org/rss/1.0/'><channel><title>A</title></channel>"
        "<item rdf:about='http://p.example/1'><title>One</title></item></rdf:RDF>",
        "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"A\",\"items\":[{\"id\":\"1\","
        "\"content_html\":\"<p>\\u00e9\",\"attachments\":[{\"url\":\"x\",\"size_in_bytes\":1e2}]}]"
        "}",
    };
    for (size_t i = 0; i < TS_COUNT(samples); i++) {
        size_t len = strlen(samples[i]);
        for (size_t n = 0; n <= len; n++) {
            struct ts_arena a = { 0 };
            struct ts_feed feed;
            struct ts_err err = { .msg = "" };
            char *exact = malloc(n + 1); /* so that a sanitizer sees reads behind the end */
            memcpy(exact, samples[i], n);
            exact = realloc(exact, n ? n : 1);
            enum ts_rc rc =
                ts_feed_parse(&a, (ts_str){ exact, n }, (ts_str){ 0 }, (ts_str){ 0 }, &feed, &err);
            assert_true(rc == TS_OK || (rc == TS_ERR_PARSE && err.msg[0]));
            if (n == len)
                assert_int_equal(feed.n_items, 1);
            free(exact);
            ts_arena_done(&a);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_what_items_say),
        cmocka_unit_test(test_relative_addresses),
        cmocka_unit_test(test_malformed_is_mended),
        cmocka_unit_test(test_no_fault_ends_the_reading),
        cmocka_unit_test(test_charsets),
        cmocka_unit_test(test_what_is_no_feed_is_named),
        cmocka_unit_test(test_failure_leaves_the_output_alone),
        cmocka_unit_test(test_entities_are_not_expanded),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_hostile_repetition_is_quick),
        cmocka_unit_test(test_a_missing_end_is_missed_once),
        cmocka_unit_test(test_every_prefix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
