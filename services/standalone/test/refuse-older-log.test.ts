import { openPglite } from '@shouwang/postgres'
import { expect, onTestFinished, test } from 'vitest'
import { refuseOlderLog } from '../src/refuse-older-log.ts'

test('a log that was lost or comes from an older backup than its store is refused, instead of new rows dropped as repeats', async () => {
  const sql = await openPglite()
  onTestFinished(() => sql.close())
  await sql.query(
    `insert into positions (consumer, source, sequence) values ('ingest', 'records.fire/0', 41), ('scoring', 'change-events.v1/0', 9),
       ('scoring', 'ingest@standalone > change-events.v1/0', 5000), ('ingest@standalone', 'outbox', 7)`,
  )
  const logOf = (fire: number, events: number) => ({
    lag: (_: string, [topic]: readonly string[]) => (topic === 'records.fire' ? fire : events),
  })
  await refuseOlderLog(sql, logOf(42, 10))
  await refuseOlderLog(sql, logOf(99, 99))
  await expect(refuseOlderLog(sql, logOf(41, 10))).rejects.toThrow(
    /^日志比数据库旧（主题 records.fire 已处理 42 条，日志里只有 41 条）/,
  )
  await expect(refuseOlderLog(sql, logOf(42, 0))).rejects.toThrow('change-events.v1')
})
