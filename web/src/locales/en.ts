// The English pages. Same keys as zh.ts.
import type zh from './zh'

const en: typeof zh = {
  app: { name: 'Duban', tagline: 'Supervision ledger of priority work' },
  common: {
    save: 'Save', cancel: 'Cancel', close: 'Close', delete: 'Delete', undo: 'Undo', retry: 'Try again', ok: 'OK', back: 'Back', more: 'More',
    search: 'Search', loading: 'Loading…', none: 'None', all: 'All', yes: 'Yes', no: 'No', add: 'Add', edit: 'Edit', export: 'Export', print: 'Print',
    help: 'Help', name: 'Name', open: 'Open', previous: 'Previous', next: 'Next', colon: ': ', separator: ', ',
  },
  place: { overview: 'Overview', today: 'Today', ledger: 'Ledger', rounds: 'Rounds', import: 'Import', sources: 'Sources', units: 'Units', leaders: 'Leaders', notices: 'Notices', timeline: 'Schedule', compare: 'Compare', bulletins: 'Bulletins', administration: 'Admin' },
  frame: {
    places: 'Pages', plan: 'Plan', noPlan: 'No plan yet', draft: 'draft', approved: 'approved', language: 'Language', person: 'My account',
    account: 'Log-in safety and calendar', password: 'Change password', logOut: 'Log out', lost: 'The connection to the server is lost and is being restored. Nothing you typed is lost; it goes on by itself.',
    idle: 'You will be logged out in {seconds} seconds. Move the mouse or press a key to stay.', skip: 'Skip to content', year: '{year}', menu: 'Menu of pages', superseded: 'older version',
    notFound: 'There is no such page. The address may be wrong, or what it showed was deleted.', toLedger: 'Back to the ledger', mayNot: 'Your account may not see this page. Ask the system administrator if you need it.',
    failed: 'This page could not be shown: {reason}', undone: 'Undone.',
  },
  search: {
    label: 'Search tasks', placeholder: 'Search the tasks’ text', keys: 'Ctrl K or /', here: 'Filter this ledger by “{q}”', none: 'No task contains “{q}”.', task: 'No. {no}',
    hits: '{n} tasks',
  },
  login: {
    title: 'Log in', name: 'Account', password: 'Password', enter: 'Log in', idle: 'You were logged out after a long time without input. Your page opens again after log-in.', expired: 'Your log-in has expired. Your page opens again after log-in.',
    left: 'You have logged out.', missing: 'Please give the account and the password.', forgot: 'Password forgotten or account locked: ask your system administrator.', capsLock: 'Caps Lock is on.',
  },
  password: {
    title: 'Change password', first: 'You logged in with a one-time password. Set a password of your own to go on.', old: 'Present password', fresh: 'New password', again: 'New password again',
    save: 'Set the new password', saved: 'The password is changed.', differs: 'The two new passwords differ.', rules: 'What the new password needs',
    rule: { length: 'at least 10 characters', kinds: 'three of: capital letter, small letter, digit, sign', name: 'not the account’s name', fresh: 'another one than the present' },
    met: 'met', unmet: 'not met',
  },
  field: { goal_kind: 'Kind of goal', project_stage: 'Project stage',
    no: 'No.', text: 'Task', leaders: 'Leader', lead_units: 'Lead units', responsible_units: 'Responsible units', targets: 'Targets', qualitative: 'Goals without a number', projects: 'Projects', section: 'Section', due_date: 'Due', deadline: 'Due', list: 'List', deadline_text: 'Due, as printed',
    target_count: 'Targets', shared: 'All share', open: 'List is open', findings_open: 'Findings', growth: 'growth', etc: 'etc.', sharedShort: 'shared', open_lead: 'more lead units (等)', open_responsible: 'more responsible units (等)',
    indicator: 'Indicator', measure: 'Kind', op: 'Op', value: 'Value', value_max: 'To', unit: 'Unit', horizon: 'Year', sharedLong: 'all responsible by duty, nobody leads',
    measures: { growth: 'growth rate', increment: 'amount', level: 'level' },
  },
  goalKinds: { synchronous: 'in step', ahead: 'ahead of a reference', assigned: 'as assigned', cleared: 'none left', full_coverage: 'full coverage', rising: 'rising', steady: 'steady', no_decrease: 'no decrease', no_increase: 'no increase', zero: 'none happens', one_visit: 'one visit', ranking: 'ranking' },
  stages: { preliminary: 'preparation', started: 'started', construction: 'under construction', main_works_done: 'main works done', completed: 'completed', accepted: 'accepted' },
  ledger: {
    empty: 'No task was read from this plan.', lookAtPaper: 'Look at the paper and its findings', listSign: 'list', findings: '{n} findings to look at', implied: 'given by the table of portfolios', dueDefault: 'The paper gives no date: 31 December of the year',
  },
  export: { back: 'Bring back', what: 'Export {n} tasks: the columns, order and groups shown.', headings: 'Headings', zh: 'Chinese', en: 'English', both: 'both, in two rows', done: '{n} tasks exported.' },
  views: { title: 'Views', shared: 'shared', none: 'No saved view yet. Set filters, sorting and columns, then give them a name below.', saveAs: 'Save what is shown as', share: 'Colleagues see it too', saved: 'The view “{name}” is saved.', removed: 'The view “{name}” is deleted.', remove: 'Delete the view “{name}”' },
  task: {
    title: 'Task', paper: 'The paper', toPage: 'Open its page', history: 'What happened', lineage: 'Lineage', noHistory: 'Nothing has been changed.', findings: 'Findings', all: 'All fields', none: 'not in the paper', noWords: 'Given by a rule, not by words of the paper: {rule}', edit: 'Edit {name}', settled: 'settled by a person',
    saved: 'Saved.', reason: 'Reason', document: 'Document it rests on', reasonWanted: 'The plan is approved: an adjustment needs a reason and a document.', fromPaper: 'Use the words selected in the paper', selectHint: 'You may also select the words in the paper.', add: 'Add', addTarget: 'Add a target', removeTarget: 'Remove this target',
    conflict: 'Somebody else changed this before you saved.', theirs: 'It now is', mine: 'You wrote', useMine: 'Use mine', useTheirs: 'Keep what is there', restored: 'This is what you had not saved last time.', textMissing: 'The task’s text cannot be empty.', gone: 'There is no such task, or you may not see it.',
    position: '{at} of {of}', action: { correct_task: 'corrected', adjust_task: 'adjusted', settle_finding: 'settled a finding', reopen_finding: 'reopened a finding', settle_proposal: 'took over the new reading', import_document: 'imported', approve_plan: 'approved', merge_unit: 'merged units', rename_unit: 'renamed the unit' }, why: 'Reason', was: 'was', became: 'now', due: '31 December of the year (the paper gives none)', printed: 'as printed: {text}', actions: 'Actions', implied: 'by portfolio',
    byHand: 'Given by a person, not by words of the paper.', needValue: 'Every target needs an indicator and a value.', severity: { repaired: 'repaired', look: 'look', stop: 'stop' }, proposal: 'Proposal: {text}',
  },
  grid: {
    contains: 'Contains', from: 'From', to: 'To', findValue: 'Find', blank: '(empty)', noValue: 'No such value.', clear: 'Clear this filter', columns: 'Columns', moveUp: 'Move {name} up', moveDown: 'Move {name} down',
    freeze: 'Freeze', usual: 'Usual columns', sortBy: 'Sort by {name} (Shift: add)', filterBy: 'Filter {name}', filterOn: '{name} is filtered, click to change', rows: '{n} rows', nothing: 'No task matches.',
    shown: '{shown} of {all}', chosen: '{n} selected', group: 'Group', noGroup: 'No groups', openAll: 'Open all', closeAll: 'Close all', filters: 'Filters', clearAll: 'Clear all filters', containing: 'contains “{q}”', remove: 'Remove: {name}',
  },
  noPlan: { import: 'The tasks of a plan are shown here. There is no plan yet: import one first.', wait: 'The tasks of a plan are shown here as soon as the supervision office has imported one.', step: 'Import a plan' },
  help: {
    title: 'Help', everywhere: 'All pages', keysTitle: 'Keys', here: 'This page',
    general: [
      { keys: 'Ctrl K  /', what: 'search tasks' },
      { keys: '?', what: 'open this help' },
      { keys: 'Esc', what: 'close the open window or side panel' },
      { keys: 'Alt 1 … 9', what: 'go to that page of the list on the left' },
    ],
    ledger: {
      about: 'All tasks of the plan. Click a heading to sort, with Shift to sort by several; click the funnel to filter. The address holds filters, sorting and columns: send it to a colleague.',
      keys: [
        { keys: '↑ ↓', what: 'row up, row down' },
        { keys: 'Home End PgUp PgDn', what: 'first, last row, a screen up, down' },
        { keys: 'Enter', what: 'open the task in the side panel; Ctrl Enter opens its page' },
        { keys: 'Esc', what: 'close the side panel' },
        { keys: 'Space', what: 'select the row' },
        { keys: 'Shift ↑ ↓', what: 'select a range' },
        { keys: 'Ctrl A', what: 'select all rows shown' },
        { keys: 'Ctrl C', what: 'copy the selected rows, to paste into WPS or Excel' },
        { keys: 'F', what: 'filter' },
        { keys: 'E', what: 'export' },
        { keys: 'G', what: 'group' },
      ],
    },
    task: {
      about: 'Everything about one task. Click anything on the left: the paper scrolls to its words and marks them. Words selected in the paper can be used to correct a field.',
      keys: [
        { keys: 'J  K', what: 'next, previous task' },
        { keys: 'Tab', what: 'next field' },
        { keys: 'Enter', what: 'mark the field in the paper' },
        { keys: 'E', what: 'edit the field' },
        { keys: 'Ctrl Enter', what: 'save the change' },
        { keys: 'Esc', what: 'drop the change, close the side panel' },
      ],
    },
    overview: { about: 'The plan’s totals, targets and findings; each number opens its tasks.', keys: [] },
    import: { about: 'Import a plan’s paper, look it over and approve it.', keys: [] },
    timeline: { about: 'Each task from dispatch to due date, in the colour of its light; diamonds are milestones: full when done, a square when missed, hollow when to come. Choose by unit, leader and light; a row opens its task.', keys: [] },
    units: { about: 'What each unit leads and shares.', keys: [] },
    leaders: { about: 'What each leader leads.', keys: [] },
    administration: { about: 'Accounts, units and the log.', keys: [] },
    login: { about: 'Log in with account and password. The first time with the one-time password; then set one of your own.', keys: [] },
    password: { about: 'Set a new password.', keys: [] },
  },
}

export default en
