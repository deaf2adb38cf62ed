import type { Step } from '../step.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'
import type { CommandRefusal } from '../words/refusals.ts'

/** What became of a command: it happened, it came too late and was kept as it is, or why it did not happen. */
export type Performed =
  | { readonly ok: true; readonly step: Step; readonly conflict?: true }
  | { readonly ok: false; readonly refusal: CommandRefusal | CaseRefusal }
