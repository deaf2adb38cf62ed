export { type Broker, brokerAt, killBroker, prepareBroker, startBroker } from './broker.ts'
export { freePort } from './free-port.ts'
export { endLocalEngines, startLocalEngines, whyMissing } from './local-engines.ts'
export { obtainEngines } from './obtain-engines.ts'
export { archivingTo, layBaseBackup, takeBaseBackup } from './postgres-backup.ts'
export {
  freezePostgres,
  killPostgres,
  type PostgresServer,
  postgresAt,
  preparePostgres,
  startPostgres,
  thawPostgres,
} from './postgres-server.ts'
