import type { TaskDetailAnswer } from '@shouwang/console-api'
import { isOver } from '@shouwang/contracts'
import { type ReactNode, useState } from 'react'
import { useTranslation } from '../words/i18n.ts'

type Option = TaskDetailAnswer['outcomes'][number]

/** A result that was chosen, to be written down. */
export type ChosenResult = { readonly option: Option; readonly words: string; readonly close: () => void }

/** Results as people speak of them, in the order of how a visit goes. What is not named here is about those who get aid. */
const GROUPS = [
  ['group_unmet', ['nobody-home', 'not-found', 'moved']],
  ['group_helped', ['eligible-apply', 'temp-aid-given', 'transfer', 'yishi-yiyi']],
  ['group_noNeed', ['not-eligible', 'already-covered', 'self-resolved', 'refused']],
  ['group_wrong', ['data-wrong', 'false-match', 'deceased']],
  ['group_later', ['keep-watching']],
] as const

/**
 * The results of a task, one tap each. A sheet that is open stays when somebody else closes the task meanwhile: what was typed
 * in it is still there, and who confirms it is told.
 */
export const ResultChoices = (props: {
  task: TaskDetailAnswer
  /** A result is on its way: no other one is offered. */
  sent?: boolean
  sheet: (chosen: ChosenResult) => ReactNode
}) => {
  const { t } = useTranslation()
  const { task, sent = false, sheet } = props
  const [chosen, setChosen] = useState<Option | undefined>()
  const words = useWords()
  return (
    <>
      {isOver(task.status) && <p className="hint">{t('taskDone')}</p>}
      {!isOver(task.status) && !sent && <Groups options={task.outcomes} choose={setChosen} />}
      {chosen !== undefined && sheet({ option: chosen, words: words(chosen), close: () => setChosen(undefined) })}
    </>
  )
}

const useWords = (): ((option: Option) => string) => {
  const { i18n } = useTranslation()
  return (option) => (i18n.language === 'en' ? option.en : option.zh)
}

const Groups = ({ options, choose }: { options: readonly Option[]; choose: (option: Option) => void }) => {
  const { t } = useTranslation()
  const words = useWords()
  const named = GROUPS.flatMap(([, codes]) => codes as readonly string[])
  const groups = [
    ...GROUPS.map(([title, codes]) => ({
      title: t(title),
      options: codes.flatMap((code) => options.find(({ outcome }) => outcome === code) ?? []),
    })),
    { title: t('otherOutcomes'), options: options.filter(({ outcome }) => !named.includes(outcome)) },
  ]
  return groups
    .filter((group) => group.options.length > 0)
    .map(({ title, options: ofGroup }) => (
      <div key={title} className="results">
        <h3>{title}</h3>
        <div className="chips">
          {ofGroup.map((option) => (
            <button key={option.outcome} type="button" className="chip" onClick={() => choose(option)}>
              {words(option)}
            </button>
          ))}
        </div>
      </div>
    ))
}
