#!/usr/bin/env python3
"""Fits the weights of src/align/link_weights.h, and says how well they do on what they have not seen.

usage: fit_links.py DUBAN SHARED [--write]

DUBAN is the program, SHARED the folder with seeds/ and gold/links.json (the papers are no part of this repository).
`duban link A B --format inputs` gives every candidate pair of sentences with its inputs; the gold says which pairs of
tasks are the same commitment (1) or related (0.5). Three logistic regressions, the second and third with what stands
around a pair, each by Newton's method. Tested by leaving out a quarter of the earlier tasks at a time, and by leaving
out one pair of papers at a time. Plain Python, some minutes, the same result each time.
"""
import glob
import json
import math
import subprocess
import sys

SETS = {"2024-2026": ("001", "000"), "2024-2025": ("001", "003"), "2025-2026": ("003", "000"),
        "province2026-city2026": ("000", "002")}
L2 = 0.002
INPUTS = 21
RANK_A, RANK_B, BEST = 8, 9, 1  # places among the inputs, as in inputs_of()


def sigmoid(x):
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def solve(matrix, right):
    """Gauss with pivoting; the matrix is small."""
    n = len(right)
    rows = [row[:] + [r] for row, r in zip(matrix, right)]
    for c in range(n):
        pivot = max(range(c, n), key=lambda r: abs(rows[r][c]))
        rows[c], rows[pivot] = rows[pivot], rows[c]
        for r in range(c + 1, n):
            f = rows[r][c] / rows[c][c]
            if f:
                rows[r] = [x - f * y for x, y in zip(rows[r], rows[c])]
    out = [0.0] * n
    for r in reversed(range(n)):
        out[r] = (rows[r][n] - dot(rows[r][r + 1:n], out[r + 1:])) / rows[r][r]
    return out


def fit(rows, wanted, constant):
    n = len(rows[0])
    weights = [0.0] * n
    keep = [1e-6 if c == constant else L2 * len(rows) for c in range(n)]
    used = [[(c, v) for c, v in enumerate(x) if v] for x in rows]
    for _ in range(12):
        slope = [k * w for k, w in zip(keep, weights)]
        curve = [[keep[r] if r == c else 0.0 for c in range(n)] for r in range(n)]
        for x, u, y in zip(rows, used, wanted):
            p = sigmoid(dot(weights, x))
            e, h = p - y, max(p * (1 - p), 1e-5)
            for i, (c, v) in enumerate(u):
                slope[c] += e * v
                row, hv = curve[c], h * v
                for d, w in u[i:]:
                    row[d] += hv * w
        for r in range(n):
            for c in range(r):
                curve[r][c] = curve[c][r]
        step = solve(curve, slope)
        weights = [w - s for w, s in zip(weights, step)]
        if max(map(abs, step)) < 1e-4:
            break
    return weights


class Nearness:
    """As in src/align/chances.cc."""

    def __init__(self, n):
        width = 3 * min(1.0, max(0.5, n / 200))
        self.n, self.reach = n, math.ceil(3 * width)
        self.at = [math.exp(-0.5 * (d / width) ** 2) for d in range(self.reach + 1)]
        self.all = [sum(self.at[abs(i - j)] for i in range(max(0, j - self.reach), min(n, j + self.reach + 1))) / n
                    for j in range(n)]


class Pairs:
    def __init__(self, duban, shared, name, gold):
        paths = [glob.glob(f"{shared}/seeds/{n}_*.txt")[0] for n in SETS[name]]
        lines = subprocess.run([duban, "link", *paths, "--format", "inputs"], capture_output=True, text=True,
                               check=True).stdout.splitlines()
        self.size_a, self.size_b = map(int, lines[0].split("\t")[1:])
        self.near_a, self.near_b = Nearness(self.size_a), Nearness(self.size_b)
        self.place, self.inputs, self.of = [], [], {}
        for i, line in enumerate(lines[1:]):
            f = line.split("\t")
            self.of.setdefault((f[0], f[1]), []).append(i)
            self.place.append((int(f[2]), int(f[3])))
            self.inputs.append([float(x) for x in f[4:]])
        self.gold = {(x["from"], x["to"]): (1.0 if x["type"] == "same" else 0.5) for x in gold[name]}
        self.covers = gold["covers"]
        self.tasks = [t for t in self.of if self.judged(t[0])]
        self.rows = [[] for _ in range(self.size_a)]
        for i, (a, b) in enumerate(self.place):
            self.rows[a].append((b, i))

    def judged(self, a):
        return not a.isdigit() or self.covers[0] <= int(a) <= self.covers[1]

    def wanted(self, tasks):
        return self.gold.get(tasks, 0.0)

    def around(self, chance):
        """As around_inputs() in src/align/chances.cc."""
        best_a, best_b, mass = [0.0] * self.size_a, [0.0] * self.size_b, [0.0] * self.size_a
        second_a = [0.0] * self.size_a
        for (a, b), p in zip(self.place, chance):
            second_a[a] = max(second_a[a], min(best_a[a], p))
            best_a[a], best_b[b] = max(best_a[a], p), max(best_b[b], p)
            mass[a] += p
        out = []
        for (a, b), p in zip(self.place, chance):
            links = rows = 0.0
            for other in range(max(0, a - self.near_a.reach), min(self.size_a, a + self.near_a.reach + 1)):
                if other == a:
                    continue
                near = self.near_a.at[abs(other - a)]
                rows += near * mass[other]
                for c, i in self.rows[other]:
                    if abs(c - b) <= self.near_b.reach:
                        links += near * self.near_b.at[abs(c - b)] * chance[i]
            by_chance = rows * self.near_b.all[b]
            out.append([math.log((p + 1e-6) / (1 - p + 1e-6)), p / max(1e-6, best_a[a]), p / max(1e-6, best_b[b]),
                        math.log((links + 0.05) / (by_chance + 0.05)), math.log1p(links),
                        best_a[a] if p < best_a[a] else second_a[a]])
        return out


