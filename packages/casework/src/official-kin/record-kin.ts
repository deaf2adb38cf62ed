import type { ChangeEventOf, Day, PersonId, RegionCode } from '@shouwang/contracts'
import { factEnvelope } from '../fact-envelope.ts'
import { covers } from '../route.ts'
import type { Circumstances } from '../step.ts'
import type { Worker } from '../tasks/command.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'

/** The district puts a declaration of an official's kin on record (近亲属备案), or takes that back, and says why. */
export type KinCommand = {
  readonly type: 'RecordKin' | 'WithdrawKinRecord'
  readonly household: string
  readonly declarationNo: string
  readonly note: string
}

/** One line of the register of 备案; append-only. */
export type KinRecordLine = {
  readonly person: PersonId
  readonly declarationNo: string
  readonly seq: number
  readonly type: 'recorded' | 'withdrawn'
  readonly day: Day
  readonly at: string
  readonly by: string
  readonly note: string
}

/** A declaration that holds now: about whom, where he lives, since when it is on record, and what was written of it here. */
export type KnownDeclaration = {
  readonly person: PersonId
  readonly region: RegionCode | null
  /** By whichever register. */
  readonly recordedOn: Day | null
  readonly last: KinRecordLine | undefined
}

/** The new line of the register, and the fact with which the household is judged anew. */
export type KinRecorded = { readonly line: KinRecordLine; readonly fact: ChangeEventOf<'OfficialKinRecorded'> }

/** Writes a line of the register, or says why not. Only the district and the city may: nobody below them reads of it. */
export const recordKin = (
  known: KnownDeclaration | undefined,
  { type, declarationNo, note: words }: KinCommand,
  { role, region: area }: Worker,
  { day, at, by }: Pick<Circumstances, 'day' | 'at' | 'by'>,
): CaseRefusal | KinRecorded => {
  if (role !== 'district' && role !== 'city') return 'not-yours-to-decide'
  if (known === undefined || !covers({ role, region: area }, known.region)) return 'no-such-declaration'
  const note = withoutIdentifiers(words)
  if (note === '') return 'case-note-needed'
  const isRecordedHere = known.last?.type === 'recorded'
  if (type === 'RecordKin' && known.recordedOn !== null) return 'kin-on-record'
  if (type === 'WithdrawKinRecord' && !isRecordedHere) return 'kin-not-recorded-here'
  const { person } = known
  const seq = (known.last?.seq ?? 0) + 1
  const written = type === 'RecordKin' ? 'recorded' : 'withdrawn'
  const line: KinRecordLine = { person, declarationNo, seq, type: written, day, at, by, note }
  return { line, fact: factOf(line) }
}

const factOf = (line: KinRecordLine): KinRecorded['fact'] => {
  const { person: subject, declarationNo, type, day } = line
  const origin = `official-kin/${declarationNo}`
  const envelope = factEnvelope(line, { origin, subject, sourcekey: declarationNo, retracted: type === 'withdrawn' })
  return { ...envelope, type: 'OfficialKinRecorded', data: { declarationNo, day } }
}
