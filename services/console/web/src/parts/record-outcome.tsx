import type { Me, TaskDetailAnswer } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'
import { showTask, taskPath } from '../task-query.ts'
import { ProblemNotice } from './notices.tsx'
import { type ChosenResult, ResultChoices } from './result-choices.tsx'
import { bodyOf, emptyDraft } from './result-draft.ts'
import { ResultForm } from './result-form.tsx'
import { Sheet } from './sheet.tsx'

type Props = { readonly task: TaskDetailAnswer; readonly me: Me }

/** The results at a desk, which are recorded at once. */
export const RecordOutcome = ({ task, me }: Props) => (
  <ResultChoices task={task} sheet={(chosen) => <OutcomeSheet task={task} me={me} {...chosen} />} />
)

const OutcomeSheet = ({ task, me, option, words, close }: Props & ChosenResult) => {
  const queries = useQueryClient()
  const [draft, setDraft] = useState(emptyDraft)
  const record = useMutation({
    mutationFn: () => post<TaskDetailAnswer>(`${taskPath(task.taskId)}/outcome`, bodyOf(option.outcome, draft)),
    onSuccess: (after) => {
      void showTask(queries, after)
      void queries.invalidateQueries({ queryKey: ['tasks'] })
      void queries.invalidateQueries({ queryKey: ['cases'] })
      close()
    },
  })
  return (
    <Sheet title={words} close={close}>
      {record.error !== null && <ProblemNotice error={record.error} />}
      <ResultForm
        {...{ task, option, words, draft, today: me.today, waits: record.isPending }}
        set={(change) => setDraft({ ...draft, ...change })}
        record={() => record.mutate()}
      />
    </Sheet>
  )
}
