import { considerAssessment } from '@shouwang/casework'
import { type CaseworkContext, caseload } from '@shouwang/commands'
import { Assessment, type QuarantineNotice, topics } from '@shouwang/contracts'
import type { Decided, Received, Stage } from '@shouwang/flow'
import { type CaseChange, type CaseState, type CaseTouched, quarantineIdOf, StorableDay } from '@shouwang/postgres'

export type AlertStage = Stage<Assessment, CaseTouched, CaseState, CaseChange>

/** Turns assessments into what happens to tasks, one household after the other. */
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
      const { household, region, day, acceptedAt } = assessment
      cases.take(
        household,
        (file) => considerAssessment(file, assessment, cases.circumstances(region, day)),
        acceptedAt,
      )
    }
    return cases.decided()
  },
  setAside: (message) => crashed(message, context.now()),
})

/** Keeps an assessment that could not become work, and tells of it. It may be no JSON at all, so it is not parsed. */
const crashed = (message: Received, at: string): Decided<CaseChange> => {
  const { topic, key, value, offset } = message
  const said = (field: string): string | undefined => new RegExp(`"${field}":"([^"\0]{1,200})"`).exec(value)?.[1]
  const day = StorableDay.safeParse(said('day'))
  const notice: QuarantineNotice = {
    quarantineId: quarantineIdOf(message, 'alert'),
    feed: 'assessments',
    delivery: topic,
    rowNo: offset,
    businessDay: day.success ? day.data : at.slice(0, 10),
    stage: 'alert',
    reason: 'crashed',
    field: said('household') ?? null,
    at,
  }
  const output = { topic: topics.quarantine, key: 'assessments', value: JSON.stringify(notice) }
  const deadLetter = { topic, key, value, notice, counted: false }
  return { change: { files: [], tasks: [], events: [], notices: [], acceptedAt: [], deadLetter }, outputs: [output] }
}
