import type { ChangeEventType, Day, PersonId, RegionCode, Relation } from '@shouwang/contracts'
import { type Book, factsIn, type KnownFact, LateBook, type StoredFact, typesIn } from './fact-book.ts'

export type { KnownFact } from './fact-book.ts'

export type Facts = { readonly [T in ChangeEventType]?: readonly KnownFact<T>[] }

export type Member = {
  readonly person: PersonId
  /** From the latest registration; `other` where no registration is known. */
  readonly relation: Relation
  readonly sex: 'male' | 'female' | 'unknown'
  /** Null where no registration told it. */
  readonly birthDate: Day | null
  /** Still on this household's assistance roll, but has moved into another household since. */
  readonly livesElsewhere: boolean
  readonly facts: Facts
}

/** The latest delivery of a roll or register: its business day, and where it pays by the month, the last month it pays. */
export type LatestDelivery = { readonly day: Day; readonly throughMonth: string | null }

/**
 * Tells the latest delivery of a feed for the household's region; undefined where none came. It is a function so that scoring
 * can note which feeds a judgement asks after.
 */
export type Coverage = (feed: string) => LatestDelivery | undefined

/** The coverage that these deliveries give, by feed id. */
export const coverageBy = (deliveries: { readonly [feed: string]: LatestDelivery }): Coverage => {
  const byFeed = new Map(Object.entries(deliveries))
  return (feed) => byFeed.get(feed)
}

/** The facts of a household, its members (head first, the dead, the held and those who left its roll included) and the kin that rules ask about. */
export type Profile = {
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly members: readonly Member[]
  /** Persons outside the household that a member's facts name: parents, spouses. */
  readonly kin: ReadonlyMap<PersonId, Facts>
  readonly coverage: Coverage
  /** Some fact of a member or of kin is doubtful. */
  readonly doubts: boolean
}

/** The same profile as if none of its doubtful facts had been told. */
export const withoutDoubts = (profile: Profile): Profile => ({
  ...profile,
  members: profile.members.map((member) => ({ ...member, facts: sureFacts(member.facts) })),
  kin: new Map([...profile.kin].map(([person, facts]) => [person, sureFacts(facts)])),
  doubts: false,
})

/** What is known of one person, one packed text for each type of facts. */
export type PackedFacts = {
  readonly types: readonly ChangeEventType[]
  /** As many as `types`, in their order. */
  readonly texts: readonly string[]
  /** The known facts of a text, in the order of their keys. */
  readonly unpack: (text: string) => readonly KnownFact[]
  /** Known facts of a text in any order, among them those of the `count` that were told last. */
  readonly unpackLast: (text: string, count: number) => readonly KnownFact[]
  /** False where it is known that none of them is doubtful. */
  readonly mayDoubt: boolean
}

/**
 * Facts that are unpacked type by type when they are first asked for: who reads little of many people, as a simulation does,
 * pays for what he reads. They say the same as facts that were unpacked at once; a type of which all facts are retracted is
 * there and undefined.
 */
export const lateFacts = (packed: PackedFacts): Facts => new LateFacts(packed) as Facts

/** Types are properties of its own, told by one function for each type: objects with the same types stay alike to the engine. */
class LateFacts {
  readonly #packed: PackedFacts
  readonly #known: (readonly KnownFact[] | undefined)[] = []

  constructor(packed: PackedFacts) {
    this.#packed = packed
    for (const type of packed.types) Object.defineProperty(this, type, propertyOf(type))
  }

  static read(facts: LateFacts, type: ChangeEventType): readonly KnownFact[] | undefined {
    const { types, texts, unpack } = facts.#packed
    const at = types.indexOf(type)
    const known = facts.#known[at]
    if (known !== undefined) return known === none ? undefined : known
    const unpacked = unpack(texts[at] ?? '')
    facts.#known[at] = unpacked.length === 0 ? none : unpacked
    return unpacked.length === 0 ? undefined : unpacked
  }

  static readLast(facts: LateFacts, type: ChangeEventType, count: number): readonly KnownFact[] {
    const { types, texts, unpackLast } = facts.#packed
    const at = types.indexOf(type)
    return at < 0 ? none : (facts.#known[at] ?? unpackLast(texts[at] ?? '', count))
  }

  static areLate(facts: object): facts is LateFacts {
    return #packed in facts
  }

  /** True where it is known without unpacking them that none is doubtful. */
  static areSure(facts: object): boolean {
    return #packed in facts && !facts.#packed.mayDoubt
  }
}

const properties = new Map<ChangeEventType, PropertyDescriptor>()

const propertyOf = (type: ChangeEventType): PropertyDescriptor => {
  const known = properties.get(type)
  if (known !== undefined) return known
  const property = {
    enumerable: true,
    get(this: LateFacts) {
      return LateFacts.read(this, type)
    },
  }
  properties.set(type, property)
  return property
}

/**
 * Known facts of a type in any order, among them those of the `count` that were told last; others may be left out. Who needs no
 * more of years of payments spares late facts their unpacking.
 */
export const lastTold = <Type extends ChangeEventType>(
  facts: Facts,
  type: Type,
  count: number,
): readonly KnownFact<Type>[] => {
  const told = LateFacts.areLate(facts) ? LateFacts.readLast(facts, type, count) : facts[type]
  return (told ?? none) as readonly KnownFact<Type>[]
}

/** True where some of these facts are doubtful. */
export const hasDoubts = (facts: Facts): boolean => {
  if (LateFacts.areSure(facts)) return false
  for (const type in facts) if (facts[type as ChangeEventType]?.some(({ doubtful }) => doubtful === true)) return true
  return false
}

const sureFacts = (facts: Facts): Facts => {
  const sure: Record<string, readonly KnownFact[]> = {}
  for (const [type, known] of Object.entries(facts)) {
    const left = (known ?? none).filter(({ doubtful }) => doubtful !== true)
    if (left.length > 0) sure[type] = left
  }
  return sure as Facts
}

/** The known facts of a book, in the order of their keys so that equal books give equal profiles. */
export const knownFacts = (book: Book): Facts => {
  const facts: Record<string, readonly KnownFact[]> = {}
  for (const type of typesIn(book)) {
    const known = knownFactsOf(book, type)
    if (known.length > 0) facts[type] = known
  }
  return facts as Facts
}

/** The known facts of one type, in the order of their keys. */
export const knownFactsOf = <T extends ChangeEventType>(book: Book, type: T): readonly KnownFact<T>[] =>
  (book instanceof LateBook ? book.standing(type) : undefined) ?? standing(factsIn(book, type))

/** The facts that stand, in the order of their keys. */
const standing = <T extends ChangeEventType>(
  byKey: ReadonlyMap<string, StoredFact<T>> | undefined,
): readonly KnownFact<T>[] => {
  if (byKey === undefined) return none
  const known: KnownFact<T>[] = []
  for (const [sourceKey, { retracted, feed, provider, day, doubtful, data }] of byKey)
    if (!retracted) known.push({ sourceKey, feed, provider, day, ...(doubtful ? { doubtful } : {}), data })
  return known.sort((a, b) => (a.sourceKey < b.sourceKey ? -1 : 1))
}

const none: readonly KnownFact<never>[] = []
