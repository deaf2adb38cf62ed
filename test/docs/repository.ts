import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** Installed, built or running: no part of what is kept. */
const passedOver = new Set(['node_modules', 'dist', 'coverage', 'target', 'screenshots', '.git', '.shouwang'])

const below = (folder: string): string[] =>
  readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = folder + entry.name
    if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : below(`${path}/`)
    return [path]
  })

/** Every file of the project, by its path from the root. */
export const files: readonly string[] = below('')

const folders = new Set(files.flatMap((file) => [...file.matchAll(/\//g)].map(({ index }) => file.slice(0, index))))

/** True for a file or a folder of the project, with or without a slash at its end. */
export const exists = (path: string): boolean => {
  const plain = path.replace(/\/$/, '')
  return plain === '' || folders.has(plain) || files.includes(plain)
}

/** The text of one file. */
export const textOf = (path: string): string => readFileSync(root + path, 'utf8')

/** Files whose names end like one of these, with their text. */
export const textsOf = (...endings: readonly string[]): readonly { path: string; text: string }[] =>
  files.filter((path) => endings.some((ending) => path.endsWith(ending))).map((path) => ({ path, text: textOf(path) }))
