import { addWords } from '@/i18n'

const zh = {
  second: {
    ask: '账号“{name}”启用了双因素认证。', code: '验证码（验证器上的 6 位数字，或一个恢复码）', again: '换一个账号', lost: '手机丢失且没有恢复码：请联系安全管理员重置。',
    title: '双因素认证', about: '登录时除密码外，再输入手机验证器上每 30 秒变化一次的 6 位数字。任何支持 TOTP 的验证器都可以用。', demanded: '您的角色必须启用双因素认证，启用后才能继续。',
    off: '未启用', on: '已启用', since: '{day} 启用', left: '恢复码还剩 {n} 个', start: '启用', password: '当前密码', next: '下一步', scan: '用手机验证器扫描二维码，或手工输入密钥：', confirm: '扫描后，输入验证器显示的 6 位数字', turnOn: '确认启用',
    recovery: '恢复码', recoveryAbout: '手机不在身边时，每个恢复码可代替验证码登录一次。只显示这一次，请打印或抄下，妥善保管。', print: '打印', copy: '复制', copied: '已复制', noted: '已保存好', renew: '重新生成恢复码', remove: '停用', removeAsk: '输入一个验证码，停用双因素认证', renewAsk: '输入一个验证码，旧的恢复码全部作废',
    removed: '双因素认证已停用。', done: '双因素认证已启用，下次登录时要输入验证码。', go: '继续', wrongCode: '请输入 6 位数字。', qr: '密钥的二维码',
    calendar: '日历订阅', calendarAbout: '把任务时限、节点和填报截止日订阅到手机或电脑的日历里。地址是保密的：谁有它，谁就能看到这些日期（看不到别的）。', make: '生成订阅地址', renewCalendar: '换一个地址', endCalendar: '停用', endAsk: '停用后，已订阅的日历不再更新。', ended: '日历订阅已停用。', calendarOnce: '订阅地址只显示这一次。请复制到日历程序的“订阅日历”里。', read: '最近读取：{at}', neverRead: '还没有日历读取过', made: '{day} 生成',
    page: '登录安全和日历',
  },
  help: { account: { about: '在这里启用双因素认证，订阅自己的日历。', keys: [] } },
}
const en: typeof zh = {
  second: {
    ask: 'The account “{name}” has a second factor.', code: 'Code (6 digits of your authenticator, or a recovery code)', again: 'Another account', lost: 'Telephone and recovery codes lost? Ask the security administrator to reset it.',
    title: 'Second factor', about: 'Besides the password, log-in asks for the 6 digits that your authenticator shows anew every 30 seconds. Any TOTP app will do.', demanded: 'Your role demands a second factor. Set it up to go on.',
    off: 'off', on: 'on', since: 'since {day}', left: '{n} recovery codes left', start: 'Set up', password: 'Present password', next: 'Next', scan: 'Scan this with your authenticator, or type the key:', confirm: 'Then type the 6 digits that it shows', turnOn: 'Switch on',
    recovery: 'Recovery codes', recoveryAbout: 'Without your telephone, each of these stands for a code once. They are shown only now: print or write them down.', print: 'Print', copy: 'Copy', copied: 'Copied', noted: 'I have kept them', renew: 'New recovery codes', remove: 'Switch off', removeAsk: 'Type a code to switch the second factor off', renewAsk: 'Type a code: the old recovery codes end',
    removed: 'The second factor is off.', done: 'The second factor is on: the next log-in asks for a code.', go: 'Go on', wrongCode: 'Please type 6 digits.', qr: 'QR code of the key',
    calendar: 'Calendar', calendarAbout: 'Subscribe to due dates, milestones and report deadlines with the calendar of your telephone or computer. The address is a secret: whoever has it sees these days (and nothing else).', make: 'Make an address', renewCalendar: 'New address', endCalendar: 'End it', endAsk: 'Calendars that subscribe to it are no longer updated.', ended: 'The calendar address has ended.', calendarOnce: 'The address is shown only now. Paste it into “subscribe to calendar” of your calendar program.', read: 'Last read: {at}', neverRead: 'No calendar has read it yet', made: 'made {day}',
    page: 'Log-in safety and calendar',
  },
  help: { account: { about: 'Set up the second factor and your calendar here.', keys: [] } },
}
addWords(zh, en)
