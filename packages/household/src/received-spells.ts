import { addDays, addMonths, type Day, type ReceivedSpell } from '@shouwang/contracts'
import { deathOf } from './death.ts'
import { stillListed } from './listings.ts'
import { ownMembers } from './member.ts'
import { type Coverage, type Facts, type KnownFact, type Profile, withoutDoubts } from './profile.ts'

type Spell = Omit<ReceivedSpell, 'persons'>

/**
 * When members of a household were on which programme (在享): the lines of the assistance roll, the two subsidies of the disabled
 * and the months of the elder allowance. Everybody counts where he lives now, the dead up to the day before their death; a row that
 * names somebody otherwise than the register counts for nobody. A roll keeps the last state of a line alone: where the same line
 * was stopped and granted again, the earlier time is not known any more.
 */
export const receivedSpells = (given: Profile): readonly ReceivedSpell[] => {
  const profile = given.doubts ? withoutDoubts(given) : given
  const counts = new Map<string, ReceivedSpell>()
  for (const { facts } of ownMembers(profile))
    for (const spell of spellsOf(facts, profile.coverage)) {
      const key = `${spell.programme} ${spell.from ?? ''} ${spell.to ?? ''}`
      counts.set(key, { ...spell, persons: (counts.get(key)?.persons ?? 0) + 1 })
    }
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, spell]) => spell)
}

/** The spells of one person, of each programme none that touches another. */
const spellsOf = (facts: Facts, coverage: Coverage): readonly Spell[] => {
  const { AssistanceListed, DisabilitySubsidyListed, ElderAllowancePaid } = facts
  if (AssistanceListed === undefined && DisabilitySubsidyListed === undefined && ElderAllowancePaid === undefined)
    return none
  const told = [
    ...(AssistanceListed ?? []).flatMap((listing) => rollSpell(listing, coverage)),
    ...(DisabilitySubsidyListed ?? []).map((listing) => subsidySpell(listing, coverage)),
    ...(ElderAllowancePaid ?? []).map(({ data }) => monthSpell('elder-allowance', data.month)),
  ]
  const death = deathOf(facts)?.day
  const lived =
    death === undefined ? told : told.map((spell) => ({ ...spell, to: earlier(spell.to, addDays(death, -1)) }))
  return [...Map.groupBy(lived.filter(isSpan), ({ programme }) => programme).values()].flatMap(joined)
}

const none: readonly Spell[] = []

const rollSpell = (listing: KnownFact<'AssistanceListed'>, coverage: Coverage): readonly Spell[] => {
  const { programme, status, from, to } = listing.data
  if (status === 'rejected') return none
  if (status === 'active')
    return [{ programme, from, to: stillListed(listing, coverage) ? to : earlier(to, listing.day) }]
  return [{ programme, from, to: earlier(to, addDays(listing.day, -1)) }]
}

const subsidySpell = (listing: KnownFact<'DisabilitySubsidyListed'>, coverage: Coverage): Spell => {
  const { kind, fromMonth } = listing.data
  const to = stillListed(listing, coverage) ? null : listing.day
  return { programme: `disability-${kind}`, from: fromMonth === null ? null : `${fromMonth}-01`, to }
}

const monthSpell = (programme: string, month: string): Spell => ({
  programme,
  from: `${month}-01`,
  to: addDays(`${addMonths(month, 1)}-01`, -1),
})

const earlier = (one: Day | null, other: Day): Day => (one === null || other < one ? other : one)

const isSpan = ({ from, to }: Spell): boolean => from === null || to === null || from <= to

/** Spells of one programme as one where they overlap or follow each other. */
const joined = (spells: readonly Spell[]): readonly Spell[] => {
  const result: Spell[] = []
  for (const spell of spells.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))) {
    const last = result.at(-1)
    if (last === undefined || (last.to !== null && (spell.from ?? '') > addDays(last.to, 1))) result.push(spell)
    else if (last.to !== null && (spell.to === null || spell.to > last.to))
      result[result.length - 1] = { ...last, to: spell.to }
  }
  return result
}
