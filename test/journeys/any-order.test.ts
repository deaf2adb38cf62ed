import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Installation, install } from './installation.ts'
import { piecesOf } from './pieces.ts'
import { sampleFiles } from './sample.ts'
import { seededRandom, shuffled } from './shuffled.ts'
import { assessmentsIn, ledgerIn, openTasks, receiptsIn, waitingRows } from './what-came-out.ts'

const seed = 20261031

/** What must not depend on the order in which departments deliver. */
const resultOf = async ({ standalone: { engines } }: Installation) => ({
  assessments: await assessmentsIn(engines.sql),
  tasks: await openTasks(engines.sql),
  setAside: new Set((await waitingRows(engines.sql)).map(({ quarantineId }) => quarantineId)),
})

describe('the same records in another order, cut into pieces of other formats, each piece sent twice', () => {
  let once: Awaited<ReturnType<typeof resultOf>>
  let mixed: Installation
  beforeAll(async () => {
    const first = await install()
    await first.deliverAll(sampleFiles())
    once = await resultOf(first)
    await first.close()
    mixed = await install({ keys: first.keys })
    const random = seededRandom(seed)
    const pieces = sampleFiles().flatMap((file) => piecesOf(file, random))
    await mixed.deliverAll(shuffled([...pieces, ...pieces], random))
  })
  afterAll(() => mixed?.close())

  test('end in the same assessments', async () => {
    const { assessments } = await resultOf(mixed)
    expect(Object.keys(assessments)).toEqual(Object.keys(once.assessments))
    for (const [household, assessment] of Object.entries(once.assessments))
      expect(assessments[household]).toEqual(assessment)
  })

  test('end in the same open tasks', async () => {
    expect((await resultOf(mixed)).tasks).toEqual(once.tasks)
  })

  test('set the same rows aside, and leave an account that balances', async () => {
    const { sql } = mixed.standalone.engines
    expect((await resultOf(mixed)).setAside).toEqual(once.setAside)
    expect((await ledgerIn(sql)).filter(({ balanced }) => !balanced)).toEqual([])
    expect((await receiptsIn(sql)).filter(({ status }) => status !== 'complete')).toEqual([])
  })
})
