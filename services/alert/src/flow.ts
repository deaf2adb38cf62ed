import { considerAssessment } from '@shouwang/casework'
import { type CaseworkContext, caseload } from '@shouwang/commands'
import { Assessment, type QuarantineNotice, topics } from '@shouwang/contracts'
import { type Decided, type Received, type Stage, textFields } from '@shouwang/flow'
import { type CaseChange, type CaseState, type CaseTouched, quarantineIdOf, StorableDay } from '@shouwang/postgres'

export type AlertStage = Stage<Assessment, CaseTouched, CaseState, CaseChange>

/**
 * Turns assessments into what happens to tasks, one household after the other. One that a newer one of its household has
 * replaced is passed over: it was made of half of what came, and the newer one is saved and on its way.
 */
export const alertStage = (context: CaseworkContext): AlertStage => ({
  name: 'alert',
  read: ({ value }) => Assessment.parse(JSON.parse(value)),
  touches: (assessments) => ({
    households: [...new Set(assessments.map(({ household }) => household))],
    regions: [...new Set(assessments.map(({ region }) => region))],
  }),
  step: (state, assessments) => {
    const cases = caseload(state, context)
    for (const assessment of assessments) {
      const { household, region, day, version, acceptedAt } = assessment
      if (version < (state.judged.get(household) ?? 0)) continue
      cases.take(
        household,
        (file) => considerAssessment(file, assessment, cases.circumstances(region, day)),
        acceptedAt,
      )
    }
    return cases.decided()
  },
  deadLetter: (message) => deadLetter(message, context.now()),
})

/** Keeps an assessment that a bug kept from becoming work, and tells of it. */
const deadLetter = (message: Received, at: string): Decided<CaseChange> => {
  const { topic, key, value, offset } = message
  const field = textFields(value)
  const day = StorableDay.safeParse(field('day'))
  const notice: QuarantineNotice = {
    quarantineId: quarantineIdOf(message, 'alert'),
    feed: 'assessments',
    delivery: topic,
    rowNo: offset,
    businessDay: day.success ? day.data : at.slice(0, 10),
    stage: 'alert',
    reason: 'crashed',
    field: field('household') ?? null,
    at,
  }
  const output = { topic: topics.quarantine, key: 'assessments', value: JSON.stringify(notice) }
  const deadLetter = { topic, key, value, notice, counted: false }
  const nothing = { files: [], tasks: [], events: [], cases: [], caseEvents: [], notices: [], acceptedAt: [] }
  return { change: { ...nothing, deadLetter }, outputs: [output] }
}
