/** Says that Kafka did not do what was asked; kafkajs's own error says why, and stays as the cause. */
export const kafkaAway = (cause: unknown): Error =>
  new Error(`Kafka is away: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
