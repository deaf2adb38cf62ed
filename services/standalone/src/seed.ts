import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Day } from '@shouwang/contracts'
import { receiveFile } from '@shouwang/intake'
import { listDeliveries } from '@shouwang/postgres'
import { exampleCounty, feeds, writeCounty } from '@shouwang/synth'
import { Presets, SingleBar } from 'cli-progress'
import { z } from 'zod'
import type { Standalone } from './open-standalone.ts'

/** How far the seeding of an installation came. `asOf` is kept, so that a later start makes the same county again. */
const Seeding = z.object({ asOf: Day, done: z.boolean() })

const people = 1200
const seed = 20_260

/**
 * Seeds a made-up county into an empty installation, so that the first page has tasks. An installation that anything
 * was delivered to is left alone; a seeding that was cut short goes on where it stopped. Resolves when all is judged.
 */
export const seedCounty = async (standalone: Standalone, data: string, say: (line: string) => void): Promise<void> => {
  const begun = await readSeeding(data)
  if (begun?.done === true) return
  if (begun === undefined && (await listDeliveries(standalone.engines.sql, { limit: 1, offset: 0 })).length > 0) return
  const asOf = begun?.asOf ?? standalone.clock.today()
  await keepSeeding(data, { asOf, done: false })
  say('首次启动：正在生成一个演示县（虚构数据；不需要时用 --no-seed）……')
  await deliverCounty(standalone, join(data, 'seed'), asOf)
  await keepSeeding(data, { asOf, done: true })
}

const deliverCounty = async (standalone: Standalone, folder: string, asOf: Day): Promise<void> => {
  const written = await writeCounty(folder, { people, seed, to: asOf })
  const delivered = await deliveredFiles(standalone)
  const files = [...reference, ...feeds.map((feed) => ({ feed, name: written.files[feed] }))]
  const bar = progressBar(files.length + 1)
  const release = standalone.holdTasks()
  try {
    for (const { feed, name } of files) {
      if (!delivered.has(name)) await deliver(standalone, join(folder, name), { feed, fileName: name, asOf })
      bar.increment()
    }
    await release()
    await standalone.untilIdle()
    bar.increment()
  } finally {
    bar.stop()
  }
  await rm(folder, { recursive: true, force: true })
}

/** Who works where comes first, so that the first tasks find their workers. */
const reference = ['regions', 'staff'].map((feed) => ({ feed, name: `${feed}.csv` }))

const deliver = async (
  { intake }: Standalone,
  path: string,
  about: { feed: string; fileName: string; asOf: Day },
): Promise<void> => {
  const contentHash = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
  const region = `${exampleCounty.code}000000`
  // The made-up staff of the made-up county are the program's own word.
  const taken = await receiveFile({ ...intake, reference: 'apply' }, createReadStream(path), {
    ...about,
    contentHash,
    region,
  })
  if (taken.kind === 'refused') throw new Error(`the made-up file "${about.fileName}" was refused: ${taken.detail}`)
}

const mostFiles = 500

/** The files that were received whole. */
const deliveredFiles = async ({ engines }: Standalone): Promise<ReadonlySet<string | null>> => {
  const receipts = await listDeliveries(engines.sql, { limit: mostFiles, offset: 0 })
  return new Set(receipts.filter(({ status }) => status !== 'receiving').map(({ fileName }) => fileName))
}

const nameOf = (data: string): string => join(resolve(data), 'seed.json')

const readSeeding = async (data: string): Promise<z.infer<typeof Seeding> | undefined> => {
  const known = await readFile(nameOf(data), 'utf8').catch(() => undefined)
  return known === undefined ? undefined : Seeding.safeParse(JSON.parse(known)).data
}

const keepSeeding = (data: string, seeding: z.infer<typeof Seeding>): Promise<void> =>
  writeFile(nameOf(data), `${JSON.stringify(seeding)}\n`)

const progressBar = (total: number): SingleBar => {
  const bar = new SingleBar(
    { format: '演示县 {bar} {percentage}%', hideCursor: true, clearOnComplete: true, barsize: 24 },
    Presets.shades_classic,
  )
  bar.start(total, 0)
  return bar
}
