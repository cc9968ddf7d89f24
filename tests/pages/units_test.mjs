// The register from a plan, other names, renaming, merging; portfolios that imply a leader; and the numbers that lead to rows.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { accessible, eventually, kDemo, picture } from './harness.mjs'

// A plan that names no leaders: a closing sentence leaves them to the portfolios.
const kLeaderless = `示例市2026年政府工作报告重点工作分工方案

  一、新增学位2000个。(市教育局牵头,市财政局按职责分工负责)
  二、改造老旧小区30个。(市住房城乡建设局牵头,市财政局等按职责分工负责)
  三、新建公园5个。(市城管局牵头)
  四、举办招聘会100场以上。(市人力资源社会保障局牵头)
  各牵头部门分管市领导负责。
`

const choose = async (page, label, words) => {
  await page.locator(`.unit-select[aria-label="${label}"], [aria-label="${label}"]`).first().click()
  await page.keyboard.type(words)
  await page.locator('.el-select-dropdown__item', { hasText: words }).locator('visible=true').first().click()
}

export default async function (place, check) {
  const leaderless = join(place.folder, '示例市方案.txt')
  writeFileSync(leaderless, kLeaderless)
  await place.duban('import', kDemo)
  await place.duban('import', leaderless)
  await place.serve()
  const page = await place.page({ storage: await place.member('lianxi', 'supervision_office'), bypassCSP: true })

  await check('the load of units, as bars and as a table, each figure an address of the ledger', async () => {
    await page.goto('/plans/1/units')
    await page.waitForSelector('.load-table .grid-row')
    await page.waitForSelector('.bars-canvas canvas')
    const first = page.locator('.load-table .grid-row').first().locator('.grid-cell').nth(1)
    const led = Number(await first.innerText())
    assert.ok(led > 0)
    await first.locator('a').click()
    await page.waitForURL(/ledger/)
    await page.waitForSelector('.grid-row')
    await eventually(async () => Number(/\d+/.exec(await page.textContent('.grid-count'))[0]), led)
    await page.goBack()
    await page.waitForSelector('.load-table .grid-row')
    await page.click('text=看表格')
    assert.equal(await page.locator('.bars-table.shown tbody tr').count(), 20)
    await accessible(page, 'load')
  })
  await check('names of the plan become units at once; one becomes another name', async () => {
    await page.goto('/plans/1/units?view=proposals')
    await page.waitForSelector('.list-table tbody tr')
    const proposed = await page.locator('.list-table tbody tr').count()
    const groups = page.locator('.list-table tbody tr', { hasText: '类别单位' })
    for (let i = 0; i < Math.min(2, await groups.count()); ++i) assert.equal(await groups.nth(i).locator('select').inputValue(), 'skip')
    const create = await page.locator('.list-table select').evaluateAll((all) => all.filter((one) => one.value === 'create').length)
    assert.ok(create > 10)
    await accessible(page, 'proposals')
    await page.click('.proposal-bar .main')
    await eventually(async () => (await page.locator('.list-table tbody tr').count()) <= proposed - create, true)
    await page.goto('/plans/1/units?view=register')
    await page.waitForSelector('.tree-line')
    assert.equal(await page.locator('.tree-line').count(), create)
    await picture(page, 'units-register')
    await accessible(page, 'register')
  })
  await check('a unit is added, and merged into the one it doubles', async () => {
    await page.click('text=新增单位')
    await page.fill('[name=unit-name]', '省发展和改革委员会')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.unit-head h2:has-text("省发展和改革委员会")')
    assert.match(await page.textContent('.doubles'), /可能是同一单位/)
    await page.click('.unit-head >> text=并入')
    await choose(page, '并入', '省发展改革委')
    await page.locator('.unit-doing .main').click()
    await page.waitForSelector('.unit-head h2:text-is("省发展改革委")')
    await eventually(async () => (await page.locator('.unit-card .tag').allInnerTexts()).join().includes('省发展和改革委员会'), true)
    await eventually(() => page.locator('.tree-line', { hasText: '省发展和改革委员会' }).locator('.tree-name', { hasText: '委员会' }).count(), 0)
    assert.match(await page.textContent('.history'), /并入|新增/)
  })
  await check('renamed from a day on: the old name stays in the history and before that day', async () => {
    await page.locator('.tree-line', { hasText: '省商务厅' }).first().click()
    await page.waitForSelector('.unit-head h2:text-is("省商务厅")')
    await page.click('.unit-head >> text=改名')
    await page.fill('[name=new-name]', '省商务和口岸厅')
    await page.locator('.unit-doing [type=date]').fill('2026-07-01')
    await page.locator('.unit-doing .main').click()
    await page.waitForSelector('.unit-head h2:text-is("省商务和口岸厅")')
    assert.match(await page.textContent('.history'), /2026-07-01[^]*改名[^]*省商务厅/)
  })
  await check('other names are added and taken away', async () => {
    await page.fill('[aria-label="增加别名"]', '省外经贸厅')
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.unit-card .tag', { hasText: '省外经贸厅' }).count(), 1)
    await page.click('[aria-label="删除别名“省外经贸厅”"]')
    await eventually(() => page.locator('.unit-card .tag', { hasText: '省外经贸厅' }).count(), 0)
  })
  await check('leaders as printed, with a chart and addresses', async () => {
    await page.goto('/plans/1/leaders')
    await page.waitForSelector('.leaders-table tbody tr')
    const row = page.locator('.leaders-table tbody tr').first()
    const all = Number(await row.locator('td').nth(3).innerText())
    await row.locator('td').nth(3).locator('a').click()
    await page.waitForSelector('.grid-row')
    await eventually(async () => Number(/\d+/.exec(await page.textContent('.grid-count'))[0]), all)
  })
  await check('a portfolio gives the leader of a plan that names none, marked as implied', async () => {
    await page.goto('/plans/2/units?view=proposals')
    await page.waitForSelector('.proposal-bar .main')
    await page.click('.proposal-bar .main')
    await page.waitForSelector('.notice')
    await page.goto('/plans/2/leaders')
    await page.waitForSelector('[name=leader]')
    await page.fill('[name=leader]', '林望')
    await choose(page, '分管单位', '市教育局')
    await page.click('.line-form .main')
    await page.waitForSelector('.portfolios tbody tr')
    const row = page.locator('.leaders-table tbody tr', { hasText: '林望' })
    await eventually(async () => (await row.locator('td').allInnerTexts()).slice(1, 4), ['0', '1', '1'])
    await picture(page, 'leaders-implied')
    await accessible(page, 'leaders')
    await row.locator('td').nth(3).locator('a').click()
    await page.waitForSelector('.grid-row')
    assert.match(await page.locator('.grid-row').first().innerText(), /林望/)
    assert.equal(await page.locator('.grid-row').count(), 1)
  })
  await check('a portfolio is deleted after a question, and the leader is implied no more', async () => {
    await page.goto('/plans/2/leaders')
    await page.click('[aria-label="删除 林望 市教育局"]')
    await page.click('.el-message-box .el-button--primary')
    await eventually(() => page.locator('.portfolios tbody tr').count(), 0)
    await eventually(() => page.locator('.leaders-table tbody tr').count(), 0)
  })
  await check('no fault in the console', () => assert.deepEqual(page.faults, []))
}
