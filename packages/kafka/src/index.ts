export { type KafkaLog, type KafkaOptions, openKafka, type Saying } from './open-kafka.ts'
