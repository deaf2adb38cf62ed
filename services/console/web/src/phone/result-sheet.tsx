import type { Me, TaskDetailAnswer } from '@shouwang/console-api'
import { useDraft, useWriting } from '../offline/use-outbox.ts'
import type { ChosenResult } from '../parts/result-choices.tsx'
import { bodyOf, emptyDraft, type ResultDraft } from '../parts/result-draft.ts'
import { ResultForm } from '../parts/result-form.tsx'
import { Sheet } from '../parts/sheet.tsx'

type Props = ChosenResult & { readonly task: TaskDetailAnswer; readonly me: Me }

/** One result on a phone. What one writes stays there; closing it records nothing, and sends nothing later. */
export const ResultSheet = ({ task, option, words, me, close }: Props) => {
  const { outcome } = option
  const { draft, set, clear } = useDraft<ResultDraft>(me.staffNo, `${task.taskId}/${outcome}`, emptyDraft)
  const write = useWriting()
  const record = async () => {
    const { taskId, seq } = task
    const said = [words, draft.note].filter(Boolean).join('：')
    await write({ taskId, action: 'outcome', body: { ...bodyOf(outcome, draft) }, words: said, seenSeq: seq })
    clear()
    close()
  }
  return (
    <Sheet title={words} close={close}>
      <ResultForm {...{ task, option, words, draft, set, today: me.today }} record={() => void record()} />
    </Sheet>
  )
}
