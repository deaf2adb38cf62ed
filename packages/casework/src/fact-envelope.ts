import type { PersonId, TaskEvent } from '@shouwang/contracts'

type Written = Pick<TaskEvent, 'seq' | 'at' | 'day'>

/** Whose fact it is: `origin` is the task, case or declaration whose history has it, `sourcekey` tells its facts apart. */
type About = {
  readonly origin: string
  readonly subject: PersonId
  readonly sourcekey: string
  readonly retracted: boolean
}

/** What surrounds everything that casework tells as a fact of a person, like any department's; its type and data are the caller's. */
export const factEnvelope = ({ seq, at, day }: Written, { origin, subject, sourcekey, retracted }: About) => ({
  specversion: '1.0' as const,
  id: `casework/${origin}/${seq}/${subject}`,
  source: '/feeds/casework',
  subject,
  time: at,
  feed: 'casework',
  provider: '民政',
  delivery: 'casework',
  businessday: day,
  asof: day,
  sourcekey,
  revision: seq,
  retracted,
})
