import { addWords } from '@/i18n'

const zh = {
  notices: {
    drafts: '待签发', issued: '已签发', talks: '约谈', burden: '各单位负担',
    colour: { blue: '蓝色', yellow: '黄色', red: '红色' }, mark: { blue: '○', yellow: '▲', red: '■' },
    state: { issued: '待回复', answered: '待处理', returned: '已退回', accepted: '已采纳' }, overdue: '逾期未回复',
    task: '任务', unit: '单位', why: '缘由', due: '任务时限', answerBy: '回复期限', text: '正文', number: '文号', issuedOn: '签发日期', signer: '签发人', stateName: '状态', answer: '回复',
    noDrafts: '今天没有需要签发的督办单。任务临近到期、进度落后或逾期时，程序会在这里拟好督办单，由您审定签发。',
    draftsAbout: '程序按规则拟稿，由人审定签发。签发时编号，并通知单位。', edited: '{name} 改过正文', back: '恢复程序拟的正文', saveText: '保存正文', saved: '正文已保存。',
    issue: '签发', issueAsk: '签发后立即编号并发给“{unit}”，不能撤回。', issuedNow: '已签发 {number}，已通知单位。', talk: '建议约谈',
    none: '没有督办单。', document: '下载督办单（DOCX）', answers: '回复记录', noAnswer: '还没有回复。', write: '回复', send: '提交回复', sent: '回复已提交。', hint: '写明进展、措施、责任人和时间。', fillIn: '代填', late: '逾期',
    accept: '采纳', return: '退回', reason: '退回原因', accepted: '已采纳回复。', returned: '已退回，单位须重新回复。', all: '全部', open: '未办结', close: '关闭',
    noTalks: '没有约谈建议。同一任务对同一单位的第二张黄色督办单会建议约谈，由您决定。', held: '已约谈', notHeld: '不约谈', proposed: '待决定', decide: '记录决定', heldOn: '约谈日期', words: '约谈内容，或不约谈的理由', decided: '已记录。',
    burdenAbout: '本方案今年向各单位要过什么、要了几次。要得多的排在前面。', tasks: '任务', reports: '填报', notices: '督办单', reminders: '到期提醒', urgings: '催办', held2: '约谈', total: '合计', no: '第 {no} 项',
  },
  help: { notices: { about: '督办单：蓝色为临近到期，黄色为进度落后，红色为逾期；无人回复时逐级加重。程序拟稿，由人签发。', keys: [] } },
}
const en: typeof zh = {
  notices: {
    drafts: 'To sign', issued: 'Issued', talks: 'Talks', burden: 'Burden',
    colour: { blue: 'blue', yellow: 'yellow', red: 'red' }, mark: { blue: '○', yellow: '▲', red: '■' },
    state: { issued: 'to be answered', answered: 'to be looked at', returned: 'returned', accepted: 'accepted' }, overdue: 'answer overdue',
    task: 'Task', unit: 'Unit', why: 'Why', due: 'Task due', answerBy: 'Answer by', text: 'Text', number: 'Number', issuedOn: 'Issued on', signer: 'Signed by', stateName: 'State', answer: 'Answer',
    noDrafts: 'No notice is called for today. Where a task is nearly due, behind or overdue, the program drafts one here for you to sign.',
    draftsAbout: 'The program drafts by rule, a person signs. The number is given on issue and the unit is told.', edited: 'text written by {name}', back: 'Back to the program’s text', saveText: 'Save the text', saved: 'The text is saved.',
    issue: 'Sign and issue', issueAsk: 'It is numbered and sent to “{unit}” at once and cannot be taken back.', issuedNow: '{number} is issued and the unit told.', talk: 'talk proposed',
    none: 'No notices.', document: 'Download (DOCX)', answers: 'Answers', noAnswer: 'Not answered yet.', write: 'Answer', send: 'Send the answer', sent: 'The answer is sent.', hint: 'Say what was done, what will be, by whom and when.', fillIn: 'filled in', late: 'late',
    accept: 'Accept', return: 'Return', reason: 'Why it is returned', accepted: 'The answer is accepted.', returned: 'Returned: the unit has to answer again.', all: 'all', open: 'open', close: 'Close',
    noTalks: 'No talk is proposed. The second yellow notice to a unit on a task proposes one; you decide.', held: 'held', notHeld: 'not held', proposed: 'to decide', decide: 'Record the decision', heldOn: 'Held on', words: 'What was said, or why it is not held', decided: 'Recorded.',
    burdenAbout: 'What was asked of each unit on this plan, and how often. Those asked most come first.', tasks: 'Tasks', reports: 'Reports', notices: 'Notices', reminders: 'Reminders', urgings: 'Urged', held2: 'Talks', total: 'Total', no: 'Task {no}',
  },
  help: { notices: { about: 'Blue: nearly due. Yellow: behind. Red: overdue; graver while unanswered. The program drafts, a person signs.', keys: [] } },
}
addWords(zh, en)
