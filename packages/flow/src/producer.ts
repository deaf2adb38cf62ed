/**
 * Who publishes. `consumer` names the outbox: whichever process publishes for that consumer also publishes what a dead
 * process left there. Within an outbox there are four kinds of producer.
 */
export type Producer =
  /** The stage itself, in one process. */
  | { readonly kind: 'stage'; readonly consumer: string; readonly instance: string }
  /** What a stage decides because time passed (`review`) or an awaited delivery came (`recheck`), in one process. */
  | { readonly kind: 'review' | 'recheck'; readonly consumer: string; readonly instance: string }
  /** Commands, in one process, to one topic. */
  | { readonly kind: 'commands'; readonly consumer: string; readonly instance: string; readonly topic: string }
  /** The replays of one dead letter, in whichever process. */
  | { readonly kind: 'replay'; readonly consumer: string; readonly quarantineId: string }

/**
 * The name of a producer: the one rule for all. Readers keep, for each name and partition, the last (sequence, index) that
 * they took, and drop what is not behind it as a repeat. So:
 *
 * - one name stands for one sequence that is published in the order in which it is saved. Two that publish side by side and
 *   share a name would overtake each other, and readers would silently drop the one that is overtaken;
 * - a name never changes and never gets another meaning: sequences and positions of every installation are kept under these
 *   very texts. A name that came back with a sequence from one on would be dropped until it passed the old one.
 *
 * @throws RangeError for an instance whose name would make two producers one
 */
export const producerName = (producer: Producer): string => {
  const { kind, consumer } = producer
  if (kind === 'replay') return `${consumer}@${replays}${producer.quarantineId}`
  const { instance } = producer
  if (!isInstanceName(instance))
    throw new RangeError(
      `no process can be named "${instance}": names that start with "${replays}" or end in "-review" or "-recheck" mean other producers`,
    )
  switch (kind) {
    case 'stage':
      return `${consumer}@${instance}`
    case 'review':
    case 'recheck':
      return `${consumer}@${instance}-${kind}`
    case 'commands':
      return `${consumer}@${instance}/${producer.topic}`
  }
}

const replays = 'replay-'

/** Whether a process may have this name without its producers being taken for those of another. */
export const isInstanceName = (instance: string): boolean =>
  !instance.startsWith(replays) && !instance.endsWith('-review') && !instance.endsWith('-recheck')

/** The id of the dead letter that this producer's name says is replayed to `consumer`; undefined for any other producer. */
export const replayOf = (name: string, consumer: string): string | undefined => {
  const prefix = producerName({ kind: 'replay', consumer, quarantineId: '' })
  return name.startsWith(prefix) ? name.slice(prefix.length) : undefined
}
