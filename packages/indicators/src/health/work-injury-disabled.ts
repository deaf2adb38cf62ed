import { evidence, type KnownFact, livingMembers } from '@shouwang/household'
import { needUnanswered } from '../household/need-unanswered.ts'
import { clear, type Indicator } from '../indicator.ts'
import { forgottenOn, isRecent } from '../readings/happening.ts'
import { heldAgainst } from '../wording/held-against.ts'

const worst = 'work-injury-disabled/grade'
const lookBack = 'work-injury-disabled/look-back-days'

/**
 * 工伤致残: a member was assessed, within the days looked back on, to have lost most of his capacity to work through an injury
 * at work, and the family is on no programme of low income. Source: 工伤保险条例第三十五、三十六条 (docs/domain.md §4, row 21).
 */
export const workInjuryDisabled: Indicator = needUnanswered({
  id: 'work-injury-disabled',
  name: '工伤致残',
  level: 'yellow',
  dimensions: { health: 50, income: 40 },
  source: '工伤保险条例；劳动能力鉴定',
  reads: ['WorkInjuryGraded'],
  quietWithout: ['WorkInjuryGraded'],
  parameters: [worst, lookBack],
  programmes: ['temporary-relief', 'dibao', 'employment-aid', 'legal-aid'],
  needOf: (profile, policy, day) => {
    const grade = policy.number(worst)
    const days = policy.number(lookBack)
    for (const { person, facts } of livingMembers(profile, day)) {
      const injury = (facts.WorkInjuryGraded ?? []).reduce<KnownFact<'WorkInjuryGraded'> | null>(later, null)
      if (injury === null || injury.data.grade === null || injury.data.grade > grade.value) continue
      if (!isRecent(injury.data.day, day, days.value)) continue
      return {
        status: 'fires',
        confidence: 0.7,
        person,
        reason: `${injury.provider}：{${person}}${injury.data.day}鉴定为工伤${injury.data.grade}级，未享受低保、低保边缘等救助，也未见足以维持的收入`,
        observations: [
          heldAgainst(grade, {
            label: '工伤伤残等级',
            observed: injury.data.grade,
            threshold: grade.value,
            unit: 'level',
          }),
          heldAgainst(days, { label: '鉴定日期', observed: injury.data.day, threshold: null, unit: 'day' }),
        ],
        facts: [evidence(person, 'WorkInjuryGraded', injury)],
        advice: ['问清工伤待遇是否到位，未到位的对接法律援助；生活困难的先看临时救助'],
        reviewOn: forgottenOn(injury.data.day, days.value),
      }
    }
    return clear
  },
})

const later = (
  latest: KnownFact<'WorkInjuryGraded'> | null,
  each: KnownFact<'WorkInjuryGraded'>,
): KnownFact<'WorkInjuryGraded'> => (latest === null || each.data.day >= latest.data.day ? each : latest)
