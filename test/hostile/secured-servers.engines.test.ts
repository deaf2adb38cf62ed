import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectClickHouse } from '@shouwang/clickhouse'
import { type KafkaRight, kafkaRights, recordsTopic, type TopologyTopic, topics, topology } from '@shouwang/contracts'
import {
  brokerAt,
  killBroker,
  killPostgres,
  postgresAt,
  prepareBroker,
  preparePostgres,
  startBroker,
  startPostgres,
  whyMissing,
} from '@shouwang/engines'
import { type KafkaLog, openKafka } from '@shouwang/kafka'
import { openPostgres } from '@shouwang/postgres'
import { authoritiesOf, kafkaSecurity, postgresUrl } from '@shouwang/service-process'
import kafkajs from 'kafkajs'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'

let folder: string
const at = (name: string): string => join(folder, name)
const openssl = (...args: readonly string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })

/** An authority as a city has one of its own, and a certificate of it for this machine. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouwang-tls-'))
  // PostgreSQL runs as a user of its own.
  chmodSync(folder, 0o755)
  for (const authority of ['city', 'stranger'])
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${authority}`,
      '-keyout',
      `${authority}.key`,
      '-out',
      `${authority}.pem`,
    )
  writeFileSync(at('names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost')
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    '/CN=localhost',
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
  )
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'city.pem',
    '-CAkey',
    'city.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'names',
    '-out',
    'server.pem',
  )
  writeFileSync(at('both.pem'), readFileSync(at('server.key'), 'utf8') + readFileSync(at('server.pem'), 'utf8'), {
    mode: 0o600,
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const kafkaSettings = (more: object = {}) => ({
  SHOUWANG_TLS_CA: at('city.pem'),
  SHOUWANG_KAFKA_TLS: true,
  SHOUWANG_KAFKA_USER: 'shouwang',
  SHOUWANG_KAFKA_PASSWORD: 'a-password',
  SHOUWANG_KAFKA_MECHANISM: 'plain' as const,
  ...more,
})

test('Kafka by TLS and with a password: who has both is served, who lacks one is not', async ({ skip }) => {
  const broker = await prepareBroker(at('kafka'), {
    keyFile: at('both.pem'),
    authorityFile: at('city.pem'),
    user: 'shouwang',
    password: 'a-password',
  }).catch((error: unknown) => skip(true, `a Kafka of its own: ${whyMissing(error)}`))
  if (broker === undefined) return
  const pid = await startBroker(broker)
  onTestFinished(() => killBroker(broker, pid))
  const logWith = (settings: ReturnType<typeof kafkaSettings>) => {
    const log = openKafka({
      brokers: [brokerAt(broker)],
      clientId: 'secured',
      partitions: 1,
      security: kafkaSecurity(settings),
    })
    onTestFinished(() => log.close())
    return log
  }
  const log = logWith(kafkaSettings())
  await log.append('t', [{ key: 'k', value: '公开' }])
  const source = log.source({ topics: ['t'], group: 'g' })
  await expect.poll(() => source.read({ max: 1, waitMs: 500 })).toMatchObject([{ value: '公开' }])
  await source.close()
  for (const wrong of [
    { SHOUWANG_KAFKA_PASSWORD: 'another' },
    { SHOUWANG_TLS_CA: at('stranger.pem') },
    { SHOUWANG_KAFKA_TLS: false },
  ])
    await expect(logWith(kafkaSettings(wrong)).append('t', [{ key: 'k', value: 'no' }])).rejects.toThrow(
      'Kafka is away',
    )
})

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs

/** A right as a broker takes it; `Describe` is `DESCRIBE` there. */
const entryOf = ({ service, resource, name, prefixed }: KafkaRight, operation: KafkaRight['operations'][number]) => ({
  principal: `User:${service}`,
  host: '*',
  permissionType: AclPermissionTypes.ALLOW,
  operation: AclOperationTypes[operation.replace(/(?<=.)[A-Z]/g, '_$&').toUpperCase() as 'READ'],
  resourceType: resource === 'topic' ? AclResourceTypes.TOPIC : AclResourceTypes.GROUP,
  resourceName: name,
  resourcePatternType: prefixed ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
})

