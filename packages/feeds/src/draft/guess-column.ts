import { lookup } from '../code-table.ts'
import type { Column } from '../column.ts'
import type { EventFeed } from '../feed.ts'

/** What a sample shows of one column of a file: its header, and the texts under it that are not empty. */
export type SampleColumn = { readonly header: string; readonly texts: readonly string[] }

/** So much of a column must look alike before it is guessed by what it holds. */
const mostly = 0.8

const day = /^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{8})([ T]\d{1,2}:.*)?$/
const month = /^(\d{4}[-/.年]\d{1,2}月?份?|\d{6})$/
const number = /^[¥￥]?-?\d[\d,]*(\.\d+)?元?$/

const looks: Readonly<Partial<Record<Column['kind'], RegExp>>> = {
  'id-number': /^\d{17}[\dXxｘＸ]$|^\d{15}$/,
  'disability-certificate': /^\d{17}[\dXxｘＸ]\d{2}(B\d)?$/,
  name: /^\p{Script=Han}[\p{Script=Han}·*＊]{1,7}$/u,
  phone: /^1\d{10}$|^0\d{2,3}-?\d{7,8}$/,
  day,
  month,
  money: number,
  number,
  integer: /^\d+$/,
  area: /^\d+(\.\d+)?$/,
  share: /^\d+(\.\d+)?%?$/,
  region: /^\d{12}$/,
}

/**
 * How well a column of the file fits what the layout has no header for, from 0 to 1: by its form, or by how many of its
 * words the layout's table knows. Words and numbers that have no form of their own are never guessed.
 */
export const fitOf = (column: Column, { texts }: SampleColumn, tables: EventFeed['tables']): number => {
  if (texts.length === 0) return 0
  const known = isKnown(column, tables)
  if (known === undefined) return 0
  const share = texts.filter((text) => known(text.trim())).length / texts.length
  return share >= mostly ? share : 0
}

const isKnown = (column: Column, tables: EventFeed['tables']): ((text: string) => boolean) | undefined => {
  const table = column.kind === 'code' ? tables[column.table] : undefined
  if (table !== undefined) {
    // What stands for all else says nothing of a column.
    const { otherwise: _, ...told } = table
    const find = lookup(told)
    return (text) => find(text) !== undefined
  }
  const look = looks[column.kind]
  return look === undefined ? undefined : (text) => look.test(text)
}

/** The meaning of a table whose spellings share most with a word that it does not know; undefined where none shares anything. */
export const likelyMeaning = (
  { codes = {}, contains = {} }: EventFeed['tables'][string],
  word: string,
): string | undefined => {
  const scored = Object.entries({ ...contains, ...codes }).map(([meaning]) => {
    const spellings = [...(codes[meaning] ?? []), ...(contains[meaning] ?? [])]
    return { meaning, score: Math.max(...spellings.map((spelling) => alike(spelling, word))) }
  })
  const best = scored.sort((a, b) => b.score - a.score)[0]
  return best === undefined || best.score === 0 ? undefined : best.meaning
}

/** Shared characters, of all that both have. */
const alike = (a: string, b: string): number => {
  const [one, other] = [new Set(a), new Set(b)]
  const shared = [...one].filter((letter) => other.has(letter)).length
  return shared / (one.size + other.size - shared)
}
