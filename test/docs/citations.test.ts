import { posix } from 'node:path'
import { expect, test } from 'vitest'
import {
  anchorsOf,
  linksOf,
  listedSources,
  sectionsCitedIn,
  sectionsOf,
  sourceIdsIn,
  sourcesCitedInCode,
} from './citations.ts'
import { exists, files, textOf, textsOf } from './repository.ts'

const code = ['.ts', '.tsx', '.yaml', '.yml', '.sql']
const pages = textsOf('.md')
const here = 'test/docs/'
const texts = [...textsOf(...code), ...pages].filter(({ path }) => !path.startsWith(here))
const law = ['docs/domain.md', 'docs/design.md', 'docs/casework.md', 'docs/style.md']

/** `docs/decisions/0009` names the one page whose name begins so. */
const isPage = (path: string): boolean => exists(path) || files.some((file) => file.startsWith(`${path}-`))

test('the pages of the project that code and pages rely on are there', () => {
  expect(law.filter((page) => !exists(page))).toEqual([])
  expect(texts.length).toBeGreaterThan(500)
})

test('every page of docs that anything cites exists', () => {
  const broken = texts.flatMap(({ path, text }) =>
    [...text.matchAll(/(?<![\w./-])docs\/[\w./-]*\w/g)]
      .filter(([page]) => !isPage(page))
      .map(([page]) => `${path}: ${page}`),
  )
  expect(broken).toEqual([])
})

test('every section that anything cites exists, on the page that it names or on its own', () => {
  const sections = new Map(law.map((page) => [posix.basename(page), sectionsOf(textOf(page))]))
  const broken = texts.flatMap(({ path, text }) =>
    sectionsCitedIn(text)
      .map(({ page, section }) => ({ page: page ?? posix.basename(path), section }))
      .filter(({ page, section }) => sections.get(page)?.has(section) !== true)
      .map(({ page, section }) => `${path}: ${page} §${section}`),
  )
  expect(broken).toEqual([])
})

test('every source that code or the domain page cites is listed', () => {
  const listed = listedSources()
  const cited = texts.flatMap(({ path, text }) =>
    (path === 'docs/domain.md' ? sourceIdsIn(text) : sourcesCitedInCode(text)).map((id) => ({ path, id })),
  )
  expect(cited.length).toBeGreaterThan(200)
  expect(cited.filter(({ id }) => !listed.has(id))).toEqual([])
})

test('every relative link of a page leads to a file, and to a heading where it names one', () => {
  const broken = pages.flatMap(({ path, text }) =>
    linksOf(text)
      .filter((link) => !leads(path, decodeURIComponent(link)))
      .map((link) => `${path}: ${link}`),
  )
  expect(broken).toEqual([])
})

const leads = (from: string, link: string): boolean => {
  const [file = '', anchor] = link.split('#')
  const target = file === '' ? from : posix.join(posix.dirname(from), file)
  return exists(target) && (anchor === undefined || anchorsOf(textOf(target)).has(anchor))
}

/** What the law and the changelog name may be still to come, or be gone. */
const speaksOfOtherTimes = new Set([...law, 'CHANGELOG.md'])

test('every file that a page names by its path is there', () => {
  const broken = pages
    .filter(({ path }) => !speaksOfOtherTimes.has(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/`((?:packages|services|infra|test|docs)\/[\w./@-]+)`/g)]
        .filter(([, named = '']) => !exists(named) && !exists(posix.join(posix.dirname(path), named)))
        .map(([, named]) => `${path}: ${named}`),
    )
  expect(broken).toEqual([])
})

test('a citation is read with its page, its sections, its sources and their ranges', () => {
  const comment = '/** Source: 西安 (docs/domain.md §1.1, §3, S42–S45, S48–49,\n * S7, ART-0). Staff S0001. */'
  expect(sectionsCitedIn(comment)).toEqual([
    { page: 'domain.md', section: '1.1' },
    { page: 'domain.md', section: '3' },
  ])
  expect(sourcesCitedInCode(comment)).toEqual(['S42', 'S43', 'S44', 'S45', 'S48', 'S49', 'S7', 'ART-0'])
  expect(sourcesCitedInCode("key: 'S1'")).toEqual([])
  expect(sectionsCitedIn('see [design.md](../design.md) §7.2, and §9')).toEqual([
    { page: 'design.md', section: '7.2' },
    { page: null, section: '9' },
  ])
  expect([...sectionsOf('## 7 Promises\n1. Kept\n2. Counted\n### 7.3 More')]).toEqual(['7', '7.1', '7.2', '7.3'])
  expect([...anchorsOf('## Glossary 词汇\n### Room for locks (4096)')]).toEqual([
    'glossary-词汇',
    'room-for-locks-4096',
  ])
})
