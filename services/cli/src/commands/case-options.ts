import { InvalidArgumentError } from 'commander'

/** An amount of 元 with at most two places, as 分. */
export const yuanOption = (written: string): number => {
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(written)) throw new InvalidArgumentError('请写金额（元），如 2000 或 350.5。')
  return Math.round(Number(written) * 100)
}

/** 分 as 元. */
export const yuanText = (fen: number): string => (fen / 100).toFixed(2)

/** Money handed over, by what it is called in the API. */
export const cashAid = (amountFen: number, fund: string | null): object => ({
  form: 'cash',
  programme: 'temporary-relief',
  amountFen,
  what: '',
  person: null,
  fund,
})
