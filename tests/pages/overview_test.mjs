// Four numbers that matter: each leads to exactly the rows that it counts.
import assert from 'node:assert/strict'
import { accessible, eventually, kDemo, picture } from './harness.mjs'

export default async function (place, check) {
  await place.duban('import', kDemo)
  await place.serve()
  const storage = await place.member('lianxi', 'supervision_office')
  const page = await place.page({ storage, bypassCSP: true })
  const shown = async () => Number(/\d+/.exec(await page.textContent('.grid-count'))[0])
  const value = (key) => page.locator(`[data-number=${key}] .big-value`).innerText().then((words) => Number(words.replace(/,/g, '')))
  const overview = async () => {
    await page.goto('/plans/1/overview')
    await page.waitForSelector('.four')
  }

  await check('counts that the ledger gives too', async () => {
    await overview()
    const tasks = await value('tasks')
    await page.waitForSelector('.bars-canvas canvas')
    await picture(page, 'overview')
    await accessible(page, 'overview')
    await page.click('[data-number=tasks]')
    await page.waitForSelector('.grid-row')
    await eventually(shown, tasks)
  })
  await check('tasks without a lead unit', async () => {
    await overview()
    const without = await value('withoutLead')
    assert.ok(without > 0)
    await page.click('[data-number=withoutLead]')
    await page.waitForSelector('.grid-row')
    await eventually(shown, without)
  })
  await check('tasks with targets hold all the targets counted', async () => {
    await overview()
    const targets = await value('targets')
    await page.click('[data-number=targets]')
    await page.waitForSelector('.grid-row')
    const ledger = await page.evaluate(async () => (await (await fetch('/api/v1/plans/1/tasks?limit=2000')).json()).items)
    assert.equal(ledger.reduce((sum, task) => sum + task.targets.length, 0), targets)
    await eventually(shown, ledger.filter((task) => task.targets.length).length)
  })
  await check('findings lead to the paper, open lists to their rows, in English too', async () => {
    await overview()
    const look = await value('lookOpen')
    await page.click('[data-number=lookOpen]')
    await page.waitForURL(/\/import\/1/)
    await page.waitForSelector('.finding-row')
    assert.equal(await page.locator('.finding-row .severity.look').count(), look)
    await page.goto('/plans/1/overview?lang=en')
    await page.waitForSelector('.four')
    const open = Number(/(\d+) open lists/.exec(await page.textContent('.small-counts'))[1])
    await page.click('text=/open lists$/')
    await page.waitForSelector('.grid-row')
    await eventually(shown, open)
  })
  await check('a section’s bar has a table beside it, and its figures are addresses', async () => {
    await overview()
    const figure = page.locator('.bars', { hasText: '各章节的任务和目标' })
    await figure.locator('text=看表格').click()
    const row = figure.locator('.bars-table.shown tbody tr').nth(1)
    const tasks = Number(await row.locator('td').first().innerText())
    await row.locator('td a').first().click()
    await page.waitForSelector('.grid-row')
    await eventually(shown, tasks)
  })
  await check('printed, the charts are tables', async () => {
    await overview()
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('.bars-canvas').first().isVisible(), false)
    assert.ok((await page.locator('.bars-table').first().boundingBox()).height > 40)
    await page.emulateMedia({ media: 'screen' })
  })
  await check('no fault in the console', () => assert.deepEqual(page.faults, []))
}
