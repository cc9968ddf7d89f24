// Filter, open, correct and export without touching the mouse.
import assert from 'node:assert/strict'
import { eventually, kDemo, readXlsx } from './harness.mjs'

export default async function (place, check) {
  await place.duban('import', kDemo)
  await place.serve()
  const page = await place.page({ storage: await place.member('wangducha', 'supervision_office') })
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const shown = async () => Number((await page.textContent('.grid-count')).match(/\d+/)[0])
  const focused = () => page.evaluate(() => document.activeElement.className + document.activeElement.id)

  await page.goto('/plans/1/ledger')
  await page.waitForSelector('.grid-row')
  const total = await shown()

  await check('the table has the focus, arrows move, Enter opens, Esc closes', async () => {
    await eventually(async () => /grid/.test(await focused()), true)
    await press('ArrowDown', 'ArrowDown', 'Enter')
    await page.waitForSelector('.task.side .value-text')
    const third = await page.locator('.grid-row .no').nth(2).innerText()
    assert.match(await page.textContent('.task-no'), new RegExp(`\\b${third.match(/\d+/)[0]}\\b`))
    await press('Escape')
    await page.waitForSelector('.task.side', { state: 'detached' })
    await eventually(async () => /grid/.test(await focused()), true)
  })
  await check('Space and Shift select a range', async () => {
    await press('Home', 'Shift+ArrowDown', 'Shift+ArrowDown')
    await eventually(() => page.locator('.grid-row.chosen').count(), 3)
    await press('Escape')
    await eventually(() => page.locator('.grid-row.chosen').count(), 0)
  })
  await check('F filters by a word', async () => {
    await press('f')
    await page.waitForSelector('.popover')
    // The panel of the task's text: two summaries on.
    await eventually(() => page.evaluate(() => !!document.activeElement.closest('.popover')), true)
    for (let i = 0; i < 6 && !(await page.evaluate(() => document.activeElement.tagName === 'SUMMARY' && /任务/.test(document.activeElement.innerText))); ++i) await press('Tab')
    await press('Enter')
    await eventually(() => page.evaluate(() => document.activeElement.tagName), 'INPUT')
    await page.keyboard.type('增长')
    await eventually(async () => (await shown()) < total && (await shown()) > 0, true)
    await press('Escape')
    await page.waitForSelector('.popover', { state: 'detached' })
  })
  await check('E exports what is shown', async () => {
    await page.evaluate(() => document.querySelector('.grid').focus())
    await press('e')
    await page.waitForSelector('.popover [data-format=xlsx]')
    await eventually(() => page.evaluate(() => document.activeElement.dataset.format), 'xlsx')
    const [file] = await Promise.all([page.waitForEvent('download'), press('Enter')])
    const rows = readXlsx(await file.path()).filter((row) => row.some((cell) => /增长/.test(cell)))
    assert.equal(rows.length, await shown())
  })
  await check('a field is corrected: Tab to it, E, type, Ctrl Enter', async () => {
    await page.goto('/plans/1/tasks/4')
    await page.waitForSelector('.value-text')
    for (let i = 0; i < 40 && (await page.evaluate(() => document.activeElement.id)) !== 'value-text'; ++i) await press('Tab')
    await press('Enter')
    await page.waitForSelector('.paper .stands-out')
    await press('e')
    await page.waitForSelector('textarea')
    await eventually(() => page.evaluate(() => document.activeElement.tagName), 'TEXTAREA')
    await press('Control+End')
    await page.keyboard.type('（键盘）')
    await press('Control+Enter')
    await page.waitForSelector('textarea', { state: 'detached' })
    await eventually(async () => /键盘/.test(await page.textContent('.value-text')), true)
  })
  await check('J and K go to the next and the previous task', async () => {
    const at = page.url()
    await page.locator('#page').focus()
    await press('j')
    await eventually(() => page.url() !== at, true)
    await press('k')
    await eventually(() => page.url(), at)
  })
  await check('? shows the keys', async () => {
    await press('?')
    await page.waitForSelector('.help-keys')
    await press('Escape')
    await page.waitForSelector('.help-keys', { state: 'hidden' })
  })
  await check('no fault in the console', () => assert.deepEqual(page.faults, []))
}
