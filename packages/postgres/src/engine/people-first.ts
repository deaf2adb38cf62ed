import { AsyncLocalStorage } from 'node:async_hooks'
import type { SerialQueue } from '@shouwang/flow'

const person = new AsyncLocalStorage<true>()

/**
 * Work that somebody waits for at a screen: where a store has one session, its statements come before those of stages, which have
 * time. On a server with many sessions it changes nothing.
 */
export const forPerson = <Result>(work: () => Result): Result => person.run(true, work)

type Job = () => Promise<void>

/**
 * Runs work one at a time, in the order of asking; what people wait for (`forPerson`) comes first. A page asks several statements
 * one after the other, so after one of them stages wait up to `graceMs` for the next: else each would wait for a whole batch.
 */
export const peopleFirst = (graceMs = 5): SerialQueue => {
  const [people, stages]: [Job[], Job[]] = [[], []]
  let busy = false
  let grace: NodeJS.Timeout | undefined
  const next = (): void => {
    if (busy) return
    const job = people.shift() ?? (grace === undefined ? stages.shift() : undefined)
    if (job === undefined) return
    busy = true
    clearTimeout(grace)
    grace = undefined
    void job().finally(() => {
      busy = false
      next()
    })
  }
  const afterPerson = (): void => {
    grace = setTimeout(() => {
      grace = undefined
      next()
    }, graceMs)
  }
  return (work) => {
    const ofPerson = person.getStore() === true
    return new Promise((resolve, reject) => {
      const job = async (): Promise<void> => {
        await work().then(resolve, reject)
        if (ofPerson) afterPerson()
      }
      ;(ofPerson ? people : stages).push(job)
      next()
    })
  }
}
