export { type KafkaLog, openKafka } from './open-kafka.ts'
