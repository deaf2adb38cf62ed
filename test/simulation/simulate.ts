import { parseArgs } from 'node:util'
import { simulate } from './run.ts'

const help = `pnpm simulate [--hours N] [--seed S]

Simulates the program itself: its services in one process, in virtual time, with crashes, outages, repeats and wrong clocks
drawn from one seed. Every promise of docs/design.md is checked after each step that can break it.

  --hours N   simulated hours in all (1000)
  --seed S    the seed of the first town (drawn when omitted); the same one replays a failure

To try a draft of policy on households, that is another command: pnpm shouwang simulate DRAFT`

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
})

const wholeOf = (name: string, text: string): number => {
  const number = Number(text)
  if (Number.isInteger(number) && number > 0) return number
  console.error(`--${name} takes a whole number above nought, not "${text}"`)
  return process.exit(2)
}

const main = async (): Promise<number> => {
  if (values.help === true) {
    console.log(help)
    return 0
  }
  const hours = wholeOf('hours', values.hours)
  const seed = values.seed === undefined ? 1 + Math.floor(Math.random() * 1_000_000) : wholeOf('seed', values.seed)
  const startedMs = performance.now()
  const secondsGone = (): number => (performance.now() - startedMs) / 1000
  console.log(`simulating ${hours} hours, first seed ${seed}`)
  let toldAt = 0
  const outcome = await simulate({
    ...{ seed, hours },
    progress: (gone) => {
      if (secondsGone() - toldAt < 5) return
      toldAt = secondsGone()
      console.log(`${Math.floor(gone)} of ${hours} hours, ${Math.round(gone / secondsGone())} a second`)
    },
  })
  const checks = [...outcome.checked.values()].reduce((sum, times) => sum + times, 0)
  console.log(
    `${Math.floor(outcome.hours)} hours, ${outcome.steps} steps, ${checks} checks in ${secondsGone().toFixed(1)} s`,
  )
  if (outcome.broken === undefined) {
    console.log('every promise held')
    return 0
  }
  const { says, how, step, atMs, last } = outcome.broken
  console.error(
    `\n${last.join('\n')}\n\nbroken: "${says}"\n  ${how}\n  seed ${outcome.seed}, step ${step}, ${new Date(atMs).toISOString()}`,
  )
  console.error(`replay: pnpm simulate --hours ${Math.ceil(outcome.hours)} --seed ${outcome.seed}`)
  return 1
}

process.exitCode = await main()
