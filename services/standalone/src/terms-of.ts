import { loadTerms, type Terms, TermsProblem } from '@shouwang/retention'
import type { Config } from './config.ts'
import { DataFolderProblem } from './instance-lock.ts'

/** For how long what is kept: the city's own terms where the settings name them. @throws DataFolderProblem where these can't be used */
export const termsOf = ({ SHOUWANG_RETENTION: file }: Config): Terms => {
  try {
    return loadTerms(file)
  } catch (error) {
    if (error instanceof TermsProblem) throw new DataFolderProblem(error.message, { cause: error })
    throw error
  }
}
