import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')

/** A copy of the working tree that a rule may be broken in; its packages are those of the tree that it was copied from. */
export type BrokenCopy = {
  /** Rewrites a file of the copy. Throws where that changes nothing: a breakage that breaks nothing shows nothing. */
  readonly edit: (path: string, change: (text: string) => string) => Promise<void>
  readonly write: (path: string, text: string) => Promise<void>
  /** Runs a package's program in the copy; resolves with its exit code and all that it said. */
  readonly check: (program: string, ...args: string[]) => Promise<{ readonly code: number; readonly said: string }>
  readonly remove: () => Promise<void>
}

/** Copies the tree as git sees it (what is not ignored), links what was installed, and hands out the copy. */
export const brokenCopy = async (): Promise<BrokenCopy> => {
  const copy = await mkdtemp(join(tmpdir(), 'shouwang-rules-'))
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  })
  const files = stdout.split('\0').filter((file) => file !== '' && !file.startsWith('test/samples/'))
  for (const file of files) await cp(join(root, file), join(copy, file)).catch(unlessDeleted)
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const folder of await workspaceFolders(files))
    await cp(join(root, folder, 'node_modules'), join(copy, folder, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
    }).catch(unlessDeleted)
  return {
    edit: async (path, change) => {
      const before = await readFile(join(copy, path), 'utf8')
      const after = change(before)
      if (after === before) throw new Error(`nothing was changed in ${path}`)
      await writeFile(join(copy, path), after)
    },
    write: (path, text) => writeFile(join(copy, path), text),
    check: async (program, ...args) => {
      const bin = join(root, 'node_modules/.bin', program)
      try {
        const { stdout: out, stderr } = await run(bin, args, { cwd: copy, maxBuffer: 64 * 1024 * 1024 })
        return { code: 0, said: out + stderr }
      } catch (error) {
        const { code, stdout: out, stderr } = error as { code: number; stdout: string; stderr: string }
        return { code, said: out + stderr }
      }
    },
    remove: () => rm(copy, { recursive: true, force: true }),
  }
}

/** A file that the index still names may be gone, and a package may have nothing installed. */
const unlessDeleted = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'ENOENT') throw error
}

const workspaceFolders = async (files: readonly string[]): Promise<readonly string[]> => {
  const folders = files.flatMap((file) =>
    file.endsWith('/package.json') ? [file.slice(0, -'/package.json'.length)] : [],
  )
  const installed = await Promise.all(
    folders.map(async (folder) => ((await readdir(join(root, folder))).includes('node_modules') ? [folder] : [])),
  )
  return installed.flat()
}
