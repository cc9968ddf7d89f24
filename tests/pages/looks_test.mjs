// Every page in both languages, wide and on a phone: pictures to look at, nothing wider than the screen, no serious finding of axe-core, and
// no more than 400 KB for the first page.
import assert from 'node:assert/strict'
import { accessible, kDemo, picture } from './harness.mjs'

const kPages = [
  ['overview', '/plans/1/overview'],
  ['today', '/today'],
  ['ledger', '/plans/1/ledger'],
  ['ledger-groups', '/plans/1/ledger?group=lead_units&sort=-due_date'],
  ['ledger-task', '/plans/1/ledger?task=2'],
  ['task', '/plans/1/tasks/2'],
  ['import', '/import'],
  ['import-plan', '/import/1'],
  ['units', '/plans/1/units'],
  ['units-register', '/plans/1/units?view=register'],
  ['units-proposals', '/plans/1/units?view=proposals'],
  ['leaders', '/plans/1/leaders'],
  ['tokens', '/administration/tokens'],
  ['password', '/password'],
  ['unknown', '/nothing-here'],
]

export default async function (place, check) {
  await place.duban('import', kDemo)
  await place.serve()
  const storage = await place.member('wangducha', 'supervision_office')
  for (const [language, locale] of [['zh', 'zh-CN'], ['en', 'en-GB']]) {
    for (const [width, height] of [[1366, 768], [390, 844]]) {
      const page = await place.page({ width, height, language: locale, storage, bypassCSP: true })
      for (const [name, path] of kPages) {
        await check(`${name} ${language} ${width}`, async () => {
          await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`)
          await page.waitForSelector('.frame')
          await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined) // the event stream stays open
          await page.waitForTimeout(300)
          await picture(page, `${name}-${language}-${width}`)
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'wider than the screen')
          const words = await page.evaluate(() => document.body.innerText)
          assert.doesNotMatch(words, /\b(field|task|grid|frame|importing|settle|units|leaders|overview|admin|bars|today|problem)\.[a-z_]+\b/, 'a key instead of its words')
          await accessible(page, name)
          assert.deepEqual(page.faults, [])
        })
      }
      await page.context().close()
    }
  }
  await check('the first page needs no more than 400 KB', async () => {
    const page = await place.page({ storage })
    const sizes = []
    const names = []
    page.on('requestfinished', (request) => {
      const path = new URL(request.url()).pathname
      if (!/\.(js|css)$/.test(path)) return
      names.push(path)
      sizes.push(request.sizes().then((size) => size.responseBodySize))
    })
    await page.goto('/')
    await page.waitForSelector('.today-head')
    await page.waitForTimeout(500)
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    console.log(`first page: ${(bytes / 1000).toFixed(0)} KB compressed in ${names.length} files`)
    assert.ok(bytes > 50000 && bytes <= 400000, `${bytes} bytes`)
    assert.ok(!names.some((name) => /echarts|chart/i.test(name)), 'charts are loaded only where shown')
  })
}
