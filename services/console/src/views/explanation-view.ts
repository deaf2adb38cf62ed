import type { AskerRole } from '@shouwang/console-api'
import type { ChangeEventType, PersonId } from '@shouwang/contracts'
import { knownFacts } from '@shouwang/household'
import { clearOf } from '@shouwang/indicators'
import { type HouseholdRow, readRegionNames, readTasksOfHousehold } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { type Person, seesDetails } from '../sign-in/access.ts'
import { FACT_WORDS } from './fact-words.ts'
import { fieldsFor, hidesFact, hidesFeed, indicatorIdFor, indicatorNameFor, textFor } from './field-access.ts'
import { fieldWords } from './field-words.ts'
import { feedName, indicatorName, seeLead } from './lead-view.ts'
import { type SeenPeople, seePeople, withNames } from './people-view.ts'
import { seeEntitlements } from './task-view.ts'

/** What is known of a household, from whom, and what the rules make of it, as one person may see it. */
export const seeExplanation = async (backend: Backend, asker: Person, row: HouseholdRow) => {
  const { assessment } = row
  const [regions, tasks, people] = await Promise.all([
    readRegionNames(backend.sql, row.region === null ? [] : [row.region]),
    readTasksOfHousehold(backend.sql, row.household),
    seePeople(backend, assessment.members, assessment.day, [
      ...assessment.fires.map(({ reason, advice, person }) => `${reason}${advice.join('')}{${person}}`),
      ...assessment.entitlements.map(({ why, person }) => `${why}{${person}}`),
      ...assessment.unknown.flatMap(({ missing }) => missing),
    ]),
  ])
  const named = (id: string) => indicatorNameFor(asker.role, indicatorName(backend, id), id)
  return {
    household: row.household,
    householdNo: row.householdNo,
    regionCode: row.region,
    regionName: row.region === null ? '辖区未知' : (regions.get(row.region) ?? row.region),
    day: assessment.day,
    version: assessment.version,
    policy: assessment.policy,
    level: assessment.level,
    levelToday: assessment.levelToday,
    score: assessment.score,
    scores: assessment.scores,
    confidence: assessment.confidence,
    reviewOn: assessment.reviewOn,
    members: [...people.members],
    fires: assessment.fires.map((verdict) => seeLead(backend, asker.role, { verdict, cleared: false }, people.nameOf)),
    unknown: assessment.unknown.map(({ indicator, missing, awaits }) => ({
      indicator: indicatorIdFor(asker.role, indicator),
      indicatorName: named(indicator),
      missing: missing.map((text) => withNames(textFor(asker.role, text), people.nameOf)),
      awaits: awaits
        .filter((feed) => !hidesFeed(asker.role, feed))
        .map((feed) => ({ feed, name: feedName(backend, feed), provider: providerOf(backend, feed) })),
    })),
    clear: clearOf(assessment).map((indicator) => ({
      indicator: indicatorIdFor(asker.role, indicator),
      indicatorName: named(indicator),
    })),
    entitlements: seeEntitlements(asker.role, assessment.entitlements, people),
    known: assessment.members.flatMap((person) => knownThings(backend, asker.role, person, people)),
    tasks: tasks.map(({ taskId, status, level, openedOn, dueOn }) => ({ taskId, status, level, openedOn, dueOn })),
  }
}

const providerOf = (backend: Backend, feed: string): string =>
  backend.feeds.find((card) => card.feed === feed)?.provider ?? feed

/** The standing facts of one person, the newest first. Keys of departments stay with those who see details. */
export const knownThings = (backend: Backend, role: AskerRole, person: PersonId, people: SeenPeople) => {
  const book = people.books.get(person)
  if (book === undefined) return []
  return Object.entries(knownFacts(book))
    .filter(([type]) => !hidesFact(role, type))
    .flatMap(([type, facts]) =>
      (facts ?? []).map(({ sourceKey, feed, provider, day, data }) => {
        const fields = fieldsFor(role, type as ChangeEventType, data)
        return {
          person,
          personName: people.nameOf(person),
          type,
          label: FACT_WORDS[type as ChangeEventType] ?? type,
          sourceKey: seesDetails(role) ? sourceKey : '',
          feed,
          feedName: feedName(backend, feed),
          provider,
          day,
          fields,
          words: fieldWords(fields, {
            person: people.nameOf,
            indicator: (id) => indicatorNameFor(role, indicatorName(backend, id), id),
          }),
        }
      }),
    )
    .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
}
