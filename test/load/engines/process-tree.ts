import { readFile } from 'node:fs/promises'

/** What a process and all that it started use. */
export type Usage = { readonly processorSeconds: number; readonly residentBytes: number }

/** Linux counts processor time for programs in these. */
const ticksPerSecond = 100

/**
 * The processor time and the resident memory of a process and its children, the time of those that have ended included.
 * Memory that several may share counts once, with the one that has most of it.
 */
export const usageOf = async (pid: number): Promise<Usage> => {
  const all = await Promise.all((await treeOf(pid)).map(ownUsage))
  return {
    processorSeconds: all.reduce((sum, { seconds }) => sum + seconds, 0),
    residentBytes: all.reduce((sum, { own }) => sum + own, 0) + Math.max(...all.map(({ shared }) => shared)),
  }
}

const treeOf = async (pid: number): Promise<readonly number[]> => {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return [pid, ...(await Promise.all(children.split(' ').filter(Boolean).map(Number).map(treeOf))).flat()]
}

/** All zero for a process that is gone: its parent has its time. */
const ownUsage = async (pid: number) => {
  const [stat, status] = await Promise.all(
    ['stat', 'status'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
  )
  // The name stands in brackets and may hold spaces; the fields after it are counted from the state.
  const fields = (stat ?? '').slice((stat ?? '').lastIndexOf(')') + 2).split(' ')
  const ticks = fields.slice(userTicks, userTicks + 4).reduce((sum, text) => sum + Number(text), 0)
  const bytes = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status ?? '')?.[1] ?? 0) * 1024
  return { seconds: ticks / ticksPerSecond, own: bytes('RssAnon'), shared: bytes('RssFile') + bytes('RssShmem') }
}

/** The place of user time among the fields after the name; system time and that of ended children follow. */
const userTicks = 11
