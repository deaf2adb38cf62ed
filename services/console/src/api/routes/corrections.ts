import { z } from '@hono/zod-openapi'
import {
  AnswerCorrectionBody,
  AskCorrectionBody,
  CorrectionAskedAnswer,
  CorrectionClosedAnswer,
  CorrectionId,
  CorrectionListAnswer,
  CorrectionQuery,
} from '@shouwang/console-api'
import type { ChangeEventType } from '@shouwang/contracts'
import { knownFacts } from '@shouwang/household'
import { withoutIdentifiers } from '@shouwang/identity'
import {
  answerCorrection,
  askCorrection,
  type Correction,
  listCorrections,
  readFactBooks,
  readHouseholdOf,
  readRootRegion,
  saidOf,
} from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { ALL_REGIONS, regionsOf, seesRegion } from '../../sign-in/access.ts'
import { FACT_WORDS } from '../../views/fact-words.ts'
import { hidesFact } from '../../views/field-access.ts'
import { feedName } from '../../views/lead-view.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const MOST = 500

const ask = jsonRoute({
  method: 'post',
  path: '/corrections',
  summary: 'Asks the department that said something of a person to correct it',
  tag: 'corrections',
  request: { body: jsonBody(AskCorrectionBody) },
  answer: CorrectionAskedAnswer,
  status: 201,
})
const list = jsonRoute({
  method: 'get',
  path: '/corrections',
  summary: 'What departments are asked to correct, by feed, and how it ended',
  tag: 'corrections',
  request: { query: CorrectionQuery },
  answer: CorrectionListAnswer,
})
const answer = jsonRoute({
  method: 'post',
  path: '/corrections/{id}/answer',
  summary: 'The department says that what it said holds; a corrected row closes a correction by itself',
  tag: 'corrections',
  request: { params: z.object({ id: CorrectionId }), body: jsonBody(AnswerCorrectionBody) },
  answer: CorrectionClosedAnswer,
})

/** Corrections: from who heard of them, through who talks to departments, to the row that brings them. */
export const correctionRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(ask, async (c) => {
    const asker = c.get('person')
    const { person, type, feed, day, what } = c.req.valid('json')
    c.set('told', { subject: feed, whom: [person], fields: [type] })
    const household = await readHouseholdOf(backend.sql, person)
    const book = (await readFactBooks(backend.sql, [person])).get(person)
    const said = book === undefined ? [] : (knownFacts(book)[type as ChangeEventType] ?? [])
    const fact = said.find((one) => one.feed === feed && one.day === day)
    if (
      household === undefined ||
      !seesRegion(asker, household.region) ||
      fact === undefined ||
      hidesFact(asker.role, type)
    )
      return refuse('not-found', '没有这一条，或不在您负责的区域。请从这一户的“已知情况”里选。')
    const region = household.region ?? (await readRootRegion(backend.sql)) ?? ALL_REGIONS
    const words = withoutIdentifiers(what)
    const about = { feed, person, type, sourceKey: fact.sourceKey, said: saidOf(fact.data), region }
    const id = await askCorrection(backend.sql, { ...about, what: words, askedBy: asker.staffNo })
    if (id === undefined) return refuse('conflict', '这一条已经转请更正，还没有答复。')
    return c.json({ id }, 201)
  })
  api.openapi(list, async (c) => {
    const { feed, state } = c.req.valid('query')
    const within = regionsOf(c.get('person'))
    const found = await listCorrections(backend.sql, { feed, openOnly: state === 'open', within, limit: MOST })
    c.set('told', { subject: feed ?? '', whom: [...new Set(found.map(({ person }) => person))] })
    return c.json({ corrections: found.map((one) => shown(backend, one)) }, 200)
  })
  api.openapi(answer, async (c) => {
    const asker = c.get('person')
    const { answer: written } = c.req.valid('json')
    const closed = await answerCorrection(backend.sql, c.req.valid('param').id, {
      answer: withoutIdentifiers(written),
      by: asker.staffNo,
      within: regionsOf(asker),
    })
    if (!closed) return refuse('not-found', '没有这项更正，或已经办结，或不在您负责的区域。')
    return c.json({ closed }, 200)
  })
}

const shown = (backend: Backend, { type, ...one }: Correction) => ({
  ...one,
  label: FACT_WORDS[type as ChangeEventType] ?? type,
  feedName: feedName(backend, one.feed),
  provider: backend.feeds.find((card) => card.feed === one.feed)?.provider ?? one.feed,
})
