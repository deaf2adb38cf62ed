import type { DoneManyAnswer } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { post } from '../api.ts'
import { ProblemNotice } from '../parts/notices.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { StaffChoice } from '../parts/staff-choice.tsx'
import { useTranslation } from '../words/i18n.ts'

/** What may be done with the tasks that are ticked: give them to somebody, or remind whoever has them. */
export const BatchBar = ({ chosen, over }: { chosen: readonly string[]; over: () => void }) => {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<'assign' | 'remind' | undefined>()
  return (
    <div className="batch-bar" role="toolbar" aria-label={t('batchChosen', { count: chosen.length })}>
      <span>{t('batchChosen', { count: chosen.length })}</span>
      <Button size="small" onClick={() => setAsked('assign')}>
        {t('batchAssign')}
      </Button>
      <Button size="small" onClick={() => setAsked('remind')}>
        {t('batchRemind')}
      </Button>
      <Button size="small" type="text" onClick={over}>
        {t('batchNone')}
      </Button>
      {asked !== undefined && (
        <BatchSheet
          what={asked}
          chosen={chosen}
          close={(done) => {
            setAsked(undefined)
            if (done) over()
          }}
        />
      )}
    </div>
  )
}

const BatchSheet = (props: {
  what: 'assign' | 'remind'
  chosen: readonly string[]
  close: (done: boolean) => void
}) => {
  const { what, chosen, close } = props
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [assignee, setAssignee] = useState('')
  const [words, setWords] = useState('')
  const act = useMutation({
    mutationFn: () =>
      what === 'assign'
        ? post<DoneManyAnswer>('/tasks/reassign', { taskIds: chosen, assignee, why: words })
        : post<DoneManyAnswer>('/tasks/remind', { taskIds: chosen, note: words }),
    onSuccess: ({ done, refused }) => {
      void queries.invalidateQueries({ queryKey: ['tasks'] })
      const [first] = refused
      const told = t('batchDone', { count: done.length })
      if (first === undefined) void message.success(told)
      else void message.warning(`${told}；${t('batchRefused', { count: refused.length, why: first.detail })}`)
      close(true)
    },
  })
  const ready = words.trim().length >= 2 && (what === 'remind' || assignee !== '')
  return (
    <Sheet title={t(what === 'assign' ? 'batchAssign' : 'batchRemind')} close={() => close(false)}>
      {what === 'assign' && <StaffChoice value={assignee} set={setAssignee} />}
      <label className="field">
        <span>{t(what === 'assign' ? 'reassignWhy' : 'remindWords')}</span>
        <input value={words} onChange={({ target }) => setWords(target.value)} />
      </label>
      {act.error !== null && <ProblemNotice error={act.error} />}
      <button
        type="button"
        className="button primary wide"
        disabled={!ready || act.isPending}
        onClick={() => act.mutate()}
      >
        {t('confirm')}
      </button>
    </Sheet>
  )
}
