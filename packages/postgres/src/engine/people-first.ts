import { AsyncLocalStorage } from 'node:async_hooks'
import type { SerialQueue } from '@shouwang/flow'

const person = new AsyncLocalStorage<boolean>()

/**
 * Work that somebody waits for at a screen: where a store has one session, its statements come before those of stages, which have
 * time. On a server with many sessions it changes nothing.
 */
export const forPerson = <Result>(work: () => Result): Result => person.run(true, work)

/** Work of many statements that somebody asked for and that has time all the same, as trying a draft on every household. */
export const atLeisure = <Result>(work: () => Result): Result => person.run(false, work)

type Job = () => Promise<void>

/** How long stages wait for the next statement of a page, and how often they get a turn however much people ask, in milliseconds. */
type Patience = { readonly graceMs: number; readonly stageEveryMs: number }

/**
 * Runs work one at a time, in the order of asking; what people wait for (`forPerson`) comes first. A page asks several statements
 * one after the other, so after one of them stages wait a little for the next: else each would wait for a whole batch. However
 * much people ask, a stage that waits has a turn every second.
 */
export const peopleFirst = ({ graceMs, stageEveryMs }: Patience = { graceMs: 5, stageEveryMs: 1_000 }): SerialQueue => {
  const [people, stages]: [Job[], Job[]] = [[], []]
  let busy = false
  let grace: NodeJS.Timeout | undefined
  let stageHadTurnAt = performance.now()
  const stage = (): Job | undefined => {
    const job = stages.shift()
    if (job !== undefined) stageHadTurnAt = performance.now()
    return job
  }
  const next = (): void => {
    if (busy) return
    const isStagesTurn = performance.now() - stageHadTurnAt >= stageEveryMs
    const job = (isStagesTurn ? stage() : undefined) ?? people.shift() ?? (grace === undefined ? stage() : undefined)
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
