import { addWords } from '@/i18n'

const zh = {
  bars: { table: '看表格', chart: '看图' },
  overview: {
    tasks: '任务', tasksNote: '其中清单 {n} 项', targets: '目标', targetsNote: '有数可查的目标', withoutLead: '未列牵头单位', withoutLeadNote: '交办前要先定牵头', lookOpen: '待核对疑点', lookNote: '待处理共 {n} 处', approvedNote: '已立项',
    sections: '章节 {n}', leadUnits: '牵头单位 {n}', units: '涉及单位 {n}', leaders: '牵头领导 {n}', openLists: '名单未列全 {n}',
    bySection: '各章节的任务和目标', section: '章节', noSection: '（不分章节）', byKind: '目标的类型', measure: '类型', count: '个数', byUnit: '目标的计量单位', unit: '计量单位', load: '单位任务量（前 20）', unitName: '单位', led: '牵头', shared: '参与',
    withoutLeadList: '未列牵头单位的任务', openListList: '名单未列全（等）的任务', no: '编号', text: '任务', field: '哪个名单', findings: '疑点', kind: '类别', open: '待处理', settled: '已处理', none: '没有。', more: '全部 {n} 项', noSign: '无量纲', measures: { growth: '增长率', increment: '新增、建设、完成数', level: '达到、保持的水平' }, fields: { lead_units: '牵头', responsible_units: '责任', leaders: '领导' }, listed: '清单',
  },
  help: { overview: { about: '本方案的总数、目标、疑点和单位任务量。每个数字、每根条都可以点开，看背后的任务。', keys: [] } },
}
const en: typeof zh = {
  bars: { table: 'As a table', chart: 'As a chart' },
  overview: {
    tasks: 'Tasks', tasksNote: '{n} of them in lists', targets: 'Targets', targetsNote: 'quantities to be reached', withoutLead: 'Without a lead unit', withoutLeadNote: 'to be decided before dispatch', lookOpen: 'Findings to look at', lookNote: '{n} open in all', approvedNote: 'approved',
    sections: '{n} sections', leadUnits: '{n} lead units', units: '{n} units', leaders: '{n} leaders', openLists: '{n} open lists',
    bySection: 'Tasks and targets by section', section: 'Section', noSection: '(no sections)', byKind: 'Targets by kind', measure: 'Kind', count: 'Number', byUnit: 'Targets by unit of measure', unit: 'Unit of measure', load: 'Load of units (20 with most)', unitName: 'Unit', led: 'Leads', shared: 'Shares',
    withoutLeadList: 'Tasks without a lead unit', openListList: 'Tasks with an open list (等)', no: 'No.', text: 'Task', field: 'Which list', findings: 'Findings', kind: 'Kind', open: 'Open', settled: 'Settled', none: 'None.', more: 'All {n}', noSign: 'none', measures: { growth: 'growth rates', increment: 'to build or add', level: 'to reach or hold' }, fields: { lead_units: 'lead', responsible_units: 'responsible', leaders: 'leader' }, listed: 'list',
  },
  help: { overview: { about: 'Counts, targets, findings and the load of units. Every figure and every bar opens the rows behind it.', keys: [] } },
}
addWords(zh, en)
