import { readFileSync } from 'node:fs'
import type { ChangeEventType, Day } from '@shouwang/contracts'
import type { Facts, KnownFact, Member, Profile } from '@shouwang/household'
import { type PolicyBook, policyOn } from '@shouwang/policy'
import { load } from 'js-yaml'
import type { Indicator } from '../src/index.ts'
import { Case } from './case-format.ts'
import { profileOfCase } from './profile-of-case.ts'
import { ruleFiles } from './rule-files.ts'

type Example = { readonly profile: Profile; readonly day: Day }

const move: KnownFact<'ResidentMoved'> = {
  sourceKey: 'move',
  feed: 'resident-change',
  provider: '公安',
  day: '2000-01-01',
  data: {
    kind: 'migration',
    fromHouseholdNo: null,
    toHouseholdNo: 'elsewhere',
    region: null,
    movedOn: '2000-01-01',
  },
}

const movedAway = (member: Member): Member => ({ ...member, facts: { ...member.facts, ResidentMoved: [move] } })

/**
 * The households of every rule's examples, each once more with everybody moved away long ago: whoever asks who lives
 * here then also looks for what would have brought them back.
 */
export const exampleHouseholds: readonly Example[] = ruleFiles.flatMap(({ examples }) =>
  Case.array()
    .parse(load(readFileSync(examples, 'utf8')))
    .flatMap((example) => {
      const profile = profileOfCase(example)
      return [profile, { ...profile, members: profile.members.map(movedAway) }].map((household) => ({
        profile: household,
        day: example.day,
      }))
    }),
)

/** Every type of fact that a rule looks for in any of these households, judged by the numbers of their places, in the order of their names. */
export const factsReadBy = (
  { judge }: Indicator,
  households: readonly Example[],
  book: PolicyBook,
): readonly ChangeEventType[] => {
  const read = new Set<ChangeEventType>()
  for (const { profile, day } of households) judge(notingFacts(profile, read), policyOn(book, profile.region, day), day)
  return [...read].sort()
}

/** The same profile, noting each type of fact that is looked for, there or not. */
const notingFacts = (profile: Profile, read: Set<ChangeEventType>): Profile => {
  const noting = (facts: Facts): Facts =>
    new Proxy(facts, {
      get: (target, type) => {
        read.add(type as ChangeEventType)
        return target[type as ChangeEventType]
      },
    })
  return {
    ...profile,
    members: profile.members.map((member) => ({ ...member, facts: noting(member.facts) })),
    kin: new Map([...profile.kin].map(([person, facts]) => [person, noting(facts)])),
  }
}
