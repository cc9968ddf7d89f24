import type { Task } from '@/api/types'
import type { Language } from '@/i18n'
import { targetLine } from './format'

// What a task promises besides its targets, a line each: 动态清零; 江白高速 开工.
export interface Promised { name: string; stage: string }
export const promisedOf = (task: Task, t: (key: string) => string): Promised[] => [
  ...(task.qualitative ?? []).map((goal) => ({ name: goal.phrase, stage: '' })),
  ...(task.projects ?? []).map((project) => ({ name: project.name, stage: t(`stages.${project.stage}`) })),
]
export const goalWords = (task: Task): string => (task.qualitative ?? []).map((goal) => goal.phrase).join('；')
export const projectWords = (task: Task, t: (key: string) => string): string => (task.projects ?? []).map((project) => `${project.name} ${t(`stages.${project.stage}`)}`).join('；')

export const cellsOfTargets = (task: Task, t: (key: string) => string, language?: Language): string[] => task.targets.map((target) => targetLine(target, t('field.growth'), language))
