import { open } from 'lmdb'

/** Reads every entry of the log in the folder that the command line names, so that a page that is not there is met here. */
const env = open({ path: process.argv[2] ?? '', maxDbs: 8, mapSize: 2 ** 40, readOnly: true })
for (const name of ['blocks', 'ends', 'commits', 'about']) {
  const table = env.openDB<Buffer, string>({ name, encoding: 'binary' })
  if (table !== undefined) for (const { value } of table.getRange()) Buffer.from(value)
}
await env.close()
