import { describe, expect, it } from 'vitest'
import { topSections } from './sections'

describe('sections of the overview', () => {
  it('adds inner headings to their outermost one, lists stay apart', () => {
    const counts = [
      { section: '一', title: '目标', tasks: 10, targets: 12 },
      { section: '二/(一)', title: '项目', tasks: 5, targets: 6 },
      { section: '二/(二)', title: '消费', tasks: 4, targets: 8 },
      { section: '', title: '民生实事清单', tasks: 12, targets: 22 },
    ]
    expect(topSections(counts, [{ label: '二', title: '内需', level: 1 }, { label: '(一)', title: '项目', level: 2 }])).toEqual([
      { label: '一', title: '目标', tasks: 10, targets: 12 },
      { label: '二', title: '内需', tasks: 9, targets: 14 },
      { label: '', title: '民生实事清单', tasks: 12, targets: 22 },
    ])
  })
  it('has one line for a plan without headings', () => {
    expect(topSections([{ section: '', title: '', tasks: 3, targets: 1 }], [])).toEqual([{ label: '', title: '', tasks: 3, targets: 1 }])
  })
})
