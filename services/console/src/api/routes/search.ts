import { SearchAnswer, SearchBody } from '@shouwang/console-api'
import { PersonId } from '@shouwang/contracts'
import { type FoundHousehold, readRegionNames, searchHouseholds } from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { type Person, regionsOf, seesRegionless } from '../../sign-in/access.ts'
import { seePeople } from '../../views/people-view.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const SHOWN = 30
/** A shorter beginning of a household number is a region, not a household. */
const NUMBER_DIGITS = 6

const search = jsonRoute({
  method: 'post',
  path: '/households/search',
  summary: 'Households by name, telephone, ID number or the beginning of a household number',
  tag: 'explanations',
  request: { body: jsonBody(SearchBody) },
  answer: SearchAnswer,
})

/** Finds households; what is looked for stands in the body, since browsers and proxies remember addresses. */
export const searchRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(search, async (c) => {
    const asker = c.get('person')
    const rows = await find(backend, asker, c.req.valid('json').words.replace(/\s/g, ''))
    c.set('told', {
      whom: rows.flatMap(({ household, person }) => (person === null ? [household] : [household, person])),
      fields: ['search'],
    })
    return c.json({ found: await seeFound(backend, rows.slice(0, SHOWN)), more: rows.length > SHOWN }, 200)
  })
}

const find = (backend: Backend, asker: Person, words: string): Promise<FoundHousehold[]> => {
  const pseudonym = PersonId.safeParse(words)
  const person = pseudonym.success ? pseudonym.data : (backend.vault.pseudonym(words.toUpperCase()) ?? null)
  const keys = backend.vault.keysOf(words)
  return searchHouseholds(backend.sql, {
    person,
    nameKey: /\d/.test(words) ? null : keys.name,
    phoneKey: keys.phone,
    householdNo: person === null && words.length >= NUMBER_DIGITS && /\d/.test(words) ? words : null,
    within: regionsOf(asker),
    withoutRegion: seesRegionless(asker),
    limit: SHOWN + 1,
  })
}

const seeFound = async (backend: Backend, rows: readonly FoundHousehold[]) => {
  const [regions, people] = await Promise.all([
    readRegionNames(
      backend.sql,
      rows.flatMap(({ region }) => region ?? []),
    ),
    seePeople(
      backend,
      rows.flatMap(({ head, person }) => [head ?? [], person ?? []].flat()),
      backend.today(),
    ),
  ])
  return rows.map(({ householdNo, region, level, head, person }) => ({
    householdNo,
    headName: head === null ? '（未登记户主）' : people.nameOf(head),
    personName: person === null || person === head ? null : people.nameOf(person),
    regionName: region === null ? '辖区未知' : (regions.get(region) ?? region),
    level,
  }))
}
