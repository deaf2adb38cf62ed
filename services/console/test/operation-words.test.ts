import { expect, test } from 'vitest'
import { isQuiet, OPERATIONS } from '../src/sign-in/operations.ts'
import { operationWords } from '../src/views/operation-words.ts'

test('the auditor reads no address where words belong: each operation that leaves a line has words of its own', () => {
  const audited = Object.keys(OPERATIONS).filter((operation) => {
    const [method = '', path = ''] = operation.split(' ')
    return !isQuiet(method, path)
  })
  const words = audited.map(operationWords)
  expect(words.filter((each) => !/^[\p{Script=Han}（）]+$/u.test(each))).toEqual([])
  expect(new Set(words).size).toBe(audited.length)
})

test('an operation of an earlier release is shown as it was written down', () => {
  expect(operationWords('POST /once')).toBe('POST /once')
})
