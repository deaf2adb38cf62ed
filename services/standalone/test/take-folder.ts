import { DataFolderProblem, lockDataFolder } from '../src/instance-lock.ts'

/** What this process answers when it is sent a folder to take. */
export type Taken = { readonly taken: true } | { readonly taken: false; readonly why: string }

process.on('message', async (data: string) => {
  const answer: Taken = await lockDataFolder(data).then(
    () => ({ taken: true }),
    (error: unknown) => {
      if (error instanceof DataFolderProblem) return { taken: false, why: error.message }
      throw error
    },
  )
  process.send?.(answer)
})
process.send?.('ready')
