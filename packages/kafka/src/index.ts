export { type KafkaLog, type KafkaSecurity, openKafka } from './open-kafka.ts'
