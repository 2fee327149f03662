/* ui_priv.h - what the parts of the reader share. */
#ifndef TEARSHEET_TUI_UI_PRIV_H
#define TEARSHEET_TUI_UI_PRIV_H

#include "tearsheet/app/digest.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/stories.h"
#include "tearsheet/store/tags.h"
#include "tearsheet/tui/keymap.h"
#include "tearsheet/tui/prompt.h"
#include "tearsheet/tui/ui.h"

#include "view_priv.h"

enum prompt_kind {
    PROMPT_NONE = 0,
    PROMPT_COMMAND,
    PROMPT_FIND,
    PROMPT_SEARCH,
    PROMPT_TAG,
    PROMPT_ADD,
    PROMPT_RENAME,
    PROMPT_SITE,
    PROMPT_KEEP,
    PROMPT_PIPE,
    PROMPT_FOLDERS,
    PROMPT_COUNT,
};

/* The tags to choose from, while one is chosen by its letter. */
struct tag_menu {
    bool is_open;
    struct ts_arena arena;
    struct ts_tag *tags;
    size_t n;
};

/* The links to choose from, while one is. */
struct link_menu {
    bool is_open;
    struct ts_arena arena;
    struct menu_link {
        size_t number;
        ts_str target;
    } * links;
    size_t n;
};

/* What is new in the reports of the story being looked at, as the worker says. */
struct novelty {
    struct ts_arena arena;
    int64_t story_id;
    struct ts_novelty *reports;
    size_t n;
    bool is_stale;
    bool is_asked; /* and not answered yet */
};

/* The story that was asked about last, at a glance. */
struct digest {
    struct ts_digest story; /* its story_id is 0 before the first answer */
    bool is_stale;
    bool is_asked; /* and not answered yet */
};

/* The last answer about why a report is in its story. */
struct why {
    struct ts_arena arena;
    struct ts_why answer;
};

struct ts_ui {
    struct ts_ui_options options;
    struct ts_arena arena; /* as long as the program: bindings */
    struct ts_arena frame; /* what is drawn */
    struct ts_surface surface;
    struct ts_keymap keymap;
    struct ts_theme theme;
    struct ts_buf theme_name; /* as chosen: "auto" */
    bool is_light;            /* the terminal has a light ground */
    struct ts_view *top;
    struct ts_view *preview; /* the article beside a list; NULL when there is none */
    int rows;
    int cols;
    int list_cols;   /* of a list beside its text; 0: what the text leaves */
    bool is_unsplit; /* one pane, however wide the screen is */

    int count;                              /* typed in front of a command */
    struct ts_key pending[TS_SEQUENCE_MAX]; /* keys of a sequence that is not whole yet */
    size_t n_pending;
    bool is_pasting;
    struct ts_buf pasted;
    struct ts_prompt prompt;
    enum prompt_kind prompt_kind;
    struct ts_history history[PROMPT_COUNT];
    struct tag_menu tag_menu;
    struct link_menu link_menu;
    struct ts_arena subject_arena;
    struct subject subject; /* what the prompt or menu is about */

    struct ts_buf message;
    bool is_error;
    bool is_busy; /* what was asked for takes its time */
    struct ts_progress progress;
    struct ts_buf last_refresh; /* what it came to, in words */
    struct ts_buf last_failure; /* until a refresh goes without one */
    int64_t joining_id;         /* the story that is to be joined with the next one marked */
    struct novelty novelty;
    struct why why;
    struct digest digest;
    struct ts_errand errand;
    struct ts_buf address; /* of the errand */
    struct ts_buf piped;   /* its input */
    struct ts_buf words;   /* last found */
    bool is_dirty;
};

/* ---- views ---- */

/* Fills in what every view has. */
void ui_init_view(struct ts_ui *ui, struct ts_view *v, const struct view_class *class);
/* A zeroed view struct; ui_push() takes it. */
void *ui_alloc_view(size_t size);
/* Loads the view and puts it on the stack; says why if it cannot be loaded, and drops it. */
void ui_push(struct ts_ui *ui, struct ts_view *v);
void ui_pop(struct ts_ui *ui);
/* Has the worker remember where the article on top is being read. */
void ui_keep_position(struct ts_ui *ui);
/* Goes back to the view known by `only`, if it is on the stack. */
bool ui_go_back_to(struct ts_ui *ui, const void *only);
/* Takes off views until only the front page is left. */
void ui_pop_all(struct ts_ui *ui);
/* Loads a view anew; false, and a message, when that fails. */
bool ui_load(struct ts_ui *ui, struct ts_view *v);
void ui_drop_view(struct ts_view *v);
/* True when a list and a text stand side by side. */
bool ui_is_split(const struct ts_ui *ui);
/* The columns of the list then. */
int ui_list_cols(const struct ts_ui *ui);
/* From a text: opens the next (`step` 1) or previous unread article of the lists below it. */
void ui_next_unread(struct ts_ui *ui, int step);

void ui_open_front(struct ts_ui *ui);
void ui_open_story(struct ts_ui *ui, int64_t story_id);
void ui_open_article(struct ts_ui *ui, int64_t article_id);
void ui_open_source(struct ts_ui *ui, int64_t source_id, ts_str name);
void ui_open_tag(struct ts_ui *ui, int64_t tag_id, ts_str name);
/* `name`: what it is kept as, may be empty. */
void ui_open_search(struct ts_ui *ui, ts_str query, ts_str name);
void ui_open_searches(struct ts_ui *ui);
/* The query of a view that shows a search, or empty. */
ts_str ui_search_of(struct ts_view *v);
void ui_open_all(struct ts_ui *ui, bool starred_only);
void ui_open_sources(struct ts_ui *ui);
void ui_open_tags(struct ts_ui *ui);
void ui_open_activity(struct ts_ui *ui);
/* The view of downloads, if there is one, has more to say. */
void ui_spoil_activity(struct ts_ui *ui);
void ui_open_help(struct ts_ui *ui);
void ui_open_details(struct ts_ui *ui, const struct subject *subject);
void ui_open_voices(struct ts_ui *ui, const struct subject *subject);
void ui_open_timeline(struct ts_ui *ui, const struct subject *subject);
void ui_open_changes(struct ts_ui *ui, int64_t article_id);
void ui_open_rank(struct ts_ui *ui, const struct subject *subject);
/* The feeds that an address leads to, to choose from. */
void ui_open_offers(struct ts_ui *ui, const struct ts_event *event);
void ui_open_why(struct ts_ui *ui, const struct subject *subject);

