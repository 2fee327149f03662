#!/usr/bin/env python3
"""Train the model of src/extract/classify.c on pages with known articles.

usage: extract_train.py BENCH CORPUS [--out FILE] [--folds FOLDER] [--score] [--jobs N]

BENCH is the built extract_bench, which computes the features: nothing here looks at a page. CORPUS has <set>.jsonl, a
line {"id", "url", "body"} (and maybe "page_type") a page, and the pages as pages/<set>/<id>.html.gz.

  --score   cross-validated scores of both stages, from the blocks alone
  --out     writes the table for src/extract/model.inc, trained on all pages
  --folds   writes a table FOLDER/<k>.inc for each fold k, trained on the others, and the pages of the fold as
            FOLDER/<k>.ids, so that the whole program can be built with each and be scored on pages that are new to it
            (extract_cv.sh does so)

It needs python3-xgboost and python3-numpy of the distribution, at development time only; about twenty minutes on two cores.
Training again from the same pages gives the same table: seeds are fixed and each fit has one thread.

Labels: a block is content when at least 60 % of its runs of three words are in the article and not used up by blocks
before it; a shorter one when it is a line of the article. Pages of a set and kind weigh the same, their blocks by length.
A page whose article cannot be put together from its blocks teaches nothing, and is left out of the training (not of the scores).
Folds are by site (a hash of the host), never by page.

Two stages of gradient-boosted trees, each tree fitted to a part of the blocks and of the features, so that no feature is
relied on alone. The second stage also sees the first one's answers around a block: neighbours, blocks with the same
names, of the same parent and grandparent, windows, place between the first and last block kept. It is trained on answers
of first stages that had not seen the page's site. Its last value is the convention of the page's set: sets do not agree
on headings, lists and the like, and the program chooses one of the conventions.
"""
import argparse
import collections
import datetime
import gzip
import hashlib
import json
import multiprocessing
import os
import re
import subprocess
import tempfile
import urllib.parse

os.environ["OMP_NUM_THREADS"] = "1"  # sums in another order are other sums

import numpy as np
import xgboost

SETS = {"wcxb": 1, "aeb": 2, "fundus": 2, "wcxb_other": .5}  # weight of a page
# Weight of a page by its kind (None: not said): a forum is read too, and what is no article in a shop or a list of
# articles is no article elsewhere; but none of them may outvote the articles.
PAGE_TYPES = {None: 1, "article": 1, "documentation": 1, "service": 1, "forum": .25, "product": .1, "listing": .1,
              "collection": .1}
CONVENTIONS = {"wcxb": 0, "aeb": 1, "fundus": 1, "wcxb_other": 0}  # what counts as article: 0 headings and lists too, 1 strictly its text
CONVENTION = 0  # for scores; classify.c has its own
FOLDS = 8
SEED = 0
OTHERS = 0.3  # share of the blocks far from the article that is trained on
FIRST = dict(n_trees=200, eta=.075, max_leaves=24)
SECOND = dict(n_trees=100, eta=.06, max_leaves=24)
BOTH = dict(objective="binary:logistic", base_score=.5, tree_method="hist", max_bin=64, grow_policy="lossguide", max_depth=0,
            subsample=.7, colsample_bytree=.4, reg_lambda=2, min_child_weight=20, nthread=1, seed=SEED)
REACHABLE = 0.9  # F1 of a page's blocks labelled as content; with less the page is not trained on
N_EARLY = 40  # trees of the first stage after which what is below HOPELESS is not looked at again
HOPELESS = -3.0
UNIT = 0.001  # of leaves
LEAF = 255
NEAR = (-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6)
REACHES = (5, 15, 40)


def words(text):
    return re.findall(r"\w+", text)


def labels(texts, gold):
    tokens = words(gold.lower())
    left = collections.Counter(zip(tokens, tokens[1:], tokens[2:]))
    lines = {" ".join(line.split()).lower() for line in gold.split("\n")}
    found = []
    for text in texts:
        t = words(text.lower())
        runs = list(zip(t, t[1:], t[2:]))
        if not runs:
            found.append(" ".join(text.split()).lower() in lines)
            continue
        is_content = sum(left[r] > 0 for r in runs) >= 0.6 * len(runs)
        if is_content:
            left.subtract(runs)
        found.append(is_content)
    return np.array(found, int)


def fold(row):
    host = (urllib.parse.urlparse(row.get("url") or "").hostname or row["id"]).removeprefix("www.")
    return int(hashlib.md5(host.encode()).hexdigest(), 16) % FOLDS


