/** Where an entry is: written, on its way, in the history, beside what did not fit, or not taken at all. */
type EntryState = 'waiting' | 'sending' | 'sent' | 'conflict' | 'refused'

/** One thing that somebody wrote about a task, until he has seen what became of it. */
export type Entry = {
  /** The id of its command: however often it is sent, it happens once. */
  readonly id: string
  /** The task that it is about; empty for a new lead and a patrol. */
  readonly taskId: string
  readonly action: 'outcome' | 'note' | 'contact' | 'form' | 'lead' | 'patrol'
  readonly body: Readonly<Record<string, unknown>>
  /** What it says, for people. */
  readonly words: string
  /** An instant, ISO 8601. */
  readonly writtenAt: string
  /** The last line of the task's history that its writer had seen. */
  readonly seenSeq: number
  readonly state: EntryState
  /** How often it was sent. One that was sent may have arrived, whatever came back. */
  readonly attempts: number
  /** What the server said of a conflict or a refusal. */
  readonly detail: string
  /** What others wrote meanwhile, for the writer to read beside his own words. */
  readonly theirs: readonly string[]
}

/** Everything that one person wrote on one phone, in its order. */
export type Outbox = readonly Entry[]

/** A line of the task's history after an entry was taken; `command` is the entry that led to it. */
type Line = { readonly seq: number; readonly command: string | null }

/** What the server said of an entry. */
export type Answer =
  | { readonly kind: 'done'; readonly history: readonly Line[] }
  | { readonly kind: 'conflict'; readonly detail: string; readonly theirs: readonly string[] }
  | { readonly kind: 'refused'; readonly detail: string }

/** What happens to an outbox. */
export type Happening =
  | {
      readonly type: 'Written'
      readonly entry: Pick<Entry, 'id' | 'taskId' | 'action' | 'body' | 'words' | 'writtenAt' | 'seenSeq'>
    }
  | { readonly type: 'SendingStarted'; readonly id: string }
  | { readonly type: 'Answered'; readonly id: string; readonly answer: Answer }
  /** No answer came: it may have arrived, and is sent again. */
  | { readonly type: 'AnswerLost'; readonly id: string }
  /** The page was opened anew: nothing is on its way any more. */
  | { readonly type: 'Restarted' }
  /** Its writer does not want it sent; only before it was sent for the first time. */
  | { readonly type: 'Withdrawn'; readonly id: string }
  /** Its writer has read what became of it. */
  | { readonly type: 'Seen'; readonly id: string }
