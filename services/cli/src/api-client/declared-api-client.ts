import type { FeedAnswer } from '@shouwang/console-api'
import { type Day, isWithin, type RegionCode } from '@shouwang/contracts'
import type { ApiClient, Call } from './api-client.ts'

/** What is known of a folder whose engines stay closed. */
type Declared = {
  readonly today: () => Promise<Day>
  /** The region that all others of the folder lie in: null where it keeps none, undefined where only its store knows. */
  readonly rootRegion: RegionCode | null | undefined
  /** Drafts of policy may have been adopted there: then only its store knows the numbers in force. */
  readonly adopted: boolean
  /** Opens what the folder keeps; undefined where it keeps nothing. */
  readonly kept: (() => Promise<ApiClient>) | undefined
  /** The folder of the installation's own feeds. */
  readonly ownFeeds: string
}

/**
 * The API as far as the program's own declarations answer it: what the numbers of a region are, which feeds there are, and
 * what a file would be. No engine is opened, unless an answer hangs on what the folder keeps.
 */
export const declaredApiClient = ({ today, rootRegion, adopted, kept, ownFeeds }: Declared): ApiClient => {
  let opened: Promise<ApiClient> | undefined
  const askKept = async (call: Call) => {
    if (kept === undefined) throw new TypeError(`${call.path} is answered from what is kept, and nothing is`)
    opened ??= kept()
    return (await opened).call(call)
  }
  return {
    alone: true,
    close: async () => (await opened)?.close(),
    call: async (call) => {
      if (call.path === '/feeds/check') return found(await checkedFile(call, await today(), ownFeeds))
      if (call.path === '/feeds' && kept === undefined) return found({ feeds: await feedsWithoutDelivery(ownFeeds) })
      if (call.path === '/reports/growth' && !adopted) return growthOf(call, await today())
      if (call.path !== '/policy' || adopted) return askKept(call)
      const policy = await policyOf(call, rootRegion, await today())
      if (policy !== undefined) return found(policy)
      return kept === undefined ? notFound(unknownRegion(call.query?.region ?? '')) : askKept(call)
    },
  }
}

const found = (value: unknown) => ({ status: 200, body: JSON.stringify(value), cookie: undefined })
const notFound = (detail: string) => ({ status: 404, body: JSON.stringify({ detail }), cookie: undefined })

/** The same words as the console's, which looks the region up. */
const unknownRegion = (region: string): string =>
  `不认识区划 ${region}：没有它的政策标准，区划表里也没有它。请核对代码，或先导入 regions.csv。`

/** How standards grew by what the program declares; the same refusal as the console's. */
const growthOf = async ({ query = {} }: Call, today: Day) => {
  const { growthSpan, loadPolicies, standardsGrowth } = await import('@shouwang/policy')
  const { from, to } = growthSpan(today, query)
  if (from > to)
    return { status: 409, body: JSON.stringify({ detail: `${from} 晚于 ${to}，请对调。` }), cookie: undefined }
  const standards = standardsGrowth(loadPolicies(), from, to)
  return found({ from, to, standards: standards.filter(({ region }) => region === (query.region ?? region)) })
}

/** The numbers in force; undefined where only the store knows which region is meant, or whether there is such a region. */
const policyOf = async ({ query = {} }: Call, rootRegion: Declared['rootRegion'], today: Day) => {
  const { loadPolicies, numbersOf, policyPage } = await import('@shouwang/policy')
  if (query.region === undefined && rootRegion === undefined) return undefined
  const policies = loadPolicies()
  const asked = (query.region ?? rootRegion ?? '').slice(0, 6)
  const day = query.day ?? today
  const home = numbersOf(policies, asked)
  const region = asked === '' ? home : asked
  if (query.region !== undefined && !isWithin(region, home)) return undefined
  return { ...policyPage(policies, asked, day), region, day }
}

const feedsWithoutDelivery = async (ownFeeds: string): Promise<FeedAnswer[]> => {
  const { installedFeeds, overdueAfterDays } = await import('@shouwang/feeds')
  return installedFeeds(ownFeeds).map((feed) => ({
    feed: feed.id,
    name: feed.name,
    provider: feed.provider,
    cadence: feed.cadence,
    overdueAfterDays: overdueAfterDays(feed),
    overdue: overdueAfterDays(feed) !== null,
    waiting: 0,
    last: null,
    staleDays: null,
    expectedBy: null,
    usualRows: null,
    trouble: overdueAfterDays(feed) === null ? 'none' : 'overdue',
  }))
}

/** Pseudonyms are made on the way and kept by nobody, so any key does. */
const checkedFile = async ({ query = {}, bytes }: Call, today: Day, ownFeeds: string) => {
  const [{ installedFeeds, reasonWords }, { checkFile }, { keyFromText, pseudonymiser }] = await Promise.all([
    import('@shouwang/feeds'),
    import('@shouwang/intake'),
    import('@shouwang/identity'),
  ])
  const identity = pseudonymiser(keyFromText('0'.repeat(64)))
  const { fileName = '', feed, asOf = today } = query
  const checked = await checkFile({ feeds: installedFeeds(ownFeeds), identity }, bytes ?? nothing(), {
    fileName,
    feed,
    asOf,
  })
  const problems = checked.problems.map((problem) => ({ ...problem, reasonText: reasonWords(problem.reason) }))
  return { ...checked, problems }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
