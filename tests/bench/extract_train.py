#!/usr/bin/env python3
"""Fit the weights of src/extract/classify.c to pages with known articles.

usage: extract_train.py BENCH CORPUS [OUT]

BENCH is the built extract_bench. CORPUS has <set>.jsonl, a line {"id", "url", "body"} a page, and the pages as
pages/<set>/<id>.html.gz. The script prints scores cross-validated by site and writes OUT (src/extract/weights.inc).
It needs python3-sklearn of the distribution, at development time only.

A block is content when at least 60 % of its runs of three words are in the article and not used up by blocks before it.
The model is additive: a weight for each bin of each feature. A second one of the same kind also sees the scores of the
first around a block; it is fitted to scores of pages that the first was not fitted to.
"""
import collections
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

SETS = {"wcxb": 1, "aeb": 2, "fundus": 2}  # weight of a page
FOLDS = 4
N_BINS = 8
STRENGTH = 0.1  # of the fit against its penalty
KEEP = 0.5
CATEGORIES = {"element", "kind", "prompt"}
CONTEXT = (["own score"] + ["score of neighbour %d" % i for i in range(6)] +
           ["scores before, near", "scores after, near", "scores before", "scores after", "content before",
            "blocks from the first kept", "blocks to the last kept", "content of the page"])


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
        gold = {row["id"]: row for row in map(json.loads, f)}
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
                if not texts:
                    continue
                size = np.array([min(len(t), 600) + 20 for t in texts], float)
                pages.append({"set": name, "fold": fold(row), "texts": texts, "gold": row["body"],
                              "x": np.array([b["f"] for b in read["blocks"]], np.float32),
                              "y": labels(texts, row["body"]), "w": size / size.sum() * 10 * SETS[name]})
    return pages, names


class Additive:
    """Logistic regression over bins."""

    def __init__(self, names):
        self.is_category = [n in CATEGORIES for n in names]

    def edges_of(self, values, weights, is_category):
        found, counts = np.unique(values, return_counts=True)
        if is_category:
            return np.sort(found[np.argsort(-counts)][:14])
        if len(found) <= N_BINS + 4:
            return (found[1:] + found[:-1]) / 2
        order = np.argsort(values)
        total = np.cumsum(weights[order])
        cuts = np.linspace(0, total[-1], N_BINS + 1)[1:-1]
        return np.unique(values[order][np.searchsorted(total, cuts).clip(0, len(values) - 1)])

    def bins(self, x):
        columns, offset = [], 0
        for k, e in enumerate(self.edges):
            if self.is_category[k]:
                i = np.searchsorted(e, x[:, k])
                i = np.where((i < len(e)) & (e[np.minimum(i, len(e) - 1)] == x[:, k]), i, len(e))
            else:
                i = np.searchsorted(e, x[:, k], side="right")
            columns.append(i + offset)
            offset += len(e) + 1
        ptr = np.arange(0, len(x) * len(columns) + 1, len(columns))
        flat = np.stack(columns, 1).ravel()
        return sparse.csr_matrix((np.ones(len(flat), np.float32), flat, ptr), shape=(len(x), offset))

    def fit(self, pages, key):
        x, y, w = (np.concatenate([p[k] for p in pages]) for k in (key, "y", "w"))
        self.edges = [self.edges_of(x[:, k], w, c).astype(np.float32) for k, c in enumerate(self.is_category)]
        rows = self.bins(x)
        model = LogisticRegression(C=STRENGTH, max_iter=400, tol=1e-3)
        model.fit(rows, y, sample_weight=w * len(w) / w.sum())
        self.bias, self.weights = float(model.intercept_[0]), model.coef_[0]
        self.centre(np.asarray(rows.multiply(w[:, None]).sum(0)).ravel() / w.sum())
        return self

    def centre(self, mean):
        """Makes the mean of each feature's weights 0, so that a weight tells what is unusual."""
        offset = 0
        for e in self.edges:
            part = slice(offset, offset + len(e) + 1)
            shift = float((self.weights[part] * mean[part]).sum())
            self.weights[part] -= shift
            self.bias += shift
            offset += len(e) + 1

    def logit(self, x):
        return self.bias + self.bins(x) @ self.weights


