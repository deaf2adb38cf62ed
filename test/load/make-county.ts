/** Writes a county's files: `node test/load/make-county.ts FOLDER PEOPLE`. In a process of its own, so that its memory does not count. */
import { writeCounty } from '@shouwang/synth'
import { today } from './installation.ts'

const [folder, people] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: node test/load/make-county.ts FOLDER PEOPLE')
const { rows } = await writeCounty(folder, { seed: 7, people: Number(people), to: today })
process.stdout.write(String(rows))
