/**
 * Replays what once stopped or betrayed an installation, against the program as `pnpm start` runs it: `pnpm hostile`. Says of
 * each what was seen; ends with 1 where one of them still works. The full disk needs an administrator, and is left out without
 * one. `--record` also writes what was seen to `test/hostile/results/`; `--seed N` makes up other families; `--rows N` sends so many
 * hostile rows over every door (20,000 unless told; a million takes half an hour).
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { resultFile } from '../load/result-file.ts'
import { massLook, rebinding, selfPromotion } from './access.ts'
import { everyDoor } from './every-door.ts'
import type { Seen } from './program.ts'
import { cutLog, fullDisk, lostKey, million } from './survival.ts'

const { values: options } = parseArgs({
  options: {
    record: { type: 'boolean', default: false },
    seed: { type: 'string', default: '11' },
    rows: { type: 'string', default: '20000' },
  },
})
const folder = await mkdtemp(join(tmpdir(), 'shouwang-hostile-'))
const data = join(folder, 'data')
const replays: readonly (readonly [string, () => Promise<Seen>])[] = [
  ['a data officer who makes himself city staff by a file', () => selfPromotion(join(folder, 'promotion'))],
  ['a look at 190 ID numbers', () => massLook(join(folder, 'looks'), Number(options.seed))],
  ['a page elsewhere whose name points here', () => rebinding(join(folder, 'rebinding'))],
  ['a million records in three megabytes', () => million(data)],
  [
    'rows and bodies that nobody means, over every door',
    () => everyDoor(join(folder, 'doors'), Number(options.rows), Number(options.seed)),
  ],
  ['a key that is lost', () => lostKey(data)],
  ['a log that is cut off', () => cutLog(data)],
  ['a disk that is full', () => fullDisk(folder)],
]
const lines: string[] = []
let failed = false
for (const [name, replay] of replays) {
  const { held, what } = await replay()
  failed ||= held === false
  lines.push(`${held === undefined ? '-' : held ? 'held' : 'FAILED'}  ${name}: ${what}`)
  process.stdout.write(`${lines.at(-1)}\n`)
}
await rm(folder, { recursive: true, force: true })
if (options.record) await record()
process.exit(failed ? 1 : 0)

async function record(): Promise<void> {
  const { path, head } = resultFile(import.meta.dirname, 'What was replayed')
  const seen = lines.join('\n').replaceAll(folder, '…')
  await writeFile(path, `${head}\n- seed: ${options.seed}\n\n\`\`\`\n${seen}\n\`\`\`\n`)
}
