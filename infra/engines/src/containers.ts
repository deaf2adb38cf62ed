import { GenericContainer, getContainerRuntimeClient, type StartedTestContainer, Wait } from 'testcontainers'
import { type Addresses, type Engine, engineNames } from './engine.ts'
import { freePort } from './free-port.ts'

export type Containers = { readonly addresses: Addresses; readonly ids: readonly string[] }

/** True when a Docker engine answers. */
export const hasDocker = (): Promise<boolean> =>
  getContainerRuntimeClient().then(
    () => true,
    () => false,
  )

/** Starts the wanted engines as containers. They end with this process, unless the reaper is disabled. */
export const startContainers = async (wanted: readonly Engine[]): Promise<Containers> => {
  const started = await Promise.all(engineNames.filter((engine) => wanted.includes(engine)).map(startOne))
  return {
    addresses: Object.fromEntries(started.map(({ engine, address }) => [engine, address])),
    ids: started.map(({ container }) => container.getId()),
  }
}

/** Stops and removes containers by their ids. */
export const endContainers = async (ids: readonly string[]): Promise<void> => {
  const { container } = await getContainerRuntimeClient()
  for (const id of ids) {
    const found = container.getById(id)
    await container.stop(found).catch(() => undefined)
    await container.remove(found, { removeVolumes: true })
  }
}

type Started = { readonly engine: Engine; readonly address: string; readonly container: StartedTestContainer }

const startOne = async (engine: Engine): Promise<Started> => ({ engine, ...(await starters[engine]()) })

const starters: Readonly<Record<Engine, () => Promise<Omit<Started, 'engine'>>>> = {
  /** Clients are sent to the advertised address, so its port must be known before the start. */
  kafka: async () => {
    const port = await freePort()
    const container = await new GenericContainer('apache/kafka:4.1.0')
      .withExposedPorts({ container: 9092, host: port })
      .withEnvironment({
        KAFKA_PROCESS_ROLES: 'broker,controller',
        KAFKA_NODE_ID: '1',
        KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
        KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
        KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
        KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
        KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
        KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
        KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
        KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
        KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      })
      .withWaitStrategy(Wait.forLogMessage('Kafka Server started'))
      .start()
    return { container, address: `127.0.0.1:${port}` }
  },
  postgres: async () => {
    const container = await new GenericContainer('postgres:18-alpine')
      .withExposedPorts(5432)
      .withEnvironment({ POSTGRES_USER: 'shouwang', POSTGRES_PASSWORD: 'shouwang' })
      .withCommand(['postgres', '-c', 'max_locks_per_transaction=4096'])
      .withWaitStrategy(Wait.forLogMessage('database system is ready to accept connections', 2))
      .start()
    const at = `${container.getHost()}:${container.getMappedPort(5432)}`
    return { container, address: `postgres://shouwang:shouwang@${at}/shouwang` }
  },
  clickhouse: async () => {
    const container = await new GenericContainer('clickhouse/clickhouse-server:25.8')
      .withExposedPorts(8123)
      .withEnvironment({ CLICKHOUSE_USER: 'shouwang', CLICKHOUSE_PASSWORD: 'shouwang', CLICKHOUSE_DB: 'shouwang' })
      .withWaitStrategy(Wait.forHttp('/ping', 8123))
      .start()
    const at = `${container.getHost()}:${container.getMappedPort(8123)}`
    return { container, address: `http://shouwang:shouwang@${at}/shouwang` }
  },
}
