import { addWords } from '@/i18n'

const zh = {
  compare: {
    kind: { trace: '报告 ↔ 方案', years: '年度 ↔ 年度', levels: '上级 ↔ 下级', annex: '正文 ↔ 清单', outcomes: '承诺 ↔ 成效' },
    noneOfKind: '台账里没有可以这样对照的两份文件', pair: '对照', other: '另选两份…', from: '前一份', to: '后一份', go: '对照', choose: '请选择',
    view: { threads: '并排', list: '列表', sections: '章节矩阵' }, only: { all: '全部', changed: '只看有变化', uncovered: '只看没有着落', unconfirmed: '只看未确认', disagrees: '程序另有看法' }, filter: '筛选', section: '章节', allSections: '全部章节', list: '清单',
    empty: '这里把两份文件并排对照：报告与方案、今年与去年、上级与下级、正文与清单、承诺与成效。先导入同一地方的报告，或上一年的方案。', emptyStep: '去导入', mayNot: '整份文件的对照供督查室、审计员和观察员查看。各项任务的来龙去脉在任务页里。',
    mark: { uncovered: '□ 未承接', partly: '◧ 部分未承接', dropped: '□ 不再提及', added: '＋ 新增', sourceless: '□ 报告中没有', split: '1→n 拆分', merged: 'n→1 合并', drift: '≠ 措辞有变', changed: '↕ 指标有变' },
    cls: { commitment: '承诺', preamble: '引语', closing: '结语', review: '回顾' },
    counts: '{links} 处对应，其中人工确认 {decided} 处；{bare}', bare: { trace: '{a} 句报告没有任务承接，{b} 项任务在报告中没有', years: '{a} 项不再提及，{b} 项新增', levels: '{a} 项下级没有承接，{b} 项上级没有', annex: '{a} 项正文没有列入清单，{b} 项清单正文没有' },
    type: { same: '延续', related: '相关', source: '出处' }, removed: '已取消', machine: '程序认为：{type}', machineNone: '程序没有看出对应', why: '依据', score: '把握 {n}', link: '第 {a} ↔ 第 {b}', clause: '报告语句', noLink: '没有对应',
    decided: { confirm: '{who} 确认', correct: '{who} 更正为“{type}”', add: '{who} 添加', remove: '{who} 取消' }, disagrees: '程序另有看法：{machine}', lost: '有 {n} 条人工意见找不到原来的文字，请核对', lostLine: '“{from}” → “{to}”（{who}）',
    confirm: '确认', remove: '取消对应', toSame: '改为延续', toRelated: '改为相关', add: '添加对应', undo: '撤回意见', open: '打开任务', reason: '理由（可不写）', marked: '已选“{text}”。到另一边选中要对应的一条，再按 A；Esc 放弃。', needOther: '两端要分在两边：请到另一边选。', confirmed: '已确认。', removedSay: '已取消对应。', addedSay: '已添加对应。', corrected: '已改为“{type}”。', withdrawn: '已撤回意见。', nothingToUndo: '没有可以撤回的意见。', pick: '先选中一处对应。', raced: '别人刚刚对这一处作了决定，已显示最新结果，请看过再定。',
    change: { unchanged: '不变', raised: '提高', lowered: '降低', softened: '放宽', hardened: '收紧', moved: '换了牵头单位', share: '分担' }, shareOf: '占 {n}', units: '{from} → {to}', targets: '指标', drift: { wording: '措辞', figure: '数字', dropped_item: '漏列' }, drifts: '措辞变化', report: '报告', plan: '方案', shared: '共有的词',
    matrix: '行是前一份的章节，列是后一份的章节，格里是对应的处数；点一格看这些对应。', total: '合计', alone: { trace: '没有承接', years: '没有延续', levels: '没有承接', annex: '没有列入' }, aloneMeans: { trace: '“没有承接”与页首的数相同：有话没有任务承接的句子，或报告中没有的任务。', years: '“没有延续”与页首的数相同：没有“延续”的条目，只有“相关”的也算在内。', levels: '“没有承接”与页首的数相同：没有“延续”的条目，只有“相关”的也算在内。', annex: '“没有列入”与页首的数相同：没有“延续”的条目，只有“相关”的也算在内。' }, threads: '按键：↑↓ 移动，←→ 换边，C 确认，X 取消，A 添加，T 换类型，N 下一处，Z 撤回，Enter 打开任务。', rows: '{n} 条',
    shares: '指标分解', shareLine: '{indicator}：{whole}{unit}，下级已承担 {sum}{unit}', addsUp: '已对齐', notUp: '未对齐，差 {n}{unit}',
    task: '任务', indicator: '指标', promised: '承诺', reported: '报告数', words: '报告原话', verdict: '判定', verified: '核查数', opinion: '人工意见', notReported: '报告没有提到', notVerified: '未核查', v: { met: '● 达成', not_met: '■ 未达成', undecidable: '○ 不可判定' },
    outcomesAbout: '左边是方案的承诺，中间是后一年报告的说法，判定按报告数作出；核查数是督查室核实的，两者分开。', onlyVerdict: '判定', any: '全部', summary: '{n} 个目标：报告提到 {told} 个，达成 {met} 个，未达成 {not} 个，不可判定 {open} 个；已核查 {verified} 个',
    waiting: '（太长，需管理员运行 duban rebuild 后查看）', noLinks: '这两份文件之间没有找到对应的内容。', noLinksAdd: '这两份文件之间没有找到对应的内容。如有对应，请先后选中两边的条目，各按一次 A 添加。',
    file: '导出 XLSX', about: '对照的是', older: '旧版本', made: '对照于 {at}', loading: '正在对照…', section_none: '（无章节）', none: '没有符合条件的。',
  },
  help: {
    compare: {
      about: '两份文件并排对照。中间的线把报告的话、上一年的任务和本方案的任务连起来；没有着落的在边上标出；变了的字划掉、加底色。人工确认、更正、添加、取消的对应会一直保留，程序不会改动。',
      keys: [
        { keys: '↑ ↓', what: '上一条、下一条' },
        { keys: '← →', what: '换到另一边' },
        { keys: 'N', what: '这一条的下一处对应' },
        { keys: 'C', what: '确认这处对应' },
        { keys: 'X', what: '取消这处对应' },
        { keys: 'T', what: '延续和相关互换' },
        { keys: 'A', what: '添加对应：先选一端按 A，再选另一端按 A' },
        { keys: 'Z', what: '撤回刚才的意见' },
        { keys: 'Enter', what: '打开任务' },
        { keys: 'Esc', what: '放弃选择' },
      ],
    },
  },
}
const en: typeof zh = {
  compare: {
    kind: { trace: 'Report ↔ plan', years: 'Year ↔ year', levels: 'Upper ↔ lower', annex: 'Plan ↔ annex', outcomes: 'Promise ↔ outcome' },
    noneOfKind: 'The ledger holds no two papers to compare in this way', pair: 'Compare', other: 'Other papers…', from: 'First', to: 'Second', go: 'Compare', choose: 'Choose',
    view: { threads: 'Side by side', list: 'List', sections: 'Sections' }, only: { all: 'All', changed: 'Changed only', uncovered: 'Without a partner', unconfirmed: 'Not confirmed', disagrees: 'Program disagrees' }, filter: 'Filter', section: 'Section', allSections: 'All sections', list: 'List',
    empty: 'Two papers side by side: report and plan, this year and last, upper and lower level, text and annex, promise and outcome. Import the report of the same place, or the plan of the year before.', emptyStep: 'Import', mayNot: 'Whole papers side by side are for the supervision office, the auditor and observers. What a task comes from stands on its own page.',
    mark: { uncovered: '□ not carried', partly: '◧ partly carried', dropped: '□ dropped', added: '＋ new', sourceless: '□ not in the report', split: '1→n split', merged: 'n→1 merged', drift: '≠ words changed', changed: '↕ target changed' },
    cls: { commitment: 'commitment', preamble: 'intro', closing: 'end', review: 'review' },
    counts: '{links} links, {decided} decided by people; {bare}', bare: { trace: '{a} clauses carried by no task, {b} tasks not in the report', years: '{a} dropped, {b} new', levels: '{a} not carried below, {b} not from above', annex: '{a} not in the annex, {b} only in the annex' },
    type: { same: 'continued', related: 'related', source: 'source' }, removed: 'removed', machine: 'program: {type}', machineNone: 'the program sees no link', why: 'Why', score: 'chance {n}', link: '{a} ↔ {b}', clause: 'clause', noLink: 'no link',
    decided: { confirm: 'confirmed by {who}', correct: 'made “{type}” by {who}', add: 'added by {who}', remove: 'removed by {who}' }, disagrees: 'the program disagrees: {machine}', lost: '{n} decisions no longer find their words; please look', lostLine: '“{from}” → “{to}” ({who})',
    confirm: 'Confirm', remove: 'Remove', toSame: 'Make continued', toRelated: 'Make related', add: 'Add link', undo: 'Take back', open: 'Open task', reason: 'Reason (optional)', marked: '“{text}” is chosen. Choose its partner on the other side and press A again; Esc gives up.', needOther: 'The two ends stand on different sides: choose on the other one.', confirmed: 'Confirmed.', removedSay: 'Link removed.', addedSay: 'Link added.', corrected: 'Now “{type}”.', withdrawn: 'Decision taken back.', nothingToUndo: 'There is no decision to take back.', pick: 'Choose a link first.', raced: 'Somebody has just decided on this link; you see it as it is now. Please look and decide again.',
    change: { unchanged: 'unchanged', raised: 'raised', lowered: 'lowered', softened: 'softened', hardened: 'hardened', moved: 'other lead unit', share: 'share' }, shareOf: '{n} of it', units: '{from} → {to}', targets: 'Targets', drift: { wording: 'wording', figure: 'figure', dropped_item: 'dropped item' }, drifts: 'Changed words', report: 'report', plan: 'plan', shared: 'Words in common',
    matrix: 'Rows are sections of the first paper, columns those of the second, cells the number of links; a cell shows them.', total: 'Total', alone: { trace: 'Not carried', years: 'Not continued', levels: 'Not carried', annex: 'Not listed' }, aloneMeans: { trace: ' “Not carried” is the number at the head of the page: clauses with words that no task carries, or tasks not in the report.', years: ' “Not continued” is the number at the head of the page: rows without a “same” link; those with only “related” ones count.', levels: ' “Not carried” is the number at the head of the page: rows without a “same” link; those with only “related” ones count.', annex: ' “Not listed” is the number at the head of the page: rows without a “same” link; those with only “related” ones count.' }, threads: 'Keys: ↑↓ move, ←→ other side, C confirm, X remove, A add, T type, N next link, Z take back, Enter opens the task.', rows: '{n} rows',
    shares: 'Shares of targets', shareLine: '{indicator}: {whole}{unit}, carried below {sum}{unit}', addsUp: 'adds up', notUp: 'does not add up, {n}{unit} apart',
    task: 'Task', indicator: 'Indicator', promised: 'Promised', reported: 'Reported', words: 'Words of the report', verdict: 'Verdict', verified: 'Verified', opinion: 'Decided', notReported: 'not mentioned', notVerified: 'not verified', v: { met: '● met', not_met: '■ not met', undecidable: '○ undecidable' },
    outcomesAbout: 'What the plan promised, beside what the next report says. The verdict rests on the reported figure; what the office verified stands apart.', onlyVerdict: 'Verdict', any: 'All', summary: '{n} targets: {told} in the report, {met} met, {not} not met, {open} undecidable; {verified} verified',
    waiting: ' (too long: after `duban rebuild` on the server)', noLinks: 'Nothing in these two papers was found to belong together.', noLinksAdd: 'Nothing in these two papers was found to belong together. Where something does, choose a row on each side and press A on both.',
    file: 'Export XLSX', about: 'Comparing', older: 'older version', made: 'compared {at}', loading: 'Comparing…', section_none: '(no section)', none: 'Nothing matches.',
  },
  help: {
    compare: {
      about: 'Two papers side by side. Threads join the report’s words, last year’s tasks and this plan’s; what has no partner is marked in the margin; words that changed are struck out or tinted. What a person confirms, corrects, adds or removes stays; the program never changes it.',
      keys: [
        { keys: '↑ ↓', what: 'previous, next' },
        { keys: '← →', what: 'the other side' },
        { keys: 'N', what: 'the next link of this row' },
        { keys: 'C', what: 'confirm the link' },
        { keys: 'X', what: 'remove the link' },
        { keys: 'T', what: 'continued or related' },
        { keys: 'A', what: 'add a link: A on one end, A on the other' },
        { keys: 'Z', what: 'take the last decision back' },
        { keys: 'Enter', what: 'open the task' },
        { keys: 'Esc', what: 'give up the choice' },
      ],
    },
  },
}
addWords(zh, en)
