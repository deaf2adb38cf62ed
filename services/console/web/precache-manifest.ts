import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Plugin, Rolldown } from 'vite'

const PLACE = 'self.__WB_MANIFEST'
const WORKER = 'sw.js'

/** Where a phone's pages begin: the page itself, and what it loads for a narrow screen. The desk's are large and need a network. */
const ENTRIES = [
  'src/main.tsx',
  'src/first-answers.ts',
  'src/words/english.ts',
  'src/phone/phone-pages.tsx',
  'src/phone/patrol-page.tsx',
  'src/phone/case-pages.tsx',
  'src/phone/conference-pages.tsx',
  'src/phone/department-pages.tsx',
  'src/phone/household-page.tsx',
  'src/parts/handover.tsx',
  'src/visit-form/form-page.tsx',
]

/**
 * Writes what a phone keeps of the pages into its service worker: the names of the built files, and a mark of the content of
 * those whose names have none.
 */
export const precacheManifest = (): Plugin => ({
  name: 'precache-manifest',
  enforce: 'post',
  generateBundle: (_, bundle) => {
    const worker = bundle[WORKER]
    if (worker?.type !== 'chunk') throw new Error(`the build has no service worker ${WORKER}`)
    const page = bundle['index.html']
    if (page?.type !== 'asset') throw new Error('the build has no page index.html')
    const built = filesOf(bundle, ENTRIES).map((name) => ({ url: `/${name}`, revision: null as string | null }))
    const kept = readdirSync('public').map((name) => marked(`/${name}`, readFileSync(`public/${name}`)))
    const files = [...built, ...kept, marked('/index.html', page.source)]
    worker.code = worker.code.replace(PLACE, JSON.stringify(files))
  },
})

const marked = (url: string, content: string | Uint8Array) => ({
  url,
  revision: createHash('sha256').update(content).digest('hex').slice(0, 12) as string | null,
})

/**
 * The scripts and styles that these sources load, one by the other. A source that shares a file with others is found in it too. Throws where
 * the build holds no such source: a page that is not named would be asked for a round later, and missing without a network.
 */
export const filesOf = (bundle: Rolldown.OutputBundle, entries: readonly string[]): readonly string[] => {
  const found = new Set<string>()
  const visit = (fileName: string): void => {
    const chunk = bundle[fileName]
    if (chunk?.type !== 'chunk' || found.has(fileName)) return
    found.add(fileName)
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style)
    for (const next of chunk.imports) visit(next)
  }
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
  for (const entry of entries) {
    const holders = chunks.filter(
      ({ facadeModuleId, moduleIds }) => facadeModuleId?.endsWith(entry) || moduleIds.some((id) => id.endsWith(entry)),
    )
    if (holders.length === 0) throw new Error(`the build holds no ${entry}`)
    for (const { fileName } of holders) visit(fileName)
  }
  return [...found]
}
