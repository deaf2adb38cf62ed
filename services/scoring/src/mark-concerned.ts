import type { Day } from '@shouwang/contracts'
import { profilesOf } from '@shouwang/household'
import { isConcerned, type LevelHistory } from '@shouwang/indicators'
import { draftPrefixes, ownPolicyOn, type PolicyBook } from '@shouwang/policy'
import {
  type JudgedName,
  loadAround,
  lockUnmarkedAdoption,
  markConcerned,
  readJudgedUnder,
  type Transaction,
} from '@shouwang/postgres'
import type { ScoringDependencies } from './dependencies.ts'

const householdsAtOnce = 500

/**
 * Once the day of an adopted draft has come, marks exactly those households to be judged again whose judgement reads a number,
 * list or programme that the draft changed. Page by page: a process that ends goes on where it stopped, and of several one does it.
 */
export const markConcernedHouseholds = async (
  { sql, policies, events, signal }: Pick<ScoringDependencies, 'sql' | 'policies' | 'events' | 'signal'>,
  day: Day,
): Promise<void> => {
  while (!signal.aborted) {
    const marked = await sql.transaction((tx) => markNext(tx, policies, day))
    if (marked === undefined) return
    events.concerned(marked.households, marked.adoption)
  }
}

const markNext = async (tx: Transaction, policies: PolicyBook, day: Day) => {
  const found = await lockUnmarkedAdoption(tx, day)
  const adopted = policies.adopted ?? []
  const index = adopted.findIndex(({ adoption }) => adoption === found?.adoption)
  const after = adopted[index]
  // One that was confirmed a moment ago, which this process has not read yet, is for the next round.
  if (found === undefined || after === undefined) return undefined
  const prefixes = draftPrefixes(after.draft)
  const names = await readJudgedUnder(tx, {
    prefixes,
    regionless: prefixes.some((prefix) => policies.home.startsWith(prefix)),
    after: found.upTo,
    limit: householdsAtOnce,
  })
  const before = adopted[index - 1]?.book ?? policies
  const households = await concernedOf(tx, names, { before, after: after.book }, day)
  await markConcerned(tx, found.adoption, { households, day, upTo: names.at(-1)?.household ?? null })
  return { households: households.length, adoption: found.adoption }
}

type Books = { readonly before: PolicyBook; readonly after: PolicyBook }

const concernedOf = async (
  tx: Transaction,
  names: readonly JudgedName[],
  { before, after }: Books,
  today: Day,
): Promise<string[]> => {
  const { neighbourhood, households } = await loadAround<LevelHistory>(
    tx,
    names.map(({ household }) => household),
  )
  const profileIn = profilesOf(neighbourhood)
  return names.flatMap(({ household, region }) => {
    const record = households.get(household)
    const day = record !== undefined && record.day > today ? record.day : today
    const profile = profileIn(household, region)
    const [was, is] = [before, after].map((book) => ownPolicyOn(book, profile.region, day))
    if (was === undefined || is === undefined) return []
    return reads(() => isConcerned(profile, was, is, day, record?.levelHistory)) ? [household] : []
  })
}

/** A household that a rule throws at is judged again too: that puts it off, and tells of it. */
const reads = (judge: () => boolean): boolean => {
  try {
    return judge()
  } catch {
    return true
  }
}