def load(bench, corpus, name):
    """Pages of a set as dictionaries, and the names of the features."""
    with open(os.path.join(corpus, name + ".jsonl"), encoding="utf-8") as f:
        gold = {row["id"]: row for row in map(json.loads, f) if row.get("page_type") in PAGE_TYPES}
    pages = []
    with tempfile.TemporaryDirectory() as folder:
        manifest = os.path.join(folder, "list")
        with open(manifest, "w", encoding="utf-8") as m:
            for i, row in gold.items():
                path = os.path.join(folder, i + ".html")
                with open(path, "wb") as out, gzip.open(os.path.join(corpus, "pages", name, i + ".html.gz")) as page:
                    out.write(page.read())
                m.write("%s\t%s\n" % (path, row.get("url", "")))
        with subprocess.Popen([bench, "--features", manifest], stdout=subprocess.PIPE) as run:
            names = run.stdout.readline().decode().rstrip("\n").split("\t")
            for line in run.stdout:
                read = json.loads(line)
                row = gold[os.path.basename(read["source"])[:-5]]
                texts = [b["text"] for b in read["blocks"]]
                if not texts:  # all of it in a script
                    BARE.append({"set": name, "id": row["id"], "fold": fold(row)})
                    continue
                page = {"set": name, "id": row["id"], "fold": fold(row), "texts": texts, "gold": row["body"],
                        "x": np.array([b["f"] for b in read["blocks"]], np.float32),
                        "groups": np.array([b["groups"] for b in read["blocks"]]),
                        "bytes": np.minimum([len(t.encode()) for t in texts], 600) + 5.0,
                        "y": labels(texts, row["body"])}
                page["w"] = weights(page) * SETS[name] * PAGE_TYPES[row.get("page_type")]
                thin(page)
                pages.append(page)
    return pages, names


def weights(page):
    size = np.array([min(len(t), 600) + 20.0 for t in page["texts"]])
    return size / size.sum()


def thin(page):
    """Marks the blocks to train on: all near the article and all long ones, some of the others, which count for more."""
    n = len(page["y"])
    same, n_got, n_gold = overlap(page["gold"], text_of(page, page["y"] > 0), 1)
    near = np.array([len(t) > 150 for t in page["texts"]])
    for i in np.flatnonzero(page["y"]):
        near[max(0, i - 15):i + 16] = True
    chosen = np.random.RandomState(SEED + n).rand(n) < OTHERS
    page["used"] = (near | chosen) & (2 * same >= REACHABLE * (n_got + n_gold))
    page["w"] = np.where(near, page["w"], page["w"] / OTHERS)


def overlap(gold, got, n):
    """Runs of n words that both have, of those got, of those wanted."""
    a, b = (collections.Counter(zip(*(words(t.lower())[i:] for i in range(n)))) for t in (gold, got))
    return sum((a & b).values()), sum(b.values()), sum(a.values())


def text_of(page, is_kept):
    return "\n".join(t for t, kept in zip(page["texts"], is_kept) if kept)


class Forest:
    """A fitted model as the program has it: the thresholds and leaves of its table."""

    def fit(self, pages, key, n_trees, **settings):
        x, y, w = (np.concatenate([p[k][p["used"]] for p in pages]) for k in (key, "y", "w"))
        rows = xgboost.DMatrix(x, y, weight=w * len(w) / w.sum(), nthread=1)
        model = xgboost.train({**settings, **BOTH}, rows, n_trees)
        self.bias = 0.0  # the base score's log-odds
        self.n_values = x.shape[1]
        trees = [json.loads(t) for t in model.get_dump(dump_format="json")]
        columns = [np.unique(column) for column in x.T]
        found = [{} for _ in range(self.n_values)]  # thresholds of the fit to those of the table
        for node in (n for tree in trees for n in inner_nodes(tree)):
            k, threshold = int(node["split"][1:]), np.float32(node["split_condition"])
            found[k][threshold] = edge(columns[k], threshold)
        self.edges = [np.array(sorted(set(e.values())), np.float32) for e in found]
        self.bins = [{t: int(np.searchsorted(e, v)) for t, v in f.items()} for f, e in zip(found, self.edges)]
        self.packed = [self.pack(tree) for tree in trees]
        return self

    def pack(self, node):
        """The nodes below `node` from the top down as [feature, bin, right]."""
        if "leaf" in node:
            value = int(round(node["leaf"] / UNIT)) & 0xFFFF
            return [[LEAF, value & 0xFF, value >> 8]]
        below = {n["nodeid"]: n for n in node["children"]}
        left, right = self.pack(below[node["yes"]]), self.pack(below[node["no"]])
        k = int(node["split"][1:])
        return [[k, self.bins[k][np.float32(node["split_condition"])], len(left) + 1]] + left + right

    def log_odds(self, x, early=False):
        """Of each row; with `early` the rows that are hopeless after N_EARLY trees are left there."""
        bins = np.stack([np.searchsorted(e, x[:, k]) for k, e in enumerate(self.edges)], 1)
        z, rows = np.full(len(x), self.bias), np.arange(len(x))
        for i, tree in enumerate(self.packed):
            if early and i == N_EARLY:
                rows = rows[z[rows] >= HOPELESS]
            z[rows] += UNIT * leaves(np.array(tree), bins[rows])
        return z


