import { ageOn, birthday, type ChangeEventData, type Day, yearOf } from '@shouwang/contracts'
import { evidence, livingMembers, livingMembersFacts, type Profile } from '@shouwang/household'
import { type Clear, clear, type Indicator, type Unknown } from '../indicator.ts'
import { latestEnrolment } from '../readings/school-fees.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'

const startAge = 'compulsory-education/start-age'
const endAge = 'compulsory-education/end-age'

/**
 * 疑似失学: a living child of compulsory school age whose latest school record says that he dropped out; unknown where
 * no record, or only that of a finished stage before junior school's end, tells. Source: 峨山、旺苍控辍保学 (docs/domain.md §3,
 * S66, S67).
 */
export const dropoutSuspect: Indicator = {
  id: 'dropout-suspect',
  name: '疑似失学',
  direction: 'missed',
  class: 'discovery',
  level: 'yellow',
  dimensions: { household: 45 },
  source: '峨山县、旺苍县控辍保学；义务教育法',
  reads: ['EnrolmentReported', ...livingMembersFacts],
  parameters: [startAge, endAge],
  programmes: ['education-aid', 'unattended-child'],
  judge: (profile, policy, day) => {
    const [from, until] = [policy.number(startAge), policy.number(endAge)]
    if (!mayHaveChildOfAge(profile, day, from.value, until.value)) return clear
    let otherwise: Clear | Unknown = clear
    for (const { person, birthDate, facts } of livingMembers(profile, day)) {
      if (birthDate === null) {
        otherwise = awaitingBirthDate
        continue
      }
      const age = ageOn(birthDate, day)
      if (age < from.value || age >= until.value) continue
      const record = latestEnrolment(facts.EnrolmentReported)
      if (record?.data.status === 'dropped-out')
        return {
          status: 'fires',
          confidence: 0.7,
          person,
          reason: `教育：{${person}}${age}岁，学籍（${record.data.term}）显示已辍学，仍在义务教育年龄`,
          observations: [
            heldAgainst(until, { label: '年龄', observed: age, threshold: until.value, unit: 'years' }),
            shownOnly({ label: '学籍状态', observed: '辍学', unit: 'text' }),
          ],
          facts: [evidence(person, 'EnrolmentReported', record)],
          advice: ['会同学校劝返复学，了解辍学原因和监护情况；可能已转往外地就读，先核实'],
          reviewOn: birthday(birthDate, until.value),
        }
      if (record === null || finishedEarly(record.data)) otherwise = awaitingEnrolment
    }
    return otherwise
  },
}

/** Graduated from a stage after which compulsory schooling goes on. */
const finishedEarly = ({ status, stage }: ChangeEventData['EnrolmentReported']): boolean =>
  status === 'graduated' && (stage === 'kindergarten' || stage === 'primary')

const awaitingBirthDate: Unknown = { status: 'unknown', missing: ['出生日期'], awaits: ['resident-register'] }
const awaitingEnrolment: Unknown = { status: 'unknown', missing: ['适龄儿童的学籍'], awaits: ['enrolment'] }

/** Whether some member may be of school age, dead or alive, by the years of birth alone: a cheap answer for most families. */
const mayHaveChildOfAge = ({ members }: Profile, day: Day, from: number, until: number): boolean => {
  const year = yearOf(day)
  for (const { birthDate } of members) {
    if (birthDate === null) return true
    const years = year - yearOf(birthDate)
    if (years >= from && years <= until) return true
  }
  return false
}
