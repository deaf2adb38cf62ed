/**
 * One life of the program in a fault test: opens the folder given, hands in what of the sample is not yet whole, waits
 * until all is judged. It says `open` and `done`; the parent may kill it at any moment.
 */
import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { receiveFile } from '@shouwang/ingest'
import { openStandalone } from '@shouwang/standalone'
import { settingsOf } from '../journeys/installation.ts'
import { sampleDay, sampleFiles } from '../journeys/sample.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('name the data folder: import-child.ts FOLDER')

const standalone = await openStandalone(settingsOf(folder))
process.stdout.write('open\n')
const { sql } = standalone.engines
for (const { fileName, bytes } of sampleFiles()) {
  const contentHash = hash('sha256', bytes)
  const whole = await sql.query(`select 1 from deliveries where content_hash = $1 and status <> 'receiving'`, [
    contentHash,
  ])
  if (whole.length > 0) continue
  const taken = await receiveFile(standalone.intake, Readable.from([bytes]), { fileName, asOf: sampleDay, contentHash })
  if (taken.kind === 'refused') throw new Error(taken.detail)
}
await standalone.settled()
process.stdout.write('done\n')
await standalone.close()
process.exit(0)
