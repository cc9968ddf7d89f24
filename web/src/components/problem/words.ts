import { addWords } from '@/i18n'

const zh = {
  problem: {
    title: '问题和提请协调', none: '没有提出过问题。', raise: '提出问题', coordination: '提请协调', problem: '问题', raisedBy: '{unit}，{date} 提出',
    grade: { ordinary: '一般问题', major: '重大问题' }, to: { ordinary: '定为一般问题', major: '定为重大问题' },
    state: { raised: '待办理', with_leader: '待批示', with_unit: '待答复', answered: '已答复', instructed: '已批示', settled: '已解决', closed: '已销号', withdrawn: '已撤回' },
    action: { raise: '提出', amend: '补充', set_grade: '确定等级', pass_to_leader: '呈领导', pass_to_unit: '转办', answer: '答复', instruct: '批示', settle: '办理完毕', close: '确认销号', reopen: '重新提出', withdraw: '撤回' },
    fillIn: '代填：{action}', more: '更多', decision: { agreed: '同意', refused: '不同意', directed: '交办' },
    text: { amend: '补充说明', set_grade: '说明（可不填）', pass_to_leader: '拟办意见（可不填）', pass_to_unit: '请对方做什么（可不填）', answer: '答复内容', instruct: '批示内容', settle: '办理结果', close: '', reopen: '为什么重新提出', withdraw: '撤回的原因', raise: '问题是什么，需要谁协调什么' },
    decisionLabel: '意见', leader: '领导', unit: '单位', doer: '由谁办理', by: '何时办结', send: '提交', stale: '别人刚刚办理过（{what}）。您写的内容还在，请看过最新情况再提交。',
    done: '已{action}。', due: '{date} 前办结', late: '曾超期', overdue: '已超期', asked: '已转{unit}', passed: '已呈{leader}',
    instruction: '{leader} {date} 批示：{decision}', who: '由{unit}办理', when: '{date} 前办结', outcome: '办理结果', history: '办理经过', draftKept: '草稿已保留',
    missing: { text: '请先写明内容。', leader: '请选择领导。', unit: '请选择单位。', decision: '请选择意见：同意、不同意或交办。' }, forUnit: '以哪个单位的名义', gradeLabel: '等级',
    filledIn: '督查室代填', actsFor: '代{name}', reopened: '重新提出过 {n} 次', open: '查看任务', others: '另有 {n} 个已销号或撤回',
  },
}
const en: typeof zh = {
  problem: {
    title: 'Problems and requests for coordination', none: 'No problem has been raised.', raise: 'Raise a problem', coordination: 'Coordination asked for', problem: 'Problem', raisedBy: '{unit}, {date}',
    grade: { ordinary: 'Ordinary problem', major: 'Major problem' }, to: { ordinary: 'Make it ordinary', major: 'Make it major' },
    state: { raised: 'Raised', with_leader: 'With the leader', with_unit: 'With the unit', answered: 'Answered', instructed: 'Instructed', settled: 'Settled', closed: 'Closed', withdrawn: 'Withdrawn' },
    action: { raise: 'Raise', amend: 'Add to it', set_grade: 'Grade', pass_to_leader: 'To a leader', pass_to_unit: 'To a unit', answer: 'Answer', instruct: 'Instruct', settle: 'Settle', close: 'Confirm and close', reopen: 'Raise again', withdraw: 'Withdraw' },
    fillIn: 'Fill in: {action}', more: 'More', decision: { agreed: 'Agreed', refused: 'Not agreed', directed: 'Direct a unit' },
    text: { amend: 'What is to be added', set_grade: 'Remark (optional)', pass_to_leader: 'What the office proposes (optional)', pass_to_unit: 'What the unit is asked to do (optional)', answer: 'The answer', instruct: 'The instruction', settle: 'The outcome', close: '', reopen: 'Why it is raised again', withdraw: 'Why it is withdrawn', raise: 'What the problem is, and who should coordinate what' },
    decisionLabel: 'Decision', leader: 'Leader', unit: 'Unit', doer: 'Who has to do it', by: 'By when', send: 'Send', stale: 'Somebody else has just dealt with it ({what}). What you wrote is kept; look at it as it is now, then send.',
    done: 'Done: {action}.', due: 'to be settled by {date}', late: 'was late', overdue: 'over its limit', asked: 'with {unit}', passed: 'with {leader}',
    instruction: '{leader}, {date}: {decision}', who: 'to be done by {unit}', when: 'by {date}', outcome: 'Outcome', history: 'What was done', draftKept: 'draft kept',
    missing: { text: 'Please write it down first.', leader: 'Please choose a leader.', unit: 'Please choose a unit.', decision: 'Please choose a decision.' }, forUnit: 'In the name of', gradeLabel: 'Grade',
    filledIn: 'filled in by the office', actsFor: 'for {name}', reopened: 'raised again {n} times', open: 'Open the task', others: '{n} more, closed or withdrawn',
  },
}
addWords(zh, en)
