import { textOf } from './repository.ts'

/** A page of `docs/` by its name, and the sections that somebody cites of it. */
export type Citation = { readonly page: string | null; readonly section: string }

const citedSections = /(?:(?<page>[\w-]+\.md)\)?[\s*]+)?(?<sections>§\d+(?:\.\d+)?(?:,[\s*]+§\d+(?:\.\d+)?)*)/g

/** Every `§n` of a text with the page before it; null where it stands alone. */
export const sectionsCitedIn = (text: string): readonly Citation[] =>
  [...text.matchAll(citedSections)].flatMap(({ groups }) =>
    [...(groups?.sections ?? '').matchAll(/\d+(?:\.\d+)?/g)].map(([section]) => ({
      page: groups?.page ?? null,
      section,
    })),
  )

/** The numbered sections of a page: headings, and the points of a numbered list as `section.point`. */
export const sectionsOf = (page: string): ReadonlySet<string> => {
  const found = new Set<string>()
  let section = ''
  for (const line of page.split('\n')) {
    const heading = /^#{2,4} (\d+(?:\.\d+)?)/.exec(line)?.[1]
    const point = /^(\d+)\. /.exec(line)?.[1]
    if (heading !== undefined) section = heading
    if (heading !== undefined) found.add(heading)
    if (point !== undefined) found.add(`${section}.${point}`)
  }
  return found
}

/** The ids of sources that a text names: `S47`, a range `S42–S45` or `S48–49`, `ART-0`. */
export const sourceIdsIn = (text: string): readonly string[] => [
  ...[...text.matchAll(/\bS(\d{1,2})(?:[–-]S?(\d{1,2}))?\b/g)].flatMap(([, first, last]) => {
    const from = Number(first)
    return Array.from({ length: Number(last ?? first) - from + 1 }, (_, at) => `S${from + at}`)
  }),
  ...[...text.matchAll(/\bART-\d+\b/g)].map(([id]) => id),
]

/** Where code names sources: behind a citation of the domain page, in square brackets, and articles anywhere. */
export const sourcesCitedInCode = (text: string): readonly string[] =>
  [...text.matchAll(/docs\/domain(?:\/sources)?\.md[^)）'"`;:]*|\[S\d[^\]]*\]|\bART-\d+/g)].flatMap(([cited]) =>
    sourceIdsIn(cited),
  )

/** The ids that `docs/domain/sources.md` lists. */
export const listedSources = (): ReadonlySet<string> =>
  new Set([...textOf('docs/domain/sources.md').matchAll(/^\| (S\d+|ART-\d+) \|/gm)].map(([, id]) => id as string))

/** A page without its code, whose brackets are no links. */
const withoutCode = (page: string): string => page.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')

/** The targets of a page's links and pictures that lie in the project. */
export const linksOf = (page: string): readonly string[] =>
  [...withoutCode(page).matchAll(/\]\(([^()\s]+)\)|\bsrc="([^"]+)"/g)]
    .map(([, link, picture]) => link ?? picture ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))

/** The anchors of a page's headings, as GitHub and GitLab make them. */
export const anchorsOf = (page: string): ReadonlySet<string> =>
  new Set(
    [...page.matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) =>
      title
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    ),
  )
