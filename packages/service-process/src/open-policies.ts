import { type AdoptedBook, type AdoptedDraft, adoptedBooks, loadPolicies, type PolicyBook } from '@shouwang/policy'
import { type Queryable, readPolicyAdoptions } from '@shouwang/postgres'
import { draftOf } from './draft-of.ts'

/** The policies of a process, and how it hears of drafts that are adopted while it runs. */
export type OpenedPolicies = {
  readonly book: PolicyBook
  /** Takes what was adopted since; a day that has begun is judged by the same numbers before and after. */
  readonly refresh: () => Promise<void>
}

/**
 * The numbers that came with the program, and over them the drafts that were adopted, each from its day on.
 * @throws Error that lists every problem, where an adopted draft no longer goes with the files of the program
 */
export const openPolicies = async (sql: Queryable): Promise<OpenedPolicies> => {
  const adopted: AdoptedBook[] = []
  const drafts: AdoptedDraft[] = []
  const book: PolicyBook = { ...loadPolicies(), adopted }
  const refresh = async (): Promise<void> => {
    const last = () => drafts.at(-1)?.adoption ?? 0
    // Asked twice at once it would take a draft twice.
    const since = (await readPolicyAdoptions(sql, last())).filter(({ adoption }) => adoption > last())
    if (since.length === 0) return
    const books = adoptedBooks([...drafts, ...since.map(draftOf)])
    drafts.push(...since.map(draftOf))
    adopted.splice(0, adopted.length, ...books)
  }
  await refresh()
  return { book, refresh }
}
