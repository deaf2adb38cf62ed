import type { Words } from '@shouwang/casework'
import { Day, RegionCode, RejectReason } from '@shouwang/contracts'
import { InvalidArgumentError } from 'commander'
import { exitCodes, Refusal } from './refusal.ts'

/** A day as people write it on a command line. */
export const dayOption = (written: string): Day => {
  const day = Day.safeParse(written)
  if (day.success) return day.data
  throw new InvalidArgumentError('请写成 2026-10-31 这样的日期')
}

/** @throws Refusal where the first of two days comes after the last: nothing could be found. */
export const inOrder = ({ from, to }: { readonly from?: Day; readonly to?: Day }): void => {
  if (from !== undefined && to !== undefined && from > to)
    throw new Refusal(`--from ${from} 晚于 --to ${to}，请对调。`, exitCodes.usage)
}

/** A region code; shorter ones are filled with zeros, as 350212 means 350212000000. */
export const regionOption = (written: string): RegionCode => {
  const code = RegionCode.safeParse(/^\d{2,12}$/.test(written) ? written.padEnd(12, '0') : written)
  if (code.success) return code.data
  throw new InvalidArgumentError('请写 12 位区划代码，如 350212000000；末尾的零可以省略')
}

/** What stands between commas of any kind, or blanks. */
export const commaParts = (written: string): readonly string[] => written.split(/[,，、\s]+/).filter(Boolean)

/** One or several of `words`, by code or by Chinese word; a colour goes without its 色. */
export const wordsOption =
  <Code extends string>(words: Readonly<Record<Code, Words>>) =>
  (written: string): readonly Code[] => {
    const known = Object.entries<Words>(words) as [Code, Words][]
    return commaParts(written).map((part) => {
      const found = known.find(([code, { zh }]) => [code, zh].includes(part) || zh === `${part}色`)
      if (found !== undefined) return found[0]
      const all = known.map(([code, { zh }]) => (code === zh ? code : `${code}（${zh}）`))
      throw new InvalidArgumentError(`没有“${part}”，可用的有 ${all.join('、')}`)
    })
  }

/** Numbers of leads, with commas between them. */
export const leadNumbersOption = (written: string): readonly string[] => {
  const numbers = commaParts(written)
  if (numbers.length > 0 && numbers.every((number) => /^\d{12}$/.test(number))) return numbers
  throw new InvalidArgumentError('请写 12 位线索号，几条用逗号隔开')
}

/** A whole number from 1. */
export const countOption = (written: string): number => {
  const count = Number(written)
  if (/^\d+$/.test(written) && count >= 1 && Number.isSafeInteger(count)) return count
  throw new InvalidArgumentError('请写一个正整数')
}

/** One word of a closed set. */
export const oneOf =
  <Word extends string>(words: { readonly options: readonly Word[] }) =>
  (written: string): Word => {
    const word = words.options.find((each) => each === written)
    if (word !== undefined) return word
    throw new InvalidArgumentError(`可用的有 ${words.options.join('、')}`)
  }

/** A reason code of the quarantine. */
export const reasonOption = oneOf(RejectReason)
