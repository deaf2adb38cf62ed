import { endContainers, hasDocker, startContainers } from './containers.ts'
import { type Addresses, engineNames, environmentOf } from './engine.ts'
import { addressesOf, endLocalEngines, startLocalEngines } from './local-engines.ts'
import { readLastState, readState, removeState, stateFolder, writeState } from './state.ts'

const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** Prints the addresses as lines that a shell can take in: `export $(pnpm -s engines status)`. */
const print = (addresses: Addresses): void => {
  for (const [name, value] of Object.entries(environmentOf(addresses))) process.stdout.write(`${name}=${value}\n`)
}

const up = async (): Promise<number> => {
  const known = await readState()
  if (known !== undefined) {
    print(known.addresses)
    return 0
  }
  await down()
  if (await hasDocker()) {
    process.env.TESTCONTAINERS_RYUK_DISABLED = 'true'
    const { addresses, ids } = await startContainers(engineNames)
    await writeState({ addresses, containers: ids })
    print(addresses)
    return 0
  }
  const local = await startLocalEngines(stateFolder, ['kafka', 'postgres'])
  const addresses = addressesOf(local)
  await writeState({ addresses, local })
  print(addresses)
  for (const [engine, why] of Object.entries(local.missing)) say(`no ${engine}: ${why}`)
  return Object.keys(local.missing).length === 0 ? 0 : 1
}

const down = async (): Promise<number> => {
  const state = await readLastState()
  if (state?.containers !== undefined) await endContainers(state.containers)
  if (state?.local !== undefined) await endLocalEngines(state.local)
  await removeState()
  return 0
}

const status = async (): Promise<number> => {
  const state = await readState()
  if (state === undefined) {
    say('no engines are up; start them with: pnpm engines up')
    return 1
  }
  print(state.addresses)
  return 0
}

const commands: Readonly<Record<string, () => Promise<number>>> = { up, down, status }
const command = commands[process.argv[2] ?? '']
if (command === undefined) say('usage: pnpm engines up | down | status')
process.exit(command === undefined ? 2 : await command())
