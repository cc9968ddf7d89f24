import { addWords } from '@/i18n'

const zh = {
  taskState: {
    draft: '拟办', approved: '立项', dispatched: '交办', disputed: '分工异议', acknowledged: '签收', broken_down: '分解', in_progress: '推进', rectifying: '整改',
    completion_applied: '申请办结', verifying: '核查', closed: '办结销号', archived: '归档', suspended: '中止', terminated: '终止', released: '已改派',
  },
  unitPart: { lead: '牵头单位', convener: '汇总单位', responsible: '责任单位' },
  life: {
    state: '状态', more: '更多办理', fillIn: '代填', delegate: '代{name}', forUnit: '{action}：{unit}', units: '承办单位', due: '时限', officers: '人员', head: '主要负责人', liaison: '联络员', handler: '经办人',
    daysLeft: '还有 {n} 天', today: '今天到期', overBy: '已过 {n} 天', limits: '时限', late: '逾期留痕', lateLine: '{unit}{kind}逾期（时限 {end}）', lateBefore: '上一年度曾逾期',
    criteria: '销号标准', original: '原定 {date}', adjusted: '已调整 {n} 次', missing: '没有承办单位的名称', missingHow: '{name}：名录中没有，请先在“单位”里登记或作为别名', missingAdd: '{name}：已登记，请加入任务', addAll: '加入已登记的单位',
    noAnswer: '{why}', leaders: '按分管关系的领导：{names}', filled: '代填 {n} 次', delegated: '代理 {n} 次', closedWith: '随任务办结', suspended: '自 {date} 起中止', nothingToDo: '现在没有需要您办理的事项。',
    subtasks: '子任务', addSubtask: '增加子任务', parent: '上级任务', predecessor: '上一年度的任务', successor: '转入的任务', rollOver: '转入下一年', intoPlan: '转入的方案', noLaterPlan: '还没有下一年度已立项的方案。',
    confidence: '研判', extension: '{unit}申请由 {from} 延至 {to}：{state}', conclusion: '第 {no} 号结论（{unit}，{on}）：{result}', passed: '通过', failed: '不通过',
    done: '“{action}”已办理。', stale: '您填写期间，别人已经办理了别的步骤：现在是“{state}”。您填写的内容还在，请核对后再提交。', impossible: '现在已经不能“{action}”。您填写的内容还在，可以复制后关闭。',
    submit: '确定{action}', restored: '这是您上次没有提交的内容。',
    f: { unit: '单位', other_unit: '改派给', part: '作为', conclusion: '针对的结论', field: '调整的内容', date: '日期', closure: '办结类型', confidence: '研判结果', text: '说明', document: '依据文件', head: '主要负责人', liaison: '联络员', handler: '经办人', without_units: '不带这些单位交办的理由', after: '新的内容' },
    textOf: { dispatch: '销号标准（做到什么程度算完成）', acknowledge: '说明', dispute: '异议的理由', apply_completion: '完成情况', submit_rectification: '整改情况', apply_extension: '延期的理由', correct_wording: '更正的理由', object: '异议的理由', adjust: '调整的理由' },
    dateOf: { apply_extension: '申请延至', fail_verification: '整改期限', resume: '新的完成时限', adjust: '新的完成时限', add_unit: '该单位的完成时限' },
    adjustFields: { due: '完成时限', done_criteria: '销号标准', horizon: '完成周期', task_class: '任务类别' }, wholeTask: '整个任务',
    horizons: { this_year: '当年完成', long_term: '长期任务' }, classes: { strategy: '重大战略', policy: '重大政策', project: '重大项目', platform: '重大平台', reform: '重大改革', livelihood: '民生任务' },
    closures: { procedural: '程序性办结', substantive: '实质性办结', staged: '阶段性办结' }, confidences: { high: '预计可完成', medium: '有一定难度', low: '难以完成' },
    optional: '可不填', subtaskText: '子任务内容', subtaskDue: '时限（不晚于任务的时限）', subtaskUnits: '牵头单位', subtaskCriteria: '销号标准（填写后立即交办）', subtaskMade: '子任务已建立。',
  },
  timeline: {
    title: '办理过程', all: '全部', life: '流转', verification: '核查', change: '调整', progress: '进度', report: '填报', notice: '督办单', problem: '问题', none: '还没有记录。', fillIn: '代填', delegate: '代理{name}', on: '依据',
  },
  batch: {
    title: '批量办理', dispatch: '批量交办', acknowledge: '批量签收', accept_break_down: '批量审定分解', begin_verification: '批量开始核查', add_named_units: '补齐已登记单位', set_confidence: '批量研判', archive: '批量归档',
    say: { dispatch: '将把所选 {n} 项任务交办给各自的承办单位，签收时限随即开始计算。不能交办的逐项说明原因，其余照办。', acknowledge: '将为您的单位签收所选 {n} 项任务中等待签收的任务。', accept_break_down: '将审定所选 {n} 项任务中已报的分解，措施和节点成为基线。', begin_verification: '将对所选 {n} 项任务中已申请办结的单位开始核查。', add_named_units: '将把所选 {n} 项任务中后来登记的单位加入任务。', set_confidence: '将为所选 {n} 项任务记录同一研判结果。', archive: '将把所选 {n} 项任务中已办结或终止的归档。' },
    go: '办理 {n} 项', result: '已办理 {done} 项，{refused} 项没有办理。', row: '第 {no} 项', did: '已办理', criteria: '销号标准', despite: '名录中没有的单位，不带其交办的理由',
  },
  field: { state: '状态' },
}
const en: typeof zh = {
  taskState: {
    draft: 'draft', approved: 'approved', dispatched: 'dispatched', disputed: 'disputed', acknowledged: 'acknowledged', broken_down: 'broken down', in_progress: 'in progress', rectifying: 'rectifying',
    completion_applied: 'completion applied for', verifying: 'verifying', closed: 'closed', archived: 'archived', suspended: 'suspended', terminated: 'terminated', released: 'released',
  },
  unitPart: { lead: 'lead unit', convener: 'convener', responsible: 'responsible unit' },
  life: {
    state: 'State', more: 'More', fillIn: 'filling in', delegate: 'for {name}', forUnit: '{action}: {unit}', units: 'Units', due: 'Due', officers: 'People', head: 'Head', liaison: 'Liaison officer', handler: 'Handler',
    daysLeft: '{n} days left', today: 'due today', overBy: '{n} days over', limits: 'Limits', late: 'Was late', lateLine: '{unit} {kind}: late (due {end})', lateBefore: 'Was late in an earlier year',
    criteria: 'Counts as done', original: 'first {date}', adjusted: 'adjusted {n} times', missing: 'Names without a unit', missingHow: '{name}: not in the register; register it, or make it an alias, under Units', missingAdd: '{name}: registered by now, add it to the task', addAll: 'Add the registered ones',
    noAnswer: '{why}', leaders: 'Leaders by portfolio: {names}', filled: 'filled in {n}×', delegated: 'by a delegate {n}×', closedWith: 'closed with the task', suspended: 'suspended since {date}', nothingToDo: 'Nothing waits for you here now.',
    subtasks: 'Sub-tasks', addSubtask: 'Add a sub-task', parent: 'Task above', predecessor: 'Last year’s task', successor: 'Goes on as', rollOver: 'Roll over', intoPlan: 'Into the plan', noLaterPlan: 'There is no approved plan of a later year.',
    confidence: 'Confidence', extension: '{unit} asks for {to} instead of {from}: {state}', conclusion: 'Conclusion {no} ({unit}, {on}): {result}', passed: 'passed', failed: 'failed',
    done: 'Done: {action}.', stale: 'While you were writing, somebody else took a step: the task is now {state}. What you wrote is still here; look again and send it.', impossible: 'It is no longer possible to {action}. What you wrote is still here to be copied.',
    submit: 'Confirm: {action}', restored: 'This is what you had written and not sent.',
    f: { unit: 'Unit', other_unit: 'Reassign to', part: 'As', conclusion: 'Conclusion', field: 'What is adjusted', date: 'Date', closure: 'Kind of closure', confidence: 'Confidence', text: 'Reason', document: 'On which document', head: 'Head', liaison: 'Liaison officer', handler: 'Handler', without_units: 'Why it is dispatched without these units', after: 'New value' },
    textOf: { dispatch: 'What counts as done', acknowledge: 'Remark', dispute: 'Reason of the dispute', apply_completion: 'What was done', submit_rectification: 'What was put right', apply_extension: 'Reason of the extension', correct_wording: 'Reason of the correction', object: 'Reason of the objection', adjust: 'Reason of the adjustment' },
    dateOf: { apply_extension: 'New date asked for', fail_verification: 'Put right by', resume: 'New due date', adjust: 'New due date', add_unit: 'Due date of this unit' },
    adjustFields: { due: 'due date', done_criteria: 'what counts as done', horizon: 'horizon', task_class: 'class' }, wholeTask: 'the whole task',
    horizons: { this_year: 'this year', long_term: 'long-term' }, classes: { strategy: 'strategy', policy: 'policy', project: 'project', platform: 'platform', reform: 'reform', livelihood: 'livelihood' },
    closures: { procedural: 'procedural', substantive: 'substantive', staged: 'staged' }, confidences: { high: 'high', medium: 'medium', low: 'low' },
    optional: 'optional', subtaskText: 'What the sub-task is', subtaskDue: 'Due (no later than the task)', subtaskUnits: 'Lead unit', subtaskCriteria: 'What counts as done (dispatches it at once)', subtaskMade: 'The sub-task is there.',
  },
  timeline: {
    title: 'What happened', all: 'all', life: 'steps', verification: 'verification', change: 'changes', progress: 'progress', report: 'reports', notice: 'notices', problem: 'problems', none: 'Nothing yet.', fillIn: 'filled in', delegate: 'for {name}', on: 'on',
  },
  batch: {
    title: 'Act on many', dispatch: 'Dispatch', acknowledge: 'Acknowledge', accept_break_down: 'Accept break-downs', begin_verification: 'Begin verification', add_named_units: 'Add registered units', set_confidence: 'Set confidence', archive: 'Archive',
    say: { dispatch: 'This dispatches the {n} chosen tasks to their units; the time to acknowledge begins. What cannot be dispatched is told row by row, the rest is done.', acknowledge: 'This acknowledges, for your unit, those of the {n} chosen tasks that wait for it.', accept_break_down: 'This accepts the break-downs handed in for the {n} chosen tasks; they become the baseline.', begin_verification: 'This begins verification where units of the {n} chosen tasks applied for completion.', add_named_units: 'This adds units of the {n} chosen tasks that were registered after approval.', set_confidence: 'This records one confidence for the {n} chosen tasks.', archive: 'This archives those of the {n} chosen tasks that are closed or terminated.' },
    go: 'Do it for {n}', result: '{done} done, {refused} not done.', row: 'No. {no}', did: 'done', criteria: 'What counts as done', despite: 'Why tasks go out without units the register does not know',
  },
  field: { state: 'State' },
}
addWords(zh, en)
