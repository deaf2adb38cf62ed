import { expect, test } from 'vitest'
import { inFlightWindow, type Leaving, windowRows } from '../src/in-flight-window.ts'

/** A line in a log, which is read when the test says so, and a door that puts rows into it. */
const oneLine = () => {
  const line: Leaving[] = []
  const readUpTo = new Map<string, number>()
  const turns: (() => void)[] = []
  let now = 0
  const window = inFlightWindow(async () => readUpTo, {
    nowMs: () => now,
    wait: () => new Promise((resolve) => turns.push(resolve)),
  })
  return {
    line,
    send: async (leaving: Leaving) => {
      readUpTo.set(leaving.delivery, readUpTo.get(leaving.delivery) ?? 0)
      await window.room(leaving)
      line.push(leaving)
    },
    /** Reads so many of the oldest rows, and lets those who wait look again. */
    read: (rows: number) => {
      for (let left = rows; left > 0; ) {
        const [first] = line
        if (first === undefined) break
        const from = readUpTo.get(first.delivery) ?? 0
        const taken = Math.min(left, first.lastRow - from)
        readUpTo.set(first.delivery, from + taken)
        if (from + taken === first.lastRow) line.shift()
        left -= taken
      }
    },
    pass: (ms: number) => {
      now += ms
    },
    lookAgain: async () => {
      for (const turn of turns.splice(0)) turn()
      await new Promise(setImmediate)
    },
    windowOf: window,
  }
}
const piece = windowRows.least / 2

test('a million rows of one sender stood before everybody else’s: now no more than his window does', async () => {
  const { line, send, read, lookAgain } = oneLine()
  const flood = async () => {
    for (let row = piece; row <= 1_000 * piece; row += piece)
      await send({ sender: 'flood', delivery: 'd-flood', lastRow: row, rows: piece })
  }
  const flooding = flood()
  await lookAgain()
  let most = 0
  for (let nth = 1; nth <= 1_000; nth++) {
    most = Math.max(most, line.filter(({ sender }) => sender === 'flood').length * piece)
    await send({ sender: 'other', delivery: `d-${nth}`, lastRow: 1, rows: 1 })
    read(piece + 1)
    await lookAgain()
  }
  await flooding
  expect(most).toBeLessThanOrEqual(windowRows.most)
})

test('while another sends, a sender keeps half a second’s rows in the line; alone, large batches', async () => {
  const { line, send, read, pass, lookAgain } = oneLine()
  void (async () => {
    for (let row = 250; ; row += 250) await send({ sender: 'flood', delivery: 'd-flood', lastRow: row, rows: 250 })
  })()
  await lookAgain()
  expect(line.length * 250).toBe(windowRows.most)
  for (let nth = 1; nth <= 200; nth++) {
    await send({ sender: 'other', delivery: `d-${nth}`, lastRow: 1, rows: 1 })
    read(101)
    pass(100)
    await lookAgain()
  }
  const shared = line.filter(({ sender }) => sender === 'flood').length * 250
  expect(shared).toBeLessThanOrEqual(750)
  pass(60_000)
  read(251)
  await lookAgain()
  await lookAgain()
  expect(line.filter(({ sender }) => sender === 'flood').length * 250).toBeGreaterThan(shared)
})

test('rows of one sender keep their order, whoever stands between them', async () => {
  const { line, send, read, lookAgain } = oneLine()
  const sent: number[] = []
  const flooding = (async () => {
    for (let row = piece; row <= 10 * piece; row += piece) {
      await send({ sender: 'flood', delivery: 'd-flood', lastRow: row, rows: piece })
      sent.push(row)
    }
  })()
  for (let nth = 0; nth < 10; nth++) {
    read(piece)
    await lookAgain()
  }
  await flooding
  expect(sent).toEqual([...sent].sort((a, b) => a - b))
  expect(line.map(({ lastRow }) => lastRow)).toEqual([...line.map(({ lastRow }) => lastRow)].sort((a, b) => a - b))
})

test('a sender who shares his rows among many deliveries has one window', async () => {
  const { line, send, lookAgain } = oneLine()
  for (let nth = 0; nth < 100; nth++) void send({ sender: 'flood', delivery: `d-${nth}`, lastRow: 500, rows: 500 })
  await lookAgain()
  expect(line.length * 500).toBeLessThanOrEqual(windowRows.most)
})

test('while nothing is read, an outage keeps nobody’s rows out of the log', async () => {
  const { line, send, pass, lookAgain } = oneLine()
  const half = windowRows.most / 2
  const flooding = (async () => {
    for (let row = half; row <= 5 * half; row += half)
      await send({ sender: 'flood', delivery: 'd-flood', lastRow: row, rows: half })
  })()
  await lookAgain()
  expect(line).toHaveLength(2)
  pass(20_000)
  await lookAgain()
  await flooding
  expect(line).toHaveLength(5)
})

test('rows that did not reach the log take no room', async () => {
  const { windowOf, send, line } = oneLine()
  for (let nth = 1; nth <= 5; nth++) {
    const takeBack = await windowOf.room({
      sender: 's',
      delivery: 'd',
      lastRow: windowRows.most,
      rows: windowRows.most,
    })
    takeBack()
  }
  await send({ sender: 's', delivery: 'd', lastRow: 1, rows: 1 })
  expect(line).toHaveLength(1)
})
