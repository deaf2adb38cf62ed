import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Licences that ask no more of a city than to keep their text. MPL-2.0 asks for changes of its own files: we make none. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
])

type Manifest = {
  name?: string
  version?: string
  license?: string | { type?: string }
  licenses?: { type?: string }[]
}

const store = fileURLToPath(new URL('../../node_modules/.pnpm/', import.meta.url))
/** Every package that is installed, ours left out. */
export const installed = globSync(['*/node_modules/*/package.json', '*/node_modules/@*/*/package.json'], {
  cwd: store,
}).flatMap((path): Manifest[] => {
  const manifest = JSON.parse(readFileSync(store + path, 'utf8')) as Manifest
  return manifest.version === undefined || manifest.name?.startsWith('@shouwang/') ? [] : [manifest]
})

/** The licence that a package states. */
export const licenceOf = ({ license, licenses }: Manifest): string =>
  (typeof license === 'string' ? license : license?.type) ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'none'

/** One of several to choose from is enough. */
export const isAllowed = (licence: string): boolean =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((one) => allowed.has(one))
