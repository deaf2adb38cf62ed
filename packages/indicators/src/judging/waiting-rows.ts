import type { UnknownVerdict } from '@shouwang/contracts'
import { type Profile, waitingRow } from '@shouwang/household'

/** Says of a verdict that is unknown where the answer lies in a row that waits to be mended, and not with a department. */
export const withWaitingRows = (verdict: UnknownVerdict, { members }: Profile): UnknownVerdict => {
  const rows = members.flatMap(({ person, facts }) =>
    verdict.awaits.flatMap((feed) => {
      const row = waitingRow(facts, feed)
      return row === undefined ? [] : [`${row.provider}${row.day}报送中{${person}}的一行待修正`]
    }),
  )
  return rows.length === 0 ? verdict : { ...verdict, missing: [...verdict.missing, ...rows] }
}
