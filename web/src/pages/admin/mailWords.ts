import { addWords } from '@/i18n'

const zh = {
  mail: {
    tab: '邮件', about: '提醒、督办单和退回的填报会发到账号填写的邮箱。程序只发不收；邮件里没有密码和密钥。',
    enabled: '发送邮件', host: '服务器', port: '端口', tls: '加密', tlsKinds: { none: '不加密（仅限内网）', starttls: 'STARTTLS', tls: 'TLS' }, sender: '发件地址', senderName: '发件人名称', user: '用户名', userHint: '服务器不要求登录时留空', password: '密码', kept: '已保存，不改则留空', forget: '删除已保存的密码', page: '网页地址', pageHint: '邮件里的链接用它，如 https://duban.example.gov.cn', keep: '最多重试（天）',
    save: '保存', saved: '邮件设置已保存。', conflict: '保存之前，别人改过邮件设置，已重新读取。', test: '发一封测试邮件', testTo: '收件地址', testDone: '已发出。服务器说：{words}', away: '连不上邮件服务器（连续 {n} 次）：{words}。{at} 再试，邮件都保留着。', good: '最近一次成功：{at}', never: '还没有发出过邮件。',
    queue: '发送队列', counts: '等待 {waiting}，已发 {sent}，失败 {failed}', all: '全部', waiting: '等待', sending: '正在发', sent: '已发', failed: '失败', to: '收件人', subject: '主题', state: '状态', tries: '次数', made: '产生', next: '下次重试', done: '结束', words: '服务器的话', retry: '重发', retryAll: '失败和等待的现在重发', again: '已重新排队。', none: '没有邮件。', more: '更早的邮件',
    email: '邮箱', emailHint: '提醒和督办单发到这里；可以不填',
  },
  factor: { title: '必须启用双因素认证的角色', about: '勾选后，这些角色的人在下次操作前须先启用。', saved: '已保存。', on: '双因素', reset: '重置双因素', resetAsk: '重置“{name}”的双因素认证？他下次登录只用密码。请先当面核实本人。', resetDone: '已重置“{name}”的双因素认证。' },
}
const en: typeof zh = {
  mail: {
    tab: 'Mail', about: 'Reminders, notices and returned reports go to the address of an account. The program only sends; no mail holds a password or key.',
    enabled: 'Send mails', host: 'Server', port: 'Port', tls: 'Encryption', tlsKinds: { none: 'none (inside the house only)', starttls: 'STARTTLS', tls: 'TLS' }, sender: 'Sender’s address', senderName: 'Sender’s name', user: 'User', userHint: 'empty where the server asks for none', password: 'Password', kept: 'kept; leave empty to keep it', forget: 'Delete the kept password', page: 'Address of the pages', pageHint: 'for links, such as https://duban.example.gov.cn', keep: 'Tried for (days)',
    save: 'Save', saved: 'The mail settings are saved.', conflict: 'Somebody else changed the settings first; they were read again.', test: 'Send a test mail', testTo: 'To', testDone: 'Sent. The server says: {words}', away: 'The mail server does not answer ({n} times): {words}. Next try {at}; all mails are kept.', good: 'Last success: {at}', never: 'No mail has gone out yet.',
    queue: 'Queue', counts: '{waiting} wait, {sent} sent, {failed} failed', all: 'all', waiting: 'waiting', sending: 'sending', sent: 'sent', failed: 'failed', to: 'To', subject: 'Subject', state: 'State', tries: 'Tries', made: 'Made', next: 'Next try', done: 'Ended', words: 'The server’s words', retry: 'Send again', retryAll: 'Send failed and waiting now', again: 'Queued again.', none: 'No mails.', more: 'Earlier mails',
    email: 'Mail address', emailHint: 'for reminders and notices; may be empty',
  },
  factor: { title: 'Roles that must have a second factor', about: 'Whoever has one of them sets it up before going on.', saved: 'Saved.', on: 'second factor', reset: 'Reset second factor', resetAsk: 'Reset the second factor of “{name}”? The password will be enough at the next log-in. Make sure of the person first.', resetDone: 'The second factor of “{name}” is reset.' },
}
addWords(zh, en)
