import { addWords } from '@/i18n'

const zh = {
  timeline: {
    unit: '单位', leader: '领导', light: '进度灯', anyUnit: '全部单位', anyLeader: '全部领导', anyLight: '全部', task: '任务', today: '今天', empty: '方案立项后，这里按月显示每项任务的起止和节点。', nothing: '没有符合条件的任务。',
    due: '时限 {day}', was: '原时限 {day}', shown: '{shown} / {all} 项', months: '{n}月', milestone: '{day} {name}（{unit}）', done: '已完成', missed: '已过期', open: '未到期', moved: '计划有调整', key: '图例',
  },
}
const en: typeof zh = {
  timeline: {
    unit: 'Unit', leader: 'Leader', light: 'Light', anyUnit: 'all units', anyLeader: 'all leaders', anyLight: 'all', task: 'Task', today: 'today', empty: 'Once the plan is approved, each task stands here from dispatch to due date with its milestones.', nothing: 'No such task.',
    due: 'due {day}', was: 'originally due {day}', shown: '{shown} of {all}', months: '{n}', milestone: '{day} {name} ({unit})', done: 'done', missed: 'missed', open: 'to come', moved: 'moved', key: 'Key',
  },
}
addWords(zh, en)
