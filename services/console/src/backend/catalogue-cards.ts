import { type Feed, overdueAfterDays } from '@shouwang/feeds'
import { catalogue } from '@shouwang/indicators'
import { type PolicyBook, policyPage } from '@shouwang/policy'
import type { Backend } from './backend.ts'
import type { FeedCard, FeedField } from './cards.ts'

type Cards = Pick<Backend, 'feeds' | 'indicators' | 'programmes' | 'policyOn'>

/** The declared parts of the program as the console shows them: feeds, indicators, programmes, numbers. */
export const catalogueCards = (feeds: readonly Feed[], policies: PolicyBook): Cards => ({
  get feeds() {
    return feeds.map(cardOf)
  },
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
      recipientsPublic: procedure.recipientsPublic === true,
    }),
  ),
  policyOn: (region, day) => policyPage(policies, region, day),
})

const cards = new WeakMap<Feed, FeedCard>()

/** The card of a feed, made once: a feed that is saved again is another. */
const cardOf = (feed: Feed): FeedCard => {
  const known = cards.get(feed) ?? feedCard(feed)
  cards.set(feed, known)
  return known
}

const feedCard = (feed: Feed): FeedCard => ({
  feed: feed.id,
  name: feed.name,
  provider: feed.provider,
  cadence: feed.cadence,
  hasTopic: feed.delivers !== 'reference',
  overdueAfterDays: overdueAfterDays(feed),
  legalBasis: feed.legalBasis,
  fields: fieldsOf(feed),
  columns: Object.values(feed.columns).flatMap((column) =>
    column.headers.map((name, alias) => ({
      name,
      required: column.required && alias === 0,
      holds: holdsOf[column.kind] ?? 'plain',
    })),
  ),
})

/** Two readings of one column, such as a state and whether it is new, are one column to who fills it in. */
const fieldsOf = (feed: Feed): FeedField[] => {
  const fields = new Map<string, FeedField>()
  for (const column of Object.values(feed.columns)) {
    const [name, ...aliases] = column.headers
    if (name === undefined) continue
    const known = fields.get(name)
    fields.set(name, {
      name,
      aliases: [...new Set([...(known?.aliases ?? []), ...aliases])],
      required: column.required || known?.required === true,
      codes: [...(known?.codes ?? []), ...(column.kind === 'code' ? codesOf(feed, column.table) : [])],
    })
  }
  return [...fields.values()]
}

const codesOf = ({ tables }: Feed, table: string): string[][] =>
  Object.values(tables[table]?.codes ?? {}).map((words) => words.map(String))

const holdsOf: Readonly<Record<string, FeedCard['columns'][number]['holds']>> = {
  'id-number': 'id-number',
  'disability-certificate': 'id-number',
  name: 'name',
  phone: 'phone',
  address: 'address',
  note: 'address',
}
