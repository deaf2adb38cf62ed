import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { everyDoor } from './every-door.ts'
const folder = await mkdtemp(join(tmpdir(), 'shouwang-try-'))
const seen = await everyDoor(join(folder, 'doors'), Number(process.argv[2]), 11)
console.log(seen, performance.now())
await rm(folder, { recursive: true, force: true })
process.exit(0)
