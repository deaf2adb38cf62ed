import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { imagesIn, pinned, unpinned } from './pinned.ts'

const infra = fileURLToPath(new URL('../', import.meta.url))
/** What an installation is set up from. */
const folders = ['compose', 'kubernetes', 'prometheus', 'grafana/dashboards', 'grafana/provisioning', 'kafka']
const files = ['README.md', 'grafana/kustomization.yaml']

/** Our own image in the manifests, before a release gives it a name. */
const ownImage = 'shouwang'

export type Release = {
  readonly version: string
  /** Where the image is pulled from, without tag. */
  readonly repository: string
  /** The digest of our own image, once it was pushed. */
  readonly digest: string
  /** Asks a registry for the digest of an image of others. */
  readonly digestOf: (image: string) => Promise<string>
  /** The bill of materials in CycloneDX, and the list of licences. */
  readonly sbom: string
  readonly licences: string
}

/**
 * Writes a release into a folder that is not there yet: the manifests with every image by its digest, the bill of materials, the
 * licences, and the hashes of all of it. @throws Error where an image has no digest.
 */
export const writeRelease = async (to: string, release: Release): Promise<void> => {
  await mkdir(to)
  for (const part of [...folders, ...files]) {
    await mkdir(dirname(join(to, 'infra', part)), { recursive: true })
    await cp(join(infra, part), join(to, 'infra', part), {
      recursive: true,
      filter: (path) => !path.endsWith('/.env') && !path.includes('node_modules'),
    })
  }
  const manifests = (await filesUnder(join(to, 'infra'))).filter((path) => path.endsWith('.yaml'))
  const texts = new Map<string, string>()
  for (const path of manifests) texts.set(path, ofRelease(path, await readFile(path, 'utf8'), release))
  const digests = new Map<string, string>()
  for (const image of new Set([...texts.values()].flatMap(unpinned)))
    digests.set(image, image === ownImage ? release.digest : await release.digestOf(image))
  for (const [path, text] of texts) await writeFile(path, pinned(text, digests))
  const images = [...new Set([...texts.values()].flatMap((text) => imagesIn(pinned(text, digests))))].sort()
  await writeFile(join(to, 'images.txt'), `${images.join('\n')}\n`)
  await writeFile(join(to, 'sbom.cdx.json'), release.sbom)
  await writeFile(join(to, 'licences.json'), release.licences)
  const hashed = await Promise.all(
    (await filesUnder(to)).sort().map(async (path) => `${await hashOf(path)}  ${path.slice(to.length + 1)}\n`),
  )
  await writeFile(join(to, 'SHA256SUMS'), hashed.join(''))
}

/** A release builds nothing where it is installed, and Kubernetes finds our image under its digest. */
const ofRelease = (path: string, text: string, { repository, version, digest }: Release): string => {
  if (path.endsWith('compose/compose.yaml'))
    return text
      .replace(/^ {2}build:\n(?: {4}.*\n)+/m, '')
      .replace(/^( +image: )shouwang$/m, `$1${repository}:${version}@${digest}`)
  if (path.endsWith('kubernetes/kustomization.yaml'))
    return text.replace(/\{ name: shouwang, [^}]*\}/, `{ name: shouwang, newName: ${repository}, digest: "${digest}" }`)
  return text.replace(/^( +(?:- )?image: )shouwang$/gm, `$1${repository}:${version}@${digest}`)
}

const filesUnder = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  )

const hashOf = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
