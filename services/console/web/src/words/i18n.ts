import i18n from 'i18next'
import { initReactI18next } from 'react-i18next'
import { deskEn } from './desk-en.ts'
import { deskZh } from './desk-zh.ts'
import { en } from './en.ts'
import { helpEn } from './help-en.ts'
import { helpZh } from './help-zh.ts'
import { zh } from './zh.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    keySeparator: false
    nsSeparator: false
    resources: { translation: Record<keyof typeof zh | keyof typeof deskZh | keyof typeof helpZh, string> }
  }
}

const KEPT = 'shouwang.language'

/** Chinese first; the choice of English is remembered on this device. */
export const startWords = (): void => {
  const language = localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh'
  void i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh',
    keySeparator: false,
    nsSeparator: false,
    pluralSeparator: '¦',
    interpolation: { escapeValue: false },
    resources: {
      zh: { translation: { ...zh, ...deskZh, ...helpZh } },
      en: { translation: { ...en, ...deskEn, ...helpEn } },
    },
  })
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
}

/** Switches between Chinese and English. */
export const switchLanguage = (): void => {
  const next = i18n.language === 'en' ? 'zh' : 'en'
  localStorage.setItem(KEPT, next)
  document.documentElement.lang = next === 'en' ? 'en' : 'zh-CN'
  void i18n.changeLanguage(next)
}
