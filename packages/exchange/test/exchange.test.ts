import { generateKeyPairSync, sign } from 'node:crypto'
import { PersonId, type RegistryAgreement, type RegistryField } from '@shouwang/contracts'
import { describe, expect, test } from 'vitest'
import {
  afterAttempt,
  callbackAddress,
  canonicalJson,
  groupRecord,
  type Household,
  headerFault,
  memberRecord,
  readQuery,
  signatureField,
  signedText,
  signForKey,
} from '../src/index.ts'

const person = PersonId.parse(`p_${'a'.repeat(24)}`)
const pseudonym = (id: string) => (id === 'N1' ? person : undefined)
const granted: readonly RegistryField[] = ['hardship', 'programmes', 'traits']
const conditionOf = (query_type: 'idtype-value' | 'expression' | 'predicate', query: unknown, fields = granted) =>
  readQuery({ query_type, query }, { fields, pseudonym })
const expression = (query: unknown) => ({ type: 'x', value: { expression: { collection: 'Group', query } } })

describe('a query', () => {
  test('by an identifier means a person or a household; one of nobody finds nobody, and is no fault that would tell', () => {
    expect(conditionOf('idtype-value', { type: 'UIN', value: 'n1' })).toEqual({
      ok: true,
      condition: { is: 'person', person },
    })
    expect(conditionOf('idtype-value', { type: 'ns:org:IdType:NIN', value: 'x' })).toMatchObject({
      condition: { is: 'nothing' },
    })
    expect(conditionOf('idtype-value', { type: 'HOUSEHOLD_ID', value: 35 })).toMatchObject({
      condition: { householdNo: '35' },
    })
    expect(conditionOf('idtype-value', { type: 'MOBILE', value: '1' })).toMatchObject({ ok: false })
  })

  test('by expression is read with and, or, not and several operators of one attribute', () => {
    const query = {
      $or: [{ poverty_score: { $gte: 40, $lt: 80 } }, { $not: { programme: { $in: ['dibao', 'tekun'] } } }],
      location: '350203000000',
    }
    expect(conditionOf('expression', expression(query))).toEqual({
      ok: true,
      condition: {
        is: 'all',
        of: [
          {
            is: 'any',
            of: [
              {
                is: 'all',
                of: [
                  { is: 'number', of: 'hardship', operator: 'ge', value: 40 },
                  { is: 'number', of: 'hardship', operator: 'lt', value: 80 },
                ],
              },
              { is: 'not', of: { is: 'trait', traits: ['on:dibao', 'on:tekun'] } },
            ],
          },
          { is: 'within', regions: ['350203000000'] },
        ],
      },
    })
  })

  test('by predicates goes by their sequence and reads numbers that are written as text', () => {
    const of = (attribute_name: string, operator: string, attribute_value: unknown) => ({
      attribute_name,
      operator,
      attribute_value,
    })
    const query = [
      { seq_num: 2, expression1: of('age_band', 'in', '60-79,80+') },
      {
        seq_num: 1,
        expression1: of('group_size', 'le', '2'),
        condition: 'not',
        expression2: of('disability', 'eq', 'severe'),
      },
    ]
    expect(conditionOf('predicate', query)).toEqual({
      ok: true,
      condition: {
        is: 'all',
        of: [
          {
            is: 'all',
            of: [
              { is: 'number', of: 'size', operator: 'le', value: 2 },
              { is: 'not', of: { is: 'trait', traits: ['severe'] } },
            ],
          },
          { is: 'trait', traits: ['age:60-79', 'age:80+'] },
        ],
      },
    })
  })

  test.each([
    ['an attribute that there is not', { age: { $lt: 25 } }],
    ['a place that is no division', { location: { $eq: 'central_region' } }],
    ['a word outside its set', { poverty_ring: 'poor' }],
    ['an operator that numbers have not', { poverty_score: { $regex: '1' } }],
    ['text for a number', { poverty_score: { $lt: 'five' } }],
    ['nothing at all', {}],
    ['more comparisons than one reads', { $and: Array.from({ length: 21 }, () => ({ group_size: 1 })) }],
    ['depth without end', { $not: { $not: { $not: { $not: { $not: { $not: { $not: { group_size: 1 } } } } } } } }],
  ])('of %s is a fault that says what would do', (_, query) => {
    const read = conditionOf('expression', expression(query))
    expect(read.ok).toBe(false)
    if (!read.ok) expect(read.fault).not.toBe('')
  })

  test('asks by nothing that the asker is not told: who hears no score finds nobody by it', () => {
    const read = conditionOf('expression', expression({ poverty_score: { $gt: 50 } }), [])
    expect(read).toMatchObject({ ok: false })
    if (!read.ok) expect(read.fault).toBe('one asks by location, group_size')
  })
})

const household: Household = {
  ...{
    name: 'group:1',
    householdNo: '35010001',
    region: '350203001201',
    regionName: '东风社区',
    judgedOn: '2026-10-31',
  },
  ...{ hardship: 60, ring: 'below-1', cause: 'illness', traits: ['age:6-17', 'on:dibao', 'severe'] },
  members: [{ name: 'member:1', shownName: '李*明', sex: 'male', relation: '户主', idNumber: '350205198105135198' }],
}

