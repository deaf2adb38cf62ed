import type { Me } from '@shouwang/console-api'
import { Link, useLocation, useNavigate } from 'react-router'
import { useDraft, useWriting } from '../offline/use-outbox.ts'
import { emptyLead, isLeadComplete, LeadFields } from '../parts/lead-fields.tsx'
import { LeadList } from '../parts/lead-list.tsx'
import { useTranslation } from '../words/i18n.ts'
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

/** The household of which a patrol saw something; it stands in no address. */
const homeOf = (state: unknown): { readonly householdNo: string; readonly name: string } | null => {
  const { householdNo, name } = (state ?? {}) as { householdNo?: unknown; name?: unknown }
  return typeof householdNo === 'string' && typeof name === 'string' ? { householdNo, name } : null
}

/** A new lead, seen on the way: kept at every keystroke, and sent when there is a network. */
export const PhoneNewLead = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const write = useWriting()
  const home = homeOf(useLocation().state)
  const { draft, set, clear } = useDraft(me.staffNo, home === null ? 'lead' : `lead/${home.householdNo}`, emptyLead)
  const send = async () => {
    const { kind, words } = draft
    if (kind === '') return
    const said = t('leadSaid', { kind: t(`leadKind_${kind}`), words })
    await write({
      taskId: '',
      action: 'lead',
      body: home === null ? { ...draft } : { ...draft, channel: 'patrol', householdNo: home.householdNo },
      words: said,
      seenSeq: 0,
    })
    clear()
    navigate(home === null ? '/outbox' : '/patrols')
  }
  return (
    <div className="phone">
      <Top title={t('tellLead')} back={home === null ? '/tasks' : '/patrols'} />
      <main>
        {home !== null && <h2>{home.name}</h2>}
        <p className="hint">{t(home === null ? 'tellLeadHint' : 'patrolSomethingHint')}</p>
        <LeadFields draft={draft} set={set} inside known={home !== null} />
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
