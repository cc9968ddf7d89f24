import { addWords } from '@/i18n'

const zh = {
  bars: { table: '看表格', chart: '看图' },
  leaders: {
    field: '{n} 项任务', lights: '进度灯', light: { red: '逾期', yellow: '滞后', green: '正常', grey: '无数据', awaiting: '待统计' }, waitingMine: '等您决定', waiting: '等领导决定', nothingWaits: '没有等待决定的事项。', behind: '逾期和滞后', noneBehind: '没有逾期或滞后的任务。', allBehind: '全部 {n} 项', slipped: '比上一轮（{date}）下滑', noneSlipped: '没有下滑的任务。', chart: '各位领导的任务', name: '领导', printed: '文件列明', implied: '按分工推定', led: '合计', units: '牵头单位', sections: '章节', none: '本方案没有列出牵头领导，分工表里也没有可推定的。可在下面登记领导分管的单位。',
    impliedHint: '文件没有列出领导的任务，按分工表由牵头单位的分管领导牵头，台账里标明“按分工推定”。', portfolios: '领导分工', portfolioHint: '哪位领导分管哪个单位，自何日起。文件写“各牵头部门分管领导负责”时，由此推定。',
    leader: '领导姓名', unit: '分管单位', from: '自', to: '停止分管之日', add: '登记分工', remove: '删除', removeAsk: '删除“{leader} 分管 {unit}”？按它推定的任务随之改变。', added: '已登记：{leader} 分管 {unit}。', removed: '已删除：{leader} 分管 {unit}。', noPortfolios: '还没有登记分工。', always: '—', past: '已结束', current: '只看现行', shown: '显示 {n} / {all}', noUnits: '单位库还没有单位，先登记单位，再登记分工。', missing: '请填写领导姓名和分管单位。',
  },
  help: { leaders: { about: '每位领导牵头哪些任务：文件列明的，和按分工表推定的。点数字看台账。下面的分工表决定推定。', keys: [] } },
}
const en: typeof zh = {
  bars: { table: 'As a table', chart: 'As a chart' },
  leaders: {
    field: '{n} tasks', lights: 'Lights', light: { red: 'overdue', yellow: 'behind', green: 'on track', grey: 'no data', awaiting: 'awaiting' }, waitingMine: 'Waiting for your decision', waiting: 'Waiting for the leader', nothingWaits: 'Nothing waits for a decision.', behind: 'Overdue and behind', noneBehind: 'No task is overdue or behind.', allBehind: 'All {n}', slipped: 'Slipped since the last round ({date})', noneSlipped: 'No task has slipped.',
    chart: 'Tasks by leader', name: 'Leader', printed: 'Named in the paper', implied: 'By portfolio', led: 'All', units: 'Lead units', sections: 'Sections', none: 'The plan names no leaders and no portfolio implies one. Enter below which leader answers for which unit.',
    impliedHint: 'Where the paper names no leader, the one who answers for the lead unit is taken from the portfolios and marked 按分工推定.', portfolios: 'Portfolios', portfolioHint: 'Which leader answers for which unit, from what day. A closing sentence such as 各牵头部门分管领导负责 takes the leader from here.',
    leader: 'Leader', unit: 'Unit', from: 'From', to: 'Ended on', add: 'Enter', remove: 'Delete', removeAsk: 'Delete “{leader}: {unit}”? Tasks that follow from it change.', added: 'Entered: {leader}, {unit}.', removed: 'Deleted: {leader}, {unit}.', noPortfolios: 'No portfolios yet.', always: '—', past: 'ended', current: 'current only', shown: '{n} of {all} shown', noUnits: 'The register is empty: register units first.', missing: 'Give the leader and the unit.',
  },
  help: { leaders: { about: 'What each leader answers for: as printed, and as implied by the portfolios. A figure opens its rows. The portfolios below decide what is implied.', keys: [] } },
}
addWords(zh, en)
