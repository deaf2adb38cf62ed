import { InvalidArgumentError } from 'commander'

/** An amount of 元 with at most two places, as 分. */
export const yuanOption = (written: string): number => {
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(written)) throw new InvalidArgumentError('请写金额（元），如 2000 或 350.5')
  return Math.round(Number(written) * 100)
}

/** 分 as 元. */
export const yuanText = (fen: number): string => (fen / 100).toFixed(2)

/** Money for a family, as it is called in the API. */
export const aidOf = (form: 'cash' | 'card', amountFen: number, programme: string, fund: string | null): object => ({
  form,
  programme,
  amountFen,
  what: '',
  person: null,
  fund,
})
