import { addWords } from '@/i18n'

const zh = {
  bell: { title: '消息', unread: '{n} 条未读消息', none: '没有新消息。任务提醒、督办单和退回的填报会出现在这里。', more: '更早的消息', allRead: '全部设为已读', new: '未读' },
}
const en: typeof zh = {
  bell: { title: 'Messages', unread: '{n} unread messages', none: 'Nothing new. Reminders, notices and returned reports appear here.', more: 'Earlier messages', allRead: 'Mark all as read', new: 'unread' },
}
addWords(zh, en)
