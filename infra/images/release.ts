/**
 * Makes a release: `pnpm run release VERSION REPOSITORY [FOLDER]`, for example `1.0.0 registry.city.example/shouwang`. Builds the
 * image on a base whose digest is known, pushes it, and writes FOLDER (release-VERSION): manifests with every image by digest, the
 * bill of materials, licences and hashes. Wants docker with buildx, and a clean checkout.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeRelease } from './write-release.ts'

const repositoryFolder = fileURLToPath(new URL('../../', import.meta.url))
const [version, repository, folder = `release-${version}`] = process.argv.slice(2)
if (version === undefined || repository === undefined) {
  console.error('usage: pnpm run release VERSION REPOSITORY [FOLDER]')
  process.exit(2)
}

const asked = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { cwd: repositoryFolder, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 }).trim()

if (asked('git', 'status', '--porcelain') !== '') {
  console.error('the checkout has changes of its own: a release is made of what is committed')
  process.exit(1)
}

const digestOf = async (image: string): Promise<string> =>
  asked('docker', 'buildx', 'imagetools', 'inspect', image, '--format', '{{.Manifest.Digest}}')

/** The base image as the Dockerfile names it. */
const base =
  /^ARG NODE=(\S+)$/m.exec(readFileSync(join(repositoryFolder, 'infra/images/Dockerfile'), 'utf8'))?.[1] ?? ''

const built = async (): Promise<string> => {
  const metadata = join(mkdtempSync(join(tmpdir(), 'shouwang-release-')), 'metadata.json')
  const tag = `${repository}:${version}`
  const node = `NODE=${base}@${await digestOf(base)}`
  const args = [
    '--push',
    '--build-arg',
    node,
    '--metadata-file',
    metadata,
    '--tag',
    tag,
    '--file',
    'infra/images/Dockerfile',
    '.',
  ]
  execFileSync('docker', ['buildx', 'build', ...args], { cwd: repositoryFolder, stdio: 'inherit' })
  return (JSON.parse(readFileSync(metadata, 'utf8')) as { 'containerimage.digest': string })['containerimage.digest']
}

const pnpm = (...args: readonly string[]): string => asked('npx', '--yes', 'pnpm@12', ...args)
await writeRelease(folder, {
  ...{ version, repository, digest: await built(), digestOf },
  sbom: pnpm('sbom', '--sbom-format', 'cyclonedx', '--prod'),
  licences: pnpm('licenses', 'list', '-r', '--prod', '--json'),
})
console.error(`wrote ${folder}`)
