/** Topic names are promises to data already written: add `.v2`, never edit `.v1`. */
export const topics = {
  changeEvents: 'change-events.v1',
  quarantine: 'quarantine.v1',
  assessments: 'assessments.v1',
  taskEvents: 'task-events.v1',
  caseEvents: 'case-events.v1',
} as const

/** Departments produce raw rows here. */
export const recordsTopic = (feed: string): string => `records.${feed}`
