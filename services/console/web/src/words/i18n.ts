import { useSyncExternalStore } from 'react'
import type { feedDraftZh } from '../feed-draft/feed-draft-words.ts'
import type { reportZh } from '../reports/report-words.ts'
import { deskZh } from './desk-zh.ts'
import { helpZh } from './help-zh.ts'
import { zh } from './zh.ts'

type Language = 'zh' | 'en'
type Key =
  | keyof typeof zh
  | keyof typeof deskZh
  | keyof typeof helpZh
  | keyof typeof feedDraftZh
  | keyof typeof reportZh
type Bundle = Readonly<Record<string, string>>

/** The words of a key in the language that shows, with what stands in its `{{names}}`. */
type Translate = (key: Key, values?: Readonly<Record<string, unknown>>) => string

const words: Record<Language, Bundle> = { zh: { ...zh, ...deskZh, ...helpZh }, en: {} }
const listeners = new Set<() => void>()
let language: Language = 'zh'

const t: Translate = (key, values = {}) =>
  (words[language][key] ?? words.zh[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => `${values[name] ?? ''}`)

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => void listeners.delete(changed)
}

/** The words of the pages; whoever uses them shows anew when the language changes. */
export const useTranslation = (): { readonly t: Translate; readonly i18n: { readonly language: Language } } => ({
  t,
  i18n: { language: useSyncExternalStore(subscribe, () => language) },
})

/** Adds the words of a page that few open: they come with its code. */
export const addWords = (added: Readonly<Record<Language, Bundle>>): void => {
  for (const each of ['zh', 'en'] as const) words[each] = { ...words[each], ...added[each] }
}

let hasEnglish = false

const KEPT = 'shouwang.language'

/** Chinese first; the choice of English is remembered on this device, and its words are read before anything is shown. */
export const startWords = async (): Promise<void> => {
  if (localStorage.getItem(KEPT) === 'en') await speak('en')
}

/** Switches between Chinese and English. */
export const switchLanguage = (): void => {
  const next = language === 'en' ? 'zh' : 'en'
  localStorage.setItem(KEPT, next)
  void speak(next)
}

/** A phone whose network is gone before it has the words of English stays with Chinese. */
const speak = async (next: Language): Promise<void> => {
  if (next === 'en' && !hasEnglish) {
    const read = await import('./english.ts').catch(() => undefined)
    if (read === undefined) return
    words.en = { ...read.english, ...words.en }
    hasEnglish = true
  }
  language = next
  document.documentElement.lang = next === 'en' ? 'en' : 'zh-CN'
  for (const listener of listeners) listener()
}
