import { addDays, type Day, daysBetween, type EvidenceFact } from '@shouwang/contracts'
import { currentDisability, custodyOn, deathOf, evidence } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { disabilityText, isSeverelyDisabled, severeDisabilityRules } from './disability-level.ts'
import type { Parent } from './parents-of-child.ts'

/** The numbers that `plightOf` reads. */
export const plightNumbers = ['defacto-unattended-child/term-days', ...severeDisabilityRules] as const

/** Why a parent cannot raise a child; `term`: held, but whether for long enough only time will tell. */
export type Plight = {
  readonly kind: 'dead' | 'held' | 'severe' | 'term'
  readonly text: string
  readonly facts: readonly EvidenceFact[]
  /** For how many days he is held by the sentence, or has been where no end is known; null for the others. */
  readonly heldDays: number | null
  readonly changesOn: Day | null
}

/** What keeps a parent from raising a child on `day`, the gravest first; null where nothing is known to. */
export const plightOf = (parent: Parent | null, policy: Policy, day: Day): Plight | null => {
  if (parent === null) return null
  const { person, facts } = parent
  const death = deathOf(facts)
  if (death !== null && death.day <= day) {
    const reports = death.facts.map((fact) => evidence(person, 'DeathReported', fact))
    return { kind: 'dead', text: `{${person}}于${death.day}去世`, facts: reports, heldDays: null, changesOn: null }
  }
  const disability = currentDisability(facts)
  if (disability !== null && isSeverelyDisabled(disability.data, policy)) {
    const certificate = [evidence(person, 'DisabilityCertified', disability)]
    return {
      kind: 'severe',
      text: `{${person}}${disabilityText(disability.data)}残疾`,
      facts: certificate,
      heldDays: null,
      changesOn: null,
    }
  }
  return heldPlight(parent, policy, day)
}

const heldPlight = ({ person, facts }: Parent, policy: Policy, day: Day): Plight | null => {
  const custody = custodyOn(facts, day)
  if (custody === null) return null
  const { from, to, kind } = custody.data
  const least = policy.number('defacto-unattended-child/term-days').value
  const heldDays = daysBetween(from, to ?? day)
  const long = heldDays >= least
  if (!long && to !== null) return null
  const held = kind === 'prison' ? '服刑' : kind === 'compulsory-rehab' ? '强制隔离戒毒' : '被羁押'
  return {
    kind: long ? 'held' : 'term',
    text: `{${person}}自${from}起${held}${to === null ? '' : `至${to}`}`,
    facts: [evidence(person, 'CustodyStarted', custody)],
    heldDays,
    changesOn: long ? (to === null ? null : addDays(to, 1)) : addDays(from, least),
  }
}

/** How an observation names it. */
export const plightText = { dead: '死亡', held: '服刑或强戒', severe: '重残', term: '期限不明' } as const
