// The English pages. Same keys as zh.ts.
import type zh from './zh'

const en: typeof zh = {
  app: { name: 'Duban', tagline: 'Supervision ledger of priority work' },
  common: {
    save: 'Save', cancel: 'Cancel', close: 'Close', delete: 'Delete', undo: 'Undo', retry: 'Try again', ok: 'OK', back: 'Back', more: 'More',
    search: 'Search', loading: 'Loading…', none: 'None', all: 'All', yes: 'Yes', no: 'No', add: 'Add', edit: 'Edit', export: 'Export', print: 'Print',
    help: 'Help', name: 'Name', open: 'Open', previous: 'Previous', next: 'Next', colon: ': ', separator: ', ',
  },
  place: { overview: 'Overview', ledger: 'Ledger', import: 'Import', units: 'Units', leaders: 'Leaders', administration: 'Administration' },
  frame: {
    places: 'Pages', plan: 'Plan', noPlan: 'No plan yet', draft: 'draft', approved: 'approved', language: 'Language', person: 'My account',
    password: 'Change password', logOut: 'Log out', lost: 'The connection to the server is lost and is being restored. Nothing you typed is lost; it goes on by itself.',
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
  noPlan: { import: 'The tasks of a plan are shown here. There is no plan yet: import one first.', wait: 'The tasks of a plan are shown here as soon as the supervision office has imported one.', step: 'Import a plan' },
  help: {
    title: 'Help', everywhere: 'All pages', keysTitle: 'Keys', here: 'This page',
    general: [
      { keys: 'Ctrl K  /', what: 'search tasks' },
      { keys: '?', what: 'open this help' },
      { keys: 'Esc', what: 'close the open window or side panel' },
      { keys: 'Alt 1 … 6', what: 'go to that page of the list on the left' },
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
    units: { about: 'What each unit leads and shares.', keys: [] },
    leaders: { about: 'What each leader leads.', keys: [] },
    administration: { about: 'Accounts, units and the log.', keys: [] },
    login: { about: 'Log in with account and password. The first time with the one-time password; then set one of your own.', keys: [] },
    password: { about: 'Set a new password.', keys: [] },
  },
}

export default en
