/* Who asked for what, and how much of it at once. */
#include "loopback_priv.h"

#include "tearsheet/base/date.h"

static struct tally *tally_find(struct tally *list, ts_str name)
{
    while (list && !ts_str_eq(name, ts_str_of(list->name)))
        list = list->next;
    return list;
}

/* The tally of `name`, made if it is new. */
static struct tally *tally_put(struct loopback *s, struct tally **list, ts_str name)
{
    struct tally *tally = tally_find(*list, name);

    if (!tally) {
        tally = TS_NEW(&s->arena, struct tally);
        tally->name = ts_arena_cstr(&s->arena, name);
        tally->next = *list;
        *list = tally;
    }
    return tally;
}

static void tally_enter(struct tally *t)
{
    t->n++;
    if (++t->n_now > t->most_at_once)
        t->most_at_once = t->n_now;
}

ts_str loopback_header(const struct asked *asked, const char *name)
{
    ts_str head = asked->head, line, key;

    while (ts_str_split(&head, '\n', &line)) {
        ts_str value = line;
        if (ts_str_split(&value, ':', &key) && ts_str_is_nocase(key, name))
            return ts_str_trim(value);
    }
    return (ts_str){ 0 };
}

static void enter_visit(struct loopback *s, struct asked *asked)
{
    struct visit *visit = TS_NEW(&s->arena, struct visit);

    visit->of = (struct loopback_visit){
        .path = ts_arena_cstr(&s->arena, asked->path),
        .host = ts_arena_cstr(&s->arena, asked->host),
        .begin_ms = ts_now_ms(),
        .is_conditional = loopback_header(asked, "If-None-Match").len > 0 ||
                          loopback_header(asked, "If-Modified-Since").len > 0,
    };
    visit->older = s->visits;
    s->visits = visit;
    asked->visit = visit;
}

void loopback_leave_visit(struct loopback *s, const struct asked *asked, int status,
                          bool has_validator)
{
    pthread_mutex_lock(&s->lock);
    asked->visit->of.end_ms = ts_now_ms();
    asked->visit->of.status = status;
    asked->visit->of.has_validator = has_validator;
    asked->visit->is_over = true;
    pthread_mutex_unlock(&s->lock);
}

void loopback_count_in(struct loopback *s, struct asked *asked)
{
    pthread_mutex_lock(&s->lock);
    enter_visit(s, asked);
    asked->by_path = tally_put(s, &s->paths, asked->path);
    asked->by_host = tally_put(s, &s->hosts, asked->host);
    asked->by_path->last_request = ts_arena_str(&s->arena, asked->head);
    tally_enter(asked->by_path);
    tally_enter(asked->by_host);
    tally_enter(&s->all);
    if (s->order.len > 0)
        ts_buf_putc(&s->order, ' ');
    ts_buf_put(&s->order, asked->path);
    pthread_mutex_unlock(&s->lock);
}

void loopback_count_out(struct loopback *s, const struct asked *asked)
{
    pthread_mutex_lock(&s->lock);
    asked->by_path->n_now--;
    asked->by_host->n_now--;
    s->all.n_now--;
    pthread_mutex_unlock(&s->lock);
}

struct loopback_visit *loopback_visits(struct loopback *s, struct ts_arena *a, size_t *n)
{
    size_t count = 0;

    pthread_mutex_lock(&s->lock);
    for (const struct visit *v = s->visits; v; v = v->older)
        count += v->is_over;
    struct loopback_visit *list = TS_NEW_ARRAY(a, count, struct loopback_visit);
    *n = count;
    for (const struct visit *v = s->visits; v; v = v->older)
        if (v->is_over)
            list[--count] = v->of;
    pthread_mutex_unlock(&s->lock);
    return list;
}

int loopback_count(struct loopback *s, const char *path)
{
    pthread_mutex_lock(&s->lock);
    const struct tally *tally = tally_find(s->paths, ts_str_of(path));
    const int n = tally ? tally->n : 0;
    pthread_mutex_unlock(&s->lock);
    return n;
}

int loopback_most_at_once(struct loopback *s, const char *host)
{
    struct ts_arena scratch = { 0 };

    pthread_mutex_lock(&s->lock);
    const struct tally *tally = &s->all;
    if (host)
        tally = tally_find(s->hosts, ts_arena_printf(&scratch, "%s:%d", host, s->port));
    const int most = tally ? tally->most_at_once : 0;
    pthread_mutex_unlock(&s->lock);
    ts_arena_done(&scratch);
    return most;
}

ts_str loopback_last_request(struct loopback *s, struct ts_arena *a, const char *path)
{
    pthread_mutex_lock(&s->lock);
    const struct tally *tally = tally_find(s->paths, ts_str_of(path));
    const ts_str request = tally ? ts_arena_str(a, tally->last_request) : (ts_str){ 0 };
    pthread_mutex_unlock(&s->lock);
    return request;
}

ts_str loopback_order(struct loopback *s, struct ts_arena *a)
{
    pthread_mutex_lock(&s->lock);
    const ts_str order = ts_arena_str(a, ts_buf_str(&s->order));
    pthread_mutex_unlock(&s->lock);
    return order;
}