/* The article that a subject is or leads to (a story's first report), 0 if there is none. */
int64_t ui_article_of(struct ts_ui *ui, const struct subject *subject);
/* An article view for the pane beside a list, or NULL. */
struct ts_view *ui_preview_new(struct ts_ui *ui, int64_t article_id);
/* The article that a view shows, or 0. */
int64_t ui_article_shown(const struct ts_view *v);
/* Where reading is, as TS_REQUEST_POSITION takes it; -1 when there is nothing to remember. */
int64_t ui_article_position(const struct ts_view *v);

/* The stories of one affair, oldest first. */
struct saga {
    struct ts_story_row *stories;
    size_t n;  /* 0: the story is alone */
    size_t at; /* the story that was asked about */
};

/* The saga of a story, in `a`. */
enum ts_rc ui_saga_load(struct saga *out, struct ts_arena *a, struct ts_db *db, int64_t story_id,
                        struct ts_err *err);

/* Asks what is new in the story on top, if that is not known. */
void ui_ask_novelty(struct ts_ui *ui);
/* Offers the rule for a site that was suggested. */
void ui_take_rule(struct ts_ui *ui, const struct ts_event *event);
/* Keeps the answer; the view that asked is stale then. */
void ui_take_why(struct ts_ui *ui, const struct ts_why *answer);
/* Asks for the digest of the story on top, if it shows one that is not there. */
void ui_ask_digest(struct ts_ui *ui);
/* Moves it away from where it is; views that show it are stale then. */
void ui_take_digest(struct ts_ui *ui, struct ts_digest *answer);
/* Keeps what `event` says; views that show it are stale then. */
void ui_take_novelty(struct ts_ui *ui, const struct ts_event *event);
/* Of a report, or NULL when it is not known. */
const struct ts_novelty *novelty_find(const struct novelty *novelty, int64_t article_id);

/* ---- marks ---- */

/* What is marked in the list on top. */
struct marked {
    struct ts_picked picked;
    bool has_unread;
    bool has_unstarred;
};
bool ui_has_marks(const struct ts_ui *ui);
struct marked ui_marked(const struct ts_ui *ui, struct ts_arena *a);

/* ---- saying and asking ---- */

void ui_say(struct ts_ui *ui, bool is_error, const char *fmt, ...) TS_PRINTF(3, 4);
void ui_errand(struct ts_ui *ui, enum ts_errand_kind kind, ts_str address);
/* A request of that kind about `subject` (may be NULL); finish it and give it to ui_send(). */
struct ts_request *ui_request(enum ts_request_kind kind, const struct subject *subject);
void ui_send(struct ts_ui *ui, struct ts_request *request);
int64_t ui_now(const struct ts_ui *ui);

/* ---- commands and prompts ---- */

/* Obeys a command, wherever it came from. */
void ui_obey(struct ts_ui *ui, const struct invocation *in);
/* A key that is, or is a part of, a command. */
void ui_command_key(struct ts_ui *ui, struct ts_key key);
/* What was typed of a command that is not whole yet: a count, keys of a sequence; in `a`. */
ts_str ui_typed(struct ts_ui *ui, struct ts_arena *a);
/* Obeys a line typed behind ":", with the count typed in front of it. */
void ui_obey_line(struct ts_ui *ui, ts_str line);
void ui_ask(struct ts_ui *ui, enum prompt_kind kind, ts_str text);
void ui_prompt_key(struct ts_ui *ui, struct ts_key key);
ts_str ui_prompt_label(const struct ts_ui *ui);
/* What was typed in earlier runs. */
void ui_load_history(struct ts_ui *ui);
void ui_save_history(const struct ts_ui *ui);
void ui_find(struct ts_ui *ui, ts_str words);
bool ui_use_theme(struct ts_ui *ui, ts_str name);

/* Tagging: a menu of letters, and a prompt for names. */
void ui_tag_open(struct ts_ui *ui, const struct subject *subject);
void ui_tag_key(struct ts_ui *ui, struct ts_key key);
void ui_tag_toggle(struct ts_ui *ui, ts_str name);
/* Draws the tags and their letters at the lower edge of `s`. */
void ui_tag_menu_draw(const struct ts_ui *ui, struct ts_surface *s);

/* The menu of links. */
void ui_link_key(struct ts_ui *ui, struct ts_key key);
void ui_link_menu_draw(const struct ts_ui *ui, struct ts_surface *s);

/* A key of what is pasted, or around it; false when it is none of that. */
bool ui_paste_key(struct ts_ui *ui, struct ts_key key);

/* The wheel and clicks. */
void ui_mouse(struct ts_ui *ui, struct ts_key key);

/* ---- drawing ---- */

/* The view at a place of the screen, or NULL; `*row` becomes a row of it. */
struct ts_view *ui_view_at(const struct ts_ui *ui, int *row, int col);

/* Gives every view in sight its size. */
void ui_arrange(struct ts_ui *ui);
void ui_paint(struct ts_ui *ui);

#endif
