import type { Me, VisitFormAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from 'react-router'
import { get } from '../api.ts'
import { useDraft, useWriting } from '../offline/use-outbox.ts'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { taskQuery } from '../task-query.ts'
import { useTranslation } from '../words/i18n.ts'
import { emptyForm, formBody, lacking } from './form-draft.ts'
import { Section } from './form-section.tsx'
import { Signing } from './signing.tsx'
import '../parts/task.css'
import './visit-form.css'

/** The form of a visit: what is known is not asked, what is written stays on the device until it is sent. */
export const FormPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const { taskId = '' } = useParams()
  const back = `/tasks/${encodeURIComponent(taskId)}`
  const given = useQuery({ queryKey: ['form', taskId], queryFn: () => get<VisitFormAnswer>(`${back}/form`) })
  return (
    <div className="phone visit-form">
      <header className="top">
        <Link to={back} className="button quiet on-dark" aria-label={t('back')}>
          ‹ {t('back')}
        </Link>
        <div>
          <h1>{given.data?.form.name ?? ''}</h1>
          <p>{given.data === undefined ? '' : `${given.data.regionName} · ${given.data.householdNo}`}</p>
        </div>
      </header>
      <main>
        {given.isPending && <Loading />}
        {given.error !== null && <ProblemNotice error={given.error} retry={() => void given.refetch()} />}
        {given.data !== undefined && <Form me={me} taskId={taskId} given={given.data} back={back} />}
      </main>
    </div>
  )
}

const SHOWN = 3

const Form = (props: { me: Me; taskId: string; given: VisitFormAnswer; back: string }) => {
  const { t } = useTranslation()
  const { me, taskId, given, back } = props
  const navigate = useNavigate()
  const write = useWriting()
  const task = useQuery(taskQuery(taskId))
  const { draft, set, clear } = useDraft(me.staffNo, `${taskId}/form`, emptyForm)
  const missing = lacking(draft, given)
  const save = async () => {
    const words = t('formSaid', { name: given.form.name })
    await write({ taskId, action: 'form', body: formBody(draft, given), words, seenSeq: task.data?.seq ?? 0 })
    clear()
    navigate(back)
  }
  return (
    <div className="task-body">
      <p className="row no-print">
        <Link to={`${back}/form/print?blank=1`} className="button">
          {t('formPrintBlank')}
        </Link>
        {given.saved !== null && (
          <Link to={`${back}/form/print`} className="button">
            {t('formPrintFilled', { day: given.saved.filledOn })}
          </Link>
        )}
      </p>
      {given.form.sections.map((section) => (
        <Section key={section.id} section={section} given={given} draft={draft} set={set} />
      ))}
      <Signing given={given} draft={draft} set={set} />
      {missing.length > 0 && (
        <p className="hint" role="status">
          {t('formMissing', { count: missing.length })} {missing.slice(0, SHOWN).join('；')}
        </p>
      )}
      <button type="button" className="button primary wide" disabled={missing.length > 0} onClick={() => void save()}>
        {t('formSave')}
      </button>
    </div>
  )
}
