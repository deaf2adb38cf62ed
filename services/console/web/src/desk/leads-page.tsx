import type { LeadToldAnswer, Me } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { post } from '../api.ts'
import { spaced } from '../parts/join-lead.tsx'
import { emptyLead, isLeadComplete, type LeadDraft, LeadFields } from '../parts/lead-fields.tsx'
import { LeadList } from '../parts/lead-list.tsx'
import { ProblemNotice } from '../parts/notices.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { useTranslation } from '../words/i18n.ts'

/** Leads that people told of, what came of them, and the door for a new one. */
export const LeadsPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <div className="leads">
      <header>
        <h1>{t('nav_leads')}</h1>
        {me.may.includes('note-tasks') && (
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('tellLead')}
          </Button>
        )}
      </header>
      <LeadList />
      {open && <NewLead close={() => setOpen(false)} />}
    </div>
  )
}

const NewLead = ({ close }: { close: () => void }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<LeadDraft>(emptyLead)
  const send = useMutation({
    mutationFn: () => post<LeadToldAnswer>('/leads', draft),
    onSuccess: async ({ leadNo }) => {
      await queries.invalidateQueries({ queryKey: ['leads'] })
      void message.success(`${t('leadTold')} · ${t('leadNumber')} ${spaced(leadNo)}`)
      close()
    },
  })
  return (
    <Sheet title={t('tellLead')} close={close}>
      <p className="hint">{t('tellLeadHint')}</p>
      <LeadFields draft={draft} set={(change) => setDraft({ ...draft, ...change })} inside />
      <button
        type="button"
        className="button primary wide"
        disabled={!isLeadComplete(draft) || send.isPending}
        onClick={() => send.mutate()}
      >
        {t('leadSend')}
      </button>
      {send.error !== null && <ProblemNotice error={send.error} />}
    </Sheet>
  )
}
