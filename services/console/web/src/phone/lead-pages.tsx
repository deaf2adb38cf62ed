import type { Me } from '@shouwang/console-api'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useDraft, useWriting } from '../offline/use-outbox.ts'
import { emptyLead, isLeadComplete, LeadFields } from '../parts/lead-fields.tsx'
import { LeadList } from '../parts/lead-list.tsx'
import { Top } from './top.tsx'

/** The leads of one's place. */
export const PhoneLeads = () => {
  const { t } = useTranslation()
  return (
    <div className="phone">
      <Top title={t('nav_leads')} back="/tasks" />
      <main>
        <Link to="/leads/new" className="button primary wide">
          {t('tellLead')}
        </Link>
        <LeadList />
      </main>
    </div>
  )
}

/** A new lead, seen on the way: kept at every keystroke, and sent when there is a network. */
export const PhoneNewLead = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const write = useWriting()
  const { draft, set, clear } = useDraft(me.staffNo, 'lead', emptyLead)
  const send = async () => {
    const { kind, words } = draft
    if (kind === '') return
    const said = t('leadSaid', { kind: t(`leadKind_${kind}`), words })
    await write({ taskId: '', action: 'lead', body: { ...draft }, words: said, seenSeq: 0 })
    clear()
    navigate('/outbox')
  }
  return (
    <div className="phone">
      <Top title={t('tellLead')} back="/tasks" />
      <main>
        <p className="hint">{t('tellLeadHint')}</p>
        <LeadFields draft={draft} set={set} inside />
        <button
          type="button"
          className="button primary wide"
          disabled={!isLeadComplete(draft)}
          onClick={() => void send()}
        >
          {t('leadSend')}
        </button>
      </main>
    </div>
  )
}
