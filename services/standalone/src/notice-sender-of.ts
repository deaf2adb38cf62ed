import { NoticeSettingsProblem, NoticeTimesProblem, noticeSender } from '@shouwang/notify'
import type { Config } from './config.ts'
import { DataFolderProblem } from './instance-lock.ts'

/** What tells staff of their notices, as the settings say. @throws DataFolderProblem where these can't be used */
export const noticeSenderOf = (config: Config): ReturnType<typeof noticeSender> => {
  try {
    return noticeSender(config)
  } catch (error) {
    if (error instanceof NoticeSettingsProblem || error instanceof NoticeTimesProblem)
      throw new DataFolderProblem(error.message, { cause: error })
    throw error
  }
}
