import { writeFile } from 'node:fs/promises'
import { pipelineDashboard } from './pipeline.ts'
import { programmeDashboard } from './programme.ts'

for (const written of [pipelineDashboard, programmeDashboard])
  await writeFile(
    new URL(`../dashboards/${written.uid}.json`, import.meta.url),
    `${JSON.stringify(written, null, 2)}\n`,
  )
