// Links and decisions in the words of the field.
import { t } from '@/i18n'
import type { Alignment, Decision, Link, LinkType } from './types'

export const typeName = (kind: string, type: LinkType): string => t(`compare.type.${kind === 'trace' ? 'source' : type}`)
export const typeWords = (alignment: Alignment, link: Link): string => (link.holds ? typeName(alignment.kind, link.type) : t('compare.removed'))
export const decisionWords = (decision: Decision): string =>
  t(`compare.decided.${decision.action}`, { who: decision.account, type: t(`compare.type.${decision.type}`) }) + (decision.reason ? `（${decision.reason}）` : '')
export const machineWords = (kind: string, link: Link): string => (link.machine ? t('compare.machine', { type: typeName(kind, link.machine) }) : t('compare.machineNone'))
