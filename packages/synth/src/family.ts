import { addDays, type Day, type Month, monthOf } from '@shouwang/contracts'
import { identityOf, type MadeUpIdentity, type Sex, twinIdentityOf } from './id-number.ts'
import type { FeedId, FeedRow, RowOf } from './layouts.ts'
import { nameOf } from './names.ts'
import type { Random } from './random.ts'
import { type CountyRegion, phoneOf, type Village } from './region.ts'
import type { Span } from './span.ts'

/** What is delivered together: the state at the beginning, then month by month. */
export type Batch = 'standing' | Month

export type Home = { readonly householdNo: string; readonly village: Village; readonly address: string }

export type Person = MadeUpIdentity & {
  readonly name: string
  readonly sex: Sex
  readonly age: number
  /** Where the person is registered; someone who is only spoken of has none. */
  readonly home: Home | undefined
}

/**
 * One family in the making, with the rows that departments hold of it. Every draw comes from its own seed, whichever
 * batch is asked for; rows of other batches are left out as they are written.
 */
export type Family = {
  readonly unit: number
  readonly seed: number
  readonly random: Random
  readonly span: Span
  readonly county: CountyRegion
  readonly villages: readonly Village[]
  readonly batch: Batch | undefined
  readonly homes: Home[]
  readonly people: Person[]
  readonly rows: FeedRow[]
  /** How each member is insured for medical care; whoever is not named here pays the contribution of residents. */
  readonly insurance: Map<Person, MedicalInsurance>
  /** How many numbers of its own the family has used: for settlements, plates and the like. */
  numbersUsed: number
}

/** Insured through work or its pension; or no longer, since the contribution was not paid; or since the person died. */
export type MedicalInsurance = 'employee' | 'lapsed' | 'ended'

/** How many people and numbers one family may use at most. */
export const placesPerFamily = 8

/** Someone of the register; with `home: null`, someone whom only other offices know. */
export const addPerson = (
  family: Family,
  person: { relation: RelationCode; sex: Sex; age: number; surname?: string; home?: Home | null; twinOf?: Person },
): Person => {
  const { random, span, seed, unit, people } = family
  const ordinal = unit * placesPerFamily + people.length
  const identity =
    person.twinOf === undefined
      ? identityOf(ordinal, seed, { sex: person.sex, age: person.age, on: span.to })
      : twinIdentityOf(person.twinOf, ordinal, person.sex)
  const named = person.surname === undefined ? {} : { family: person.surname }
  const name = nameOf(random, { sex: person.sex, age: person.age, ...named })
  const home = person.home === null ? undefined : (person.home ?? family.homes[0] ?? addHome(family))
  const added: Person = { ...identity, name, sex: person.sex, age: person.age, home }
  people.push(added)
  const phone = phoneOf(random)
  if (home !== undefined) {
    send(family, 'standing', 'resident-register', {
      户号: home.householdNo,
      公民身份号码: added.idNumber,
      姓名: name,
      与户主关系: person.relation,
      性别: person.sex === 'male' ? '1' : '2',
      出生日期: added.birthDate,
      住址: home.address,
      区划代码: home.village.code,
      联系电话: phone,
    })
  }
  return added
}

/** GB/T 4761: 0 head, 1 spouse, 2 son, 3 daughter, 4 grandchild, 5 parent. */
export type RelationCode = '0' | '1' | '2' | '3' | '4' | '5'

/** One more household in a village of the county; its number begins as no sample's does. */
export const addHome = (family: Family): Home => {
  const { homes, unit, random, villages, county } = family
  const village = random.pick(villages)
  const home = {
    householdNo: `3599${String(unit * 2 + homes.length + 1).padStart(8, '0')}`,
    village,
    address: `${county.cityName}${county.name}${village.town}${village.name}${random.int(1, 180)}号`,
  }
  homes.push(home)
  return home
}

/** Hands a row to its department, as of a day or with what is known from the beginning. */
export const send = <F extends FeedId>(family: Family, when: Day | 'standing', feed: F, row: RowOf<F>): void => {
  if (isSent(family, when)) family.rows.push({ feed, row } as FeedRow)
}

/** Whether what happened on this day, or in this month, belongs to the batch that is asked for. */
export const isSent = ({ batch, span }: Family, when: Day | Month | 'standing'): boolean =>
  batch === undefined ||
  (when < span.from.slice(0, when.length) || when === 'standing' ? 'standing' : monthOf(when)) === batch

/** The day so many days before the business day. */
export const daysAgo = (family: Family, days: number): Day => addDays(family.span.to, -days)

/** A number that nobody else in the county has, of so many digits. */
export const numberOf = (family: Family, digits: number): string =>
  String(family.unit * 32 + family.numbersUsed++).padStart(digits, '0')

/** The month in which the school year of the business day began. */
export const schoolYear = ({ span }: Family): Month =>
  `${Number(span.to.slice(0, 4)) - (span.to.slice(5, 7) < '09' ? 1 : 0)}-09`
