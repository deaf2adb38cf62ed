import type { RegistryField } from '@shouwang/contracts'

/** A household as the registry has it, before anybody's rights count. */
export type Household = {
  /** How this partner calls it: another partner calls it otherwise. */
  readonly name: string
  readonly householdNo: string
  readonly region: string
  readonly regionName: string
  readonly judgedOn: string
  readonly hardship: number
  readonly ring: string
  readonly cause: string
  readonly traits: readonly string[]
  readonly members: readonly Member[]
}

/** One person of a household, as the registry has him. */
export type Member = {
  readonly name: string
  /** As screens show it: masked, a child by surname alone. */
  readonly shownName: string
  readonly sex: 'male' | 'female' | 'unknown'
  readonly relation: string | null
  readonly idNumber: string | null
}

type Identifier = {
  readonly '@type': 'Identifier'
  readonly identifier_type: string
  readonly identifier_value: string
}

const identifier = (type: string, value: string): Identifier => ({
  '@type': 'Identifier',
  identifier_type: type,
  identifier_value: value,
})

const context = 'https://schema.spdci.org/extensions/social/v1/'

/** The name of a household or a person in records: ours, and of one partner. */
const uriOf = (name: string): string => `urn:shouwang:${name}`

/** A household as a Group of the standard, with what was granted and nothing else. */
export const groupRecord = (household: Household, fields: readonly RegistryField[]) => {
  const has = (field: RegistryField): boolean => fields.includes(field)
  const members = household.members.map((member) => memberRecord(member, fields))
  return {
    '@context': `${context}Group.jsonld`,
    '@type': 'Group',
    '@id': uriOf(household.name),
    ...(has('identifiers') ? { group_identifier: [identifier('HOUSEHOLD_ID', household.householdNo)] } : {}),
    group_type: 'household',
    place: { '@type': 'Place', name: household.regionName, identifier: household.region },
    ...(has('hardship')
      ? { poverty_score: household.hardship, poverty_score_type: 'shouwang:hardship-of-state-0-to-100' }
      : {}),
    ...(members[0] === undefined ? {} : { group_head_info: members[0] }),
    group_size: members.length,
    member_list: members,
    last_updated: `${household.judgedOn}T00:00:00+08:00`,
    additional_attributes: additional(household, has),
  }
}

const additional = ({ ring, cause, traits }: Household, has: (field: RegistryField) => boolean) => [
  ...(has('hardship')
    ? [
        { name: 'poverty_ring', value: ring },
        { name: 'poverty_cause', value: cause },
      ]
    : []),
  ...traits.flatMap((trait) => {
    if (trait.startsWith('on:')) return has('programmes') ? [{ name: 'programme', value: trait.slice(3) }] : []
    if (!has('traits')) return []
    return trait.startsWith('age:')
      ? [{ name: 'age_band', value: trait.slice(4) }]
      : [{ name: trait === 'unsafe-housing' ? 'housing' : 'disability', value: trait }]
  }),
]

/** A person of a household as a Member of the standard: a masked name, and his ID number where identifiers were granted. */
export const memberRecord = (member: Member, fields: readonly RegistryField[]) => {
  const identifiers =
    fields.includes('identifiers') && member.idNumber !== null ? [identifier('UIN', member.idNumber)] : []
  return {
    '@context': `${context}Member.jsonld`,
    '@type': 'Member',
    '@id': uriOf(member.name),
    ...(identifiers.length === 0 ? {} : { member_identifier: identifiers }),
    demographic_info: {
      '@type': 'SRPerson',
      ...(identifiers.length === 0 ? {} : { identifier: identifiers }),
      name: { '@type': 'Name', given_name: member.shownName },
      ...(member.sex === 'unknown' ? {} : { sex: member.sex }),
    },
    ...(member.relation === null
      ? {}
      : { additional_attributes: [{ name: 'relation_to_head', value: member.relation }] }),
  }
}

/** What is told of a household that is no longer among those that are watched: how it was called, and nothing else. */
export const goneRecord = (name: string) => ({
  '@context': `${context}Group.jsonld`,
  '@type': 'Group',
  '@id': uriOf(name),
})
