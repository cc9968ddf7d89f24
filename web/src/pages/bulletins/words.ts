import { addWords } from '@/i18n'

const zh = {
  bulletins: {
    number: '文号', title: '标题', on: '数据截至', state: '状态', issued: '已签发', draft: '草稿', issuedBy: '签发', madeBy: '起草', none: '还没有签发的通报。', noneYet: '还没有通报。选好方案或调度，先把当天的进展存成快照，再由快照生成通报草稿。',
    new: '新建通报', newHint: '按现在的进展存一份快照，以后台账怎么变，通报里的数字都能照原样重做。', plan: '方案', round: '调度', noRound: '不按调度（全部填报）', make: '存快照并起草', snapshot: '快照', snapshotOn: '快照 {id}，截至 {on}', compared: '与 {on} 的快照比较', notCompared: '没有更早的快照可比',
    figures: '数字', figuresHint: '点数字看它算进去的任务（以快照当日为准）。', lights: '进度', states: '办理环节', reports: '报送', share: '占比', change: '比上次', rows: '{name}：{n} 项', close: '收起', no: '序号', task: '任务', lead: '牵头单位', due: '时限', light: '进度灯', why: '说明',
    overdue: '逾期', slow: '滞后', closed: '新办结', worse: '进度变差', recovered: '进度好转', words: '文字', wordsHint: '表格和统计数字由快照生成，不在这里改。', organCode: '机关代字',
    part: { mark: '发文机关标志', title: '标题', addressee: '主送机关', intro: '开头', overall: '一、总体情况', slow: '二、滞后和逾期的任务', closed: '三、办结销号情况', reports: '四、报送情况', next: '五、下一步工作', signature: '署名', copy_to: '抄送', printed_by: '印发机关' },
    save: '保存', saved: '已保存。', unsaved: '有未保存的修改', docx: '下载 DOCX', xlsx: '当月进展 XLSX', issue: '签发', issueAsk: '签发后给出文号“{number}”并对全体用户公布，文字和数字都不能再改。签发人记为您本人。', issueGo: '签发并公布', wasIssued: '已签发：{number}。', drop: '删除草稿', dropAsk: '删除这份草稿？快照仍然保留。', dropped: '草稿已删除。', stale: '别人刚刚改过这份草稿。您写的文字还在，请对照后再保存。', history: '经过', action: { make: '起草', edit: '修改文字', issue: '签发', drop: '删除' }, back: '全部通报', units: '单位报送', asked: '应报', onTime: '按时', late: '逾期', missing: '未报',
  },
  merge: {
    title: '导回表格', about: '在“导出”里下载“可导回的表格”，用 WPS 或 Excel 修改后从这里导回。导回先列出差异，您确认之后才改台账。', download: '下载可导回的表格', choose: '选择改好的表格（.xlsx）…', reading: '正在读取…', earlier: '以前导回的', noEarlier: '还没有导回过表格。',
    state: { open: '待确认', applied: '已确认', dropped: '已放弃' }, counts: '{changes} 处修改，{conflicts} 处双方都改过，{refused} 处不能改', nothing: '表格与导出时相比没有可导回的修改。', conflicts: '双方都改过（请逐一选择）', changes: '表格里的修改', refused: '不能导回', same: '台账里已经一样的 {n} 处不再列出。', notes: '没有读取的内容',
    place: '位置', task: '任务', field: '栏目', base: '导出时', mine: '台账现在', theirs: '表格里', use: '采用', useTheirs: '用表格的', useMine: '用台账的', empty: '（空）', allTheirs: '冲突全用表格的', allMine: '冲突全用台账的', reason: '调整理由', document: '依据文件', why: '方案已立项：每处修改记为一次调整，请写明理由和依据文件。', confirm: '确认导回 {n} 处', done: '已导回 {n} 处修改。', open: '还有 {n} 处没有选择', drop: '放弃这次导回', dropped: '已放弃，台账没有改动。', stale: '列出清单后又有人改了台账，清单已更新，请再核对一遍。', appliedAt: '{at} 由 {who} 确认，改动 {n} 处', toLedger: '回到台账', file: '{file}，{at}', exported: '{at} 由 {who} 导出',
  },
  help: {
    bulletins: { about: '通报由某一天的快照生成：数字、占比和清单都来自快照，随时可以照原样重做。草稿可改文字，签发时给出文号，之后不能再改。', keys: [] },
    merge: { about: '改好的表格导回台账：按行编号与导出时、与台账现在逐格比较。双方都改过的由您选择；您无权改的会说明原因；确认之前台账不动。', keys: [] },
  },
}
const en: typeof zh = {
  bulletins: {
    number: 'Number', title: 'Title', on: 'As of', state: 'State', issued: 'issued', draft: 'draft', issuedBy: 'Issued by', madeBy: 'Drafted by', none: 'No bulletin was issued yet.', noneYet: 'No bulletins yet. Choose a plan or round: the state of today is kept as a snapshot, and a draft is made from it.',
    new: 'New bulletin', newHint: 'Keeps the state as it is now. Whatever changes in the ledger later, the figures of the bulletin can be made again to the letter.', plan: 'Plan', round: 'Round', noRound: 'no round (all reports)', make: 'Keep and draft', snapshot: 'Snapshot', snapshotOn: 'snapshot {id}, as of {on}', compared: 'compared with the snapshot of {on}', notCompared: 'no earlier snapshot to compare with',
    figures: 'Figures', figuresHint: 'A figure shows the tasks that it counts, as they were on the day.', lights: 'Schedule', states: 'Workflow', reports: 'Reports', share: 'Share', change: 'Change', rows: '{name}: {n} tasks', close: 'Close', no: 'No.', task: 'Task', lead: 'Lead units', due: 'Due', light: 'Light', why: 'Why',
    overdue: 'Overdue', slow: 'Behind', closed: 'Newly closed', worse: 'Worse', recovered: 'Better', words: 'Words', wordsHint: 'Tables and figures come from the snapshot and are not changed here.', organCode: 'Organ code',
    part: { mark: 'Head', title: 'Title', addressee: 'To', intro: 'Opening', overall: '1 Overall', slow: '2 Behind and overdue', closed: '3 Closed', reports: '4 Reports', next: '5 What next', signature: 'Signature', copy_to: 'Copies to', printed_by: 'Printed by' },
    save: 'Save', saved: 'Saved.', unsaved: 'not saved yet', docx: 'Download DOCX', xlsx: 'State as XLSX', issue: 'Issue', issueAsk: 'It gets the number “{number}” and is published to everybody; words and figures do not change any more. You are recorded as the one who issued it.', issueGo: 'Issue and publish', wasIssued: 'Issued: {number}.', drop: 'Drop the draft', dropAsk: 'Drop this draft? The snapshot stays.', dropped: 'The draft was dropped.', stale: 'Somebody else has just changed this draft. Your words are still here; compare and save again.', history: 'History', action: { make: 'drafted', edit: 'changed the words', issue: 'issued', drop: 'dropped' }, back: 'All bulletins', units: 'Reports by unit', asked: 'Asked', onTime: 'On time', late: 'Late', missing: 'Missing',
  },
  merge: {
    title: 'Bring a workbook back', about: 'Download the workbook, change it in WPS or Excel, and bring it back here. You see the differences first; the ledger changes only after you confirm.', download: 'Download the workbook', choose: 'Choose the changed workbook (.xlsx)…', reading: 'Reading…', earlier: 'Brought back before', noEarlier: 'No workbook was brought back yet.',
    state: { open: 'to confirm', applied: 'confirmed', dropped: 'dropped' }, counts: '{changes} changes, {conflicts} changed on both sides, {refused} refused', nothing: 'Nothing in the workbook differs from what went out.', conflicts: 'Changed on both sides (choose one each)', changes: 'Changes of the workbook', refused: 'Cannot be taken', same: '{n} cells that already agree are not listed.', notes: 'What was not read',
    place: 'Cell', task: 'Task', field: 'Field', base: 'Went out as', mine: 'Ledger now', theirs: 'Workbook', use: 'Take', useTheirs: 'workbook', useMine: 'ledger', empty: '(empty)', allTheirs: 'all conflicts: workbook', allMine: 'all conflicts: ledger', reason: 'Reason', document: 'Document', why: 'The plan is approved: each change is recorded as an adjustment and wants a reason and a document.', confirm: 'Confirm {n} changes', done: '{n} changes were taken over.', open: '{n} still without a choice', drop: 'Drop this workbook', dropped: 'Dropped; the ledger is as it was.', stale: 'Somebody changed the ledger meanwhile; the list was made again. Look at it once more.', appliedAt: 'confirmed {at} by {who}, {n} cells', toLedger: 'Back to the ledger', file: '{file}, {at}', exported: 'exported {at} by {who}',
  },
  help: {
    bulletins: { about: 'A bulletin is made from the snapshot of a day: figures, shares and lists come from it and can be made again to the letter. The words of a draft can be edited; it gets its number at issue and does not change after that.', keys: [] },
    merge: { about: 'A changed workbook comes back: each cell is compared with what went out and with the ledger now. Where both sides changed, you choose; what you may not change says why; nothing changes before you confirm.', keys: [] },
  },
}
addWords(zh, en)
