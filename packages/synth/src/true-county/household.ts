import type { Day, Month } from '@shouwang/contracts'
import type { Sex } from '../id-number.ts'
import type { Village } from '../region.ts'

/** How somebody lives: what he does for a living, or why he does not. */
export type Livelihood =
  | 'formal'
  | 'public'
  | 'flexible'
  | 'own-business'
  | 'farm'
  | 'away'
  | 'jobless'
  | 'home'
  | 'student'
  | 'child'
  | 'elder'

/** Somebody as he truly is. `from` and `until` are places in the county's list of months. */
export type TruePerson = {
  readonly idNumber: string
  readonly name: string
  readonly sex: Sex
  readonly birthDate: Day
  /** GB/T 4761, as the register writes it. */
  readonly relation: string
  readonly phone: string
  /** The month from which he belongs to the household: later than the first only for a newborn. */
  readonly from: number
  /** The first month in which he no longer lives there, and why. */
  until: number
  left: 'died' | 'divorced' | 'married' | 'imprisoned' | null
  livelihood: Livelihood
  /** What he earns when all goes well, yuan a month. */
  readonly wageYuan: number
  readonly pension: { readonly kind: 'employee' | 'resident'; readonly yuan: number } | null
  /** Since when he is disabled, and how; the level as the federation counts, 1 gravest. */
  disability: {
    readonly since: number
    readonly category: number
    readonly level: number
    readonly certified: boolean
  } | null
  readonly chronic: boolean
  /** 户号 of the parents' home, where they live in this county too. */
  grewUpIn: string | null
  /** The months in which a grave illness lasts. */
  grave: { readonly from: number; readonly until: number; readonly disease: readonly [string, string] } | null
  /** What he did in each month, and what it brought, as it truly was. */
  readonly months: { livelihood: Livelihood; yuan: number }[]
}

/** What befell a household in a month. `person` is its place in the list of people. */
export type Happening = {
  readonly month: number
  readonly person: number
  readonly kind:
    | 'stay'
    | 'grave-care'
    | 'job-loss'
    | 'business-failed'
    | 'death'
    | 'birth'
    | 'divorce'
    | 'marriage'
    | 'custody'
    | 'disabled'
    | 'fire'
    | 'disaster'
    | 'accident'
    | 'moved'
    | 'recovered'
  /** The whole bill or loss. */
  readonly totalYuan?: number
  /** What of it the family paid itself. */
  readonly paidYuan?: number
  readonly disease?: readonly [string, string]
}

/** Why a household is in need: too little comes in; what comes in goes to what cannot be avoided; nobody cares. */
export type NeedKind = 'livelihood' | 'outlay' | 'care'

/** How a household truly stood in a month. */
export type TrueMonth = {
  readonly heads: number
  readonly incomeYuan: number
  readonly outlayYuan: number
  readonly aidYuan: number
  readonly savingsYuan: number
  readonly need: NeedKind | null
}

/** Help that the household had before anybody looked, and whether it should have. */
export type Roll = { readonly programme: '低保' | '特困' | '低保边缘'; readonly since: Day; monthlyYuan: number }

/** A household as it truly is, and what became of it. */
export type TrueHousehold = {
  readonly unit: number
  readonly no: string
  readonly village: Village
  readonly address: string
  readonly inCountry: boolean
  readonly registeredHere: boolean
  readonly kind: string
  readonly people: TruePerson[]
  /** What children who live elsewhere give, yuan a month. */
  childrenGiveYuan: number
  readonly rentYuan: number
  cars: number
  /** Whether nobody pays the residents' contribution for medical care. */
  uninsured: boolean
  savingsYuan: number
  roll: Roll | null
  readonly happenings: Happening[]
  readonly months: TrueMonth[]
  /** The month in which it asks for help itself; null where it never does. */
  asksIn: number | null
  readonly refuses: boolean
}

/** Who of the household lives in it in a month. */
export const livingIn = ({ people }: Pick<TrueHousehold, 'people'>, month: number): readonly TruePerson[] =>
  people.filter(({ from, until }) => from <= month && month < until)

/** A span of the county: its months, and which of them is the first of the year that is looked at. */
export type TrueSpan = { readonly months: readonly Month[]; readonly firstWatched: number }
