import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { listErasures, orderErasure, type Sql } from '@shouwang/postgres'
import { z } from 'zod'
import { newAlias } from './names.ts'

const KeptOrder = z.object({
  mark: z.string(),
  orderNo: z.string(),
  why: z.string(),
  region: z.string(),
  later: z.enum(['refuse', 'take']),
  proposedBy: z.string(),
  confirmedBy: z.string(),
  leads: z.array(z.string()).default([]),
  orderedAt: z.string(),
})
type KeptOrder = z.infer<typeof KeptOrder>

/**
 * The orders to delete in a file beside the keys, where no backup of the data reaches: a store that was restored from before an
 * order gets it again. `reapply` gives the store what it lacks, before anything runs on it; `keep` writes down what it has.
 */
export const keptOrdersFile = (path: string, sql: Sql) => ({
  reapply: async (): Promise<number> => {
    const known = new Set((await listErasures(sql, '')).map(({ mark }) => mark))
    const lacking = (await readOrders(path)).filter(({ mark }) => !known.has(mark))
    await sql.transaction(async (tx) => {
      for (const order of lacking) await orderErasure(tx, { ...order, person: null, alias: newAlias() })
    })
    return lacking.length
  },
  keep: async (): Promise<void> => {
    const orders = new Map((await readOrders(path)).map((order) => [order.mark, order]))
    for (const order of await listErasures(sql, '')) orders.set(order.mark, KeptOrder.parse(order))
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeFile(`${path}.tmp`, `${JSON.stringify([...orders.values()], null, 2)}\n`, { mode: 0o600, flush: true })
    await rename(`${path}.tmp`, path)
  },
})

const readOrders = async (path: string): Promise<readonly KeptOrder[]> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]'
    throw error
  })
  return z.array(KeptOrder).parse(JSON.parse(text))
}
