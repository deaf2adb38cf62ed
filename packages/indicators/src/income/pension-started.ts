import { addMonths, type Day, type Month, monthOf, type PersonId } from '@shouwang/contracts'
import { evidence, type Facts, livingMembersFacts, pensionOn } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { type CountedFamily, countedFamilies } from '../readings/counted-family.ts'
import { countedIncome, countedIncomeFacts, countedIncomeNumbers } from '../readings/counted-income.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'
import { yuanText } from '../wording/yuan-text.ts'

/**
 * 养老金起领: someone counted for a living allowance drew his first pension after he was approved, within the months
 * looked back on, and the income seen now lies above the standard. Source: 社会救助暂行办法第十三条 (docs/domain.md §3, S1).
 */
export const pensionStarted: Indicator = {
  id: 'pension-started',
  name: '养老金起领',
  direction: 'wrong',
  class: 'dynamics',
  level: 'yellow',
  dimensions: { income: 50 },
  source: '社会救助暂行办法第十三条',
  reads: [...livingMembersFacts, ...countedIncomeFacts],
  quietWithout: ['AssistanceListed'],
  standards: ['dibao/monthly-standard'],
  parameters: ['pension-started/look-back-months', 'dibao/monthly-standard', ...countedIncomeNumbers],
  programmes: ['dibao', 'dibao_single', 'tekun'],
  judge: (profile, policy, day) => {
    const months = policy.number('pension-started/look-back-months')
    const standard = policy.number('dibao/monthly-standard')
    for (const family of countedFamilies(profile, day)) {
      if (family.listing.data.programme === 'edge') continue
      for (const { person, facts } of family.members) {
        const first = firstPensionMonth(facts)
        const pension = pensionOn(facts, day)
        if (first === null || pension === null || first < addMonths(monthOf(day), -months.value)) continue
        if (first <= monthOf(family.listing.data.from ?? '')) continue
        const perHead = Math.floor(
          incomeOf(family, countedIncome(profile, policy, day).sources) / family.members.length,
        )
        if (perHead <= standard.value) continue
        return {
          status: 'fires',
          confidence: 0.8,
          person,
          reason: `${pension.fact.provider}：{${person}}自${first}起领养老金（${yuanText(pension.monthlyFen)}/月），重算人均${yuanText(perHead)}/月，高于标准${yuanText(standard.value)}，现仍在${listingText(family.listing)}`,
          observations: [
            heldAgainst(standard, { label: '重算人均收入', observed: perHead, threshold: standard.value, unit: 'fen' }),
            heldAgainst(months, { label: '养老金起领月', observed: first, threshold: months.value, unit: 'text' }),
            shownOnly({ label: '月养老金', observed: pension.monthlyFen, unit: 'fen' }),
          ],
          facts: [
            evidence(person, 'PensionPaid', pension.fact),
            evidence(family.holder, 'AssistanceListed', family.listing),
          ],
          advice: ['首笔可能含补发，以每月固定金额重算；医疗等刚性支出大的，可转低保边缘或刚性支出困难'],
          reviewOn: dayForgotten(first, months.value),
        }
      }
    }
    return clear
  },
}

const firstPensionMonth = (facts: Facts): Month | null => {
  let first: Month | null = null
  for (const { data } of facts.PensionPaid ?? []) if (first === null || data.month < first) first = data.month
  return first
}

const incomeOf = (
  { members }: CountedFamily,
  sources: readonly { readonly person: PersonId; readonly monthlyFen: number }[],
): number =>
  sources
    .filter(({ person }) => members.some((member) => member.person === person))
    .reduce((sum, { monthlyFen }) => sum + monthlyFen, 0)

const dayForgotten = (first: Month, months: number): Day => `${addMonths(first, months + 1)}-01`
