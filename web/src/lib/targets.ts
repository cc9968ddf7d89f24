import type { Task } from '@/api/types'
import { targetLine } from './format'

export const cellsOfTargets = (task: Task, t: (key: string) => string): string[] => task.targets.map((target) => targetLine(target, t('field.growth')))
