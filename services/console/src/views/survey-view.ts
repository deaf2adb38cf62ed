import type { StockAnswer } from '@shouwang/console-api'
import { addDays, type Day, type RegionCode, regionPrefix } from '@shouwang/contracts'
import { draftSwitch, newestText } from '@shouwang/policy'
import { readPolicyAdoptions } from '@shouwang/postgres'
import { draftOf } from '@shouwang/service-process'
import type { Backend } from '../backend/backend.ts'
import { type Person, personMay } from '../sign-in/access.ts'

const switchId = 'stock/survey'
/** Numbers are stated for a town (9 digits) and what is above it, no higher than a city (4 digits). */
const [CITY_DIGITS, TOWN_DIGITS] = [4, 9]

/** Whether a region takes stock (存量摸排) today, and the draft with which it does from a day on, for so many days. */
export const seeSurvey = async (
  { sql, policyOn, today }: Backend,
  asker: Person,
  about: {
    readonly region: RegionCode
    readonly regionName: string
    readonly from: Day | undefined
    readonly days: number
  },
): Promise<StockAnswer['survey']> => {
  const within = regionPrefix(about.region)
  const place = within.length > 6 ? within : about.region.slice(0, 6)
  const isOn = policyOn(place, today()).numbers.some(({ id, value }) => id === switchId && value === 1)
  const isPlace = within.length >= CITY_DIGITS && within.length <= TOWN_DIGITS
  if (isOn || !isPlace || !personMay(asker, 'simulate-policy')) return { isOn, draft: null }
  const adopted = (await readPolicyAdoptions(sql)).map(draftOf)
  const from = about.from ?? addDays(today(), 1)
  const said = { number: switchId, label: '存量摸排：是否在摸排期', title: '存量摸排的安排' }
  const when = { today: today(), from, until: addDays(from, about.days) }
  const draft = draftSwitch({ region: place, regionName: about.regionName, ...said, ...when }, (path) =>
    newestText(adopted, path),
  )
  return { isOn, draft }
}
