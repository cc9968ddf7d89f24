// Progress: lights in the ledger, targets settled, a break-down written, handed in, accepted, its milestone done; the
// schedule, the overview, the office's rules. The office fills in for the units, which have no accounts here.
import assert from 'node:assert/strict'
import { accessible, eventually, kDemo, picture } from './harness.mjs'

export default async function (place, check) {
  await place.duban('import', kDemo)
  await place.serve()
  const storage = await place.member('wangducha', 'supervision_office')
  const page = await place.page({ storage, bypassCSP: true })
  await page.goto('/ledger')
  await page.waitForSelector('.grid-row')
  const session = await (await page.request.get('/api/v1/session')).json()
  const call = async (method, path, data, match) => {
    const answer = await page.request.fetch(`/api/v1${path}`, { method, data, headers: { 'X-CSRF-Token': session.csrf, ...(match ? { 'If-Match': match } : {}) } })
    const text = await answer.text()
    assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${text.slice(0, 300)}`)
    return text ? JSON.parse(text) : null
  }
  const get = (path) => call('GET', path)
  const plan = (await get('/plans')).items[0]
  // Units into the register, the plan approved, the first rows dispatched and acknowledged.
  const proposals = (await get(`/plans/${plan.id}/unit-proposals`)).items.filter((one) => !one.group)
  await call('POST', `/plans/${plan.id}/unit-proposals`, { create: proposals.map((one) => one.name) })
  const fresh = await get(`/plans/${plan.id}`)
  await call('POST', `/plans/${plan.id}/approve`, { despite_open: true }, `"${plan.id}-${fresh.version}"`)
  const rows = (await get(`/plans/${plan.id}/tasks?limit=2000`)).items
  const step = async (task, action, more = {}) => {
    const { version } = await get(`/tasks/${task}/case`)
    return call('POST', `/tasks/${task}/actions`, { action, ...more }, `"${task}-${version}"`)
  }
  // One with a target and one without, each with a lead unit of the register.
  const led = rows.filter((row) => row.lead_unit_ids.some(Boolean))
  const counted = led.find((row) => row.targets.length)
  const plain = led.find((row) => !row.targets.length)
  assert.ok(counted && plain)
  for (const row of [counted, plain]) {
    await step(row.id, 'dispatch', { text: '完成并验收', without_units: '其余单位另行登记' })
    await step(row.id, 'acknowledge', { unit_id: row.lead_unit_ids.find(Boolean) })
  }

  await check('the ledger shows the five facts by shape and word, and says why', async () => {
    await page.goto(`/plans/${plan.id}/ledger`)
    await page.waitForSelector('.light-mark')
    await eventually(() => page.locator('.grid-row .light-why').first().innerText(), '○无数据')
    await page.locator('.grid-row .light-why').first().click()
    const why = await page.locator('.popover .five-reasons').innerText()
    assert.match(why, /进度灯\s+\S+/)
    assert.match(why, /填报/)
    await page.keyboard.press('Escape')
    await picture(page, 'progress-ledger')
    await accessible(page, 'ledger with facts')
  })

  await check('targets are settled, and a kind confirmed at once', async () => {
    await page.goto(`/plans/${plan.id}/tasks/${counted.id}`)
    await page.waitForSelector('.one-target .to-confirm')
    await page.locator('[data-target="0"] [data-open=setting]').click()
    await page.locator('[data-form=setting] select').nth(1).selectOption('project')
    await page.locator('[data-form=setting] [type=submit]').click()
    await eventually(() => page.locator('[data-target="0"] .to-confirm').count(), 0)
    assert.match(await page.locator('[data-target="0"] .one-target-head').innerText(), /项目/)
    await page.locator('[data-target="0"] [data-open=outcome]').click()
    const form = page.locator('[data-form=outcome]')
    await form.locator('input').first().fill('1')
    await form.locator('input[type=date]').first().fill('2026-01-31')
    await form.locator('[type=submit]').click()
    await page.waitForSelector('.notice.bad, .notices .bad, [role=alert]')  // no source: said, nothing lost
    assert.equal(await form.locator('input').first().inputValue(), '1')
    await form.locator('input').last().fill('统计公报')
    await form.locator('[type=submit]').click()
    await eventually(() => page.locator('[data-form=outcome]').count(), 0)
    await picture(page, 'progress-target')
    await page.goto(`/plans/${plan.id}/targets`)
    await page.waitForSelector('[data-confirm=all]')
    await picture(page, 'progress-confirm')
    await page.click('[data-confirm=all]')
    await eventually(async () => (await get(`/plans/${plan.id}/targets`)).total, 0)
  })

  await check('a break-down is written, handed in, accepted; its milestone is done when the office says so', async () => {
    await page.goto(`/plans/${plan.id}/tasks/${plain.id}`)
    const unit = page.locator(`[data-unit="${plain.lead_unit_ids.find(Boolean)}"]`)
    await unit.locator('[data-do=edit]').click()
    const sheet = unit.locator('[data-form=break-down]')
    await sheet.locator('[data-step=name]').first().fill('印发方案')
    await sheet.locator('[data-step=deliverable]').first().fill('正式文件')
    await sheet.locator('[data-step=due]').first().fill('2026-01-15')
    await sheet.locator('[data-step=weight]').first().fill('40')
    await page.reload() // what was typed is there again
    await unit.locator('[data-do=edit]').click()
    assert.equal(await sheet.locator('[data-step=name]').first().inputValue(), '印发方案')
    await sheet.locator('[data-add=milestone]').click()
    await sheet.locator('[data-step=name]').nth(1).fill('完成验收')
    await sheet.locator('[data-step=due]').nth(1).fill('2026-12-20')
    await sheet.locator('[data-step=weight]').nth(1).fill('60')
    await picture(page, 'progress-break-down')
    await sheet.locator('[type=submit]').click()
    await unit.locator('[data-do=hand-in]').click()
    await unit.locator('[data-do=accept]').click()
    await eventually(async () => (await get(`/tasks/${plain.id}/facts`)).light.value, 'red')
    await unit.locator('[data-do=claim]').first().click()
    await unit.locator('[data-words]').fill('文件已印发')
    await unit.locator('.step-form [type=submit]').click()
    await page.waitForSelector('[data-do=return-done]')
    assert.equal((await get(`/tasks/${plain.id}/facts`)).light.value, 'red', 'saying so is not doing so')
    await unit.locator('[data-do=accept-done]').first().click()
    await unit.locator('.step-form [type=submit]').click()
    await eventually(async () => (await get(`/tasks/${plain.id}/facts`)).light.value, 'green')
    await eventually(() => page.locator('.five .light-mark').first().innerText(), '●正常', 'the page heard of it')
    await picture(page, 'progress-task')
    await accessible(page, 'task with progress')
  })

  await check('two who change one break-down: the second is told and loses nothing', async () => {
    const unit = page.locator(`[data-unit="${plain.lead_unit_ids.find(Boolean)}"]`)
    await page.reload()
    await unit.locator('[data-do=edit]').click()
    const sheet = unit.locator('[data-form=break-down]')
    await sheet.locator('[data-step=name]').nth(1).fill('竣工验收')
    await sheet.locator('label .text-input').last().fill('表述更准确')
    const path = `/tasks/${plain.id}/break-downs/${plain.lead_unit_ids.find(Boolean)}`
    const seen = await get(path)
    const place = (one) => ({ id: one.id, measure: null, name: one.name, deliverable: one.deliverable, due: one.due, weight: one.weight })
    await call('PUT', path, { measures: [], milestones: [...seen.milestones.map(place), { measure: null, name: '中期检查', deliverable: '', due: '2026-07-01', weight: 10 }], reason: '补充' }, `"${seen.id}-${seen.version}"`)
    await sheet.locator('[type=submit]').click()
    await page.waitForSelector('text=别人刚刚改过')
    assert.equal(await sheet.locator('[data-step=name]').nth(1).inputValue(), '竣工验收')
  })

  await check('the schedule shows every task with its milestones, by unit', async () => {
    await page.goto(`/plans/${plan.id}/timeline`)
    await page.waitForSelector('.timeline-row .bar')
    const all = await page.locator('.timeline-row .bar').count()
    assert.equal(all, rows.length)
    await page.locator('[data-choose=unit]').selectOption({ index: 1 })
    await eventually(async () => (await page.locator('.timeline-row .bar').count()) < all, true)
    await page.locator('[data-choose=unit]').selectOption('')
    assert.ok((await page.locator('.step-mark.done').count()) > 0)
    await picture(page, 'progress-schedule')
    await accessible(page, 'schedule')
  })

  await check('the overview counts lights by section, and each leads to its rows', async () => {
    await page.goto(`/plans/${plan.id}/overview`)
    await page.waitForSelector('.lights-row [data-light=grey]')
    await picture(page, 'progress-overview')
    const summary = await get(`/plans/${plan.id}/progress`)
    await page.click('.lights-row [data-light=green]')
    await eventually(async () => Number((await page.textContent('.grid-count')).match(/^\s*(\d+)/)?.[1]), summary.lights.green)
  })

  await check('the office replaces its rules, and a bad line is told by its number', async () => {
    await page.goto('/administration/rules')
    await page.fill('[data-rules-text]', 'acknowledge  some  working_days\n')
    await page.fill('.line-form input', '县里人手少')
    await page.click('.rules-two [type=submit]')
    await page.waitForSelector('[role=alert]')
    assert.match(await page.locator('.rules-two [role=alert]').innerText(), /第1行/)
    await page.fill('[data-rules-text]', 'acknowledge  2  working_days\n')
    await page.click('.rules-two [type=submit]')
    await eventually(async () => (await get('/rules/limits')).history.length, 1)
    await picture(page, 'progress-rules')
  })

  await check('all of it works at 390 pixels and in English', async () => {
    const phone = await place.page({ storage, width: 390, height: 780, language: 'en-US', bypassCSP: true })
    for (const [name, path] of [['task', `/plans/${plan.id}/tasks/${plain.id}`], ['schedule', `/plans/${plan.id}/timeline`], ['overview', `/plans/${plan.id}/overview`], ['ledger', `/plans/${plan.id}/ledger`]]) {
      await phone.goto(`${path}?lang=en`)
      await phone.waitForSelector(name === 'schedule' ? '.timeline-row .bar' : '.light-mark')
      await phone.waitForTimeout(300)
      const wide = await phone.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(wide <= 390, `${name} is ${wide} pixels wide`)
      await picture(phone, `progress-390-${name}-en`)
    }
    assert.deepEqual(phone.faults, [])
  })
  assert.deepEqual(page.faults, [])
}
