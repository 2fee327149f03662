/* doctor: the request that a refresh would make, told step by step.  What the program would make of
 * the answer is diagnosis.c's. */
#include "doctor_priv.h"
#include "tearsheet/app/address.h"

void doctor_put(struct cli *c, const char *label, const char *fmt, ...)
{
    char text[2048];
    va_list args;

    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    cli_put_text(c, ts_arena_printf(&c->arena, "%-12s %s\n", label, text));
}

void doctor_put_if(struct cli *c, const char *label, ts_str text)
{
    if (text.len > 0)
        doctor_put(c, label, "%.*s", TS_FMT(text));
}

ts_str doctor_moment(struct cli *c, int64_t at)
{
    ts_str iso = ts_when_iso(&c->arena, (struct ts_when){ at, 0, TS_WHEN_TIME, true });
    int64_t left_s = at - ts_now_at();

    if (left_s <= 0)
        return iso;
    return ts_arena_printf(&c->arena, "%.*s, in %.*s", TS_FMT(iso),
                           TS_FMT(ts_span_words(&c->arena, left_s)));
}

/* ---- the request ---- */

static void put_history(const struct patient *p)
{
    const struct ts_source *source = &p->replay.source;
    struct cli *c = p->cli;

    if (!p->replay.is_subscribed)
        return;
    doctor_put(c, "subscribed", "as %.*s, %lld articles", TS_FMT(ts_source_name(source)),
               (long long)source->n_articles);
    if (source->error.len > 0)
        doctor_put(c, "last time", "%.*s (%d in a row)", TS_FMT(ts_source_trouble(source)),
                   source->n_failures);
    doctor_put_if(c, "moved to", source->moved_url);
    if (source->next_at > 0)
        doctor_put(c, "not before", "%.*s", TS_FMT(doctor_moment(c, source->next_at)));
}

static void put_options(const struct patient *p)
{
    const struct ts_http_request *request = &p->replay.request;

    doctor_put_if(p->cli, "user agent", request->user_agent);
    doctor_put_if(p->cli, "cookies", request->cookies_file);
    doctor_put_if(p->cli, "proxy", request->proxy);
    for (size_t i = 0; i < request->n_headers; i++) { /* the values may be secrets */
        ts_str header = request->headers[i], name = { 0 };
        (void)ts_str_split(&header, ':', &name);
        doctor_put(p->cli, "header", "%.*s", TS_FMT(name));
    }
}

/* ---- the answer ---- */

static void put_transfer(struct cli *c, const struct ts_reply *r)
{
    for (size_t i = 0; i < r->n_hops; i++)
        doctor_put(c, "redirect", "%d%s to %.*s", r->hops[i].status,
                   r->hops[i].is_permanent ? " (for good)" : "", TS_FMT(r->hops[i].url));
    if (r->status > 0) {
        doctor_put(c, "status", "%d from %.*s", r->status, TS_FMT(r->peer));
        doctor_put(c, "time",
                   "name %lld ms, connected %lld ms, TLS %lld ms, first byte %lld ms, all %lld ms",
                   (long long)r->lookup_ms, (long long)r->connect_ms, (long long)r->tls_ms,
                   (long long)r->first_byte_ms, (long long)r->total_ms);
        doctor_put(c, "size", "%zu bytes, %lld on the wire", r->body.len, (long long)r->wire_bytes);
    }
    doctor_put_if(c, "type", r->content_type);
}

static struct ts_reply *ask(const struct patient *p, const struct ts_http_request *request)
{
    struct ts_reply *reply;

    ts_http_submit(p->http, request);
    while (!(reply = ts_http_next(p->http)))
        ts_http_wait(p->http, -1);
    return reply;
}