def context(logit, texts):
    """What stands around each block, in the order of enum context in classify.c."""
    n = len(logit)
    score = 1 / (1 + np.exp(-logit))
    size = np.minimum([len(t.encode()) for t in texts], 600) + 5.0
    columns = [logit]
    for step in (-3, -2, -1, 1, 2, 3):
        moved = np.full(n, -99.0)
        if abs(step) < n:
            moved[max(0, -step):n - max(0, step)] = logit[max(0, step):n - max(0, -step)]
        columns.append(moved)
    content, text = (np.concatenate([[0], np.cumsum(v)]) for v in (score * size, size))
    i = np.arange(n)
    for reach in (5, 15):
        low, high = np.maximum(0, i - reach), np.minimum(n, i + reach + 1)
        columns.append((content[i] - content[low]) / np.maximum(1, text[i] - text[low]))
        columns.append((content[high] - content[i + 1]) / np.maximum(1, text[high] - text[i + 1]))
    columns.append(content[:-1] / max(1e-6, content[-1]))
    kept = np.where(score >= KEEP)[0]
    first, last = (kept[0], kept[-1]) if len(kept) else (0, n - 1)
    columns += [np.clip(i - first, -99, 99), np.clip(last - i, -99, 99), np.full(n, np.log2(1 + content[-1]))]
    return np.stack(columns, 1).astype(np.float32)


def around(pages, names):
    """Fits the first model without each fold and adds its scores around the blocks of the fold."""
    for k in range(FOLDS):
        model = Additive(names).fit([p for p in pages if p["fold"] != k], "x")
        for p in pages:
            if p["fold"] == k:
                p["first"] = model.logit(p["x"])
                p["x2"] = np.concatenate([p["x"], context(p["first"], p["texts"])], 1)


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def overlap(gold, got, n):
    a, b = (collections.Counter(zip(*(words(t.lower())[i:] for i in range(n)))) for t in (gold, got))
    return sum((a & b).values()), sum(b.values()), sum(a.values())


def report(pages, key):
    for name in SETS:
        precision, recall = [], []
        for p in pages:
            if p["set"] != name:
                continue
            got = "\n".join(t for t, z in zip(p["texts"], p[key]) if z > 0)
            same, n_got, n_gold = overlap(p["gold"], got, 4)
            if n_got:
                precision.append(same / n_got)
            if n_gold:
                recall.append(same / n_gold)
        p, r = np.mean(precision), np.mean(recall)
        print("%-8s %-7s F1 %.3f  precision %.3f  recall %.3f" % (key, name, f1(p, r), p, r), flush=True)


def number(v):
    text = "%.4g" % v
    return (text if set(text) & set(".e") else text + ".0") + "F"


def table(head, values):
    lines, line = [], "   "
    for v in values:
        if len(line) + len(v) + 2 > 98:
            lines.append(line)
            line = "   "
        line += " " + v + ","
    return "%s = {\n%s\n};\n" % (head, "\n".join(lines + [line]))


def write(f, prefix, model):
    bins = ["{ %d, %d }" % (c, len(e)) for c, e in zip(model.is_category, model.edges)]
    f.write("#define %s_BIAS %s\n" % (prefix.upper(), number(model.bias)))
    f.write(table("static const struct bins %s_bins[]" % prefix, bins))
    f.write(table("static const float %s_edges[]" % prefix, [number(v) for e in model.edges for v in e]))
    f.write(table("static const float %s_weights[]" % prefix, [number(v) for v in model.weights]))


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    pages = []
    for name in SETS:
        more, names = load(sys.argv[1], sys.argv[2], name)
        pages += more
    around(pages, names)
    report(pages, "first")
    for k in range(FOLDS):
        model = Additive(names + CONTEXT).fit([p for p in pages if p["fold"] != k], "x2")
        for p in pages:
            if p["fold"] == k:
                p["second"] = model.logit(p["x2"])
    report(pages, "second")
    if len(sys.argv) == 4:
        with open(sys.argv[3], "w", encoding="utf-8") as f:
            f.write("/* Written by tests/bench/extract_train.py; not to be edited by hand. */\n")
            write(f, "first", Additive(names).fit(pages, "x"))
            write(f, "second", Additive(names + CONTEXT).fit(pages, "x2"))


if __name__ == "__main__":
    main()
