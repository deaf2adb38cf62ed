import type { Reconciled } from '@shouwang/casework'
import { readRegionNames } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'

/** A reconciliation with the names of places and programmes; households by number alone. */
export const seeReconciled = async (backend: Backend, found: Reconciled) => {
  const { confirmed, waiting, decidedNotPaid, otherAmount, paidNotDecided } = found
  const regions = [...decidedNotPaid, ...otherAmount, ...paidNotDecided].flatMap(({ region }) => region ?? [])
  const names = await readRegionNames(backend.sql, regions)
  const shown = <Line extends { household: string; region: string | null; programme: string }>({
    household: _,
    region,
    ...line
  }: Line) => ({
    ...line,
    regionName: region === null ? '辖区未知' : (names.get(region) ?? region),
    programmeName: backend.programmes.find(({ id }) => id === line.programme)?.name ?? line.programme,
  })
  return {
    ...{ confirmed, waiting },
    decidedNotPaid: decidedNotPaid.map(shown),
    otherAmount: otherAmount.map(shown),
    paidNotDecided: paidNotDecided.map(shown),
  }
}
