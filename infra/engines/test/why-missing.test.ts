import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { whyMissing } from '../src/index.ts'

test('a command that is not there is named with what installs it, where we know that', async () => {
  const reasonFor = async (command: string): Promise<string> => {
    const [error] = await once(spawn(command, { env: { PATH: '/nowhere' } }), 'error')
    return whyMissing(error)
  }
  expect(await reasonFor('java')).toBe('there is no java on this machine, apt-get install default-jre-headless')
  expect(await reasonFor('no-such-command')).toBe('there is no no-such-command on this machine')
})
