/** 中文 comes first: caseworkers read it. English is for engineers and visitors. */
const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/** One thing in words, in both languages. */
export type Words = { readonly [L in Language]: string }
