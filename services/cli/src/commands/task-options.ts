import { directionWords, levelWords, taskStatusWords, type Words } from '@shouwang/casework'
import { wordsOption } from '../option-values.ts'

/** As the query of the API has it. */
const listOption =
  (words: Readonly<Record<string, Words>>) =>
  (written: string): string =>
    wordsOption(words)(written).join(',')

export const directionOption = listOption(directionWords)
export const levelOption = listOption(levelWords)
export const statusOption = listOption({ ...taskStatusWords, all: { zh: '全部', en: 'all' } })
