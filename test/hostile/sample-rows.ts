import { readdir, readFile } from 'node:fs/promises'
import { loadFeeds, recogniseFeed } from '@shouwang/feeds'

/** Rows as one department sends them. */
export type SampleRows = { readonly feed: string; readonly rows: readonly Readonly<Record<string, string>>[] }

const directory = new URL('../../packages/feeds/test/samples/', import.meta.url)

/** The samples of the catalogue: ten rows of each feed that brings events. */
export const sampleRows = async (): Promise<readonly SampleRows[]> => {
  const feeds = loadFeeds()
  const files = (await readdir(directory)).filter((file) => file.endsWith('.csv'))
  const samples = await Promise.all(
    files.map(async (file): Promise<readonly SampleRows[]> => {
      const text = await readFile(new URL(encodeURIComponent(file), directory), 'utf8')
      const [headers = [], ...cells] = text
        .trimEnd()
        .split('\n')
        .map((line) => line.split(','))
      const found = recogniseFeed(headers, feeds, file)
      if (!('feed' in found) || found.feed.delivers === 'reference') return []
      const rows = cells.map((row) => Object.fromEntries(headers.map((header, at) => [header, row[at] ?? ''])))
      return [{ feed: found.feed.id, rows }]
    }),
  )
  return samples.flat()
}
