import type { ChangeEventData, ChangeEventType, Day } from '@shouwang/contracts'

/** One fact as a profile keeps it. `day` is the business day of the delivery that stated it. */
export type StoredFact<T extends ChangeEventType = ChangeEventType> = {
  readonly revision: number
  readonly retracted: boolean
  readonly feed: string
  readonly provider: string
  readonly day: Day
  /** Its row names the person otherwise than the register and the rolls do: it may be about somebody else. */
  readonly doubtful?: true
  readonly data: ChangeEventData[T]
}

/** Everything known of one person, retractions included: by type, then by the department's own key. */
export type FactBook = { readonly [T in ChangeEventType]?: ReadonlyMap<string, StoredFact<T>> }

/** A fact that stands: not retracted, with the key that finds it again. */
export type KnownFact<T extends ChangeEventType = ChangeEventType> = {
  readonly sourceKey: string
  readonly feed: string
  readonly provider: string
  /** The business day of the delivery that stated it. */
  readonly day: Day
  /** Its row names the person otherwise than the register and the rolls do: it may be about somebody else. */
  readonly doubtful?: true
  readonly data: ChangeEventData[T]
}

type FactsOfType<T extends ChangeEventType = ChangeEventType> = ReadonlyMap<string, StoredFact<T>>

/** A fact book as it is stored: one text for each type of facts. */
export type PackedBook = {
  readonly types: readonly ChangeEventType[]
  /** As many as `types`, in their order; null where the facts were changed since. */
  readonly texts: readonly (string | null)[]
  /** All facts of a text, by their keys. */
  readonly unpackAll: (text: string) => FactsOfType
  /** The facts of a text that stand, in the order of their keys. */
  readonly unpack: (text: string) => readonly KnownFact[]
}

/** What is known of one person, unpacked at once or late. */
export type Book = FactBook | LateBook

/**
 * A fact book of which a type is unpacked when it is asked for. Most events tell of one type: the thousands of people of a
 * batch stay texts but for that, which spares unpacking the others and keeping them until all of the batch are judged.
 */
export class LateBook {
  readonly packed: PackedBook
  readonly #facts: readonly (FactsOfType | undefined)[]

  constructor(packed: PackedBook, facts: readonly (FactsOfType | undefined)[] = []) {
    this.packed = packed
    this.#facts = facts
  }

  /** The facts of a type, retracted ones included. */
  of<T extends ChangeEventType>(type: T): FactsOfType<T> | undefined {
    const at = this.packed.types.indexOf(type)
    return (at < 0 ? undefined : this.allAt(at)) as FactsOfType<T> | undefined
  }

  /** Those of a type that stand, in the order of their keys; undefined where the type was changed since, or is not there. */
  standing<T extends ChangeEventType>(type: T): readonly KnownFact<T>[] | undefined {
    const text = this.packed.texts[this.packed.types.indexOf(type)] ?? null
    return (text === null ? undefined : this.packed.unpack(text)) as readonly KnownFact<T>[] | undefined
  }

  /** The facts of the type at a place of `types`. */
  allAt(at: number): FactsOfType {
    return this.#facts[at] ?? this.packed.unpackAll(this.packed.texts[at] ?? '')
  }

  /** This book with other facts of a type. */
  with(type: ChangeEventType, facts: FactsOfType): LateBook {
    const { types, texts } = this.packed
    const at = types.indexOf(type)
    if (at < 0)
      return new LateBook(
        { ...this.packed, types: [...types, type], texts: [...texts, null] },
        placed(this.#facts, types.length, facts),
      )
    return new LateBook({ ...this.packed, texts: texts.with(at, null) }, placed(this.#facts, at, facts))
  }
}

const placed = (
  known: readonly (FactsOfType | undefined)[],
  at: number,
  facts: FactsOfType,
): readonly (FactsOfType | undefined)[] => {
  const others = [...known]
  others[at] = facts
  return others
}

/** The types of which a book has facts. */
export const typesIn = (book: Book): readonly ChangeEventType[] =>
  book instanceof LateBook ? book.packed.types : (Object.keys(book) as ChangeEventType[])

/** The facts of a type in a book, retracted ones included. */
export const factsIn = <T extends ChangeEventType>(book: Book, type: T): FactsOfType<T> | undefined =>
  book instanceof LateBook ? book.of(type) : (book[type] as FactsOfType<T> | undefined)

/** All of a book, unpacked. */
export const wholeBook = (book: Book): FactBook =>
  book instanceof LateBook
    ? (Object.fromEntries(book.packed.types.map((type, at) => [type, book.allAt(at)])) as FactBook)
    : book
