import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { machine } from './machine.ts'

/** Where a room keeps what a run said, `results/<date>-<commit>.md`, and how that begins: title, day, machine and commit. */
export const resultFile = (
  room: string,
  title: string,
  suffix = '',
): { readonly path: string; readonly head: string } => {
  const date = new Date().toISOString().slice(0, 10)
  const about = machine()
  const commit = /commit: (\w+)/.exec(about)?.[1] ?? 'unknown'
  const folder = join(room, 'results')
  mkdirSync(folder, { recursive: true })
  return { path: join(folder, `${date}-${commit}${suffix}.md`), head: `# ${title}, ${date}\n\n${about}` }
}

/** What one command said, under the head of its file. */
export const resultText = (head: string, command: string, said: string): string =>
  `${head}\n\n\`${command}\`\n\n\`\`\`\n${said}\n\`\`\`\n`
