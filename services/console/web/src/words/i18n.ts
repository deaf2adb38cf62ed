import i18n from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { feedDraftZh } from '../feed-draft/feed-draft-words.ts'
import type { reportZh } from '../reports/report-words.ts'
import { deskZh } from './desk-zh.ts'
import { helpZh } from './help-zh.ts'
import { zh } from './zh.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    keySeparator: false
    nsSeparator: false
    resources: {
      translation: Record<
        keyof typeof zh | keyof typeof deskZh | keyof typeof helpZh | keyof typeof feedDraftZh | keyof typeof reportZh,
        string
      >
    }
  }
}

type Bundle = Readonly<Record<string, string>>

/** Adds the words of a page that few open: they come with its code. */
export const addWords = (words: { readonly zh: Bundle; readonly en: Bundle }): void => {
  for (const language of ['zh', 'en'] as const)
    i18n.addResourceBundle(language, 'translation', words[language], true, true)
}

let hasEnglish = false

const KEPT = 'shouwang.language'

/** Chinese first; the choice of English is remembered on this device, and its words are read before anything is shown. */
export const startWords = async (): Promise<void> => {
  await i18n.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: 'zh',
    keySeparator: false,
    nsSeparator: false,
    pluralSeparator: '¦',
    interpolation: { escapeValue: false },
    resources: { zh: { translation: { ...zh, ...deskZh, ...helpZh } } },
  })
  if (localStorage.getItem(KEPT) === 'en') await speak('en')
}

/** Switches between Chinese and English. */
export const switchLanguage = (): void => {
  const next = i18n.language === 'en' ? 'zh' : 'en'
  localStorage.setItem(KEPT, next)
  void speak(next)
}

/** A phone whose network is gone before it has the words of English stays with Chinese. */
const speak = async (language: 'zh' | 'en'): Promise<void> => {
  if (language === 'en' && !hasEnglish) {
    const words = await import('./english.ts').catch(() => undefined)
    if (words === undefined) return
    i18n.addResourceBundle('en', 'translation', words.english, true, true)
    hasEnglish = true
  }
  await i18n.changeLanguage(language)
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
}
