import { addWords } from '@/i18n'

const zh = {
  task: { action: { milestone_accepted: '审定分解', milestone_added: '增加', milestone_changed: '调整', milestone_dropped: '取消', milestone_claimed: '申报完成', milestone_done: '认定完成', milestone_returned: '退回', target_setting: '设置目标', target_outcome: '填写结果' } },
  field: { milestones: '节点' },
  facts: {
    title: '五项情况', state: '办理状态', light: '进度灯', punctuality: '填报', result: '核查结果', confidence: '研判', why: '为什么', rule: '规则 {rule}', on: '截至 {day}', wasLate: '曾逾期', more: '依据', less: '收起',
    lights: { red: '逾期', yellow: '滞后', green: '正常', grey: '无数据', awaiting: '待统计' },
    states: {
      draft: '拟办', approved: '立项', dispatched: '交办', disputed: '分工异议', acknowledged: '签收', broken_down: '分解', in_progress: '推进', rectifying: '整改', completion_applied: '申请办结',
      verifying: '核查', closed: '办结销号', archived: '归档', suspended: '中止', terminated: '终止', released: '已改派',
    },
    punctualities: { not_asked: '未要求', on_time: '按时', late: '曾逾期', missing: '逾期未报' },
    results: { nothing: '未报结果', not_verified: '待核查', confirmed: '核查一致', differs: '不一致' },
    confidences: { not_set: '未研判', high: '较高', medium: '一般', low: '较低' },
    noCase: '方案立项后才有办理情况。',
  },
  targets: {
    title: '目标与进度', planned: '应达到', actual: '已报', verified: '核查', promised: '目标', asOf: '截至 {day}', source: '来源', noFigure: '还没有数据', chart: '{name}：计划与实际',
    verdict: '达成判定', verdicts: { met: '达成', not_met: '未达成', undecidable: '不可判定' }, settle: '设置', outcome: '填结果', proposed: '待确认', confirmed: '已确认',
    direction: '方向', lightClass: '类别', tolerance: '允许偏差', baseline: '基期值', trajectory: '序时进度', from: '起始日', to: '截止日', points: '各期数值', pointsHint: '每行一期：日期 数值，如 2026-06-30 15', releases: '发布日期', releasesHint: '每行一个日期；首次发布前显示待统计', statSource: '统计来源', byDefault: '按默认',
    reason: '理由', reasonHint: '改变已确定的内容须写明理由', saved: '已保存。', other: '别人刚刚改过这项目标，已显示最新内容，请看过后再改。',
    directions: { higher: '越高越好', lower: '越低越好', two_sided: '保持稳定' },
    classes: { increment: '数量', project: '项目', growth: '增速', level_path: '水平（按路径）', bound_rate: '比率控制线', bound: '控制线', two_sided: '稳定水平', milestone: '节点' },
    kinds: { linear: '按时间均匀', stated: '按分期目标', stepped: '按阶梯目标' },
    out: { value: '数值', cumulative: '累计数', level: '水平', baseline: '基期', reference: '对照数（下达数、经济增速、所比水平、名次）', remaining: '存量（发生数）', covered: '已覆盖', total: '应覆盖', confirmed: '认定（上级或督查室）', as_of: '截止日期', released_on: '发布日期', source: '数据来源' },
    yes: '完成', no: '未完成', unknown: '未认定', lost: '原设置失去对应目标：{name}', text: '文字承诺', textKinds: { synchronous: '与经济增长基本同步', assigned: '完成下达任务', cleared: '动态清零', full_coverage: '全覆盖', ahead: '高于所比水平', rising: '稳中有升', steady: '保持稳定', no_decrease: '只增不减', no_increase: '只减不增', none: '零发生', one_visit: '按次办成', ranking: '位次', stage: '工程阶段' }, reached: '怎样算达成', judgedBy: '按什么判',
    waiting: '目标待确认', waitingAbout: '程序按文件用词提出每个目标的方向和类别，进度灯和达成判定按此计算。请逐类确认；不对的点开任务单独设置。', confirmKind: '确认这一类（{n}）', confirmAll: '全部确认（{n}）', done: '已确认 {n} 项。', none: '没有待确认的目标。', task: '任务', target: '目标', all: '含已确认',
  },
  milestones: {
    title: '措施与节点', none: '还没有分解。', measures: '措施', milestone: '节点', name: '名称', deliverable: '成果', due: '日期', weight: '权重', weights: '权重合计 {n}', done: '已完成 {n}', accepted: '{day} 由{who}审定', draft: '草稿', waiting: '待审定', edit: '填写分解', change: '调整分解', addMeasure: '增加措施', addMilestone: '增加节点', remove: '删除',
    moved: '原为 {was}', dropped: '已取消', late: '过期 {n} 天', claimed: '单位报 {day} 完成', doneOn: '{day} 完成', returned: '已退回：{why}', open: '未到期', pending: '新增，待审定',
    claim: '申报完成', accept: '认定完成', giveBack: '退回', on: '完成日期', words: '完成情况和依据', why: '退回理由', reason: '调整理由', reasonHint: '分解已审定，调整须写明理由，与原计划一并显示', saved: '分解已保存。', sent: '已报送。', noMilestone: '还没有节点：没有数量的任务按节点计进度灯。', of: '属于措施', whole: '整项任务', measureNo: '措施 {n}', changes: '调整记录',
    handIn: '报送分解', acceptAll: '审定', returnAll: '退回分解', other: '别人刚刚改过这份分解。您写的还在，请对照最新内容后再保存。', theirs: '最新内容有 {n} 个节点', what: { accepted: '审定', added: '增加', changed: '调整', dropped: '取消', claimed: '申报完成', done: '认定完成', returned: '退回' },
  },
}
const en: typeof zh = {
  task: { action: { milestone_accepted: 'accepted the break-down', milestone_added: 'added', milestone_changed: 'changed', milestone_dropped: 'took out', milestone_claimed: 'said done', milestone_done: 'accepted as done', milestone_returned: 'returned', target_setting: 'settled the target', target_outcome: 'entered the outcome of' } },
  field: { milestones: 'milestones' },
  facts: {
    title: 'Five facts', state: 'State', light: 'Light', punctuality: 'Reports', result: 'Result', confidence: 'Confidence', why: 'Why', rule: 'rule {rule}', on: 'as of {day}', wasLate: 'was late', more: 'Why', less: 'Less',
    lights: { red: 'overdue', yellow: 'behind', green: 'on schedule', grey: 'no data', awaiting: 'awaiting' },
    states: {
      draft: 'draft', approved: 'approved', dispatched: 'dispatched', disputed: 'disputed', acknowledged: 'acknowledged', broken_down: 'broken down', in_progress: 'in progress', rectifying: 'rectifying', completion_applied: 'completion applied',
      verifying: 'verifying', closed: 'closed', archived: 'archived', suspended: 'suspended', terminated: 'terminated', released: 'reassigned',
    },
    punctualities: { not_asked: 'not asked', on_time: 'on time', late: 'was late', missing: 'missing' },
    results: { nothing: 'nothing yet', not_verified: 'to verify', confirmed: 'confirmed', differs: 'differs' },
    confidences: { not_set: 'not set', high: 'high', medium: 'medium', low: 'low' },
    noCase: 'A task has a state once its plan is approved.',
  },
  targets: {
    title: 'Targets and progress', planned: 'due by now', actual: 'reported', verified: 'verified', promised: 'target', asOf: 'as of {day}', source: 'source', noFigure: 'no figure yet', chart: '{name}: plan and actual',
    verdict: 'Verdict', verdicts: { met: 'met', not_met: 'not met', undecidable: 'undecidable' }, settle: 'Settle', outcome: 'Outcome', proposed: 'to confirm', confirmed: 'confirmed',
    direction: 'Direction', lightClass: 'Class', tolerance: 'Tolerance', baseline: 'Baseline', trajectory: 'Trajectory', from: 'From', to: 'To', points: 'Values by period', pointsHint: 'one a line: date value, as 2026-06-30 15', releases: 'Release days', releasesHint: 'a date a line; before the first the figure is awaited', statSource: 'Statistical source', byDefault: 'by default',
    reason: 'Reason', reasonHint: 'a change of what was settled wants a reason', saved: 'Saved.', other: 'Somebody else changed this target; here it is as it stands now. Look at it and change it again.',
    directions: { higher: 'higher is better', lower: 'lower is better', two_sided: 'keep stable' },
    classes: { increment: 'amount', project: 'project', growth: 'growth rate', level_path: 'level, along a path', bound_rate: 'bound of a rate', bound: 'bound', two_sided: 'stable level', milestone: 'milestones' },
    kinds: { linear: 'evenly over time', stated: 'stated per period', stepped: 'in steps' },
    out: { value: 'Value', cumulative: 'Cumulative', level: 'Level', baseline: 'Before', reference: 'Reference (assigned, economic growth, compared with, rank)', remaining: 'Remaining (happened)', covered: 'Covered', total: 'To cover', confirmed: 'Found by a person', as_of: 'As of', released_on: 'Released on', source: 'Source' },
    yes: 'done', no: 'not done', unknown: 'not known', lost: 'This setting has lost its target: {name}', text: 'Promise in words', textKinds: { synchronous: 'in step with economic growth', assigned: 'what was assigned', cleared: 'cleared as it comes', full_coverage: 'full coverage', ahead: 'above what it is compared with', rising: 'rising', steady: 'steady', no_decrease: 'no decrease', no_increase: 'no increase', none: 'none to happen', one_visit: 'done in so many visits', ranking: 'rank', stage: 'stage of a work' }, reached: 'Reached when', judgedBy: 'Judged by',
    waiting: 'Targets to confirm', waitingAbout: 'Direction and class of each target are proposed from the words of the paper; lights and verdicts go by them. Confirm a kind at a time; open the task where one is wrong.', confirmKind: 'Confirm this kind ({n})', confirmAll: 'Confirm all ({n})', done: '{n} confirmed.', none: 'No target waits for confirmation.', task: 'Task', target: 'Target', all: 'with the confirmed',
  },
  milestones: {
    title: 'Measures and milestones', none: 'Not broken down yet.', measures: 'Measures', milestone: 'Milestone', name: 'Name', deliverable: 'Deliverable', due: 'Date', weight: 'Weight', weights: 'weights {n}', done: '{n} done', accepted: 'accepted {day} by {who}', draft: 'draft', waiting: 'in review', edit: 'Break down', change: 'Change', addMeasure: 'Add a measure', addMilestone: 'Add a milestone', remove: 'Remove',
    moved: 'was {was}', dropped: 'taken out', late: '{n} days late', claimed: 'unit says done {day}', doneOn: 'done {day}', returned: 'returned: {why}', open: 'not due', pending: 'added, to accept',
    claim: 'Say it is done', accept: 'Accept as done', giveBack: 'Return', on: 'Done on', words: 'What was done, and what shows it', why: 'Why it is returned', reason: 'Reason', reasonHint: 'it was accepted: a change wants a reason and is shown beside the baseline', saved: 'The break-down is saved.', sent: 'Handed in.', noMilestone: 'No milestone yet: a task without a number has its light from milestones.', of: 'of measure', whole: 'the whole task', measureNo: 'measure {n}', changes: 'Changes',
    handIn: 'Hand in', acceptAll: 'Accept', returnAll: 'Return', other: 'Somebody else changed this break-down. What you wrote is still here: compare it and save again.', theirs: 'it now has {n} milestones', what: { accepted: 'accepted', added: 'added', changed: 'changed', dropped: 'taken out', claimed: 'said done', done: 'done', returned: 'returned' },
  },
}
addWords(zh, en)
