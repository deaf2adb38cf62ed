import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const web = fileURLToPath(new URL('../../web/', import.meta.url))
/** The last seven are all the code of other packages that the pages load; of the rest they take types. */
const SOURCES = [
  'index.html',
  'package.json',
  'vite.config.ts',
  'precache-manifest.ts',
  'first-load.ts',
  'src',
  'public',
  '../../../packages/visit-outbox/src',
  '../../../packages/contracts/src/task-over.ts',
  '../../../packages/casework/src/words/code-words.ts',
  '../../../packages/casework/src/words/case-words.ts',
  '../../../packages/casework/src/words/hardship-words.ts',
  '../../../packages/casework/src/words/lead-words.ts',
  '../../../packages/casework/src/words/patrol-words.ts',
]
const STAMP = 'dist/.sources'
/** Whoever asks, a test too: the pages of a development build are three times as large, and would be served as they are. */
const BUILD = { NODE_ENV: 'production' }

/**
 * Builds the pages when they are missing or older than their sources; says whether it did. Takes a few seconds, in a
 * process of its own, so that the pipeline starts meanwhile. Throws with the builder's last words when it fails.
 */
export const buildWeb = async (): Promise<'built' | 'fresh'> => {
  const now = await fingerprint()
  const built = await readFile(join(web, STAMP), 'utf8').catch(() => '')
  if (built === now) return 'fresh'
  await run(process.execPath, [join(web, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'])
  await writeFile(join(web, STAMP), now)
  return 'built'
}

const fingerprint = async (): Promise<string> => {
  const hash = createHash('sha256').update(BUILD.NODE_ENV)
  for (const source of SOURCES)
    for (const path of await filesIn(source)) hash.update(path).update(await readFile(join(web, path)))
  return hash.digest('hex')
}

const filesIn = async (path: string): Promise<string[]> => {
  const entries = await readdir(join(web, path), { recursive: true, withFileTypes: true }).catch(() => undefined)
  if (entries === undefined)
    return readFile(join(web, path)).then(
      () => [path],
      () => [],
    )
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(web, join(entry.parentPath, entry.name)))
    .sort()
}

const run = (command: string, args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: web, env: BUILD, stdio: ['ignore', 'ignore', 'pipe'] })
    let words = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-2000)
    })
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`the console's pages could not be built (vite ended with ${code}): ${words.trim()}`)),
    )
  })