def inner_nodes(node):
    if "leaf" not in node:
        yield node
        for below in node["children"]:
            yield from inner_nodes(below)


def edge(values, threshold):
    """The shortest number that parts the (sorted) values as the threshold does (what is below it goes left), near the middle
    between two of them: a value that is computed in another order, or printed, is on the same side."""
    at = np.searchsorted(values, threshold, side="left")
    low, high = float(values[at - 1]), float(values[at])
    for digits in range(1, 10):
        number = np.float32("%.*g" % (digits, (low + high) / 2))
        if low < number < high:
            break
    return number


def leaves(tree, bins):
    at, row = np.zeros(len(bins), int), np.arange(len(bins))
    while len(row):
        inner = tree[at[row], 0] != LEAF
        row = row[inner]
        node = tree[at[row]]
        at[row] += np.where(bins[row, node[:, 0]] <= node[:, 1], 1, node[:, 2])
    value = tree[at, 1] + 256 * tree[at, 2]
    return np.where(value >= 0x8000, value - 0x10000, value)


def context(z, size, groups):
    """What stands around each block, in the order of enum ts_context."""
    n, i = len(z), np.arange(len(z))
    content = size / (1 + np.exp(-z))
    total = max(content.sum(), 1e-6)
    columns = [z]
    for step in NEAR:
        moved = np.full(n, -99.0)
        if abs(step) < n:
            moved[max(0, -step):n - max(0, step)] = z[max(0, step):n - max(0, -step)]
        columns.append(moved)
    for k in range(groups.shape[1]):
        of = np.unique(groups[:, k], return_inverse=True)[1]
        in_group, text = np.bincount(of, content), np.bincount(of, size)
        columns += [(in_group / text)[of], np.log2(1 + text)[of], (in_group / total)[of]]
    before, text = (np.concatenate([[0], np.cumsum(v)]) for v in (content, size))
    for reach in REACHES:
        low, high = np.maximum(0, i - reach), np.minimum(n, i + reach + 1)
        columns.append((before[i] - before[low]) / np.maximum(1, text[i] - text[low]))
        columns.append((before[high] - before[i + 1]) / np.maximum(1, text[high] - text[i + 1]))
    columns += [before[:-1] / total, (before[-1] - before[1:]) / total]
    kept = np.flatnonzero(z >= 0)
    first, last = (kept[0], kept[-1]) if len(kept) else (0, n - 1)
    columns += [np.clip(i - first, -99, 99), np.clip(last - i, -99, 99), (i - first) / max(1, last - first + 1)]
    columns += [np.full(n, v) for v in (np.log2(1 + before[-1]), np.log2(1 + len(kept)), before[-1] / max(1, text[-1]))]
    return np.stack(columns, 1).astype(np.float32)


# ---- stages; ALL is set before the workers are forked ----

ALL = []
BARE = []  # pages without blocks


def first_stage(k):
    """Trained without fold k (FOLDS for none), and its answers for that fold."""
    forest = Forest().fit([p for p in ALL if p["fold"] != k], "x", **FIRST)
    return k, forest, {i: forest.log_odds(p["x"], True) for i, p in enumerate(ALL) if p["fold"] == k}


def second_stage(k):
    forest = Forest().fit([p for p in ALL if p["fold"] != k], "x2", **SECOND)
    scores = {i: forest.log_odds(with_convention(p["x2"][:, :-1], CONVENTION)) for i, p in enumerate(ALL) if p["fold"] == k}
    return k, forest, {i: np.where(ALL[i]["first"] < HOPELESS, ALL[i]["first"], z) for i, z in scores.items()}


def with_convention(x, convention):
    return np.concatenate([x, np.full((len(x), 1), convention, np.float32)], 1)


def train(stage, folds, key, jobs):
    forests = {}
    with multiprocessing.Pool(jobs) as pool:
        for k, forest, scores in pool.imap_unordered(stage, folds):
            forests[k] = forest
            for i, z in scores.items():
                ALL[i][key] = z
    return forests