/* Whether the server says "nothing new" to one who has this answer. */
static void put_revalidation(const struct patient *p, const struct ts_reply *r)
{
    struct ts_http_request request = p->replay.request;

    if (r->status == 0 || r->rc != TS_OK)
        return;
    if (r->etag.len == 0 && r->last_modified.len == 0) {
        doctor_put(p->cli, "unchanged",
                   "cannot be told: the server sends neither ETag nor Last-Modified");
        return;
    }
    request.etag = r->etag;
    request.last_modified = r->last_modified;
    struct ts_reply *again = ask(p, &request);
    if (again->is_unchanged)
        doctor_put(p->cli, "unchanged", "is told with 304, %lld bytes",
                   (long long)again->wire_bytes);
    else
        doctor_put(p->cli, "unchanged",
                   "is not told: asked again, the server sent %d and %lld bytes", again->status,
                   (long long)again->wire_bytes);
    ts_reply_free(again);
}

static void put_caching(const struct patient *p, const struct ts_reply *r)
{
    struct cli *c = p->cli;

    doctor_put_if(c, "etag", r->etag);
    doctor_put_if(c, "modified", r->last_modified);
    if (r->fresh_until_at > 0)
        doctor_put(c, "fresh for", "%.*s",
                   TS_FMT(ts_span_words(&c->arena, r->fresh_until_at - ts_now_at())));
    if (r->retry_after_s > 0)
        doctor_put(c, "retry after", "%.*s", TS_FMT(ts_span_words(&c->arena, r->retry_after_s)));
    put_revalidation(p, r);
}

/* ---- the command ---- */

/* Asks for the address, and tells how that went. */
static void put_answer(const struct patient *p)
{
    struct cli *c = p->cli;
    struct ts_reply *reply = ask(p, &p->replay.request);

    put_transfer(c, reply);
    put_caching(p, reply);
    if (reply->rc == TS_OK) {
        doctor_put_content(p, reply);
        c->n_done++;
    } else {
        doctor_put_next(p, reply, NULL);
        doctor_put_advice(c, reply, &reply->err);
        fflush(stdout);
        cli_fail(c, "%s", reply->err.msg);
    }
    ts_reply_free(reply);
}

static void examine(struct cli *c, struct ts_http *http, ts_str given)
{
    struct patient p = { .cli = c, .http = http, .url = ts_address_of(&c->arena, given) };
    struct ts_err err;

    if (p.url.len == 0) {
        bool is_command = ts_str_starts(given, "exec:") || ts_str_starts(given, "filter:");
        cli_fail(c, "\"%.*s\" is %s", TS_FMT(given),
                 is_command ? "a command, which no server answers; \"fetch --source\" runs it"
                            : "no address");
        return;
    }
    if (ts_replay_of(&c->arena, c->db, &c->profile, p.url, &p.replay, &err) != TS_OK) {
        cli_fail_err(c, &err);
        return;
    }
    doctor_put(c, "address", "%.*s", TS_FMT(p.url));
    put_history(&p);
    put_options(&p);
    put_answer(&p);
}

/* As a refresh would have it. */
static struct ts_http_options options_of(const struct ts_config *config)
{
    return (struct ts_http_options){
        .limits = { .max_bytes = config->max_page_mb << 20,
                    .max_wire_bytes = config->max_page_mb << 20,
                    .total_ms = config->timeout_s * 1000 },
        .user_agent = config->user_agent,
        .max_hold_ms = -1,
    };
}

int cmd_doctor(struct cli *c)
{
    struct ts_http *http;
    struct ts_err err;

    if (!cli_open_library(c, TS_DB_READ))
        return TS_EXIT_NOTHING;
    struct ts_http_options options = options_of(&c->profile.config);
    if (ts_http_open(&http, &options, &err) != TS_OK) {
        cli_fail_err(c, &err);
        return TS_EXIT_NOTHING;
    }
    for (size_t i = 0; i < c->n_args; i++)
        examine(c, http, ts_str_of(c->args[i]));
    ts_http_close(http);
    return cli_status(c);
}
