import type { Day, PersonId, RejectReason } from '@shouwang/contracts'
import { type CertificateFault, parseDisabilityCertificate, parseIdNumber } from '@shouwang/identity'
import { isRounded } from './identifier-cell.ts'
import type { RowReading } from './reading.ts'
import { type CellRefusal, refuseCell } from './refusal.ts'

/** A person as one row names him. The ID number is for the vault alone. */
export type PersonCell = {
  readonly person: PersonId
  readonly idNumber: string
  readonly birthDate: Day
  readonly sex: 'male' | 'female'
}

export type CertificateCell = PersonCell & {
  readonly category: number
  readonly level: number
  /** The keyed hash of the certificate's first 20 characters. */
  readonly number: string
  /** `B1` … of one issued again; null for the first. */
  readonly reissue: string | null
}

/** An ID number; one that a program or a spreadsheet took for a number has lost its last digits. */
export const readPerson = (cell: unknown, text: string, reading: RowReading): PersonCell | CellRefusal => {
  if (isRounded(cell) || fromDecimal.test(text)) return refuseCell('rounded-number')
  const parsed = parseIdNumber(text)
  if (!parsed.ok) return refuseCell(reasonOf(parsed.reason))
  return found(parsed, reading)
}

/** A disability certificate's number, with the holder that it names. */
export const readCertificate = (cell: unknown, text: string, reading: RowReading): CertificateCell | CellRefusal => {
  if (isRounded(cell)) return refuseCell('rounded-number')
  const parsed = parseDisabilityCertificate(text)
  if (!parsed.ok) return refuseCell(reasonOf(parsed.reason))
  const person = found(parsed, reading)
  if (!('person' in person)) return person
  const { category, level, certificate20, reissue } = parsed
  return {
    ...person,
    category,
    level,
    reissue,
    number: reading.identity.keyed('disability-certificate', certificate20),
  }
}

/** Eighteen digits before a decimal point went through a number that keeps sixteen. */
const fromDecimal = /^\d{18}\.0*$/

const found = (
  { idNumber, birthDate, sex, mended }: Omit<PersonCell, 'person'> & { readonly mended: boolean },
  reading: RowReading,
): PersonCell | CellRefusal => {
  if (birthDate > reading.limit) return refuseCell('bad-id-number')
  if (mended) reading.mended = true
  return { person: reading.identity.person(idNumber), idNumber, birthDate, sex }
}

const reasonOf = (fault: CertificateFault): RejectReason => {
  switch (fault) {
    case 'empty':
      return 'missing-value'
    case 'too-short':
    case 'bad-category':
    case 'bad-level':
    case 'bad-suffix':
      return 'bad-certificate'
    case 'scientific-notation':
      return 'rounded-number'
    case 'bad-form':
    case 'bad-birth-date':
    case 'bad-check-digit':
      return 'bad-id-number'
    default:
      return fault satisfies never
  }
}
