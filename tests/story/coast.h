/* coast.h - reports to be grouped, all invented. */
#ifndef TESTS_STORY_COAST_H
#define TESTS_STORY_COAST_H

#include "support/support.h"

#include "tearsheet/model/story.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

/* Two weeks of an invented coast.  `story` is the event, `saga` the affair, `copy_of` the number of
 * the original. */
static const struct {
    const char *story, *saga;
    int at; /* hours since the start of the week */
    const char *site, *lang, *title, *text;
    int copy_of;
} library[] = {
    { "sinking", "wreck", 22, "Northern Wire", "en",
      "Slate lighter sinks off Port Ellend, six saved",
      "PORT ELLEND (NWA) - A lighter carrying roof slate sank off Port Ellend on Monday night, the "
      "harbour "
      "master said. All six people on board were taken off by the pilot boat.\n\n"
      "The Marit Solveig, 41 metres long, had left the slate quay at 21:40 in a freshening wind. "
      "\"She took "
      "water over the bow and never shook it off,\" harbour master Edda Quillfeather said.\n\n"
      "Some 1,200 tonnes of slate are on the bottom in 30 metres of water. The fairway is closed "
      "to ships "
      "of more than 4.5 metres draught until divers have looked at the wreck.",
      0 },
    { "sinking", "wreck", 31, "Ellend Mercury", "en",
      "'We jumped and the pilot caught us': crew of the Marit Solveig",
      "The mate of the lighter Marit Solveig has told how six people got off a ship that was under "
      "their feet "
      "one moment and gone the next.\n\n"
      "\"We jumped, and the pilot boat caught us like apples,\" Jorun Haske said on the slate quay "
      "on Tuesday "
      "morning, a blanket over her shoulders.\n\n"
      "Harbour master Edda Quillfeather has shut the fairway for larger ships while divers look at "
      "the "
      "slate on the bottom.",
      0 },
    { "sinking", "wreck", 33, "The Skerry Post", "en", "Harbour half shut after night of drama",
      "PORT ELLEND (NWA) - A lighter carrying roof slate sank off Port Ellend on Monday night, the "
      "harbour "
      "master said. All six people on board were taken off by the pilot boat.\n\n"
      "The Marit Solveig, 41 metres long, had left the slate quay at 21:40 in a freshening wind. "
      "\"She took "
      "water over the bow and never shook it off,\" harbour master Edda Quillfeather said.",
      1 },
    { "sinking", "wreck", 34, "Der Leuchtturm", "de",
      "Frachter mit Schiefer vor Port Ellend gesunken",
      "Vor Port Ellend ist in der Nacht zum Dienstag der Leichter Marit Solveig mit 1.200 Tonnen "
      "Schiefer "
      "gesunken. Das Lotsenboot rettete alle sechs Menschen an Bord.\n\n"
      "Hafenmeisterin Edda Quillfeather sperrte die Fahrrinne für größere Schiffe. Taucher sollen "
      "das Wrack "
      "untersuchen.",
      0 },
    { "sinking", "wreck", 36, "Маяк", "uk", "Біля Порт-Елленда затонула баржа зі сланцем",
      "Уночі біля Порт-Елленда затонула баржа «Маріт Солвейг» зі сланцем. Лоцманський катер зняв "
      "усіх "
      "шістьох людей.\n\n"
      "Капітанка порту Едда Квіллфезер закрила фарватер для великих суден: на дні лежить 1200 тонн "
      "сланцю.",
      0 },
    { "stranding", "", 100, "Northern Wire", "en", "Timber coaster runs aground on Gannet Bank",
      "PORT ELLEND (NWA) - A coaster with timber ran aground on Gannet Bank on "
      "Friday before "
      "dawn. Her crew of eight stayed on board.\n\n"
      "The Ulrika Benn is upright and dry, coastguard officer Pell Arkwright said. Two tugs will "
      "try to pull her "
      "off at high water on Saturday.\n\n"
      "It is the second accident off the town in a week.",
      0 },
    { "stranding", "", 106, "Ellend Mercury", "en", "Tugs wait for the tide at Gannet Bank",
      "Two tugs lie off Gannet Bank, waiting for Saturday's high water to pull off the coaster "
      "Ulrika Benn and "
      "her deck load of timber.\n\n"
      "\"She sits there like a hen,\" said Pell Arkwright of the coastguard. The crew of eight "
      "play cards.",
      0 },
    { "prices-10", "", 55, "Skerry Ledger", "en", "Herring prices, week 10: up 4 pence",
      "Herring cost 4 pence more at the Skerry auction in week 10, at 88 pence "
      "a kilo. Landings "
      "fell to 310 "
      "tonnes.",
      0 },
    { "prices-11", "", 55 + 7 * 24, "Skerry Ledger", "en", "Herring prices, week 11: down 6 pence",
      "Herring cost 6 pence less at the Skerry auction in week 11, at 82 pence "
      "a kilo. Landings "
      "rose to 365 "
      "tonnes.",
      0 },
    { "library", "", 60, "Ellend Mercury", "en", "Council votes to keep Tollgate library open",
      "Tollgate library in Port Ellend will stay open. The district council voted 14 to 9 on "
      "Wednesday to find "
      "the 60,000 "
      "crowns that its roof needs.\n\n"
      "Councillor Wim Osterley had wanted to sell the building. \"We lost to people who read,\" he "
      "said.",
      0 },
    { "library", "", 63, "Skerry Ledger", "en", "Readers win: Tollgate keeps its books",
      "By 14 votes to 9 the council has saved the library in Tollgate, the old quarter of Port "
      "Ellend, against the wish of "
      "councillor Wim "
      "Osterley, who would have sold it. The new roof costs 60,000 crowns.",
      0 },
    { "blame", "wreck", 22 + 9 * 24, "Northern Wire", "en",
      "Slate in the Marit Solveig was not lashed, inspectors find",
      "PORT ELLEND (NWA) - The slate in the lighter Marit Solveig was not lashed when she sank off "
      "Port Ellend, "
      "inspectors of the shipping office said on Wednesday.\n\n"
      "The cargo slid to port when the wind freshened, says their report of 40 pages. The owner, "
      "Bastian Crowe, "
      "must pay 25,000 crowns and may not load slate until his ships have been surveyed.\n\n"
      "The Marit Solveig went down on a Monday night with 1,200 tonnes. The pilot boat saved all "
      "six on board.",
      0 },
    { "blame", "wreck", 28 + 9 * 24, "Ellend Mercury", "en", "Crowe fined over loose slate",
      "Bastian Crowe, owner of the lighter Marit Solveig, has been fined 25,000 crowns: her slate "
      "was not lashed.\n\n"
      "That is what the inspectors of the shipping office write in a report of 40 pages. Crowe's "
      "other ships may load no "
      "slate before they are surveyed.\n\n"
      "\"I was told it would lie still,\" said Crowe.",
      0 },
    { "roundup", "", 104, "The Skerry Post", "en", "Four things this morning: Friday 7 March",
      "Divers have begun to look at the wreck of the Marit Solveig, the slate lighter that sank "
      "off Port "
      "Ellend.\n\n"
      "The coaster Ulrika Benn is aground on Gannet Bank with her crew of eight.\n\n"
      "Tollgate library will stay open after a vote of 14 to 9 in the council.\n\n"
      "Herring went up 4 pence a kilo at the Skerry auction.",
      0 },
};

enum { N = TS_COUNT(library), START = 1900000000 };

static struct ts_report report_of(size_t i)
{
    return (struct ts_report){
        .id = (int64_t)i + 1,
        .title = ts_str_of(library[i].title),
        .text = ts_str_of(library[i].text),
        .site = ts_str_of(library[i].site),
        .lang = ts_str_of(library[i].lang),
        .published = { .at = START + (int64_t)library[i].at * HOUR, .precision = TS_WHEN_TIME },
    };
}

#endif