test('on a Kafka with rights each service can do all of the topology with those of infra/kafka/acls.sh, and nothing else', async ({
  skip,
}) => {
  const security = { keyFile: at('both.pem'), authorityFile: at('city.pem'), user: 'shouwang', password: 'a-password' }
  const others = topology.map(({ service }) => service)
  const broker = await prepareBroker(at('kafka-rights'), { ...security, others }).catch((error: unknown) =>
    skip(true, `a Kafka of its own: ${whyMissing(error)}`),
  )
  if (broker === undefined) return
  const pid = await startBroker(broker)
  onTestFinished(() => killBroker(broker, pid))
  const brokers = [brokerAt(broker)]
  const securityOf = (user: string) => kafkaSecurity(kafkaSettings({ SHOUWANG_KAFKA_USER: user }))
  const admin = new kafkajs.Kafka({
    ...{ clientId: 'admin', brokers, ssl: { ca: [readFileSync(at('city.pem'), 'utf8')] } },
    sasl: { mechanism: 'plain', username: 'shouwang', password: 'a-password' },
  }).admin()
  await admin.connect()
  await admin.createAcls({ acl: kafkaRights().flatMap((right) => right.operations.map((one) => entryOf(right, one))) })
  await admin.disconnect()

  const logs = new Map<string, KafkaLog>()
  for (const { service } of topology) {
    const log = openKafka({ brokers, clientId: service, partitions: 1, security: securityOf(service) })
    onTestFinished(() => log.close())
    logs.set(service, log)
  }
  const logOf = (service: string): KafkaLog => logs.get(service) as KafkaLog
  const named = (topic: TopologyTopic): string => (topic === 'records' ? recordsTopic('fire') : topics[topic])
  const every = ['records', ...Object.keys(topics)] as readonly TopologyTopic[]
  for (const { service, writes, onBehalf } of topology)
    for (const topic of every) {
      const appended = logOf(service).append(named(topic), [{ key: service, value: '1' }])
      const may = ([...writes, ...onBehalf] as readonly TopologyTopic[]).includes(topic)
      if (may) await appended
      else await expect(appended, `${service} wrote ${topic}`).rejects.toThrow()
    }
  for (const { service, reads } of topology) {
    const group = service === 'console' ? 'console-1' : service
    const source = logOf(service).source({ topics: reads.map(named), group })
    const seen = new Set<string>()
    await expect
      .poll(async () => {
        const batch = await source.read({ max: 100, waitMs: 500 })
        for (const { topic } of batch) seen.add(topic)
        await source.commit(batch)
        return [...seen].sort()
      })
      .toEqual(reads.map(named).sort())
    await source.close()
  }
  const all = every.map(named)
  const ends = await logOf('console').ends(all)
  await expect.poll(() => logOf('console').hasRead('ingest', [recordsTopic('fire')], ends)).toBe(true)
  await logOf('console').forgetAfter(new Map(all.map((topic) => [topic, 7])))
  await expect(logOf('warehouse').deleteBefore(ends)).rejects.toThrow()
  await logOf('console').deleteBefore(ends)
  expect(await logOf('console').lag('console-2', all)).toBe(0)
})

test('PostgreSQL by TLS: its certificate has to be of the authority that the settings name', async ({ skip }) => {
  const server = await preparePostgres(at('postgres')).catch((error: unknown) =>
    skip(true, `a PostgreSQL of its own: ${whyMissing(error)}`),
  )
  if (server === undefined) return
  const [key, certificate] = [join(server.folder, 'data', 'server.key'), join(server.folder, 'data', 'server.crt')]
  const { uid, gid } = statSync(join(server.folder, 'data'))
  copyFileSync(at('server.key'), key)
  copyFileSync(at('server.pem'), certificate)
  for (const file of [key, certificate]) chownSync(file, uid, gid)
  chmodSync(key, 0o600)
  const pid = await startPostgres(server, { ssl: 'on' })
  onTestFinished(() => killPostgres(server, pid))
  const url = `${postgresAt(server)}?sslmode=verify-full`
  const sql = await openPostgres(postgresUrl(url, { SHOUWANG_TLS_CA: at('city.pem') }), { poolSize: 2 })
  expect(await sql.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()')).toEqual([{ ssl: true }])
  await sql.close()
  for (const authority of [at('stranger.pem'), undefined])
    await expect(openPostgres(postgresUrl(url, { SHOUWANG_TLS_CA: authority }), { poolSize: 2 })).rejects.toThrow(
      /certificate/,
    )
})

test('ClickHouse by https: its certificate has to be of the authority that the settings name', async () => {
  // The protocol is HTTP: what counts here is whom the client believes.
  const server = createServer(
    { key: readFileSync(at('server.key')), cert: readFileSync(at('server.pem')) },
    (_, answer) => answer.end('Ok.\n'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  const reach = async (file: string | undefined): Promise<boolean> => {
    const client = connectClickHouse(url, authoritiesOf({ SHOUWANG_TLS_CA: file }))
    const { success } = await client.ping()
    await client.close()
    return success
  }
  expect(await Promise.all([at('city.pem'), at('stranger.pem'), undefined].map(reach))).toEqual([true, false, false])
})
