import type { Me, TaskDetailAnswer } from '@shouwang/console-api'
import { isOver } from '@shouwang/contracts'
import { useState } from 'react'
import { useDraft, useWriting } from '../offline/use-outbox.ts'
import { Sheet } from '../parts/sheet.tsx'
import { useTranslation } from '../words/i18n.ts'

type Props = { readonly task: TaskDetailAnswer; readonly me: Me }

/** A note for whoever comes next, of a task that is not over; one that is being written stays when it is. */
export const NoteButton = ({ task, me }: Props) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      {!isOver(task.status) && (
        <button type="button" className="button" onClick={() => setOpen(true)}>
          {t('addNote')}
        </button>
      )}
      {open && <NoteSheet task={task} me={me} close={() => setOpen(false)} />}
    </>
  )
}

const NoteSheet = ({ task, me, close }: Props & { close: () => void }) => {
  const { t } = useTranslation()
  const write = useWriting()
  const { draft, set, clear } = useDraft(me.staffNo, `${task.taskId}/note`, { note: '' })
  const save = async () => {
    const { taskId, seq } = task
    const words = `${t('note')}：${draft.note}`
    await write({ taskId, action: 'note', body: { note: draft.note }, words, seenSeq: seq })
    clear()
    close()
  }
  return (
    <Sheet title={t('addNote')} close={close}>
      <label className="field">
        <span>{t('note')}</span>
        <textarea
          rows={4}
          value={draft.note}
          maxLength={1000}
          onChange={(event) => set({ note: event.target.value })}
        />
      </label>
      <button
        type="button"
        className="button primary wide"
        disabled={draft.note.trim() === ''}
        onClick={() => void save()}
      >
        {t('save')}
      </button>
    </Sheet>
  )
}
