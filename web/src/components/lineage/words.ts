import { addWords } from '@/i18n'

const zh = {
  lineage: {
    title: '来龙去脉', up: '从哪里来', down: '后来怎样', none: '没有找到来源。台账里有同一地方的报告、上一年或上一级的方案时，这里会显示。', noneDown: '还没有后续。导入下一年的方案或报告后，这里会显示。', loading: '正在查找…',
    relation: { trace: '报告', years: '{year} 年方案', levels: { up: '上级方案', down: '下级方案' }, annex: { up: '正文任务', down: '清单' }, outcomes: '{year} 年报告的回顾' },
    no: '第 {no} 项', clause: '报告语句', generation: '隔 {n} 年', related: '相关', compare: '对照', hidden: '另有 {n} 项不在您的职责范围内。', leftOut: '另有 {n} 份文件还没有对照，请到“对照”页查看。', why: '依据：{why}', lead: '牵头：{units}', promised: '承诺 {words}', reported: '报告：{words}', notVerified: '按报告数判定，未核查',
    series: '历年', file: '导出 XLSX', seriesOf: '{indicator}历年', year: '年', promise: '承诺', outcome: '结果', responsible: '牵头单位', noSeries: '其他年份没有同一指标。',
  },
}
const en: typeof zh = {
  lineage: {
    title: 'Lineage', up: 'Where it comes from', down: 'What became of it', none: 'No source was found. Reports of the same place, plans of the year before or of the level above appear here once they are in the ledger.', noneDown: 'Nothing follows yet. Next year’s plan or report appears here once it is imported.', loading: 'Looking…',
    relation: { trace: 'Report', years: 'Plan of {year}', levels: { up: 'Upper plan', down: 'Lower plan' }, annex: { up: 'Task of the text', down: 'Annex' }, outcomes: 'Review in the report of {year}' },
    no: 'No. {no}', clause: 'clause', generation: '{n} years apart', related: 'related', compare: 'Compare', hidden: '{n} more are outside what you see.', leftOut: '{n} papers are not compared yet; see the page Compare.', why: 'Why: {why}', lead: 'Lead: {units}', promised: 'promised {words}', reported: 'report: {words}', notVerified: 'by the reported figure, not verified',
    series: 'Over the years', file: 'Export XLSX', seriesOf: '{indicator} over the years', year: 'Year', promise: 'Promised', outcome: 'Outcome', responsible: 'Lead units', noSeries: 'No other year has this indicator.',
  },
}
addWords(zh, en)
