import { expect, it } from 'vitest'
import type { Section } from '@/api/types'
import { headingsOf, sectionPaths } from './sections'

const section = (label: string, level: number, at: number): Section => ({ label, title: `题${at}`, level, first_task: '', last_task: '', spans: [[at, at + 1]] })
const paths = sectionPaths([section('一', 1, 0), section('(一)', 2, 10), section('(二)', 2, 20), section('二', 1, 30), section('(一)', 2, 40)])

it('knows the labels above each section', () => expect(paths.map((path) => path.labels.join('/'))).toEqual(['一', '一/(一)', '一/(二)', '二', '二/(一)']))
it('finds the headings of a task, not those of the same label elsewhere', () => expect(headingsOf(paths, ['二', '(一)'])).toEqual([[30, 31], [40, 41]]))
it('gives nothing for a section that the plan does not have', () => expect(headingsOf(paths, ['九'])).toEqual([]))
