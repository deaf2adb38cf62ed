import { createHash, timingSafeEqual } from 'node:crypto'
import { isAbsolute } from 'node:path'
import { Hono } from 'hono'
import { z } from 'zod'
import { DataFolderProblem } from '../instance-lock.ts'
import type { BackupTaken } from './take-backup.ts'

const Asked = z.object({ folder: z.string().refine(isAbsolute) })

/** How the command line of this machine asks a running instance for a backup: with the operator's token, which lies beside it. */
export const backupRoutes = (backUp: (folder: string) => Promise<BackupTaken>, token: string): Hono => {
  const routes = new Hono()
  routes.post('/operations/backup', async (c) => {
    if (!isSame(c.req.header('authorization') ?? '', `Bearer ${token}`))
      return c.json({ problem: 'not-signed-in' }, 401)
    const asked = Asked.safeParse(await c.req.json().catch(() => undefined))
    if (!asked.success) return c.json({ problem: 'bad-request' }, 400)
    try {
      return c.json(await backUp(asked.data.folder))
    } catch (error) {
      if (error instanceof DataFolderProblem) return c.json({ problem: error.message }, 409)
      throw error
    }
  })
  return routes
}

const isSame = (one: string, other: string): boolean => timingSafeEqual(hashOf(one), hashOf(other))
const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()
