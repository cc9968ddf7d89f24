import { addWords } from '@/i18n'
import '@/components/progress.css'

addWords(
  {
    admin: { tabs: { rules: '规则' } },
    rules: { title: '督办规则', about: '时限、进度灯和达成判定的规则。左边写本单位自己的规则，只写与默认不同的行；保存后立即生效，每次修改留痕。清空即恢复默认。', limits: '时限', lights: '进度灯', verdicts: '达成判定', own: '本单位的规则', empty: '没有自己的规则：按右边的默认', packed: '默认规则', reason: '修改理由', history: '修改记录', take: '取用', saved: '规则已保存，即时生效。', other: '别人刚刚改过规则。您写的还在，看过修改记录后可再保存。' },
  },
  {
    admin: { tabs: { rules: 'Rules' } },
    rules: { title: 'Rules', about: 'Limits, lights and verdicts. Write only the lines that differ from the packed ones; they count from the moment you save, and every change is kept. An empty text is the packed rules.', limits: 'Limits', lights: 'Lights', verdicts: 'Verdicts', own: 'Your own rules', empty: 'none of your own: the packed ones on the right count', packed: 'Packed rules', reason: 'Reason', history: 'Changes', take: 'use', saved: 'Saved; they count from now on.', other: 'Somebody else changed the rules. What you wrote is still here; look at the changes and save again.' },
  },
)
