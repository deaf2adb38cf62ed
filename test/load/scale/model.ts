/** What one record, one person and one machine cost, as measured (test/load/results), and what a place asks for. */
export type Measured = {
  /** Processor time of a record in each process, µs. */
  readonly microsecondsPerRecord: Readonly<Record<Process, number>>
  /** How much dearer a record is where millions are known, against the county that was measured. */
  readonly growth: number
  /** Bytes kept for a person, in all his years, in each store. */
  readonly bytesPerPerson: Readonly<Record<Store, number>>
  /** Bytes of one record on its topic, before copies. */
  readonly bytesPerRecord: number
  /** Bytes a second at which a backup of PostgreSQL is read back. */
  readonly restoredPerSecond: number
  /** Households of which one core tries a policy in a second, those in the store read. */
  readonly simulatedPerSecond: number
}
type Process = 'kafka' | 'ingest' | 'scoring' | 'alert' | 'warehouse' | 'console' | 'postgres'
type Store = 'postgres' | 'clickhouse'

/** A place that runs one installation, and how it wants to be served. */
export type Place = {
  readonly people: number
  readonly recordsPerPersonYear: number
  /** The share of all records that comes with the monthly rolls. */
  readonly monthlyShare: number
  /** The rolls of a month are judged in so many hours. */
  readonly hoursForRolls: number
  /** How far machines may be loaded when that happens. */
  readonly load: number
  /** Topics forget after so many days. */
  readonly topicDays: number
  readonly copies: { readonly kafka: number; readonly postgres: number; readonly clickhouse: number }
  /** Cores that stand there for each process however little comes: so that one may be lost, in every zone that has it. */
  readonly leastCores: Readonly<Record<Process, number>>
  /** Until another zone has taken over, seconds. */
  readonly takeoverSeconds: number
  /** Prices, 元 a year. */
  readonly prices: { readonly core: number; readonly terabyte: number }
  /** Cores of the largest machine that one can buy for PostgreSQL, of which a writer uses half at best. */
  readonly largestMachineCores: number
  readonly peoplePerHousehold: number
}

/** What the place needs. */
export type Plan = {
  readonly recordsPerYear: number
  readonly recordsPerSecond: number
  /** Cores that are busy while rolls come in, by process, and all that are bought. */
  readonly cores: Readonly<Record<Process, number>>
  readonly coresBought: number
  readonly partitions: number
  readonly terabytes: { readonly postgres: number; readonly clickhouse: number; readonly kafka: number }
  /** From the loss of a zone while rolls come in until nothing waits any more, minutes. */
  readonly recoveryMinutes: number
  /** From an empty disk to a restored store, where every zone is lost, hours. */
  readonly restoreHours: number
  /** All records of a year taken in at once on these machines, hours: the first load. */
  readonly firstLoadHours: number
  /** Cores that try a policy on every household within a minute. */
  readonly simulationCores: number
  readonly yuanPerYear: number
  readonly yuanPerMillionYear: number
  /** How much of what one part can ever give is used, the fullest first: 1 is the end. */
  readonly used: readonly { readonly part: string; readonly share: number }[]
}

const PROCESSES: readonly Process[] = ['kafka', 'ingest', 'scoring', 'alert', 'warehouse', 'console', 'postgres']
const TERABYTE = 1e12
/** One partition is read by one worker, on one core that also waits. */
const WORKER_CORES = 0.8
/** Of a machine's cores what one PostgreSQL can write with: the rest waits for its log. */
const WRITER_SHARE = 0.5
/** Partitions that one topic should not exceed: each costs the broker files and every consumer a request. */
const MOST_PARTITIONS = 1_000
/** Bytes that one PostgreSQL can still be backed up, vacuumed and restored with in a night. */
const LARGEST_STORE = 20 * TERABYTE

/** What a place needs, from what was measured: arithmetic that anyone can check. */
export const plan = (measured: Measured, place: Place): Plan => {
  const recordsPerYear = place.people * place.recordsPerPersonYear
  const rolls = (recordsPerYear * place.monthlyShare) / 12
  const rest = (recordsPerYear * (1 - place.monthlyShare)) / (365 * 24 * 3600)
  const recordsPerSecond = rolls / (place.hoursForRolls * 3600) + rest
  const coresOf = (process: Process): number =>
    (recordsPerSecond * measured.microsecondsPerRecord[process] * measured.growth) / 1e6 / place.load
  const cores = Object.fromEntries(PROCESSES.map((process) => [process, coresOf(process)])) as Plan['cores']
  const partitions = Math.ceil((cores.scoring * place.load) / WORKER_CORES)
  const terabytes = {
    postgres: (place.people * measured.bytesPerPerson.postgres * place.copies.postgres) / TERABYTE,
    clickhouse: (place.people * measured.bytesPerPerson.clickhouse * place.copies.clickhouse) / TERABYTE,
    kafka: ((recordsPerYear / 365) * place.topicDays * measured.bytesPerRecord * place.copies.kafka) / TERABYTE,
  }
  const bought = PROCESSES.map((process) => Math.max(place.leastCores[process], Math.ceil(cores[process])))
  const allCores = bought.reduce((sum, each) => sum + each, 0)
  const perRecord = PROCESSES.reduce((sum, process) => sum + measured.microsecondsPerRecord[process], 0)
  const simulationCores = Math.ceil(place.people / place.peoplePerHousehold / measured.simulatedPerSecond / 60)
  const allTerabytes = terabytes.postgres + terabytes.clickhouse + terabytes.kafka
  const yuanPerYear = allCores * place.prices.core + allTerabytes * place.prices.terabyte
  return {
    recordsPerYear,
    recordsPerSecond,
    cores,
    partitions,
    terabytes,
    recoveryMinutes: recovery(place) / 60,
    restoreHours: (place.people * measured.bytesPerPerson.postgres) / measured.restoredPerSecond / 3600,
    firstLoadHours: (recordsPerYear * perRecord * measured.growth) / 1e6 / allCores / 3600,
    coresBought: allCores,
    simulationCores,
    yuanPerYear,
    yuanPerMillionYear: yuanPerYear / (place.people / 1e6),
    used: usedOf(place, cores, partitions, terabytes, { simulationCores, coresBought: allCores }),
  }
}

/** What waited while another zone took over is worked off by the room that machines were left. */
const recovery = ({ takeoverSeconds, load }: Place): number => takeoverSeconds + (takeoverSeconds * load) / (1 - load)

const usedOf = (
  { largestMachineCores, copies, load }: Place,
  cores: Plan['cores'],
  partitions: number,
  terabytes: Plan['terabytes'],
  { simulationCores, coresBought }: Pick<Plan, 'simulationCores' | 'coresBought'>,
): Plan['used'] =>
  [
    { part: 'PostgreSQL 的写入（一台主机）', share: (cores.postgres * load) / (largestMachineCores * WRITER_SHARE) },
    { part: 'PostgreSQL 的容量（一个库）', share: (terabytes.postgres / copies.postgres) * (TERABYTE / LARGEST_STORE) },
    { part: 'change-events 的分区', share: partitions / MOST_PARTITIONS },
    { part: '一分钟内试算一项政策（全部已购的核）', share: simulationCores / coresBought },
  ].toSorted((one, other) => other.share - one.share)
