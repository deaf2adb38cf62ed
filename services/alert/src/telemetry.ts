import { commandTelemetry } from '@shouwang/commands'
import { type Day, Level } from '@shouwang/contracts'
import { countStock, countTasks, type Sql } from '@shouwang/postgres'
import { type Health, type Logger, type Metrics, stageTelemetry } from '@shouwang/telemetry'

/** What alerting tells its operators. */
export const alertTelemetry = (dependencies: { log: Logger; metrics: Metrics; health: Health }) => {
  return { ...stageTelemetry('alert', dependencies), ...commandTelemetry(dependencies) }
}

export type AlertTelemetry = ReturnType<typeof alertTelemetry>

/** Tasks under way, and who waits on the stock list, read at every scrape. Every process that alerts gives the same numbers. */
export const alertReadings = (
  metrics: Metrics,
  { sql, today }: { sql: Pick<Sql, 'query'>; today: () => Day },
): void => {
  const byLevel = async (count: 'tasks' | 'late') => {
    const counts = await countTasks(sql, today())
    return taskLevels.map((level) => ({
      labels: { level },
      value: counts.reduce((sum, row) => sum + (row.level === level ? row[count] : 0), 0),
    }))
  }
  metrics.reading('alert_open_tasks', 'Tasks under way', ['level'], () => byLevel('tasks'))
  metrics.reading('alert_late_tasks', 'Tasks under way that are past their day', ['level'], () => byLevel('late'))
  metrics.reading('alert_stock_households', 'Households that wait on the stock list', [], async () => [
    { labels: {}, value: await countStock(sql) },
  ])
}

const taskLevels = Level.options.filter((level) => level !== 'none')