describe('a record', () => {
  test('without rights holds a masked name and a place', () => {
    const written = JSON.stringify(groupRecord(household, []))
    for (const secret of ['350205198105135198', '35010001', 'below-1', 'illness', 'dibao', 'severe', '60'])
      expect(written).not.toContain(secret)
    expect(written).toContain('李*明')
  })

  test('has what was granted, field by field, under the standard’s names', () => {
    expect(groupRecord(household, ['hardship'])).toMatchObject({ poverty_score: 60 })
    expect(groupRecord(household, ['programmes']).additional_attributes).toEqual([
      { name: 'programme', value: 'dibao' },
    ])
    expect(groupRecord(household, ['traits']).additional_attributes).toEqual([
      { name: 'age_band', value: '6-17' },
      { name: 'disability', value: 'severe' },
    ])
    const [member] = household.members
    if (member === undefined) throw new RangeError('nobody')
    const identifier = { '@type': 'Identifier', identifier_type: 'UIN', identifier_value: '350205198105135198' }
    expect(memberRecord(member, ['identifiers']).member_identifier).toEqual([identifier])
  })
})

const nowMs = Date.parse('2026-10-31T01:00:00Z')
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const rawKey = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64')
const agreement: RegistryAgreement = {
  ...{ senderId: 'partner', purpose: 'care', fields: [], publicKey: null },
  callback: 'https://partner.example/dci',
}
const message = { header: { sender_id: 'partner', version: '1.0.0' }, message: { b: 1, a: ['好', null] } }
const signedAt = (createdMs: number, over = message) => {
  const [created, expires] = [Math.floor(createdMs / 1000), Math.floor(createdMs / 1000) + 300]
  const signature = sign(null, Buffer.from(signedText(over, created, expires)), privateKey)
  return signatureField({
    ...{ keyId: 'partner|1', algorithm: 'ed25519', created, expires },
    signature: signature.toString('base64'),
  })
}

describe('a message', () => {
  test('is signed over one way of writing JSON', () => {
    expect(canonicalJson({ b: 1, a: { d: undefined, c: [true, null] } })).toBe('{"a":{"c":[true,null]},"b":1}')
    expect(signForKey(message, 'shouwang|k', 'h', nowMs)).toBe(
      signForKey(structuredClone(message), 'shouwang|k', 'h', nowMs),
    )
  })

  test('of a partner that signs is refused unsigned, signed by others, changed, or late', () => {
    const signing = { ...agreement, publicKey: rawKey }
    const fault = (signature: string | undefined, of = message) => headerFault({ ...of, signature }, signing, nowMs)
    expect(fault(signedAt(nowMs))).toBeUndefined()
    expect(fault(undefined)).toBe('err.signature.missing')
    expect(fault('invalid-signature')).toBe('err.signature.invalid')
    expect(fault(signedAt(nowMs), { ...message, message: { b: 2, a: [] } as never })).toBe('err.signature.invalid')
    expect(fault(signedAt(nowMs - 3_600_000))).toBe('err.signature.invalid')
    expect(fault(signForKey(message, 'partner', rawKey, nowMs))).toBe('err.signature.invalid')
  })

  test('goes to no address but the one agreed, whatever it says', () => {
    const fault = (sender_uri: string) =>
      headerFault({ ...message, header: { ...message.header, sender_uri } }, agreement, nowMs)
    expect(fault('https://partner.example/dci/on-search')).toBeUndefined()
    for (const elsewhere of [
      'https://partner.example.evil.example/dci/on-search',
      'https://partner.example/dcix',
      'https://partner.example/dci/../admin',
      'http://partner.example/dci/on-search',
      'https://u:p@partner.example/dci/on-search',
      'no address',
    ])
      expect(fault(elsewhere)).toBe('err.sender_uri.invalid')
    expect(callbackAddress('txn-on-status', agreement)).toBe('https://partner.example/dci/txn/on-status')
    expect(callbackAddress('notify', undefined)).toBeNull()
  })

  test('of another version, another sender or another form is refused', () => {
    const fault = (header: object) =>
      headerFault({ ...message, header: { ...message.header, ...header } }, agreement, nowMs)
    expect(fault({ version: '2.0.0' })).toBe('err.version.not_supported')
    expect(fault({ sender_id: 'other' })).toBe('err.sender_id.invalid')
    expect(fault({ is_msg_encrypted: true })).toBe('err.encryption.invalid')
  })
})

test('what was not delivered is tried again, later each time, and given up in the end', () => {
  const away = { result: 'away', fault: 'http-503' } as const
  expect(afterAttempt(1, away, nowMs)).toEqual({
    state: 'waiting',
    nextAt: '2026-10-31T01:00:30.000Z',
    fault: 'http-503',
  })
  expect(afterAttempt(9, away, nowMs).nextAt).toBe('2026-10-31T02:00:00.000Z')
  expect(afterAttempt(10, away, nowMs).state).toBe('failed')
  expect(afterAttempt(1, { result: 'refused', fault: 'http-400' }, nowMs).state).toBe('failed')
  expect(afterAttempt(3, { result: 'taken', fault: null }, nowMs)).toMatchObject({ state: 'sent', fault: null })
})
