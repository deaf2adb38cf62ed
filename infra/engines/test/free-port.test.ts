import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { freePort } from '../src/free-port.ts'

const connections = '/proc/sys/net/ipv4/ip_local_port_range'

test('a broker that was killed did not come back: its port had been given to a connection', async ({ skip }) => {
  let first: number
  try {
    first = Number(readFileSync(connections, 'utf8').split(/\s+/)[0])
  } catch {
    return skip('no Linux: what its connections get is not known')
  }
  for (let times = 0; times < 20; times++) expect(await freePort()).toBeLessThan(first)
})
