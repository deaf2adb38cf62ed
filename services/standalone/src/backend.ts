import { randomBytes } from 'node:crypto'
import { weeklyReport } from '@shouwang/clickhouse'
import type { Backend } from '@shouwang/console'
import { checkFile, receiveFile, receiveRows } from '@shouwang/ingest'
import { readLedger, readRegionNames } from '@shouwang/postgres'
import { catalogueCards } from './catalogue-cards.ts'
import type { Running } from './pipeline.ts'
import { quarantineDoor } from './quarantine-door.ts'
import { vaultDoor } from './vault-door.ts'

/** Everything that the console asks of the rest of the program, answered by the running pipeline. */
export const backendOf = (running: Running): Backend => {
  const { engines, clock, desk, intake, feeds, identity, policies } = running
  const cards = catalogueCards(feeds, policies)
  return {
    sql: engines.sql,
    today: clock.today,
    nowMs: clock.nowMs,
    randomBytes: (length) => randomBytes(length),
    tasks: desk,
    vault: vaultDoor(engines.sql, running.cipher, identity),
    intake: {
      receiveFile: async (bytes, { businessDay, ...about }) => {
        const taken = await receiveFile(intake, bytes, { ...about, asOf: businessDay ?? clock.today() })
        return taken.kind === 'delivery'
          ? { ok: true, delivery: taken.delivery }
          : { ok: false, reason: taken.why, detail: taken.detail }
      },
      receiveRows: async (id, rows) => {
        const feed = feeds.find((known) => known.id === id)
        return feed === undefined || feed.delivers === 'reference'
          ? { ok: false, reason: 'unknown-feed', detail: `没有可逐条接收的接口“${id}”。` }
          : { ok: true, ...(await receiveRows(intake, feed, rows, clock.today())) }
      },
      check: (bytes, { businessDay, ...about }) =>
        checkFile({ feeds, identity }, bytes, { ...about, asOf: businessDay ?? clock.today() }),
      settled: running.isSettled,
    },
    quarantine: quarantineDoor(running),
    ...cards,
    reports: {
      weekly: async ({ region, until }) => {
        const week = await weeklyReport(engines.warehouse, { region, until })
        const names = await readRegionNames(
          engines.sql,
          week.districts.map((district) => district.region),
        )
        return {
          from: week.from,
          to: week.to,
          regions: week.districts.map((district) => ({
            ...district,
            name: names.get(district.region) ?? district.region,
          })),
          indicators: week.indicators.map((row) => ({
            ...row,
            name: cards.indicators.find(({ id }) => id === row.indicator)?.name ?? row.indicator,
          })),
        }
      },
      ledger: (about) => readLedger(engines.sql, about),
    },
  }
}
