import { access, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { answers, untilWorks } from './answers.ts'
import { freePort } from './free-port.ts'
import { endProcess, runToEnd, startDetached } from './process.ts'

/** A single-node Kafka on a folder. It keeps its ports when it is started again. */
export type Broker = { readonly folder: string; readonly port: number; readonly controllerPort: number }

const pom = fileURLToPath(new URL('../pom.xml', import.meta.url))
const jars = fileURLToPath(new URL('../target/broker-jars', import.meta.url))
const startLimitMs = 60_000

/** Where clients reach it. */
export const brokerAt = ({ port }: Broker): string => `127.0.0.1:${port}`

/**
 * How a broker is secured: TLS with a key and its certificate in one PEM file, whose authority stands in another, and a user with
 * a password, who may do everything. Others with the same password may do what they are given.
 */
export type BrokerSecurity = {
  readonly keyFile: string
  readonly authorityFile: string
  readonly user: string
  readonly password: string
  readonly others?: readonly string[]
}

/** Lays out a new broker's folder, open or secured. Throws when Java or, the first time, Maven is missing. */
export const prepareBroker = async (folder: string, security?: BrokerSecurity): Promise<Broker> => {
  await fetchJars()
  const broker = { folder, port: await freePort(), controllerPort: await freePort() }
  await mkdir(folder, { recursive: true })
  await writeFile(settingsOf(broker), settings(broker, security))
  await java(['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', settingsOf(broker)])
  return broker
}

/** Starts a prepared broker and waits until it answers. Gives its process id. */
export const startBroker = async (broker: Broker): Promise<number> => {
  const args = [
    '-Xms512m',
    '-Xmx768m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-cp',
    classPath,
    'kafka.Kafka',
    settingsOf(broker),
  ]
  const log = join(broker.folder, 'broker.log')
  const pid = startDetached('java', args, log)
  await untilWorks(() => answers(broker.port), startLimitMs, `Kafka did not start; its log is ${log}`)
  return pid
}

/** Ends a broker, or kills it. */
export const killBroker = (broker: Broker, pid: number, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> =>
  endProcess(pid, settingsOf(broker), signal)

const classPath = join(jars, '*')
/** Any id does for a cluster of one. */
const clusterId = 'c2hvdXdhbmctZW5naW5lcw'

const java = (args: readonly string[]): Promise<string> => runToEnd('java', ['-cp', classPath, ...args])

const fetchJars = async (): Promise<void> => {
  const there = await access(join(jars, 'fetched')).then(
    () => true,
    () => false,
  )
  if (there) return
  await runToEnd('mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`])
  await writeFile(join(jars, 'fetched'), '')
}

const settingsOf = ({ folder }: Broker): string => join(folder, 'server.properties')

const settings = ({ folder, port, controllerPort }: Broker, security: BrokerSecurity | undefined): string =>
  Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `${security === undefined ? 'PLAINTEXT' : 'SASL_SSL'}://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `${security === undefined ? 'PLAINTEXT' : 'SASL_SSL'}://127.0.0.1:${port}`,
    ...(security === undefined ? {} : secured(security)),
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': join(folder, 'data'),
    'auto.create.topics.enable': false,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 8,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')

const secured = ({ keyFile, authorityFile, user, password, others }: BrokerSecurity) => ({
  ...(others === undefined
    ? {}
    : {
        'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
        'super.users': `User:${user};User:ANONYMOUS`,
      }),
  'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL',
  'inter.broker.listener.name': 'SASL_SSL',
  'ssl.keystore.type': 'PEM',
  'ssl.keystore.location': keyFile,
  'ssl.truststore.type': 'PEM',
  'ssl.truststore.location': authorityFile,
  'sasl.enabled.mechanisms': 'PLAIN',
  'sasl.mechanism.inter.broker.protocol': 'PLAIN',
  'listener.name.sasl_ssl.plain.sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required username="${user}" password="${password}" ${[user, ...(others ?? [])].map((name) => `user_${name}="${password}"`).join(' ')};`,
})
