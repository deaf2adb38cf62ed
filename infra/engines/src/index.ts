export { type Broker, brokerAt, killBroker, prepareBroker, startBroker } from './broker.ts'
export { addressesOf, endLocalEngines, type LocalEngines, startLocalEngines, whyMissing } from './local-engines.ts'
export { type Obtained, obtainEngines } from './obtain-engines.ts'
export {
  freezePostgres,
  killPostgres,
  type PostgresServer,
  postgresAt,
  preparePostgres,
  startPostgres,
  thawPostgres,
} from './postgres-server.ts'
