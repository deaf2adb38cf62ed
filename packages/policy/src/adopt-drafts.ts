import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, type Day } from '@shouwang/contracts'
import { load } from 'js-yaml'
import { z } from 'zod'
import { loadPolicies, type PolicyDraft, policyDirectory } from './load-policies.ts'
import type { AdoptedBook } from './policy-book.ts'

/** A draft that a second person confirmed, and the first day on which it is judged by. */
export type AdoptedDraft = { readonly adoption: number; readonly from: Day; readonly draft: PolicyDraft }

/**
 * The books that adopted drafts make, each holding those before it, in the order of their days.
 * @throws Error as `loadPolicies`, where a draft no longer goes with the files that came with the program
 */
export const adoptedBooks = (drafts: readonly AdoptedDraft[], directory = policyDirectory): readonly AdoptedBook[] => {
  const files = new Map<string, string>()
  return inOrder(drafts).map(({ adoption, from, draft }) => {
    for (const [path, text] of draft) files.set(path, text)
    return { adoption, from, draft, book: loadPolicies(directory, new Map(files)) }
  })
}

const inOrder = (drafts: readonly AdoptedDraft[]): readonly AdoptedDraft[] =>
  drafts.toSorted((a, b) => (a.from === b.from ? a.adoption - b.adoption : a.from < b.from ? -1 : 1))

/** The newest text of a file, whether it holds already or from a later day on; null where nobody wrote it. */
export const newestText = (
  drafts: readonly AdoptedDraft[],
  path: string,
  directory = policyDirectory,
): string | null => {
  const adopted = inOrder(drafts)
    .findLast(({ draft }) => draft.has(path))
    ?.draft.get(path)
  const shipped = join(directory, path)
  return adopted ?? (existsSync(shipped) ? readFileSync(shipped, 'utf8') : null)
}

/** The files that a draft changes, with the newest text of each when it was written, as one short text that says whether they are still those. */
export const draftBase = (drafts: readonly AdoptedDraft[], draft: PolicyDraft, directory = policyDirectory): string => {
  const hash = createHash('sha256')
  for (const path of [...draft.keys()].sort()) hash.update(JSON.stringify([path, newestText(drafts, path, directory)]))
  return hash.digest('hex').slice(0, 16)
}

/** What signing a draft signs: its files and its first day. */
export const draftDigest = (from: Day, draft: PolicyDraft): string =>
  createHash('sha256')
    .update(JSON.stringify([from, [...draft].toSorted(([a], [b]) => (a < b ? -1 : 1))]))
    .digest('hex')

/**
 * Why a draft cannot be adopted beside those that were, a line each: a file that another changes from a later day on, or a
 * value adopted before that it would lose.
 */
export const adoptionProblems = (drafts: readonly AdoptedDraft[], from: Day, draft: PolicyDraft): readonly string[] =>
  [...draft].flatMap(([path, text]) => {
    const others = drafts.filter((each) => each.draft.has(path))
    const later = others.filter((each) => each.from > from)
    const kept = new Set(daysIn(text))
    const lost = others.flatMap((each) => daysIn(each.draft.get(path) ?? '')).filter((day) => !kept.has(day))
    return [
      ...later.map((each) => `${path}：已有草案自 ${each.from} 起改动它；这份草案不能早于那一天。`),
      ...[...new Set(lost)].map((day) => `${path}：已采用的自 ${day} 起的数值不见了；请在最新文件上起草。`),
    ]
  })

/** The days from which values, or changes of a programme, are stated in a file. */
const daysIn = (text: string): readonly string[] => {
  const read = DatedFile.safeParse(parsed(text))
  return read.success ? [...(read.data.values ?? []), ...(read.data.changes ?? [])].map(({ from }) => from) : []
}

const parsed = (text: string): unknown => {
  try {
    return load(text, { maxAliases: 0 })
  } catch {
    return undefined
  }
}

const dated = z.array(z.object({ from: z.string() })).optional()
/** As much of a file as says from when on; what is wrong with it is told when it is loaded. */
const DatedFile = z.object({ values: dated, changes: dated })

/** The leading digits of the regions that the files of a draft speak for; empty stands for the nation. */
export const draftPrefixes = (draft: PolicyDraft): readonly string[] => [
  ...new Set(
    [...draft.keys()].map((path) => {
      const area = /^(?:regions|programmes)\/(\d+)\//.exec(path)?.[1] ?? '000000'
      return area.length === 6 ? area.replace(/(00){1,3}$/, '') : area
    }),
  ),
]

/** The first day after today that a draft states something for; tomorrow where it states none. */
export const firstDayOfDraft = (draft: PolicyDraft, today: Day): Day => {
  const days = [...draft.values()].flatMap(daysIn).filter((day) => day > today)
  return days.sort()[0] ?? addDays(today, 1)
}
