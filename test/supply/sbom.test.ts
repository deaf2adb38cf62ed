import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { installed, isAllowed } from './installed.ts'

type Component = {
  readonly group?: string
  readonly name: string
  readonly version: string
  readonly licenses?: readonly {
    readonly license?: { readonly id?: string; readonly name?: string }
    readonly expression?: string
  }[]
  readonly externalReferences?: readonly {
    readonly type: string
    readonly hashes?: readonly { readonly alg: string }[]
  }[]
}

const nameOf = ({ group, name, version }: Component): string =>
  `${group === undefined ? '' : `${group}/`}${name}@${version}`

/** What an earlier lock had may still lie in the store. */
const lock = readFileSync(new URL('../../pnpm-lock.yaml', import.meta.url), 'utf8')
const locked = new Set([...lock.matchAll(/^ {2}'?(@?[^@'\s]+@[^:'(\s]+)'?:$/gm)].map(([, name]) => name))
const isLocked = (name: string): boolean => locked.has(name)

test('the bill of materials names every package that is installed, with its licence and its hash', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const text = execFileSync('npx', ['--yes', 'pnpm@12', 'sbom', '--sbom-format', 'cyclonedx'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const { bomFormat, components } = JSON.parse(text) as { bomFormat: string; components: readonly Component[] }
  expect(bomFormat).toBe('CycloneDX')
  const others = components.filter(({ group }) => group !== '@shouwang')
  const listed = new Set(others.map(nameOf))
  const kept = installed.map(({ name, version = '' }) => `${name}@${version.replace(/^v/, '')}`).filter(isLocked)
  expect(kept.length).toBeGreaterThan(300)
  expect(kept.filter((one) => !listed.has(one))).toEqual([])
  const hashed = (one: Component): boolean =>
    one.externalReferences?.some(({ hashes = [] }) => hashes.some(({ alg }) => alg === 'SHA-512')) ?? false
  expect(others.filter((one) => !hashed(one)).map(nameOf)).toEqual([])
  const licencesOf = ({ licenses = [] }: Component): readonly string[] =>
    licenses.map(({ license, expression }) => license?.id ?? license?.name ?? expression ?? '')
  expect(others.filter((one) => !licencesOf(one).every(isAllowed)).map(nameOf)).toEqual([])
})