# ---- scores ----

def score(name, key):
    precision, recall = [], []
    for p in ALL:
        if p["set"] != name:
            continue
        same, n_got, n_gold = overlap(p["gold"], text_of(p, p[key] >= 0), 4)
        precision += [same / n_got] if n_got else []
        recall += [same / n_gold] if n_gold else []
    p, r = np.mean(precision), np.mean(recall)
    return 2 * p * r / (p + r)


def report(key):
    found = "  ".join("%s %.4f" % (name, score(name, key)) for name in SETS)
    print("%-7s F1 over runs of four words: %s" % (key, found), flush=True)
    return found


# ---- the table ----

def table(head, values):
    lines, line = [], "    "
    for v in values:
        if len(line) + len(v) + 1 > 99:
            lines.append(line)
            line = "    "
        line += v + ","
    return "%s = {\n%s\n};\n" % (head, "\n".join(lines + [line]))


def number(v):
    text = "%.9g" % v if np.float32("%.6g" % v) != np.float32(v) else "%.6g" % v
    return text + "F" if set(text) & set(".e") else text + ".0F"


def write_forest(f, prefix, forest):
    static = "static const %s " + prefix + "_%s[]"
    f.write(table(static % ("uint8_t", "n_edges"), [str(len(e)) for e in forest.edges]))
    f.write(table(static % ("float", "edges"), [number(v) for e in forest.edges for v in e]))
    f.write(table(static % ("uint8_t", "sizes"), [str(len(t)) for t in forest.packed]))
    f.write(table(static % ("struct ts_forest_node", "nodes"),
                  ["{%d,%d,%d}" % tuple(n) for t in forest.packed for n in t]))
    f.write("#define %s_BIAS %s\n" % (prefix.upper(), number(forest.bias)))


def write(path, about, first, second):
    with open(path, "w", encoding="utf-8") as f:
        f.write("/* Written by tests/bench/extract_train.py; not to be edited by hand.\n * %s */\n" % "\n * ".join(about))
        f.write("/* clang-format off */\n")
        f.write("#define MODEL_UNIT %s\n#define MODEL_N_EARLY %d\n#define MODEL_HOPELESS %s\n"
                % (number(UNIT), N_EARLY, number(HOPELESS)))
        write_forest(f, "first", first)
        write_forest(f, "second", second)
        f.write("/* clang-format on */\n")


def provenance(scores):
    sets = ", ".join("%s %d pages" % (n, sum(p["set"] == n for p in ALL)) for n in SETS)
    return ["Trained %s on %s" % (datetime.date.today(), sets),
            "(%d blocks, %d of them content), seed %d." % (sum(len(p["y"]) for p in ALL), sum(p["y"].sum() for p in ALL), SEED),
            "First stage: %(n_trees)d trees of at most %(max_leaves)d leaves; " % FIRST
            + "second: %(n_trees)d of %(max_leaves)d." % SECOND] + scores


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("bench")
    ap.add_argument("corpus")
    ap.add_argument("--out")
    ap.add_argument("--folds")
    ap.add_argument("--score", action="store_true")
    ap.add_argument("--jobs", type=int, default=2)
    a = ap.parse_args()
    for name in SETS:
        ALL.extend(load(a.bench, a.corpus, name)[0])
    first = train(first_stage, range(FOLDS + 1), "first", a.jobs)
    for p in ALL:
        around = context(p["first"], p["bytes"], p["groups"])
        p["x2"] = with_convention(np.concatenate([p["x"], around], 1), CONVENTIONS[p["set"]])
    folds = list(range(FOLDS)) if a.score or a.folds else []
    second = train(second_stage, folds + [FOLDS], "second", a.jobs)
    scores = []
    if folds:
        scores = ["Cross-validated by site in %d folds, blocks with a score of 0.5 kept, before any rule:" % FOLDS]
        scores += ["%s stage: %s" % (key, report(key)) for key in ("first", "second")]
    if a.out:
        write(a.out, provenance(scores), first[FOLDS], second[FOLDS])
    for k in folds if a.folds else []:
        os.makedirs(a.folds, exist_ok=True)
        write(os.path.join(a.folds, "%d.inc" % k), ["Without fold %d." % k], first[k], second[k])
        with open(os.path.join(a.folds, "%d.ids" % k), "w", encoding="utf-8") as f:
            f.writelines("%s\t%s\n" % (p["set"], p["id"]) for p in ALL + BARE if p["fold"] == k)


if __name__ == "__main__":
    main()
