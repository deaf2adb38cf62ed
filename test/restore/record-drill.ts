import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { machine } from '../load/machine.ts'

/** Adds what a drill said to `results/<date>-<commit>.md`, with the machine and the command. Gives the path. */
export const recordDrill = async (command: string, said: readonly string[]): Promise<string> => {
  const on = machine()
  const date = new Date().toISOString().slice(0, 10)
  const commit = /commit: (\w+)/.exec(on)?.[1] ?? 'unknown'
  const folder = join(import.meta.dirname, 'results')
  const path = join(folder, `${date}-${commit}.md`)
  await mkdir(folder, { recursive: true })
  await appendFile(
    path,
    `# Restore drill, ${date}\n\n${on}\n\n\`${command}\`\n\n\`\`\`\n${said.join('\n')}\n\`\`\`\n\n`,
  )
  return path
}
