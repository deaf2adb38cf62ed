import { z } from 'zod'

/** Who has to do something about the need of a case, beside the owner who follows it: offices, and organisations that they hand a need to. */
export const Department = z.enum([
  'civil-affairs',
  'medical-insurance',
  'health',
  'education',
  'housing',
  'labour',
  'justice',
  'disabled-federation',
  'emergency',
  'agriculture',
  'veterans',
  'women-federation',
  'charity',
  'social-work',
  'institution',
])
export type Department = z.infer<typeof Department>

/** 部门救助, 联合救助, 特急救助. */
export const CaseClass = z.enum(['department', 'joint', 'immediate'])
export type CaseClass = z.infer<typeof CaseClass>
