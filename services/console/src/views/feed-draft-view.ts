import type { FeedDraftAnswer } from '@shouwang/console-api'
import { type EventFeed, reasonWords } from '@shouwang/feeds'
import type { FeedDraft, TriedDeclaration } from '@shouwang/intake'
import type { FeedCard } from '../backend/cards.ts'
import { FACT_WORDS } from './fact-words.ts'
import { fieldWords } from './field-words.ts'

/** A draft as the data officer looks at it: nothing of it names a person. */
export const seeDraft = (
  feeds: readonly FeedCard[],
  { like, id, columns, words, headers }: FeedDraft,
  declaration: string,
  tried: TriedDeclaration,
): FeedDraftAnswer => ({
  like: like.id,
  likeName: like.name,
  feed: id,
  taken: feeds.some(({ feed }) => feed === id),
  declaration,
  headers: [...headers],
  columns: columns.map(({ column, ...found }) => {
    const declared = like.columns[column]
    return { column, ...found, meaning: declared?.headers[0] ?? column, required: declared?.required ?? false }
  }),
  words: words.map((word) => ({ ...word, meanings: meaningsOf(like, word.table) })),
  ...whatCameOf(tried),
})

/** What a table's codes mean, by the first word that it knows of each. */
const meaningsOf = ({ tables }: EventFeed, table: string) => {
  const { codes = {}, contains = {} } = tables[table] ?? {}
  return [...new Set([...Object.keys(codes), ...Object.keys(contains)])].map((code) => ({
    code,
    words: String(codes[code]?.[0] ?? contains[code]?.[0] ?? code),
  }))
}

const whatCameOf = (tried: TriedDeclaration): Pick<FeedDraftAnswer, 'problems' | 'checked' | 'rows'> => {
  if ('problems' in tried) return { problems: [...tried.problems], checked: null, rows: [] }
  const { checked, rows } = tried
  return {
    problems: [],
    checked: {
      ...checked,
      problems: checked.problems.map((problem) => ({ ...problem, reasonText: reasonWords(problem.reason) })),
    },
    rows: rows.map(({ rowNo, fact, reason, field }) => ({
      rowNo,
      fact: fact === null ? null : FACT_WORDS[fact.type],
      says: fact === null ? reasonWords(reason ?? 'crashed') : fieldWords(fact.data, names),
      field,
    })),
  }
}

/** Whom a row is about is known to its sender; the preview shows what it says. */
const names = { person: () => '（证件号）', indicator: (id: string) => id }
