/**
 * One run of the program in a fault test: opens the folder given, hands in what of the sample is not yet whole, waits
 * until all is judged. It says `open` and `done`; the parent may kill it at any moment.
 */
import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { receiveFile } from '@shouwang/intake'
import { openStandalone } from '@shouwang/standalone'
import { settingsOf } from '../journeys/installation.ts'
import { sampleDay, sampleFiles } from '../journeys/sample.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('name the data folder: import-child.ts FOLDER')

const standalone = await openStandalone(settingsOf(folder))
process.stdout.write('open\n')
const { sql } = standalone.engines

const attemptOf = async (contentHash: string): Promise<string | undefined> =>
  (await sql.query<{ status: string }>('select status from deliveries where content_hash = $1', [contentHash]))[0]
    ?.status

for (const { fileName, bytes } of sampleFiles()) {
  const contentHash = hash('sha256', bytes)
  // The end of an earlier attempt may be in the log and not read yet: only then is it known whether it was whole.
  if ((await attemptOf(contentHash)) === 'receiving') await standalone.untilIdle()
  if (['processing', 'complete'].includes((await attemptOf(contentHash)) ?? '')) continue
  const taken = await receiveFile(standalone.intake, Readable.from([bytes]), { fileName, asOf: sampleDay, contentHash })
  if (taken.kind === 'refused') throw new Error(taken.detail)
}
await standalone.untilIdle()
process.stdout.write('done\n')
await standalone.close()
process.exit(0)
