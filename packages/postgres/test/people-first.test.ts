import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { atLeisure, forPerson, peopleFirst } from '../src/engine/people-first.ts'

test('what people wait for comes before the stages that wait, and after what runs', async () => {
  const order: string[] = []
  const queue = peopleFirst()
  let end: () => void = () => undefined
  const running = queue(() => new Promise<void>((done) => (end = done)))
  const asked = ['stage one', 'stage two'].map((name) => queue(async () => void order.push(name)))
  const person = forPerson(async () => {
    await queue(async () => void order.push('first statement'))
    await queue(async () => void order.push('second statement'))
  })
  end()
  await Promise.all([running, person, ...asked])
  expect(order).toEqual(['first statement', 'second statement', 'stage one', 'stage two'])
})

test('a page that asks nothing more holds no stage up for longer than its grace', async () => {
  const queue = peopleFirst({ graceMs: 1, stageEveryMs: 1_000 })
  await forPerson(() => queue(async () => undefined))
  const stage = queue(async () => 'done')
  expect(await Promise.race([stage, sleep(10_000, 'held up')])).toBe('done')
})

test('work that fails fails for its asker alone', async () => {
  const queue = peopleFirst()
  await expect(queue(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
  expect(await queue(async () => 'next')).toBe('next')
})

test('however much people ask, a stage that waits has its turn', async () => {
  const queue = peopleFirst({ graceMs: 1_000, stageEveryMs: 20 })
  const told: string[] = []
  let statement = forPerson(() => queue(() => sleep(1)))
  const stage = queue(async () => void told.push('a stage'))
  while (told.length === 0) {
    await statement
    statement = forPerson(() => queue(() => sleep(1)))
  }
  await Promise.all([statement, stage])
})

test('what a person asked for and has time waits with the stages', async () => {
  const order: string[] = []
  const queue = peopleFirst()
  let end: () => void = () => undefined
  const running = queue(() => new Promise<void>((done) => (end = done)))
  const asked = forPerson(() => [
    atLeisure(() => queue(async () => void order.push('trying a draft'))),
    queue(async () => void order.push('a page')),
  ])
  end()
  await Promise.all([running, ...asked])
  expect(order).toEqual(['a page', 'trying a draft'])
})
