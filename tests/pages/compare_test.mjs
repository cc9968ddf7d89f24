// Two papers side by side: threads, marks, words that changed, decisions by one key, outcomes, and the lineage of a task.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { accessible, eventually, kDemo, picture, readXlsx, root } from './harness.mjs'

const demo = (name) => join(root, 'data/demo', name)
// A call of the API as the person of this page.
const call = (page, method, path, body, match) =>
  page.evaluate(async ([method, path, body, match]) => {
    const session = await (await fetch('/api/v1/session')).json()
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf, ...(match ? { 'If-Match': match } : {}) }
    const answer = await fetch(`/api/v1${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
    return { status: answer.status, body: await answer.json().catch(() => null) }
  }, [method, path, body, match])
// An element whose tip or name says this.
const rowWith = (page, side, words) => page.locator(`.side-rows.${side} .pair-row`, { hasText: words })

export default async function (place, check) {
  await place.duban('import', demo('示例省2026年政府工作报告节选.txt'))
  await place.duban('import', demo('示例省2025年重点工作分工方案.txt'))
  await place.duban('import', kDemo)
  const [report, earlier, later] = [1, 2, 3]
  await place.serve()
  const storage = await place.member('duizhao', 'supervision_office')
  const page = await place.page({ storage, bypassCSP: true })

  await check('the place in the list opens the report beside its plan', async () => {
    await page.goto('/')
    await page.click('.place:has-text("对照")')
    await page.waitForURL(new RegExp(`compare/${report}/${later}`))
    await page.waitForSelector('.thread', { state: 'attached' }) // a level one has no height
    assert.equal(await page.locator('.tab.here[data-kind=trace]').count(), 1)
    assert.ok((await page.locator('.pair-mark.partly, .pair-mark.uncovered').count()) > 0)
    await picture(page, 'compare-trace-1366')
    await accessible(page, 'trace')
  })

  await check('only the threads of rows in view are drawn, and they follow the scrolling', async () => {
    const before = await page.locator('.thread').count()
    const all = (await call(page, 'GET', `/alignments?from=${report}&to=${later}`)).body.items[0].id
    const links = (await call(page, 'GET', `/alignments/${all}`)).body.links.length
    assert.ok(before <= links)
    await page.locator('.side-rows.right').evaluate((side) => (side.scrollTop = side.scrollHeight))
    await eventually(async () => (await page.locator('.thread.away').count()) > 0, true)
  })

  await check('year beside year: what was struck out and what came in stand in the words', async () => {
    await page.click('[data-kind=years]')
    await page.waitForURL(new RegExp(`compare/${earlier}/${later}`))
    await page.waitForSelector('.thread', { state: 'attached' }) // a level one has no height
    const shops = rowWith(page, 'left', '离境退税商店')
    await shops.click()
    assert.equal(await shops.locator('del.figure').first().innerText(), '150')
    assert.match(await rowWith(page, 'right', '离境退税商店').locator('ins').first().innerText(), /200/)
    await page.waitForSelector('.link-detail')
    assert.match(await page.textContent('.link-detail'), /提高/)
    await picture(page, 'compare-years-1366')
    await accessible(page, 'years')
  })

  await check('one key confirms, removes, corrects, adds and takes back; what a person said stays', async () => {
    const at = async () => (await call(page, 'GET', `/alignments/${id}`)).body
    const id = (await call(page, 'GET', `/alignments?from=${earlier}&to=${later}`)).body.items[0].id
    const festival = rowWith(page, 'left', '澄湖美食节')
    await rowWith(page, 'left', '一般公共预算收入').click()
    await page.waitForSelector('.link-detail')
    await page.keyboard.press('x')
    await eventually(async () => (await at()).links.filter((link) => !link.holds).length, 1)
    await page.waitForSelector('.pair-row.here .pair-mark.dropped')
    await page.keyboard.press('z')
    await eventually(async () => (await at()).links.filter((link) => link.decision).length, 0)
    await page.keyboard.press('x')
    await eventually(async () => (await at()).links.find((link) => link.decision)?.decision.action, 'remove')

    await rowWith(page, 'left', '地区生产总值').click()
    await page.keyboard.press('c')
    await eventually(async () => (await at()).links.filter((link) => link.decision?.action === 'confirm').length, 1)
    await page.waitForSelector('.thread.decided', { state: 'attached' })
    await page.keyboard.press('t')
    await eventually(async () => (await at()).links.filter((link) => link.type === 'related' && link.machine === 'same').length, 1)
    await page.waitForSelector('.link-disagrees')

    await festival.click()
    await page.keyboard.press('a')
    await page.keyboard.press('ArrowRight')
    await rowWith(page, 'right', '认定省级老字号').click()
    await page.keyboard.press('a')
    await eventually(async () => (await at()).links.filter((link) => link.decision?.action === 'add').length, 1)
    await picture(page, 'compare-decided-1366')
    // A rebuild changes nothing of it.
    await place.stopServer()
    await place.duban('rebuild').catch((error) => assert.equal(error.code, 3))
    await place.serve()
    await page.reload()
    await page.waitForSelector('.thread', { state: 'attached' }) // a level one has no height
    assert.deepEqual((await at()).links.filter((link) => link.decision).map((link) => link.decision.action).sort(), ['add', 'correct', 'remove'])
  })

  await check('a race about the same link is told, one about another is not in the way', async () => {
    const id = (await call(page, 'GET', `/alignments?from=${earlier}&to=${later}`)).body.items[0].id
    const whole = (await call(page, 'GET', `/alignments/${id}`)).body
    await rowWith(page, 'left', '粮食产量').click()
    await page.waitForSelector('.link-detail')
    const shown = new URL(page.url()).searchParams.get('link').split(':')
    const other = whole.links.find((link) => !link.decision && link.from !== shown[0])
    assert.equal((await call(page, 'POST', `/alignments/${id}/links`, { action: 'confirm', from: other.from, to: other.to }, `"${id}-${whole.version}"`)).status, 200)
    await page.keyboard.press('c')
    await eventually(async () => (await call(page, 'GET', `/alignments/${id}`)).body.links.find((link) => link.from === shown[0] && link.to === shown[1])?.decision?.action, 'confirm')
  })

  await check('arrows move, the filter and the section stay in the address, the matrix leads to its links', async () => {
    await page.goto(`/compare/${earlier}/${later}?only=uncovered`)
    await page.waitForSelector('.pair-mark.added')
    assert.equal(await page.locator('.thread').count(), 0)
    await page.selectOption('[name=only]', 'changed')
    await page.waitForURL(/only=changed/)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.waitForSelector('.side-rows.right .pair-row.here')
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(`plans/${later}/tasks`))
    await page.goBack()
    await page.waitForSelector('.side-rows.right .pair-row.here')
    await page.click('[data-view=sections]')
    await page.waitForSelector('.section-matrix')
    await picture(page, 'compare-sections-1366')
    await accessible(page, 'sections')
    await page.locator('.section-matrix td button').first().click()
    await page.waitForURL(/section=/)
  })

  await check('promise beside outcome: reported and verified kept apart, the words that the verdict rests on', async () => {
    await page.click('[data-kind=outcomes]')
    await page.waitForURL(new RegExp(`compare/${earlier}/${report}`))
    await page.waitForSelector('.outcome-table')
    const roads = page.locator('.outcome-table tr', { hasText: '农村公路' })
    assert.match(await roads.innerText(), /未达成/)
    assert.match(await roads.innerText(), /新建改建农村公路1480公里/)
    assert.match(await roads.innerText(), /未核查/)
    await roads.click()
    await page.keyboard.press('c')
    await eventually(async () => /确认/.test(await roads.locator('td').last().innerText()), true)
    await picture(page, 'compare-outcomes-1366')
    await accessible(page, 'outcomes')
  })

  await check('each view goes out as a workbook', async () => {
    for (const [from, to, heading] of [[report, later, '前一份编号'], [earlier, later, '前一份编号'], [earlier, report, '任务']]) {
      await page.goto(`/compare/${from}/${to}`)
      await page.waitForSelector('.compare-file')
      const [file] = await Promise.all([page.waitForEvent('download'), page.click('.compare-file')])
      assert.match(file.suggestedFilename(), /\.xlsx$/)
      const rows = readXlsx(await file.path())
      assert.equal(rows[0][0], heading)
      assert.ok(rows.length > 10)
    }
  })

  await check('the task page tells what it comes from and what became of it', async () => {
    const rows = (await call(page, 'GET', `/plans/${later}/tasks?limit=2000`)).body.items
    const homes = rows.find((task) => /老旧小区450个/.test(task.text))
    await page.goto(`/plans/${later}/tasks/${homes.id}`)
    await page.waitForSelector('.lineage [data-relation=years]')
    assert.match(await page.textContent('.lineage:not(.task-series)'), /改造城镇老旧小区450个/)
    assert.match(await page.textContent('.lineage [data-relation=years]'), /提高/)
    await page.locator('.lineage:not(.task-series)').scrollIntoViewIfNeeded()
    await picture(page, 'task-lineage-1366')
    await accessible(page, 'lineage')
    await page.waitForSelector('.series-table')
    assert.deepEqual(await page.locator('.series-table tbody tr td:first-child').first().innerText(), '2025')
    assert.match(await page.textContent('.series-table'), /420个[\s\S]*达成[\s\S]*450个/)
    const [sheet] = await Promise.all([page.waitForEvent('download'), page.locator('.series-file').first().click()])
    assert.equal(readXlsx(await sheet.path())[0][0], '年份')
    const old = (await call(page, 'GET', `/plans/${earlier}/tasks?limit=2000`)).body.items.find((task) => /农村公路1500/.test(task.text))
    await page.goto(`/plans/${earlier}/tasks/${old.id}`)
    await page.waitForSelector('.lineage [data-relation=outcomes]')
    assert.match(await page.textContent('.lineage [data-relation=outcomes]'), /未达成/)
  })

  await check('any two papers can be chosen, and what cannot be compared says why', async () => {
    await page.goto(`/compare/${report}/${report}`)
    await page.waitForSelector('[role=alert]')
    assert.match(await page.textContent('[role=alert]'), /两份都是政府工作报告/)
  })

  await check('on a phone and in English', async () => {
    const phone = await place.page({ width: 390, height: 844, language: 'en-GB', storage, bypassCSP: true })
    for (const [path, wait, name] of [[`/compare/${earlier}/${later}`, '.pair-group', 'years'], [`/compare/${report}/${later}`, '.pair-group', 'trace'], [`/compare/${earlier}/${report}`, '.outcome-table', 'outcomes'], [`/compare/${earlier}/${later}?view=sections`, '.section-matrix', 'sections']]) {
      await phone.goto(path)
      await phone.waitForSelector(wait)
      await picture(phone, `compare-${name}-390-en`)
      const wide = await phone.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(wide <= 391, `${name} is ${wide} wide`)
      await accessible(phone, `${name} on a phone`)
    }
    await phone.goto(`/compare/${earlier}/${later}`)
    await phone.locator('.pair-partner .pair-row').first().click()
    await phone.waitForSelector('.link-detail')
    await picture(phone, 'compare-detail-390-en')
    assert.deepEqual(phone.faults, [])
  })

  await check('who sees a part of the ledger is not shown the place', async () => {
    const handler = await place.page({ storage: await place.member('jingban', 'unit_handler') })
    await handler.goto('/')
    await handler.waitForSelector('.frame')
    assert.equal(await handler.locator('.place:has-text("对照")').count(), 0)
  })
  assert.deepEqual(page.faults, [])
}
