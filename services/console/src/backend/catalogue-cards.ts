import { type Feed, overdueAfterDays } from '@shouwang/feeds'
import { catalogue } from '@shouwang/indicators'
import { type PolicyBook, policyPage } from '@shouwang/policy'
import type { Backend, FeedCard } from './backend.ts'

type Cards = Pick<Backend, 'feeds' | 'indicators' | 'programmes' | 'policyOn'>

/** The declared parts of the program as the console shows them: feeds, indicators, programmes, numbers. */
export const catalogueCards = (feeds: readonly Feed[], policies: PolicyBook): Cards => ({
  feeds: feeds.map(feedCard),
  indicators: catalogue.map(({ judge: _, ...card }) => card),
  programmes: [...policies.programmes.values()].map(
    ({ id, name, who, gives, papers, questions, procedure, source }) => ({
      id,
      name,
      summary: `${who}${gives}`,
      papers,
      ask: questions,
      source: source.title,
      appealDays: procedure.appealDays ?? null,
    }),
  ),
  policyOn: (region, day) => policyPage(policies, region, day),
})

const feedCard = (feed: Feed): FeedCard => ({
  feed: feed.id,
  name: feed.name,
  provider: feed.provider,
  cadence: feed.cadence,
  hasTopic: feed.delivers !== 'reference',
  overdueAfterDays: overdueAfterDays(feed),
  legalBasis: feed.legalBasis,
  columns: Object.values(feed.columns).flatMap((column) =>
    column.headers.map((name, alias) => ({
      name,
      required: column.required && alias === 0,
      holds: holdsOf[column.kind] ?? 'plain',
    })),
  ),
})

const holdsOf: Readonly<Record<string, FeedCard['columns'][number]['holds']>> = {
  'id-number': 'id-number',
  'disability-certificate': 'id-number',
  name: 'name',
  phone: 'phone',
  address: 'address',
  note: 'address',
}
