import type { CivilSearch } from './civil-search.ts'
import { type Free, isFree, partOf, textOf } from './free-json.ts'

/** A page of records, or a sentence that says why there is none and whether asking again may help. */
export type CivilAnswer =
  | {
      readonly kind: 'page'
      readonly recordType: string | undefined
      readonly records: readonly Readonly<Record<string, unknown>>[]
      readonly isLast: boolean
    }
  | { readonly kind: 'refused' | 'away'; readonly why: string }

/** What passes by itself, by the standard's codes of acknowledgements. */
const PASSING = ['err.request.timeout', 'err.request.too_many_requests', 'err.service.unavailable']

const HINTS: Readonly<Record<string, string>> = {
  'rjct.search.too_many_records_found': 'declare fewer windowDays',
  'rjct.pagination.invalid': 'declare another pageSize',
  'rjct.filter.invalid': 'declare the attribute that it searches by',
  'rjct.sort.invalid': 'declare the attribute that it sorts by',
  'rjct.search_criteria.invalid': 'declare the names that it has for its records, or the other query',
  'err.signature.invalid': 'the token is another than the one it keeps for us, or a clock is wrong',
  'err.signature.missing': 'the token is another than the one it keeps for us, or a clock is wrong',
  'err.sender_id.invalid': 'declare the sender under which it knows us',
  'err.receiver_id.invalid': 'declare the receiver that it calls itself',
}

/**
 * What a civil registry answered to a search, with whatever status. Nothing of an answer to another question is taken, and no page
 * in the place of another: rows would be lost or come without end.
 */
export const civilAnswer = (
  sent: CivilSearch,
  answer: unknown,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
): CivilAnswer => {
  const [header, message] = [partOf(answer, 'header'), partOf(answer, 'message')]
  const error = partOf(message, 'error')
  if (message.ack_status === 'ERR' || message.ack_status === 'NACK')
    return rejected(textOf(error.code) ?? `ack_status ${message.ack_status}`, textOf(error.message))
  if (header.status === 'rjct')
    return rejected(textOf(header.status_reason_code) ?? 'rjct', textOf(header.status_reason_message))
  if (header.is_msg_encrypted === true || 'enc_ciphertext' in message)
    return refused('encrypted its answer, which is not agreed: HTTPS encrypts')
  if (!Array.isArray(message.search_response)) return refused('answered nothing that is the answer to a search')
  if (String(message.transaction_id) !== sent.message.transaction_id)
    return refused('answered another transaction_id than was asked')
  const asked = sent.message.search_request[0].reference_id
  const item = message.search_response.filter(isFree).find(({ reference_id }) => reference_id === asked)
  if (item === undefined) return refused('answered another reference_id than was asked')
  if (item.status === 'rjct')
    return rejected(textOf(item.status_reason_code) ?? 'rjct', textOf(item.status_reason_message))
  if (item.status === 'rcvd' || item.status === 'pdng') return { kind: 'away', why: `is not done (${item.status})` }
  return item.status === 'succ' ? pageOf(item, { page, pageSize }) : refused('answered without a status')
}

const pageOf = (item: Free, asked: { readonly page: number; readonly pageSize: number }): CivilAnswer => {
  const data = partOf(item, 'data')
  const records = data.reg_records ?? []
  if (!Array.isArray(records) || !records.every(isFree))
    return refused('answered reg_records that are no list of records')
  const recordType = textOf(data.reg_record_type)
  if (!isFree(item.pagination)) return { kind: 'page', recordType, records, isLast: records.length < asked.pageSize }
  const [number, size, total] = ['page_number', 'page_size', 'total_count'].map((name) =>
    Number(partOf(item, 'pagination')[name]),
  ) as [number, number, number]
  if (number !== asked.page) return refused(`answered page ${number} where ${asked.page} was asked`)
  const isLast = number * size >= total
  if (!isLast && records.length === 0) return refused(`promised ${total} records and gave none on page ${number}`)
  return { kind: 'page', recordType, records, isLast }
}

const refused = (why: string): CivilAnswer => ({ kind: 'refused', why })

const rejected = (code: string, words: string | undefined): CivilAnswer => {
  const hint = HINTS[code]
  const why = `refused the search: ${code}${words === undefined ? '' : ` (${words})`}${hint === undefined ? '' : `; ${hint}`}`
  return PASSING.includes(code) ? { kind: 'away', why } : refused(why)
}
