/** Who reads what and writes what. The README's diagram is generated from this; a test fails when they differ. */
export const topology = [
  { service: 'ingest', reads: ['records'], writes: ['changeEvents', 'quarantine'] },
  { service: 'scoring', reads: ['changeEvents'], writes: ['assessments', 'quarantine'] },
  { service: 'alert', reads: ['assessments'], writes: ['taskEvents', 'changeEvents', 'quarantine'] },
  { service: 'warehouse', reads: ['changeEvents', 'quarantine', 'assessments', 'taskEvents'], writes: [] },
] as const
