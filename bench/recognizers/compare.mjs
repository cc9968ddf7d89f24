// Quantities of the same texts, read by duban and by Microsoft Recognizers-Text (Chinese): bench/recognizers.sh.
// node compare.mjs DUBAN REPOSITORY FOLDER prints a table; FOLDER gets the paper and the text that were read.
//
// What is asked of both: of the targets that a person found in a text, how many are among the quantities read (same value; units are
// not compared, since Recognizers-Text knows few of them); and of the quantities read, how many are such targets.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import numbers from '@microsoft/recognizers-text-number'
import units from '@microsoft/recognizers-text-number-with-unit'

const [duban, repository, folder] = process.argv.slice(2)
const kCulture = 'zh-cn'
const kSeconds = 5

// ---- texts and what a person found in them: {text, gold: [value]} ----

// Examples: a phrase between backquotes, and below it a line for each target: 改造老旧小区 · increment · = 300 个
function fromExamples(path) {
  const out = []
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const phrase = /^- `(.*)`$/.exec(line)
    if (phrase) out.push({ text: phrase[1], gold: [], optional: [] })
    const target = /^ {2}- .* · (?:growth|increment|level) · \S+ ([\d.e+]+)/.exec(line)
    if (target && out.length) out.at(-1).gold.push(Number(target[1]))
  }
  return out
}

// Where two readers may differ, the gold says "optional": such a target counts neither way.
const values = (task, optional) => (task.targets ?? []).filter((target) => !!target.optional === optional).map((target) => target.value)

function fromPlan(path) {
  const plan = JSON.parse(readFileSync(path, 'utf8'))
  if (!plan.tasks) return []
  const tasks = [...plan.tasks, ...(plan.lists ?? []).flatMap((list) => list.tasks)].filter((task) => typeof task === 'object')
  return tasks.map((task) => ({ text: task.text.replace(/\s+/g, ''), gold: values(task, false), optional: values(task, true) }))
}

const jsonIn = (path) => (existsSync(path) ? readdirSync(path).filter((name) => /^\d+\.json$/.test(name)).map((name) => join(path, name)) : [])
const documents = join(repository, 'tests/documents')
const shared = join(repository, '../shared')
const sources = {
  'tests/examples/target.md': fromExamples(join(repository, 'tests/examples/target.md')),
  'tests/documents': readdirSync(documents).flatMap((name) => fromPlan(join(documents, name, 'expected.json'))),
  '../shared/gold': jsonIn(join(shared, 'gold')).flatMap(fromPlan),
  '../shared/papers/gold': jsonIn(join(shared, 'papers/gold')).flatMap(fromPlan),
}

// ---- the two readers: text → values ----

function byDuban(texts) {
  const paper = join(folder, 'paper.txt')
  writeFileSync(paper, `2026年示例市重点工作分工方案\n\n${texts.map((text, at) => `${at + 1}．${text}（牵头单位：市教育局）\n`).join('')}`)
  const plan = JSON.parse(execFileSync(duban, ['extract', paper, '--format', 'json'], { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }))
  const byNumber = new Map(plan.tasks.map((task) => [String(task.no), task.targets.map((target) => target.value)]))
  return texts.map((_, at) => byNumber.get(String(at + 1)) ?? [])
}

const models = [numbers.recognizeNumber, numbers.recognizePercentage, units.recognizeDimension, units.recognizeCurrency]

// Of what the models found at one place the longest counts.
function byRecognizers(text) {
  const all = models.flatMap((model) => model(text, kCulture)).sort((a, b) => b.end - b.start - (a.end - a.start))
  const kept = []
  for (const each of all) {
    if (!kept.some((other) => each.start <= other.end && other.start <= each.end)) kept.push(each)
  }
  return kept.map((each) => Number(String(each.resolution?.value ?? '').replace('%', ''))).filter((value) => Number.isFinite(value))
}

// ---- figures ----

const same = (a, b) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a))
function hits(gold, found) {
  const left = [...found]
  let count = 0
  for (const value of gold) {
    const at = left.findIndex((each) => same(each, value))
    if (at < 0) continue
    left.splice(at, 1)
    ++count
  }
  return count
}
const percent = (part, whole) => (whole ? `${((100 * part) / whole).toFixed(1)} %` : '—')
const sum = (list) => list.reduce((total, each) => total + each, 0)

console.log('| texts | targets | duban: found | of its quantities are targets | Recognizers-Text: found | of its quantities are targets |')
console.log('|---|---|---|---|---|---|')
for (const [name, rows] of Object.entries(sources)) {
  if (!rows.length) continue
  const own = byDuban(rows.map((row) => row.text))
  const theirs = rows.map((row) => byRecognizers(row.text))
  const targets = sum(rows.map((row) => row.gold.length))
  const found = (read) => sum(rows.map((row, at) => hits(row.gold, read[at])))
  const counted = (read) => sum(rows.map((row, at) => read[at].length - (hits([...row.gold, ...row.optional], read[at]) - hits(row.gold, read[at]))))
  const share = (read) => percent(found(read), counted(read))
  console.log(`| ${name} (${rows.length}) | ${targets} | ${percent(found(own), targets)} | ${share(own)} | ${percent(found(theirs), targets)} | ${share(theirs)} |`)
}

// ---- speed of Recognizers-Text; duban's is measured by duban_bench on the same text ----

const texts = Object.values(sources).flat().map((row) => row.text)
writeFileSync(join(folder, 'text.txt'), texts.map((text) => `${text}。`).join('\n'))
const bytes = Buffer.byteLength(texts.join(''))
function speed(read) {
  for (const text of texts.slice(0, 200)) read(text)
  let done = 0
  const begin = performance.now()
  for (let at = 0; performance.now() - begin < kSeconds * 1000; at = (at + 1) % texts.length) {
    read(texts[at])
    done += Buffer.byteLength(texts[at])
  }
  return done / 1e6 / ((performance.now() - begin) / 1000)
}
console.log(`\n${texts.length} texts, ${(bytes / 1e6).toFixed(2)} MB`)
console.log(`Recognizers-Text, numbers alone: ${speed((text) => numbers.recognizeNumber(text, kCulture)).toFixed(3)} MB/s`)
console.log(`Recognizers-Text, the four models: ${speed(byRecognizers).toFixed(3)} MB/s`)