def block(a):
    return (int(a) // 13 if a.isdigit() else 50 + int(a[1:]) // 4) % 4


def best_rows(pairs, score):
    """Of each pair of tasks the pair of sentences that says most."""
    return {tasks: max(rows, key=lambda i: score[i]) for tasks, rows in pairs.of.items()}


def further(pairs, alone, chance):
    return [x + a + [s] for x, a, s in zip(pairs.inputs, pairs.around(chance), alone)]


def run(pairs, weights, upto=2):
    alone = [dot(weights[0], x) for x in pairs.inputs]
    chance = [sigmoid(s) for s in alone]
    for step in weights[1:1 + upto]:
        chance = [sigmoid(dot(step, x)) for x in further(pairs, alone, chance)]
    return chance


def train(sets, keep):
    def samples(rows_of, best):
        rows, wanted = [], []
        for name, pairs in sets.items():
            for tasks in pairs.tasks:
                if keep(name, tasks[0]):
                    rows.append(rows_of[name][best[name][tasks]])
                    wanted.append(pairs.wanted(tasks))
        return rows, wanted

    inputs = {n: s.inputs for n, s in sets.items()}
    score = {n: [x[RANK_A] + x[RANK_B] + x[BEST] for x in s.inputs] for n, s in sets.items()}
    for _ in range(2):  # which sentence of a task it is shows once there are weights
        alone = fit(*samples(inputs, {n: best_rows(s, score[n]) for n, s in sets.items()}), INPUTS - 1)
        score = {n: [dot(alone, x) for x in s.inputs] for n, s in sets.items()}
    weights = [alone]
    for step in range(2):
        chance = {n: run(s, weights, step) for n, s in sets.items()}
        rows = {n: further(s, score[n], chance[n]) for n, s in sets.items()}
        weights.append(fit(*samples(rows, {n: best_rows(s, chance[n]) for n, s in sets.items()}), INPUTS - 1))
    return weights


def predict(pairs, weights):
    chance = run(pairs, weights)
    return {tasks: max(chance[i] for i in pairs.of[tasks]) for tasks in pairs.tasks}


def figures(pairs, said, same_from, related_from):
    same = {p for p, v in pairs.gold.items() if v == 1}
    related = {p for p, v in pairs.gold.items() if v < 1}
    got = {p for p, q in said.items() if q >= same_from}
    every = {p for p, q in said.items() if q >= related_from}
    recall = len(same & got) / len(same)
    precision = (len(same & got) + 0.5 * len(related & got)) / max(1, len(got))
    f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0
    return (f1, recall, precision, len(related & every) / max(1, len(related)),
            len(every & (same | related)) / max(1, len(every)))


def report(title, sets, said):
    print(title)
    for same_from, related_from in ((0.46, 0.2), (0.5, 0.25), (0.54, 0.25), (0.58, 0.3), (0.62, 0.3)):
        line = " ".join("{} {:.3f} (r {:.2f} p {:.2f}) rel {:.2f}/{:.2f}".format(
            n, *figures(sets[n], said[n], same_from, related_from)) for n in sets)
        print(f"  same from {same_from}, related from {related_from}: {line}", flush=True)


def main():
    duban, shared = sys.argv[1:3]
    gold = json.load(open(f"{shared}/gold/links.json", encoding="utf-8"))
    sets = {name: Pairs(duban, shared, name, gold) for name in SETS}
    weights = train(sets, lambda name, a: True)
    report("seen", sets, {name: predict(pairs, weights) for name, pairs in sets.items()})
    if "--write" in sys.argv:
        write(weights)
    unseen = {name: {} for name in sets}
    for fold in range(4):
        part = train(sets, lambda name, a: block(a) != fold)
        for name, pairs in sets.items():
            unseen[name].update({p: q for p, q in predict(pairs, part).items() if block(p[0]) == fold})
    report("a quarter of the tasks left out", sets, unseen)
    report("a pair of papers left out", sets,
           {out: predict(sets[out], train(sets, lambda name, a: name != out)) for out in sets})


def write(weights):
    path = __file__.rsplit("/", 2)[0] + "/src/align/link_weights.h"
    text = open(path, encoding="utf-8").read()
    numbers = [", ".join("%.4f" % v for v in w) for w in weights]
    first, rest = text.index("inline constexpr"), text.index("\n// From which chance on")
    open(path, "w", encoding="utf-8").write(
        text[:first] + f"inline constexpr std::array<double, kPairInputs> kPairWeights{{{numbers[0]}}};\n"
        "// Of each further step: the pair's own inputs, what stands around it, what the first step said.\n"
        "inline constexpr std::array<std::array<double, kPairInputs + kAroundInputs + 1>, 2> kAroundWeights{{\n"
        f"    {{{numbers[1]}}},\n    {{{numbers[2]}}},\n}}}};\n" + text[rest:])


if __name__ == "__main__":
    main()
