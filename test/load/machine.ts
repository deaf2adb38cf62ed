import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'

/** The machine and the commit that results were measured on, as lines of Markdown. */
export const machine = (): string => {
  const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim()
  const dirty = git('status', '--porcelain', '--', 'packages', 'services') === '' ? '' : ', with changes not committed'
  return [
    `- processor: ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores`,
    `- memory: ${Math.round(totalmem() / 2 ** 30)} GiB`,
    `- node: ${process.version}`,
    `- commit: ${git('rev-parse', '--short', 'HEAD')}${dirty}`,
  ].join('\n')
}
