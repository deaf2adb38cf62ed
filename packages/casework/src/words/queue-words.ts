import type { Day } from '@shouwang/contracts'
import type { VisitFactor } from '../queue/visit-factor.ts'
import type { Tried } from '../queue/visit-record.ts'
import type { Words } from './language.ts'

/** A task's place in the queue: the score of its household, what it is multiplied by, and the visits that say so. */
export type QueuePlace = Omit<VisitFactor, 'factor'> & {
  readonly score: number
  readonly factor: number
  readonly all: Tried
  readonly countedOn: Day
}

/** Why a task stands where it does, in words for who works it. */
export const placeWords = (
  { score, factor, kind, tried, all, again, income, urgency, countedOn }: QueuePlace,
  nameOf: (indicator: string) => string,
): readonly Words[] => {
  const of = ({ visited, confirmed }: Tried): string => `走访${visited}户，属实${confirmed}户`
  const inEnglish = ({ visited, confirmed }: Tried): string => `${confirmed} of ${visited} visits found need`
  const points = Math.round(score * factor * 10) / 10
  const names = kind === null ? '' : kind.split('+').map(nameOf).join('、')
  return [
    {
      zh: `家庭得分${score}，排序系数${factor}，排序分${points}`,
      en: `Score ${score}, times ${factor}: ${points}`,
    },
    ...(kind === null || tried.visited === 0
      ? []
      : [
          {
            zh: `截至${countedOn}，同类线索（${names}）近一年${of(tried)}；全部线索${of(all)}`,
            en: `Up to ${countedOn}: of leads such as this (${names}) ${inEnglish(tried)} within a year; of all ${inEnglish(all)}`,
          },
        ]),
    ...(again < 1
      ? [{ zh: '近一年走访过，排在没有走访过的之后', en: 'Somebody was there within a year: it comes later' }]
      : []),
    ...(income < 1
      ? [
          {
            zh: '已见收入在低保标准1.5倍以上，排在收入低或看不见收入的之后',
            en: 'The income that is seen is one and a half times the standard or more: it comes later',
          },
        ]
      : []),
    ...(urgency > 1
      ? [
          {
            zh: '急难任务，排在只凭数据比对发现的之前',
            en: 'The task is urgent: it comes before what records alone point to',
          },
        ]
      : []),
  ]
}
