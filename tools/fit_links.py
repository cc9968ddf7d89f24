#!/usr/bin/env python3
"""Fits the weights of src/align/link_weights.h, and says how well they do on what they have not seen.

usage: fit_links.py DUBAN SHARED [--write]

DUBAN is the program, SHARED the folder with seeds/ and gold/links.json (the papers are no part of this repository).
`duban link A B --format inputs` gives every candidate pair with its inputs; the gold says which pairs are the same
commitment (1) or related (0.5). Two logistic regressions, the second with the neighbours of the first. Tested by
leaving out a quarter of the earlier tasks at a time. Plain Python, a few seconds, the same result each time.
"""
import glob
import json
import math
import subprocess
import sys

SETS = {"2024-2026": ("001", "000"), "2024-2025": ("001", "003"), "2025-2026": ("003", "000"),
        "province2026-city2026": ("000", "002")}
L2 = 0.002


def sigmoid(x):
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def fit(rows, wanted, rounds):
    weights, scale = [0.0] * len(rows[0]), [1e-8] * len(rows[0])
    for _ in range(rounds):
        slope = [L2 * len(rows) * w for w in weights]
        slope[-1] = 0
        for x, y in zip(rows, wanted):
            e = sigmoid(dot(weights, x)) - y
            for c, v in enumerate(x):
                slope[c] += e * v
        for c, g in enumerate(slope):
            scale[c] += g * g
            weights[c] -= 0.5 * g / math.sqrt(scale[c])
    return weights


class Pairs:
    def __init__(self, duban, shared, name, gold):
        paths = [glob.glob(f"{shared}/seeds/{n}_*.txt")[0] for n in SETS[name]]
        lines = subprocess.run([duban, "link", *paths, "--format", "inputs"], capture_output=True, text=True,
                               check=True).stdout.splitlines()
        self.size_a, self.size_b = map(int, lines[0].split("\t")[1:])
        self.rows = []
        for line in lines[1:]:
            f = line.split("\t")
            self.rows.append((f[0], f[1], int(f[2]), int(f[3]), [float(x) for x in f[4:]]))
        self.gold = {(x["from"], x["to"]): (1.0 if x["type"] == "same" else 0.5) for x in gold[name]}
        self.covers = gold["covers"]

    def judged(self, a):
        return not a.isdigit() or self.covers[0] <= int(a) <= self.covers[1]

    def wanted(self, row):
        return self.gold.get((row[0], row[1]), 0.0)

    def neighbours(self, chance):
        """As neighbour_inputs() in src/align/chances.cc."""
        at = {(r[2], r[3]): p for r, p in zip(self.rows, chance)}
        best_a, best_b = {}, {}
        for r, p in zip(self.rows, chance):
            best_a[r[2]] = max(best_a.get(r[2], 0), p)
            best_b[r[3]] = max(best_b.get(r[3], 0), p)
        out = []
        for r, p in zip(self.rows, chance):
            around = 0.0
            for d in (-3, -2, -1, 1, 2, 3):
                around += max(at.get((r[2] + d, r[3] + e), 0) for e in range(-4, 5)) / math.sqrt(abs(d))
            out.append([math.log((p + 1e-6) / (1 - p + 1e-6)), around, p / best_a[r[2]], p / best_b[r[3]], 1.0])
        return out


def block(a):
    return (int(a) // 13 if a.isdigit() else 50 + int(a[1:]) // 4) % 4


def train(all_pairs, keep):
    rows = [(s, r) for s in all_pairs for r in s.rows if s.judged(r[0]) and keep(r[0]) and max(r[4][18], r[4][19]) > 0.2]
    alone = fit([r[4] for _, r in rows], [s.wanted(r) for s, r in rows], 200)
    inputs, wanted = [], []
    for s in all_pairs:
        chance = [sigmoid(dot(alone, r[4])) for r in s.rows]
        for r, x in zip(s.rows, s.neighbours(chance)):
            if s.judged(r[0]) and keep(r[0]) and max(r[4][18], r[4][19]) > 0.2:
                inputs.append(x)
                wanted.append(s.wanted(r))
    return alone, fit(inputs, wanted, 150)


def predict(pairs, weights):
    chance = [sigmoid(dot(weights[0], r[4])) for r in pairs.rows]
    return {(r[0], r[1]): sigmoid(dot(weights[1], x)) for r, x in zip(pairs.rows, pairs.neighbours(chance))}


def figures(pairs, said, same_from, related_from):
    said = {p: q for p, q in said.items() if pairs.judged(p[0])}
    same = {p for p, v in pairs.gold.items() if v == 1}
    related = {p for p, v in pairs.gold.items() if v < 1}
    got = {p for p, q in said.items() if q >= same_from}
    every = {p for p, q in said.items() if q >= related_from}
    recall = len(same & got) / len(same)
    precision = (len(same & got) + 0.5 * len(related & got)) / max(1, len(got))
    f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0
    return f1, recall, precision, len(related & every) / max(1, len(related)), len(every & (same | related)) / max(1, len(every))


def main():
    duban, shared = sys.argv[1:3]
    gold = json.load(open(f"{shared}/gold/links.json", encoding="utf-8"))
    sets = {name: Pairs(duban, shared, name, gold) for name in SETS}
    unseen = {name: {} for name in sets}
    for fold in range(4):
        weights = train(sets.values(), lambda a: block(a) != fold)
        for name, pairs in sets.items():
            unseen[name].update({p: q for p, q in predict(pairs, weights).items() if block(p[0]) == fold})
    for same_from in (0.38, 0.42, 0.46, 0.5, 0.54):
        line = " ".join("{}: f1 {:.3f} (r {:.2f} p {:.2f}) rel {:.2f}/{:.2f}".format(
            n, *figures(sets[n], unseen[n], same_from, same_from - 0.14)) for n in sets)
        print(f"same from {same_from}: {line}")
    weights = train(sets.values(), lambda a: True)
    for name, pairs in sets.items():
        print("seen", name, ["%.3f" % x for x in figures(pairs, predict(pairs, weights), 0.42, 0.28)])
    if "--write" in sys.argv:
        path = __file__.rsplit("/", 2)[0] + "/src/align/link_weights.h"
        text = open(path, encoding="utf-8").read()
        head = text[:text.index("inline constexpr")]
        for name, size, values in (("kPairWeights", "kPairInputs", weights[0]),
                                   ("kNeighbourWeights", "kNeighbourInputs", weights[1])):
            head += f"inline constexpr std::array<double, {size}> {name}{{{', '.join('%.4f' % v for v in values)}}};\n"
        open(path, "w", encoding="utf-8").write(head + "\n}  // namespace duban\n")


if __name__ == "__main__":
    main()
