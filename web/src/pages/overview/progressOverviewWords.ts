import { addWords } from '@/i18n'

addWords(
  { run: { problems: '等待领导批示的问题', problemOf: '{unit} · 已呈{leader}', problemDue: '{date} 前办结', lights: '进度灯', bySection: '各章节的进度灯', furthest: '落后最多的目标', furthestNone: '没有滞后的目标。', changes: '自{since}（{title}）以来的变化', changesNone: '没有变化。', noRound: '还没有到期的调度。', confirm: '{n} 项目标待确认', missing: '{n} 项逾期未填报', wasLate: '{n} 项曾逾期', schedule: '看进度图', became: '{before} → {after}', expected: '应 {expected}，实 {value}' } },
  { run: { problems: 'Problems waiting for a decision', problemOf: '{unit} · with {leader}', problemDue: 'due {date}', lights: 'Lights', bySection: 'Lights by section', furthest: 'Targets furthest behind', furthestNone: 'No target is behind.', changes: 'Changed since {since} ({title})', changesNone: 'Nothing changed.', noRound: 'No round has been due yet.', confirm: '{n} targets to confirm', missing: '{n} tasks without their report', wasLate: '{n} were late', schedule: 'see the schedule', became: '{before} → {after}', expected: '{expected} due, {value} reached' } },
)
