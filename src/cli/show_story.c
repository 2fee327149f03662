/* show --story: a story's quotations, the numbers that differ, and how it went. */
#include "cli_priv.h"
#include "tearsheet/app/digest.h"

/* Which report something is from. */
static void put_report(struct ts_json_out *o, struct ts_arena *a, const struct ts_digest *d,
                       size_t report)
{
    cli_json_int(o, "report", d->reports[report].id);
    ts_json_member(o, "outlet", d->reports[report].site);
    ts_json_member(o, "at", cli_iso(a, d->reports[report].at));
}

static void put_reports(struct ts_json_out *o, struct ts_arena *a, const struct ts_digest *d)
{
    ts_json_list(o, "reports");
    for (size_t i = 0; i < d->n_reports; i++) {
        const struct ts_digest_report *r = &d->reports[i];
        ts_json_open(o, '{');
        cli_json_int(o, "id", r->id);
        ts_json_member(o, "title", r->title);
        ts_json_member(o, "outlet", r->site);
        ts_json_member(o, "at", cli_iso(a, r->at));
        cli_json_id(o, "copy_of", r->copy_of_id);
        if (r->is_compared) {
            cli_json_strings(o, "added", r->changes.added, r->changes.n_added);
            cli_json_strings(o, "cut", r->changes.cut, r->changes.n_cut);
        }
        ts_json_close(o, '}');
    }
    ts_json_close(o, ']');
}

static void put_quotes(struct ts_json_out *o, struct ts_arena *a, const struct ts_digest *d)
{
    ts_json_list(o, "quotes");
    for (size_t i = 0; i < d->n_sayings; i++) {
        const struct ts_saying *s = &d->sayings[i];
        ts_json_open(o, '{');
        ts_json_member(o, "speaker", s->speaker);
        ts_json_member(o, "text", s->text);
        put_report(o, a, d, s->report);
        cli_json_int(o, "reports", (int64_t)s->n_reports);
        ts_json_close(o, '}');
    }
    ts_json_close(o, ']');
}

static void put_figures(struct ts_json_out *o, struct ts_arena *a, const struct ts_digest *d,
                        const struct ts_dispute *dispute)
{
    ts_json_list(o, "figures");
    for (size_t i = 0; i < dispute->n; i++) {
        const struct ts_figure *f = &dispute->figures[i];
        ts_json_open(o, '{');
        ts_json_key(o, "value");
        ts_json_put_real(o, f->value);
        ts_json_member(o, "text", f->text);
        ts_json_member(o, "sentence", f->sentence);
        put_report(o, a, d, f->report);
        ts_json_close(o, '}');
    }
    ts_json_close(o, ']');
}

static void put_numbers(struct ts_json_out *o, struct ts_arena *a, const struct ts_digest *d)
{
    ts_json_list(o, "numbers");
    for (size_t i = 0; i < d->n_disputes; i++) {
        ts_json_open(o, '{');
        ts_json_member(o, "matter", d->disputes[i].matter);
        cli_json_bool(o, "corrected", d->disputes[i].is_correction);
        put_figures(o, a, d, &d->disputes[i]);
        ts_json_close(o, '}');
    }
    ts_json_close(o, ']');
}

static void put_course(struct ts_json_out *o, struct ts_arena *a, const struct ts_digest *d)
{
    ts_json_list(o, "corrections");
    for (size_t i = 0; i < d->n_corrections; i++) {
        ts_json_open(o, '{');
        ts_json_member(o, "text", d->corrections[i].text);
        put_report(o, a, d, d->corrections[i].report);
        ts_json_close(o, '}');
    }
    ts_json_close(o, ']');
    ts_json_list(o, "headlines");
    for (size_t i = 0; i < d->n_headlines; i++) {
        const struct ts_headline_change *h = &d->headlines[i];
        ts_json_open(o, '{');
        cli_json_int(o, "report", d->reports[h->report].id);
        ts_json_member(o, "outlet", d->reports[h->report].site);
        ts_json_member(o, "until", cli_iso(a, h->at));
        ts_json_member(o, "was", h->was);
        ts_json_member(o, "became", h->became);
        ts_json_close(o, '}');
    }
    ts_json_close(o, ']');
}

static void put_json(struct cli *c, const struct ts_digest *d)
{
    struct ts_buf line = { 0 };
    struct ts_json_out o = { .buf = &line };

    ts_json_open(&o, '{');
    cli_json_int(&o, "id", d->story_id);
    ts_json_member(&o, "headline", d->headline);
    put_reports(&o, &c->arena, d);
    cli_json_int(&o, "left_out", (int64_t)d->n_left_out);
    put_quotes(&o, &c->arena, d);
    put_numbers(&o, &c->arena, d);
    put_course(&o, &c->arena, d);
    ts_json_close(&o, '}');
    cli_put_line(&line);
    ts_buf_done(&line);
}

