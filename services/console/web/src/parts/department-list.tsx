import type { DepartmentListAnswer, ListHelpBody, Me } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { get, post } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { Loading, ProblemNotice } from './notices.tsx'
import { emptyGift, GiftFields, giftOf } from './referral-gift.tsx'
import { Sheet } from './sheet.tsx'

type Family = DepartmentListAnswer['families'][number]

/** One list, its families in the order of their hardship now; who it was drawn for may help from it. */
export const DepartmentListPart = ({ listNo, me }: { listNo: string; me: Me }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [helping, setHelping] = useState<Family | undefined>()
  const path = `/lists/${encodeURIComponent(listNo)}`
  const known = useQuery({ queryKey: ['list', listNo], queryFn: () => get<DepartmentListAnswer>(path) })
  const help = useMutation({
    mutationFn: ({ nth, body }: { nth: number; body: ListHelpBody }) =>
      post<DepartmentListAnswer>(`${path}/rows/${nth}/help`, body),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['list', listNo] })
      void queries.invalidateQueries({ queryKey: ['referrals'] })
      setHelping(undefined)
    },
  })
  if (known.isPending) return <Loading />
  if (known.error !== null) return <ProblemNotice error={known.error} retry={() => void known.refetch()} />
  const { families, mayHelp, ...list } = known.data
  return (
    <article aria-label={listNo}>
      <h2>
        {t(`listPurpose_${list.purpose}`)} <span className="hint">{list.regionName}</span>
      </h2>
      <p>{t('listHead', { rows: list.rows, day: list.drawnOn, by: list.drawnBy, why: list.why })}</p>
      <ul className="cards">
        {families.map((family) => (
          <li key={family.nth} className="card">
            <h3>
              {family.name} <span className="hint">{family.regionName}</span>
            </h3>
            <p>
              {t('listPlace', { place: family.placeNow, nth: family.nth })} ·{' '}
              {t('listMembers', { count: family.members })}
              {family.pointsNow !== null && (
                <> · {t('listPoints', { points: family.pointsNow, before: family.points })}</>
              )}
            </p>
            <FamilyLinks family={family} />
            {mayHelp && (
              <button type="button" className="button" onClick={() => setHelping(family)}>
                {t('listHelp')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {helping !== undefined && (
        <HelpSheet
          today={me.today}
          send={(body) => help.mutate({ nth: helping.nth, body })}
          pending={help.isPending}
          error={help.error}
          close={() => {
            help.reset()
            setHelping(undefined)
          }}
        />
      )}
    </article>
  )
}

const FamilyLinks = ({ family: { householdNo, referrals } }: { family: Family }) => (
  <p>
    {householdNo !== null && <Link to={`/households/${encodeURIComponent(householdNo)}`}>{householdNo}</Link>}{' '}
    {referrals.length > 0 && <Link to="/referrals">{referrals.join('、')}</Link>}
  </p>
)

type HelpProps = {
  readonly today: string
  readonly send: (body: ListHelpBody) => void
  readonly pending: boolean
  readonly error: Error | null
  readonly close: () => void
}

const HelpSheet = ({ today, send, pending, error, close }: HelpProps) => {
  const { t } = useTranslation()
  const [commandId] = useState(() => crypto.randomUUID())
  const [written, write] = useState({ programme: '', note: '', gift: emptyGift(today) })
  const { programme, note, gift } = written
  const given = gift.gave ? giftOf(gift) : null
  const isReady = programme.trim() !== '' && note.trim() !== '' && given !== undefined
  return (
    <Sheet title={t('listHelp')} close={close}>
      <label className="field">
        <span>{t('referProgramme')}</span>
        <input value={programme} onChange={({ target }) => write({ ...written, programme: target.value })} />
      </label>
      <label className="field">
        <span>{t('listHelpNote')}</span>
        <textarea rows={2} value={note} onChange={({ target }) => write({ ...written, note: target.value })} />
      </label>
      <GiftFields gift={gift} set={(changed) => write({ ...written, gift: changed })} />
      {error !== null && <ProblemNotice error={error} />}
      <button
        type="button"
        className="button primary wide"
        disabled={!isReady || pending}
        onClick={() => given !== undefined && send({ commandId, programme: programme.trim(), note, given })}
      >
        {t('confirm')}
      </button>
    </Sheet>
  )
}
