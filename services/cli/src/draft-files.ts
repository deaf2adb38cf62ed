import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { exitCodes, Refusal } from './refusal.ts'
import type { Shell } from './shell.ts'

/** The files of a draft by their path below it, and those that are none: drafts to be filled in, notes, other endings. */
type ReadDraft = { readonly files: Readonly<Record<string, string>>; readonly unread: readonly string[] }

/** Reads the changed files of a draft. @throws Refusal where there are none */
export const readDraft = async (draft: string): Promise<ReadDraft> => {
  const found = await readdir(draft, { recursive: true, withFileTypes: true }).catch(() => {
    throw new Refusal(
      `读不到草案目录“${draft}”。请核对路径；草案是放着改过的 regions/…、programmes/… 文件的目录。`,
      exitCodes.usage,
    )
  })
  const all = found
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(draft, sep).length).split(sep).join('/'))
    .sort()
  const paths = all.filter((path) => path.endsWith('.yaml'))
  const unread = all.filter((path) => !paths.includes(path))
  if (paths.length === 0)
    throw new Refusal(
      `“${draft}”里没有 .yaml 文件；请放入改过的 regions/… 或 programmes/… 文件。${unread.length === 0 ? '' : unreadText(unread)}`,
      exitCodes.usage,
    )
  const texts = paths.map(async (path) => [path, await readFile(join(draft, path), 'utf8')] as const)
  return { files: Object.fromEntries(await Promise.all(texts)), unread }
}

/** The changed files of a draft; tells which of its files were not read. @throws Refusal where there are none */
export const draftFiles = async (shell: Shell, draft: string): Promise<ReadDraft['files']> => {
  const { files, unread } = await readDraft(draft)
  tellUnread(shell, unread)
  return files
}

/** Says which files of a draft were not read: what somebody wrote is not passed over in silence. */
export const tellUnread = ({ terminal }: Shell, unread: readonly string[]): void => {
  if (unread.length > 0) terminal.err(`${unreadText(unread)}\n`)
}

const named = 5

const unreadText = (unread: readonly string[]): string => {
  const more = unread.length > named ? ` 等 ${unread.length} 个文件` : ''
  return `没有读（文件名要以 .yaml 结尾）：${unread.slice(0, named).join('、')}${more}。`
}

/** Writes the files of a draft below a folder; where each of them is now. */
export const writeDraft = async (
  out: string,
  files: Readonly<Record<string, string>>,
): Promise<readonly { readonly path: string; readonly text: string }[]> => {
  const written = Object.entries(files).map(([path, text]) => ({ path: join(resolve(out), path), text }))
  for (const { path, text } of written) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
  return written
}
