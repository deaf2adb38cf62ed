import type { Day } from '@shouwang/contracts'
import { erasureMark } from '@shouwang/identity'
import { holdOfPerson, liftHold, orderErasure, type Proposal, type Queryable } from '@shouwang/postgres'
import { newAlias } from '@shouwang/retention'
import { refuse } from './problem.ts'

type Ordered = { readonly orderNo: string; readonly later: 'refuse' | 'take'; readonly leads: readonly string[] }

/** Ends the request where a hold keeps a person's data. */
export const refuseHeld = async (sql: Queryable, person: string, today: Day): Promise<void> => {
  const held = await holdOfPerson(sql, person, today)
  if (held === undefined) return
  const until = held.until === null ? '解除之前' : `${held.until} 以前`
  refuse(
    'conflict',
    `不能删除：${held.orderNo} 要求保全${held.kind === 'person' ? '此人' : '这一户'}的数据（${held.why}），${until}不得删除。`,
  )
}

/** Orders what was proposed and confirmed: from now on no row of the person is taken, and all that is kept of him goes. */
export const orderProposed = async (
  tx: Queryable,
  { subject: person, change, why, region, proposedBy }: Proposal,
  { by, today }: { readonly by: string; readonly today: Day },
): Promise<void> => {
  await refuseHeld(tx, person, today)
  const ordered = orderedIn(change)
  const about = { mark: erasureMark(person), person, alias: newAlias(), why, region, proposedBy, confirmedBy: by }
  await orderErasure(tx, { ...about, ...ordered })
}

/** What an order says, in words. */
export const erasureWords = ({ subject, change }: Proposal): string => {
  const { orderNo, later, leads } = orderedIn(change)
  const also = leads.length === 0 ? '' : `，连同线索 ${leads.join('、')}`
  return `按 ${orderNo} 删除 ${subject} 的全部数据${also}；以后报来的行${later === 'refuse' ? '不收' : '照收'}`
}

/** A proposal of before orders named leads has none. */
const orderedIn = (change: string): Ordered => ({ leads: [], ...(JSON.parse(change) as Omit<Ordered, 'leads'>) })

/** Lifts a hold that two agreed on. */
export const liftProposed = async (tx: Queryable, { subject }: Proposal, by: string): Promise<void> => {
  if (!(await liftHold(tx, Number(subject), by)))
    refuse('conflict', '这项保全已经解除，或是您自己提出的保全：须由另一人确认解除。')
}
