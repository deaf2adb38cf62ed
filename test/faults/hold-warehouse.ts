/** Opens the warehouse of a folder and keeps it until it is killed: `node test/faults/hold-warehouse.ts FOLDER`. */
import { openChdb } from '@shouwang/clickhouse'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: node test/faults/hold-warehouse.ts FOLDER')
await openChdb(folder)
process.stdout.write('held\n')
setInterval(() => undefined, 60_000)
