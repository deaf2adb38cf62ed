import { setTimeout as sleep } from 'node:timers/promises'

/** Rows of one feed, sent under one Idempotency-Key. */
export type Parcel = {
  readonly feed: string
  readonly key: string
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** A department that sends at its own pace whatever it is answered, and sends again what was not taken. */
export type Department = {
  /** Adds parcels to what is to be sent. */
  readonly send: (parcels: readonly Parcel[]) => void
  /** How often each status was answered since the last call. */
  readonly answers: () => Readonly<Record<string, number>>
  /** The delivery of every parcel that was taken, by its key. */
  readonly taken: ReadonlyMap<string, string>
  /** Resolves when nothing is left to send. */
  readonly done: () => Promise<void>
  readonly end: () => Promise<void>
}

const sendEveryMs = 120
/** Sooner than Retry-After asks: an impatient sender must not harm. */
const againAfterMs = 1_000

/** Opens a department that sends to the console at `address` with an intake key, or an operator's token. */
export const openDepartment = (address: string, intakeKey: string): Department => {
  const waiting: Parcel[] = []
  const under = new Set<Promise<void>>()
  const taken = new Map<string, string>()
  let answers: Record<string, number> = {}
  let ended = false

  const post = async (parcel: Parcel): Promise<void> => {
    const answer = await fetch(`${address}/api/v1/feeds/${parcel.feed}/records`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${intakeKey}`,
        'content-type': 'application/json',
        'idempotency-key': parcel.key,
      },
      body: JSON.stringify(parcel.rows),
    })
    answers[answer.status] = (answers[answer.status] ?? 0) + 1
    const body = (await answer.json()) as { readonly delivery?: string }
    if (answer.status === 202) taken.set(parcel.key, body.delivery ?? '')
    else {
      await sleep(againAfterMs)
      waiting.push(parcel)
    }
  }

  const sending = (async () => {
    while (!ended) {
      const parcel = waiting.shift()
      if (parcel !== undefined) {
        const posting = post(parcel).finally(() => under.delete(posting))
        under.add(posting)
      }
      await sleep(sendEveryMs)
    }
  })()

  return {
    send: (parcels) => void waiting.push(...parcels),
    answers: () => {
      const given = answers
      answers = {}
      return given
    },
    taken,
    done: async () => {
      while (waiting.length + under.size > 0) await sleep(50)
    },
    end: async () => {
      ended = true
      await sending
    },
  }
}
