// What the page tests share: the real program on a free port with a fresh ledger in a temporary folder, a browser, and small helpers.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openBrowser } from '../../web/bench/browser.mjs'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const require = createRequire(join(root, 'web/package.json'))
const { strFromU8, unzipSync } = require('fflate')
const axePath = require.resolve('axe-core/axe.min.js')
const program = process.env.DUBAN ?? join(root, 'build/release/duban')
export const kDemo = join(root, 'data/demo/示例省2026年重点工作分工方案.txt')
export const kPassword = 'Zhong-Dian-2026'
const pictures = join(root, 'build/pages')

const freePort = () =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })

export class Place {
  static async open() {
    const place = new Place()
    place.folder = mkdtempSync(join(tmpdir(), 'duban-pages-'))
    place.db = join(place.folder, 'duban.db')
    mkdirSync(pictures, { recursive: true })
    place.browser = await openBrowser()
    return place
  }
  // The program on the command line, over this place's ledger; its output.
  async duban(...parameters) {
    const { stdout, stderr } = await promisify(execFile)(program, parameters, { env: { ...process.env, DUBAN_DB: this.db, LC_ALL: 'C.UTF-8' } })
    return stdout + stderr
  }
  // Adds an account; gives its one-time password. The first call also prints those of the three administrators: place.first.
  async account(name, role) {
    const output = await this.duban('account', 'add', name, '--role', role)
    const lines = [...output.matchAll(/^\s*(\S+)\s+([A-Za-z0-9]{4}(?:-[A-Za-z0-9]{4}){3})\s*$/gm)]
    const passwords = Object.fromEntries(lines.map(([, who, password]) => [who, password]))
    this.first ??= passwords
    assert.ok(passwords[name], `account add printed no one-time password of ${name}: ${output}`)
    return passwords[name]
  }
  async serve() {
    // A second start is on the same port: pages that are open go on by themselves.
    this.port ??= await freePort()
    const port = this.port
    this.address = `http://127.0.0.1:${port}`
    this.output = ''
    this.server = spawn(program, ['serve', '--db', this.db, '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [this.server.stdout, this.server.stderr]) stream.on('data', (piece) => (this.output += piece))
    for (let i = 0; i < 100; ++i) {
      if (this.server.exitCode !== null) throw new Error(`the program ended: ${this.output}`)
      const ready = await fetch(`${this.address}/readyz`).catch(() => null)
      if (ready?.ok) return
      await new Promise((done) => setTimeout(done, 100))
    }
    throw new Error(`the program does not answer: ${this.output}`)
  }
  async stopServer() {
    if (!this.server || this.server.exitCode !== null) return
    const ended = new Promise((done) => this.server.once('exit', done))
    this.server.kill('SIGTERM')
    await ended
  }
  async close() {
    await this.browser?.close()
    await this.stopServer()
    if (this.folder) rmSync(this.folder, { recursive: true, force: true })
  }

  // A page of a browser of its own. What it logs as an error is kept in page.faults: a page has none.
  async page({ width = 1366, height = 768, language = 'zh-CN', storage, bypassCSP = false } = {}) {
    const context = await this.browser.newContext({ viewport: { width, height }, locale: language, storageState: storage, bypassCSP, acceptDownloads: true, baseURL: this.address })
    const page = await context.newPage()
    page.setDefaultTimeout(Number(process.env.PAGE_TIMEOUT ?? 10000))
    page.faults = []
    page.on('pageerror', (error) => page.faults.push(String(error)))
    page.on('console', (message) => {
      // A refusal of the server that the test provokes (401, 412 …), or a server that it stops, is no fault of the page.
      if (message.type() === 'error' && !/status of 4\d\d|net::ERR_(CONNECTION|EMPTY|INCOMPLETE)/.test(message.text())) page.faults.push(message.text())
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(this.address) && !request.url().startsWith('blob:')) page.faults.push(`a request leaves the machine: ${request.url()}`)
    })
    return page
  }
  // Logs in with the one-time password, sets kPassword, and gives the cookies of the session for further pages.
  async member(name, role) {
    const once = await this.account(name, role)
    const page = await this.page()
    await page.goto('/login')
    await logIn(page, name, once)
    await page.fill('[name=new]', kPassword)
    await page.fill('[name=again]', kPassword)
    await page.click('[type=submit]')
    await page.waitForSelector('.frame')
    const storage = await page.context().storageState()
    await page.context().close()
    return storage
  }
}

export async function logIn(page, name, password) {
  await page.fill('[name=username]', name)
  await page.fill('[name=password]', password)
  await page.click('[type=submit]')
}

export const picture = (page, name) => page.screenshot({ path: join(pictures, `${name}.png`) })

// Waits until what the function gives equals what is expected; says both where it does not.
export async function eventually(give, expected, what = '') {
  let given
  for (let i = 0; i < 60; ++i) {
    given = await give()
    if (JSON.stringify(given) === JSON.stringify(expected)) return
    await new Promise((done) => setTimeout(done, 100))
  }
  assert.deepEqual(given, expected, what)
}

// axe-core over the page as it stands: nothing serious or critical. The page's context must bypass the CSP, which forbids the script.
export async function accessible(page, what) {
  await page.waitForTimeout(250)
  await page.addScriptTag({ path: axePath })
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  const serious = violations.filter((each) => each.impact === 'serious' || each.impact === 'critical')
  assert.deepEqual(serious.map((each) => `${each.id}: ${each.help}: ${each.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`), [], what)
}

// The first sheet of a workbook as rows of texts.
export function readXlsx(path) {
  const files = unzipSync(new Uint8Array(readFileSync(path)))
  const text = (name) => (files[name] ? strFromU8(files[name]) : '')
  const plain = (xml) => [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map((match) => unescapeXml(match[1])).join('')
  const shared = [...text('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map((match) => plain(match[1]))
  const sheet = Object.keys(files).filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name)).sort()[0]
  return [...text(sheet).matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map((row) => {
    const cells = []
    for (const [, attributes, body = ''] of (row[1] ?? '').matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const column = [.../r="([A-Z]+)/.exec(attributes)[1]].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
      const value = /<v>([^<]*)<\/v>/.exec(body)?.[1] ?? ''
      cells[column] = /t="s"/.test(attributes) ? shared[Number(value)] : /t="inlineStr"/.test(attributes) ? plain(body) : unescapeXml(value)
    }
    return Array.from(cells, (cell) => cell ?? '')
  })
}
const unescapeXml = (xml) => xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code)).replaceAll('&amp;', '&')

export const programExists = () => existsSync(program)
