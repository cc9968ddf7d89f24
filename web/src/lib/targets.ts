import type { Task } from '@/api/types'
import type { Language } from '@/i18n'
import { targetLine } from './format'

export const cellsOfTargets = (task: Task, t: (key: string) => string, language?: Language): string[] => task.targets.map((target) => targetLine(target, t('field.growth'), language))
