import type { ChangeEvent, Day } from '@shouwang/contracts'
import {
  type Draft,
  type DraftChoices,
  declarationText,
  draftFeed,
  type EventFeed,
  eventFeeds,
  type Feed,
  nearestFeed,
  readDeclaration,
} from '@shouwang/feeds'
import { keyFromText, pseudonymiser, withoutIdentifiers } from '@shouwang/identity'
import { checkFile, type FileChecked } from './check-file.ts'
import { FileProblem } from './files/file-problem.ts'
import { sampleFile } from './sample-file.ts'

/** A sample file, which is read more than once and never kept. */
export type SampleFile = { readonly fileName: string; readonly open: () => AsyncIterable<Uint8Array> }

/** What somebody says of the feed that is drafted; what is left out is taken from the feed it is like, and from the file's name. */
export type DraftNames = {
  readonly like?: string | undefined
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly provider?: string | undefined
}

/** Why no feed is drafted: a door says it in the words of its own options. */
export type NoDraft =
  | { readonly why: 'not-readable'; readonly detail: string }
  /** People or numbers stand where the headers should: a declaration would keep them. */
  | { readonly why: 'no-headers' }
  | { readonly why: 'like-unknown' }
  | { readonly why: 'like-nothing' }

export type FeedDraft = Draft & { readonly like: EventFeed; readonly id: string }

/**
 * Drafts a feed for a file after the one that tells the same kind of fact. The draft holds headers and codes of the file, and
 * nothing that names a person.
 */
export const draftFromSample = async (
  { feeds, own }: { readonly feeds: readonly Feed[]; readonly own: string | undefined },
  { fileName, open }: SampleFile,
  named: DraftNames,
  choices: DraftChoices = {},
): Promise<FeedDraft | NoDraft> => {
  try {
    const sample = await sampleFile(feeds, open(), fileName)
    const headers = sample.columns.map(({ header }) => header)
    if (headers.some(identifies)) return { why: 'no-headers' }
    const like =
      named.like === undefined ? nearestFeed(headers, feeds) : eventFeeds(feeds).find(({ id }) => id === named.like)
    const text = like === undefined ? undefined : declarationText(like.id, own)
    if (like === undefined || text === undefined)
      return { why: named.like === undefined ? 'like-nothing' : 'like-unknown' }
    const id = named.id ?? `${like.id}-local`
    const name = named.name ?? nameOf(fileName)
    const provider = named.provider ?? like.provider
    const draft = draftFeed(sample, { feed: like, text }, { id, name, provider }, choices)
    return { ...draft, like, id }
  } catch (error) {
    if (error instanceof FileProblem) return { why: 'not-readable', detail: error.zh }
    throw error
  }
}

const identifies = (text: string): boolean => withoutIdentifiers(text) !== text

/** The words of a file's name, without its day and ending. */
const nameOf = (fileName: string): string =>
  fileName.replace(/\.\w+$/, '').replace(/[_\s]*\d[\d年月日.-]*$/, '') || fileName

/** What a row of a sample tells under a declaration, or why it would be set aside. */
type TriedRow = {
  readonly rowNo: number
  readonly fact: Pick<ChangeEvent, 'type' | 'data'> | null
  readonly reason: string | null
  readonly field: string | null
}

/** What a declaration makes of a sample, its first rows one by one; or what is wrong with it. */
export type TriedDeclaration =
  | { readonly problems: readonly string[] }
  | { readonly feed: Feed; readonly checked: FileChecked; readonly rows: readonly TriedRow[] }

const rowsShown = 20

/** Reads a sample by a declaration that is saved nowhere; pseudonyms are made on the way and kept by nobody, so any key does. */
export const tryDeclaration = async (
  id: string,
  text: string,
  { fileName, open }: SampleFile,
  asOf: Day,
): Promise<TriedDeclaration> => {
  const { feed, problems } = readDeclaration(id, text)
  if (feed === undefined || problems.length > 0) return { problems }
  const identity = pseudonymiser(keyFromText('0'.repeat(64)))
  const rows: TriedRow[] = []
  const checked = await checkFile({ feeds: [feed], identity }, open(), {
    ...{ fileName, feed: id, asOf },
    onRow: (rowNo, mapped) => {
      if (rows.length >= rowsShown) return
      if (mapped.kind === 'quarantined') rows.push({ rowNo, fact: null, reason: mapped.reason, field: mapped.field })
      else if ('event' in mapped)
        rows.push({ rowNo, fact: { type: mapped.event.type, data: mapped.event.data }, reason: null, field: null })
    },
  })
  return { feed, checked, rows }
}
