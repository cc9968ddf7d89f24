// How the ledger scrolls with 10,000 rows: frame times in headless Chromium while the wheel turns, pages are keyed and the bar is dragged.
//   node bench/scroll.mjs [--tasks 10000]          rows of an invented plan, answered by route interception
//   node bench/scroll.mjs --real [--tasks 10000]   the same plan as a paper, imported and served by build/release/duban
// Fails where fewer than 95 % of the frames are under 33 ms.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openBrowser } from './browser.mjs'
import { intercept } from './intercept.mjs'
import { invented } from './invented.mjs'

const { values } = parseArgs({ options: { tasks: { type: 'string', default: '10000' }, real: { type: 'boolean', default: false } } })
const count = Number(values.tasks)

async function realPage() {
  const { Place } = await import('../../tests/pages/harness.mjs')
  const place = await Place.open()
  const paper = `${place.folder}/plan.txt`
  writeFileSync(paper, invented(count).paper)
  console.log((await place.duban('import', paper)).trim())
  await place.serve()
  const page = await place.page({ storage: await place.member('bench', 'supervision_office') })
  return { page, address: '/plans/1/ledger', close: () => place.close() }
}

async function interceptedPage() {
  const browser = await openBrowser()
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })).newPage()
  return { page, address: await intercept(page, count), close: () => browser.close() }
}

const { page, address, close } = values.real ? await realPage() : await interceptedPage()

const start = Date.now()
await page.goto(address)
await page.waitForSelector('.grid-row')
const firstRow = Date.now() - start
await page.waitForFunction(() => /^([\d,]+) \/ \1 /.test(document.querySelector('.grid-count')?.textContent ?? ''), undefined, { timeout: 60000 })
console.log(`first row ${firstRow} ms, all rows ${Date.now() - start} ms: ${(await page.textContent('.grid-count')).trim()}`)
await page.waitForTimeout(500)

// The main thread's processor time: what a frame costs, whatever else the machine does meanwhile.
const metrics = await page.context().newCDPSession(page)
await metrics.send('Performance.enable', { timeDomain: 'threadTicks' })
const busy = async () => (await metrics.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration').value * 1000

// Frame times of one way to scroll: each from one animation frame to the next, while `move` runs.
async function measure(name, move) {
  const before = await busy()
  await page.evaluate(() => {
    window.frames_ = []
    let last = performance.now()
    const tick = (now) => {
      window.frames_.push(now - last)
      last = now
      window.ticking = requestAnimationFrame(tick)
    }
    window.ticking = requestAnimationFrame(tick)
  })
  await move()
  const frames = (await page.evaluate(() => (cancelAnimationFrame(window.ticking), window.frames_))).slice(1)
  const cost = ((await busy()) - before) / frames.length
  const sorted = frames.toSorted((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  const under = (frames.filter((time) => time < 33).length / frames.length) * 100
  console.log(`${name.padEnd(6)} ${String(frames.length).padStart(5)} frames   median ${at(0.5).toFixed(1)} ms   p95 ${at(0.95).toFixed(1)} ms   worst ${sorted.at(-1).toFixed(1)} ms   ${under.toFixed(1)} % under 33 ms   ${cost.toFixed(1)} ms of processor a frame`)
  return under
}

await page.mouse.move(700, 400)
const results = [
  await measure('wheel', async () => {
    for (let i = 0; i < 250; ++i) {
      await page.mouse.wheel(0, i % 50 === 49 ? 8000 : 240)
      await page.waitForTimeout(16)
    }
  }),
  await measure('keys', async () => {
    await page.focus('.grid')
    for (let i = 0; i < 120; ++i) await page.keyboard.press('PageDown')
  }),
  await measure('bar', () => page.evaluate(async () => {
    const grid = document.querySelector('.grid')
    const end = grid.scrollHeight - grid.clientHeight
    for (let i = 0; i <= 180; ++i) {
      grid.scrollTop = (end * i) / 180
      await new Promise((done) => requestAnimationFrame(done))
    }
  })),
]
const dom = await page.evaluate(() => document.querySelectorAll('.grid-row').length)
console.log(`rows in the page: ${dom}`)
await close()
process.exitCode = results.every((under) => under >= 95) ? 0 : 1
