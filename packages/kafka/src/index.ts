export { type KafkaLog, type KafkaLogger, type KafkaOptions, openKafka } from './open-kafka.ts'
