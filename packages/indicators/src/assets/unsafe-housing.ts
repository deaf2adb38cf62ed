import { evidence, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { unsafeDwelling } from '../readings/unsafe-dwelling.ts'
import { shownOnly } from '../wording/held-against.ts'

/**
 * 危房: the latest safety grade of a member's dwelling is C (局部危险) or D (整幢危险), until it is graded anew; the
 * dwelling may still be on record under a member who died.
 * Source: 社会救助暂行办法第三十八条 (docs/domain.md §3, S1); grades by 危险房屋鉴定标准.
 */
export const unsafeHousing: Indicator = {
  id: 'unsafe-housing',
  name: '危房',
  direction: 'missed',
  class: 'discovery',
  level: 'yellow',
  dimensions: { assets: 50 },
  source: '社会救助暂行办法第三十八条',
  reads: ['DwellingGraded', ...livingMembersFacts],
  quietWithout: ['DwellingGraded'],
  parameters: [],
  programmes: ['housing-aid', 'temporary-relief'],
  judge: (profile, _policy, day) => {
    const worst = unsafeDwelling(profile, day)
    if (worst === null || livingMembers(profile, day).length === 0) return clear
    const { person, fact } = worst
    const { grade, day: gradedOn } = fact.data
    return {
      status: 'fires',
      confidence: 0.9,
      person,
      reason: `住建：{${person}}的住房${gradedOn}鉴定为${grade}级（${grade === 'D' ? '整幢危险' : '局部危险'}）`,
      observations: [shownOnly({ label: '房屋安全等级', observed: grade, unit: 'text' })],
      facts: [evidence(person, 'DwellingGraded', fact)],
      advice: [
        grade === 'D' ? 'D级危房应先动员撤离，对接住建改造或安置' : 'C级危房应对接住建加固修缮',
        '上门核对是否仍住在该房、有无其他住房',
      ],
    }
  },
}
