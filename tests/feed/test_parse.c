/* Feeds of all formats, and what their items say, as one line an item. */
#include "feed_dump.h"

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
    feed_check(cases, TS_COUNT(cases), "");
}

static void test_what_items_say(void **state)
{
    (void)state;
    static const struct feed_case cases[] = {
        /* An item is an item, whatever little it says. */
        { ITEM("<pubDate>2025-03-03</pubDate>"), "rss\n- at=[2025-03-03]" },
        /* No date in disguise. */
        { ITEM("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>"), "rss\n-" },
        { ITEM("<pubDate>1970-01-01T01:00:00+01:00</pubDate>"), "rss\n-" },
        { ITEM("<pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate>"), "rss\n-" },
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
    feed_check(cases, TS_COUNT(cases), "");
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
        { ITEM("<enclosure url='javascript:alert(1)'/><enclosure url='data:text/html,x'/>"),
          "rss\n-" },
    };
    static const struct feed_case by_link[] = {
        { RSS("<link>http://site.example/</link><item><link>1</link></item>"),
          "rss link=[http://site.example/]\n- link=[http://site.example/1]" },
        { ITEM("<link>1</link>"), "rss\n- link=[1]" },
    };
    feed_check(by_feed, TS_COUNT(by_feed), "http://u.example/feeds/a.xml");
    feed_check(by_link, TS_COUNT(by_link), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_what_items_say),
        cmocka_unit_test(test_relative_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
