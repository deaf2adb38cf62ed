import { deskEn } from './desk-en.ts'
import { en } from './en.ts'
import { helpEn } from './help-en.ts'

/** Every word of the pages in English: read once somebody asks for it. */
export const english = { ...en, ...deskEn, ...helpEn }
