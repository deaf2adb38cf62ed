import type { VisitForm } from './form.ts'

/** Somebody who lives in the household; the age in years, where it is known. */
type Resident = { readonly age: number | null }

const ELDER_FROM = 60
const GROWN_FROM = 18

/** The newest version of the form for a household: that of its kind, else the one for any. @throws RangeError where there is none */
export const formFor = (forms: readonly VisitForm[], residents: readonly Resident[]): VisitForm => {
  const kind = kindOf(residents.flatMap(({ age }) => age ?? []))
  const newest = (wanted: VisitForm['for']) =>
    forms.filter((form) => form.for === wanted).toSorted((a, b) => b.version - a.version)[0]
  const found = newest(kind) ?? newest('any')
  if (found === undefined) throw new RangeError('no visit form is for any household: the catalogue needs one')
  return found
}

const kindOf = (ages: readonly number[]): VisitForm['for'] => {
  if (ages.length > 0 && ages.every((age) => age >= ELDER_FROM)) return 'lone-elder'
  const between = ages.some((age) => age >= GROWN_FROM && age < ELDER_FROM)
  return ages.some((age) => age < GROWN_FROM) && !between ? 'child' : 'any'
}
