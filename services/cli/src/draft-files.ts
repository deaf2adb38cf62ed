import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { exitCodes, Refusal } from './refusal.ts'

/** The changed files of a draft by their path below it. @throws Refusal where there are none */
export const draftFiles = async (draft: string): Promise<Readonly<Record<string, string>>> => {
  const found = await readdir(draft, { recursive: true }).catch(() => {
    throw new Refusal(
      `读不到草案目录“${draft}”。请核对路径；草案是放着改过的 regions/…、programmes/… 文件的目录。`,
      exitCodes.usage,
    )
  })
  const paths = found.filter((path) => path.endsWith('.yaml')).map((path) => path.split(sep).join('/'))
  if (paths.length === 0)
    throw new Refusal(`“${draft}”里没有 .yaml 文件；请放入改过的 regions/… 或 programmes/… 文件。`, exitCodes.usage)
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(draft, path), 'utf8')] as const)),
  )
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
