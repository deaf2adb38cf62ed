import type { RegistrySearchBody, SearchCriteria, Searched, SearchedMessage } from '@shouwang/console-api'
import type { ListPurpose } from '@shouwang/contracts'
import { type Condition, readQuery } from '@shouwang/exchange'
import { findRegistered } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { type Person, regionsOf } from '../sign-in/access.ts'
import { householdsFor, recordsOf } from './households.ts'
import { fieldsOf, purposeOf } from './partner.ts'

const PAGE = 100
export const REG_TYPE = 'ns:org:RegistryType:Social'

/** The answer to a search, with what the audit is told: whom it was about, and for what. */
export type Answered<Message> = {
  readonly message: Message
  readonly whom: readonly string[]
  readonly purposes: readonly ListPurpose[]
  readonly records: number
}

type Item = RegistrySearchBody['message']['search_request'][number]
type Found = { readonly searched: Searched; readonly whom: readonly string[]; readonly purpose: ListPurpose | null }

/** Answers every request of a search. What the asker may not see is not there; what it may not ask by is refused by its code. */
export const searchRegistry = async (
  backend: Backend,
  asker: Person,
  { transaction_id, search_request }: RegistrySearchBody['message'],
  correlationId: string,
): Promise<Answered<SearchedMessage>> => {
  const seen = new Set<string>()
  const found: Found[] = []
  for (const item of search_request) {
    found.push(
      seen.has(item.reference_id)
        ? rejected(backend, item, 'rjct.reference_id.duplicate', 'reference_id is there twice')
        : await searchOne(backend, asker, item),
    )
    seen.add(item.reference_id)
  }
  return {
    message: {
      transaction_id,
      correlation_id: correlationId,
      search_response: found.map(({ searched }) => searched),
    },
    whom: [...new Set(found.flatMap(({ whom }) => whom))],
    purposes: found.flatMap(({ purpose }) => purpose ?? []),
    records: found.reduce((sum, { searched }) => sum + searched.data.reg_records.length, 0),
  }
}

const searchOne = async (backend: Backend, asker: Person, item: Item): Promise<Found> => {
  const { search_criteria: criteria } = item
  const fields = fieldsOf(asker)
  const refuse = (code: string, fault: string): Found => rejected(backend, item, code, fault)
  const type = criteria.reg_type?.split(':').at(-1)
  if (type !== undefined && !/^(Social|Social_?Registry|SR)$/i.test(type))
    return refuse('rjct.search_criteria.invalid', `reg_type is ${REG_TYPE}`)
  const grounds = purposeOf(asker, criteria.authorize ?? criteria.consent)
  if (!grounds.ok) return refuse('rjct.search_criteria.invalid', grounds.fault)
  const read = readQuery(criteria, { fields, pseudonym: backend.vault.pseudonym })
  if (!read.ok) return refuse('rjct.search_criteria.invalid', read.fault)
  const entity = entityOf(criteria, read.condition)
  if (entity === undefined)
    return refuse('rjct.search_criteria.invalid', 'a Member is asked for by an identifier of the person')
  const byHardship = orderOf(criteria, fields.includes('hardship'))
  if (byHardship === undefined)
    return refuse('rjct.sort.invalid', 'one sorts by poverty_score alone, where it was granted')
  const { page_size, page_number } = criteria.pagination ?? { page_size: PAGE, page_number: 1 }
  const page = { limit: page_size, offset: (page_number - 1) * page_size }
  const { total, rows } = await findRegistered(backend.sql, {
    ...{ condition: read.condition, within: regionsOf(asker), byHardship },
    ...page,
  })
  const households = await householdsFor(backend, asker.staffNo, fields, rows)
  const records = recordsOf(rows, households, fields, entity)
  return {
    purpose: grounds.purpose,
    whom: rows.map(({ household }) => household),
    searched: {
      ...head(backend, item),
      status: 'succ',
      data: dataOf(entity.is, records),
      pagination: { page_size, page_number, total_count: total },
    },
  }
}

const entityOf = ({ response_entity, reg_record_type }: SearchCriteria, condition: Condition) => {
  const asked = response_entity ?? (/(Member|Person)$/i.test(reg_record_type ?? '') ? 'Member' : 'Group')
  if (asked === 'Group') return { is: 'Group' } as const
  if (condition.is === 'nothing') return { is: 'Member', person: null } as const
  return condition.is === 'person' ? ({ is: 'Member', person: condition.person } as const) : undefined
}

const orderOf = ({ sort = [] }: SearchCriteria, granted: boolean): 'asc' | 'desc' | null | undefined => {
  const [first, ...others] = sort
  if (first === undefined) return null
  return granted && others.length === 0 && first.attribute_name === 'poverty_score' ? first.sort_order : undefined
}

const head = (backend: Backend, { reference_id, locale }: Item) => ({
  reference_id,
  timestamp: new Date(backend.nowMs()).toISOString(),
  locale: locale ?? 'zho',
})

/** Records as answers and events carry them. */
export const dataOf = (recordType: 'Group' | 'Member', records: readonly Record<string, unknown>[]) => ({
  version: '1.0.0',
  reg_type: REG_TYPE,
  reg_record_type: recordType,
  reg_records: [...records],
})

const rejected = (backend: Backend, item: Item, code: string, fault: string): Found => ({
  purpose: null,
  whom: [],
  searched: {
    ...head(backend, item),
    status: 'rjct',
    status_reason_code: code,
    status_reason_message: fault,
    data: dataOf(item.search_criteria.response_entity ?? 'Group', []),
  },
})