/* ---- for people ---- */

static ts_str source_of(struct cli *c, const struct ts_digest *d, size_t report)
{
    struct ts_when when = { .at = d->reports[report].at, .precision = TS_WHEN_TIME };

    return ts_arena_printf(&c->arena, "%.*s, %.*s",
                           TS_FMT(cli_one_line(&c->arena, d->reports[report].site)),
                           TS_FMT(ts_when_long(&c->arena, when)));
}

static void print_quotes(struct cli *c, const struct ts_digest *d)
{
    if (d->n_sayings > 0)
        cli_put_text(c, TS_STR("\nWho says what\n"));
    for (size_t i = 0; i < d->n_sayings; i++) {
        const struct ts_saying *s = &d->sayings[i];
        ts_str more = s->n_reports > 1
                          ? ts_arena_printf(&c->arena, ", in %zu reports", s->n_reports)
                          : TS_STR("");
        cli_put_text(c, ts_arena_printf(&c->arena, "  %.*s: \"%.*s\" (%.*s%.*s)\n",
                                        TS_FMT(s->speaker.len ? s->speaker : TS_STR("unnamed")),
                                        TS_FMT(cli_one_line(&c->arena, s->text)),
                                        TS_FMT(source_of(c, d, s->report)), TS_FMT(more)));
    }
}

static void print_numbers(struct cli *c, const struct ts_digest *d)
{
    if (d->n_disputes > 0)
        cli_put_text(c, TS_STR("\nNumbers that differ\n"));
    for (size_t i = 0; i < d->n_disputes; i++) {
        const struct ts_dispute *dispute = &d->disputes[i];
        cli_put_text(c, ts_arena_printf(&c->arena, "  %.*s, %s:\n",
                                        TS_FMT(cli_one_line(&c->arena, dispute->matter)),
                                        dispute->is_correction ? "later corrected" : "disputed"));
        for (size_t k = 0; k < dispute->n; k++)
            cli_put_text(c,
                         ts_arena_printf(&c->arena, "    %.*s (%.*s)\n",
                                         TS_FMT(cli_one_line(&c->arena, dispute->figures[k].text)),
                                         TS_FMT(source_of(c, d, dispute->figures[k].report))));
    }
}

static void print_course(struct cli *c, const struct ts_digest *d)
{
    cli_put_text(c, TS_STR("\nHow it went\n"));
    for (size_t i = 0; i < d->n_reports; i++) {
        const struct ts_digest_report *r = &d->reports[i];
        ts_str copy = { 0 };
        if (r->is_compared)
            copy = ts_arena_printf(&c->arena, "; a copy, +%zu -%zu sentences", r->changes.n_added,
                                   r->changes.n_cut);
        else if (r->copy_of_id != 0)
            copy = TS_STR("; a copy");
        cli_put_text(c, ts_arena_printf(&c->arena, "  %.*s: %.*s%.*s\n", TS_FMT(source_of(c, d, i)),
                                        TS_FMT(cli_one_line(&c->arena, r->title)), TS_FMT(copy)));
    }
    for (size_t i = 0; i < d->n_headlines; i++)
        cli_put_text(c, ts_arena_printf(&c->arena, "  %.*s was called: %.*s\n",
                                        TS_FMT(cli_one_line(
                                            &c->arena, d->reports[d->headlines[i].report].site)),
                                        TS_FMT(cli_one_line(&c->arena, d->headlines[i].was))));
    for (size_t i = 0; i < d->n_corrections; i++)
        cli_put_text(c, ts_arena_printf(&c->arena, "  %.*s: %.*s\n",
                                        TS_FMT(cli_one_line(
                                            &c->arena, d->reports[d->corrections[i].report].site)),
                                        TS_FMT(cli_one_line(&c->arena, d->corrections[i].text))));
    if (d->n_left_out > 0)
        cli_put_text(
            c, ts_arena_printf(&c->arena, "  (%zu later reports were not read)\n", d->n_left_out));
}

void cli_show_story(struct cli *c, int64_t id)
{
    struct ts_digest digest;
    struct ts_err err;

    if (ts_digest_of_story(c->db, id, &digest, &err) != TS_OK) {
        cli_fail_err(c, &err);
    } else if (c->flags.json) {
        put_json(c, &digest);
        c->n_done++;
    } else {
        cli_put_text(c, ts_arena_printf(&c->arena, "%.*s\n",
                                        TS_FMT(cli_one_line(&c->arena, digest.headline))));
        print_quotes(c, &digest);
        print_numbers(c, &digest);
        print_course(c, &digest);
        c->n_done++;
    }
    ts_digest_done(&digest);
}
