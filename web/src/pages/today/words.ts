import { addWords } from '@/i18n'

const zh = {
  today: {
    sum: '{n} 件待办', overdue: '{n} 件已逾期', all: '全部', nothing: '今天没有等您办的事项。', nothingMore: '有新的事项时会自动出现在这里。', toLedger: '看台账', noPlan: '还没有方案。导入一份分工方案，核对后立项，再交办给单位。', toImport: '导入方案', weekday: ['日', '一', '二', '三', '四', '五', '六'], on: '{date} 星期{day}',
    over: '逾期 {n} 天', today: '今天到期', soon: '还有 {n} 天', later: '{date} 前', deal: '办理', open: '打开', close: '收起', actsFor: '代{name}', gone: '这件事已由别人办理，从待办中移出。', noTask: '（无编号）', noStep: '现在没有需要您办理的步骤。', toTask: '打开任务',
    kind: {
      report: '待填报', returned: '被退回的填报', review: '待单位审核', office_review: '待审核的填报',
      settle_problem: '待办理的问题', instruct: '待批示', answer_problem: '待答复的问题', carry_out: '待落实的批示', confirm_problem: '待确认销号的问题', merge: '待确认的导回表格', bulletin: '待签发的通报',
      confirm_obligation: '待确认的落实要求', fill_checklist: '责任清单待填', given_to_me: '转办给您的任务', resolve_open_set: '待明确的“等”', name_group_members: '待登记成员的单位组', register_units: '待登记的单位',
      acknowledge: '待签收', break_down: '待分解', rectify: '待整改', due: '临近或超过完成时限', dispatch: '待交办', dispute: '待处理的分工异议', accept_break_down: '待审定的分解', verify: '待核查', extension: '待初审的延期', approve_extension: '待批准的延期', objection: '待复核的异议',
      confirm_target: '待确认的目标', accept_milestone: '待认定的节点', milestone_due: '到期的节点',
      answer_notice: '待回复的督办单', sign_notice: '待签发的督办单', judge_answer: '待处理的督办单回复', decide_talk: '待决定的约谈',
    },
  },
  help: {
    today: {
      about: '等您办的所有事项，最急的在最前。每一行都可以直接办理，或打开它的任务。',
      keys: [
        { keys: '↑ ↓  J K', what: '上一件、下一件' },
        { keys: 'Enter', what: '办理这一件' },
        { keys: 'O', what: '打开它的任务' },
        { keys: 'Ctrl Enter', what: '提交正在填写的内容' },
        { keys: 'Esc', what: '收起' },
      ],
    },
  },
}
const en: typeof zh = {
  today: {
    sum: '{n} waiting', overdue: '{n} overdue', all: 'All', nothing: 'Nothing is waiting for you today.', nothingMore: 'Whatever comes will show here by itself.', toLedger: 'To the ledger', noPlan: 'There is no plan yet. Import a division plan, settle its findings, approve it, then dispatch its tasks.', toImport: 'Import a plan', weekday: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'], on: '{day}, {date}',
    over: '{n} days overdue', today: 'due today', soon: '{n} days left', later: 'by {date}', deal: 'Deal with it', open: 'Open', close: 'Close', actsFor: 'for {name}', gone: 'Somebody else has dealt with this; it is off your list.', noTask: '(no number)', noStep: 'There is nothing for you to do here now.', toTask: 'Open the task',
    kind: {
      report: 'To report', returned: 'Returned reports', review: 'To review in the unit', office_review: 'Reports to review',
      settle_problem: 'Problems to be settled', instruct: 'Waiting for your instruction', answer_problem: 'Problems to be answered', carry_out: 'Instructions to be carried out', confirm_problem: 'Settled problems to be confirmed', merge: 'Workbooks to be confirmed', bulletin: 'Bulletins to be issued',
      confirm_obligation: 'Obligations to confirm', fill_checklist: 'Checklists to fill in', given_to_me: 'Tasks given to you', resolve_open_set: '“等” to be resolved', name_group_members: 'Groups without members', register_units: 'Units to register',
      acknowledge: 'To acknowledge', break_down: 'To break down', rectify: 'To put right', due: 'Near or past the due date', dispatch: 'To dispatch', dispute: 'Disputed assignments', accept_break_down: 'Break-downs to accept', verify: 'To verify', extension: 'Extensions, first step', approve_extension: 'Extensions to approve', objection: 'Objections to decide',
      confirm_target: 'Targets to confirm', accept_milestone: 'Milestones to accept', milestone_due: 'Milestones due',
      answer_notice: 'Notices to be answered', sign_notice: 'Notices to be signed', judge_answer: 'Answers to notices to look at', decide_talk: 'Talks to be decided',
    },
  },
  help: {
    today: {
      about: 'Everything that waits for you, the most urgent first. Each line is dealt with right there, or opens its task.',
      keys: [
        { keys: '↑ ↓  J K', what: 'previous, next line' },
        { keys: 'Enter', what: 'deal with it' },
        { keys: 'O', what: 'open its task' },
        { keys: 'Ctrl Enter', what: 'send what is being written' },
        { keys: 'Esc', what: 'close it' },
      ],
    },
  },
}
addWords(zh, en)
