import { nextTick, ref } from 'vue'
import { createI18n } from 'vue-i18n'
import zh from './locales/zh'

export type Language = 'zh' | 'en'

const kKey = 'duban.language'
const stored = localStorage.getItem(kKey)
export const language = ref<Language>('zh')

export const i18n = createI18n({ legacy: false, locale: 'zh', fallbackLocale: 'zh', messages: { zh } as Record<string, typeof zh> })
export const t = i18n.global.t

// Words that only one page needs come with that page: addWords({ import: {…} }, { import: {…} }) beside its component.
const added: { zh: object; en: object }[] = []
export function addWords<Words extends object>(zh: Words, en: Words): void {
  added.push({ zh, en })
  i18n.global.mergeLocaleMessage('zh', zh)
  if (i18n.global.availableLocales.includes('en')) i18n.global.mergeLocaleMessage('en', en)
}

export async function setLanguage(wanted: Language): Promise<void> {
  if (wanted === 'en' && !i18n.global.availableLocales.includes('en')) {
    i18n.global.setLocaleMessage('en', (await import('./locales/en')).default)
    for (const words of added) i18n.global.mergeLocaleMessage('en', words.en)
  }
  language.value = wanted
  i18n.global.locale.value = wanted
  document.documentElement.lang = wanted === 'zh' ? 'zh-CN' : 'en'
  await nextTick()
}

// The person's choice, kept in this browser.
export async function chooseLanguage(wanted: Language): Promise<void> {
  localStorage.setItem(kKey, wanted)
  await setLanguage(wanted)
}

export async function startLanguage(): Promise<void> {
  const asked = new URLSearchParams(location.search).get('lang') ?? stored
  const browser = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
  await setLanguage(asked === 'zh' || asked === 'en' ? asked : browser)
}
