import { directionWords, levelWords, taskStatusWords, type Words } from '@shouwang/casework'
import { InvalidArgumentError } from 'commander'

/** One or several of `words`, by code or by Chinese word, separated by commas; a colour goes without its 色. */
const listOption =
  (words: Readonly<Record<string, Words>>) =>
  (written: string): string =>
    written
      .split(/[,，、]/)
      .map((part) => {
        const found = Object.entries(words).find(([code, { zh }]) => [code, zh].includes(part) || zh === `${part}色`)
        if (found !== undefined) return found[0]
        const known = Object.entries(words).map(([code, { zh }]) => `${code}（${zh}）`)
        throw new InvalidArgumentError(`可用的有 ${known.join('、')}`)
      })
      .join(',')

export const directionOption = listOption(directionWords)
export const levelOption = listOption(levelWords)
export const statusOption = listOption({ ...taskStatusWords, all: { zh: '全部', en: 'all' } })
