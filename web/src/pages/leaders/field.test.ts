import { expect, it } from 'vitest'
import { lightsOf, ofLeader, slipped, troubled, type FieldTask, type Light } from './field'

const task = (id: number, leader: string, light: Light | null, implied = ''): FieldTask =>
  ({ id, leaders: leader ? [leader] : [], implied_leaders: implied ? [implied] : [], facts: light && { light, state: 'in_progress', why: { light: '' }, was_late: false } }) as unknown as FieldTask
const tasks = [task(1, '李明', 'green'), task(2, '李明', 'yellow'), task(3, '', 'red', '李明'), task(4, '王健', 'red'), task(5, '李明', null)]

it('a field holds what is printed and what a portfolio gives', () => expect(ofLeader(tasks, '李明').map((each) => each.id)).toEqual([1, 2, 3, 5]))
it('counts the lights of what runs', () => expect(lightsOf(ofLeader(tasks, '李明'))).toEqual({ red: 1, yellow: 1, green: 1, grey: 0, awaiting: 0 }))
it('shows the red before the yellow', () => expect(troubled(tasks).map((each) => each.id)).toEqual([3, 4, 2]))
it('has slipped what is worse than before, in the field', () => {
  const change = (task_id: number, light_before: string, light: string) => ({ task_id, no: '', list: '', text: '', light_before, light })
  const changes = [change(1, 'green', 'yellow'), change(2, 'red', 'yellow'), change(3, 'grey', 'red'), change(4, 'green', 'red'), change(5, 'green', 'grey')]
  expect(slipped(changes, new Set([1, 2, 3, 5])).map((each) => each.task_id)).toEqual([1, 3])
})
