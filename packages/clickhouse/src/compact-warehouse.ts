import type { ClickHouseClient } from '@clickhouse/client'

/** The tables that name persons, or households that are one person's alone, and in which columns. */
export const namingTables: Readonly<Record<string, readonly string[]>> = {
  change_events: ['subject', 'data', 'source_key'],
  assessments: ['household', 'household_no'],
  verdicts: ['household'],
  task_events: ['household', 'household_no'],
  case_events: ['household', 'household_no', 'person'],
}

/**
 * Writes every table anew and deletes the old files, since an engine in this process keeps the parts of before a deletion. Nobody
 * may insert meanwhile.
 */
export const compactWarehouse = async (client: Pick<ClickHouseClient, 'command'>): Promise<void> => {
  for (const table of Object.keys(namingTables)) {
    await client.command({ query: `drop table if exists ${table}_anew sync` })
    await client.command({ query: `create table ${table}_anew as ${table}` })
    await client.command({ query: `insert into ${table}_anew select * from ${table}` })
    await client.command({ query: `exchange tables ${table}_anew and ${table}` })
    await client.command({ query: `drop table ${table}_anew sync` })
  }
}
