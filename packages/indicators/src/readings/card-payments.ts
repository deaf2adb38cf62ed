import type { ChangeEventData, Day } from '@shouwang/contracts'
import type { KnownFact, Member } from '@shouwang/household'

type CardProgramme = NonNullable<ChangeEventData['SubsidyPaid']['programme']>
export type CardPayment = { readonly person: Member['person']; readonly fact: KnownFact<'SubsidyPaid'> }

/** How the subsidy card calls the programmes of the roll that it pays. */
export const onCard = {
  dibao: 'dibao',
  dibao_single: 'dibao',
  tekun: 'tekun',
  orphan: 'orphan',
  'unattended-child': 'unattended-child',
} as const satisfies Readonly<Record<string, CardProgramme>>

/** The programmes of the roll whose money reaches the subsidy card. */
export const paidByCard = ['dibao', 'dibao_single', 'tekun', 'orphan', 'unattended-child'] as const

/** The last payment of a programme that reached a card of one of these people by `day`; null without any. */
export const lastOnCard = (members: readonly Member[], programme: CardProgramme, day: Day): CardPayment | null => {
  let last: CardPayment | null = null
  for (const { person, facts } of members)
    for (const fact of facts.SubsidyPaid ?? []) {
      if (fact.data.programme !== programme || fact.data.paidOn > day || fact.data.amountFen <= 0) continue
      if (last === null || fact.data.paidOn > last.fact.data.paidOn) last = { person, fact }
    }
  return last
}
