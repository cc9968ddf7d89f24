import { addWords } from '@/i18n'

const zh = {
  bars: { table: '看表格', chart: '看图' },
  units: {
    load: '本方案', asked: '今年填报', askedAbout: '今年要求这个单位填报的次数，所有方案合计；打开看填报负担', register: '单位库', proposals: '待登记', search: '单位名称', name: '单位', led: '牵头', shared: '参与', targets: '目标', sections: '章节', inRegister: '单位库', known: '已登记', unknown: '未登记', group: '类别单位',
    loadChart: '任务最多的 20 个单位', noUnits: '本方案没有读出单位。', shown: '{n} / {all} 个单位', at: '哪天的单位', add: '新增单位', choose: '选一个单位，看它的名称、沿革和任务。', noRegister: '单位库还没有单位。可以从方案里登记，也可以逐个新增。', fromPlan: '从方案登记',
    parent: '上级单位', level: '层级', kind: '类别', validFrom: '启用', validTo: '撤销之日', aliases: '别名', addAlias: '增加别名', removeAlias: '删除别名“{name}”', history: '沿革', plans: '各方案中的任务', none: '无', noParent: '（无上级）', save: '保存', saved: '已保存：{name}',
    rename: '改名', renameAsk: '改名后，原名称留在沿革里，以后的文件写原名称也认得出来。', newName: '新名称', on: '自', merge: '并入…', mergeAsk: '“{name}”并入所选单位：任务、别名和账号随之转过去，本单位留在沿革里。此操作不能撤销。', into: '并入', mergeGo: '并入', merged: '已并入“{name}”，转去 {n} 项任务。', renamed: '已改名为“{name}”。', created: '已新增“{name}”。',
    doubles: '可能是同一单位', doublesHint: '{a} 与 {b}', closedTag: '已撤并', successor: '已并入', year: '年度', plan: '方案',
    what: { created: '新增', renamed: '改名', merged: '并入', closed: '撤销' }, by: '由 {who}', historyLine: '{before} → {after}',
    levels: { none: '（未定）', state: '国家', province: '省', city: '市', county: '县' },
    proposalAbout: '方案里出现、单位库里还没有的名称。核对后一次登记：新建，或作为已有单位的别名。“各市人民政府”这类统称不是一个单位，一般不登记。', noProposals: '方案里的单位都已登记。', decision: '登记为', create: '新建单位', alias: '已有单位的别名', skip: '不登记', aliasOf: '哪个单位', tasks: '任务', reason: '依据', notKnown: '名称不认识，先核对', alsoSpelt: '方案里也写作：{names}', doubtful: '有疑点未处理，先去核对',
    accept: '登记 {n} 个', acceptDetail: '新建 {create} 个，别名 {alias} 个', accepted: '已登记：新建 {created} 个，别名 {aliased} 个。', all: '全选', mustChoose: '有 {n} 个别名还没有选单位。', planLess: '还没有方案。',
  },
  help: { units: { about: '“本方案”列出各单位牵头和参与的任务，点数字看台账；“单位库”管名称、上下级、别名和沿革；“待登记”把方案里的新名称登记进单位库。', keys: [{ keys: '↑ ↓', what: '在单位之间移动' }, { keys: 'Enter', what: '打开单位' }] } },
}

const en: typeof zh = {
  bars: { table: 'As a table', chart: 'As a chart' },
  units: {
    load: 'This plan', asked: 'Asked to report', askedAbout: 'How often this unit was asked to report this year, over all plans; opens the burden', register: 'Register', proposals: 'To register', search: 'Name of unit', name: 'Unit', led: 'Leads', shared: 'Shares', targets: 'Targets', sections: 'Sections', inRegister: 'Register', known: 'registered', unknown: 'not registered', group: 'group phrase',
    loadChart: 'The 20 units with most tasks', noUnits: 'No units were read in this plan.', shown: '{n} of {all} units', at: 'As of', add: 'Add a unit', choose: 'Choose a unit to see its names, history and tasks.', noRegister: 'The register is empty. Register units from a plan or add them one by one.', fromPlan: 'Register from a plan',
    parent: 'Belongs to', level: 'Level', kind: 'Kind', validFrom: 'Exists from', validTo: 'closed on', aliases: 'Other names', addAlias: 'Add a name', removeAlias: 'Remove the name “{name}”', history: 'History', plans: 'Tasks by plan', none: 'none', noParent: '(none)', save: 'Save', saved: 'Saved: {name}',
    rename: 'Rename', renameAsk: 'The old name stays in the history and is still recognised in papers.', newName: 'New name', on: 'from', merge: 'Merge…', mergeAsk: '“{name}” is merged into the chosen unit: tasks, names and accounts follow, this unit stays in the history. This cannot be undone.', into: 'Into', mergeGo: 'Merge', merged: 'Merged into “{name}”, {n} tasks followed.', renamed: 'Renamed to “{name}”.', created: '“{name}” is added.',
    doubles: 'Perhaps one unit', doublesHint: '{a} and {b}', closedTag: 'closed', successor: 'merged into', year: 'Year', plan: 'Plan',
    what: { created: 'created', renamed: 'renamed', merged: 'merged', closed: 'closed' }, by: 'by {who}', historyLine: '{before} → {after}',
    levels: { none: '(not set)', state: 'state', province: 'province', city: 'city', county: 'county' },
    proposalAbout: 'Names found in the plan that the register does not know. Check them and register all at once: as a new unit, or as another name of one. A phrase such as 各市人民政府 is no unit and is usually left.', noProposals: 'All units of the plan are registered.', decision: 'Register as', create: 'a new unit', alias: 'another name of', skip: 'not at all', aliasOf: 'Which unit', tasks: 'Tasks', reason: 'Why', notKnown: 'not a name that is known: check it first', alsoSpelt: 'also spelt: {names}', doubtful: 'doubted by an open finding: settle it first',
    accept: 'Register {n}', acceptDetail: '{create} new, {alias} as other names', accepted: 'Registered: {created} new, {aliased} other names.', all: 'All', mustChoose: '{n} other names still need a unit.', planLess: 'No plan yet.',
  },
  help: { units: { about: '“This plan” shows what each unit leads and shares, a figure opens its rows; “Register” keeps names, the tree, other names and history; “To register” takes new names from the plan.', keys: [{ keys: '↑ ↓', what: 'move between units' }, { keys: 'Enter', what: 'open the unit' }] } },
}

addWords(zh, en)
