import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CORE_SCHEMA, load, loadAll, mergeTag } from 'js-yaml'
import { expect, onTestFinished, test } from 'vitest'
import { imagesIn, pinned, unpinned } from '../../infra/images/pinned.ts'
import { type Release, writeRelease } from '../../infra/images/write-release.ts'

const withMerge = CORE_SCHEMA.withTags(mergeTag)

/** No registry is asked here: a digest is made up of the image's name. */
const madeUp = (image: string): string => `sha256:${createHash('sha256').update(image).digest('hex')}`
const release: Release = {
  version: '1.2.3',
  repository: 'registry.city.example/shouwang',
  digest: madeUp('ours'),
  digestOf: async (image) => madeUp(image),
  sbom: '{}',
  licences: '{}',
}
const written = async (how: Partial<Release> = {}): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'shouwang-release-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeRelease(join(folder, 'out'), { ...release, ...how })
  return join(folder, 'out')
}

test('an image by its tag alone is found, and is no part of a release', async () => {
  const text = 'services:\n  a:\n    image: apache/kafka:4.1.0\n  b:\n    image: "x"\n'
  expect(unpinned(text)).toContain('apache/kafka:4.1.0')
  expect(() => pinned(text, new Map())).toThrow('no digest is known of apache/kafka:4.1.0')
  await expect(written({ digestOf: async () => 'latest' })).rejects.toThrow('no digest is known of')
})

test('a release names one image of ours and all of others by digest, builds nothing, and says what is in it', async () => {
  const folder = await written()
  const manifests = globSync('infra/**/*.yaml', { cwd: folder })
  const texts = manifests.map((path) => readFileSync(join(folder, path), 'utf8'))
  expect(texts.flatMap(unpinned)).toEqual([])
  expect(texts.flatMap(imagesIn).length).toBeGreaterThan(10)
  const { services } = load(readFileSync(join(folder, 'infra/compose/compose.yaml'), 'utf8'), {
    schema: withMerge,
  }) as {
    services: Record<string, { image: string; build?: object }>
  }
  const ours = `registry.city.example/shouwang:1.2.3@${release.digest}`
  for (const name of ['ingest', 'scoring', 'alert', 'warehouse', 'console']) {
    expect(services[name]).toMatchObject({ image: ours })
    expect(services[name]).not.toHaveProperty('build')
  }
  for (const path of manifests)
    expect(loadAll(readFileSync(join(folder, path), 'utf8'), { schema: withMerge })).not.toEqual([])
  expect(readFileSync(join(folder, 'infra/kubernetes/kustomization.yaml'), 'utf8')).not.toContain('latest')
  const images = (await readFile(join(folder, 'images.txt'), 'utf8')).trim().split('\n')
  expect(images.filter((image) => image.includes('/shouwang'))).toEqual([ours])
  const sums = (await readFile(join(folder, 'SHA256SUMS'), 'utf8')).trim().split('\n')
  for (const line of sums) {
    const [sum, path = ''] = line.split('  ')
    expect(
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex'),
    ).toBe(sum)
  }
  expect(sums.map((line) => line.split('  ')[1])).toEqual(
    expect.arrayContaining(['sbom.cdx.json', 'licences.json', 'images.txt']),
  )
})

test('the base of our own image is named once, so that a release can give its digest', () => {
  const dockerfile = readFileSync(fileURLToPath(new URL('../../infra/images/Dockerfile', import.meta.url)), 'utf8')
  const bases = [...dockerfile.matchAll(/^FROM \$?\{?(\w+)/gm)].map(([, from]) => from)
  expect(bases).toEqual(['NODE', 'source', 'source', 'NODE'])
})
