import type { Me, OpenPatrolsAnswer, PatrolItem, PatrolListAnswer } from '@shouwang/console-api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { get, post, queryOf } from '../api.ts'
import { useOutbox, useWriting } from '../offline/use-outbox.ts'
import { EmptyNotice, Loading, ProblemNotice } from '../parts/notices.tsx'
import { RegionChoice } from '../parts/region-choice.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { useTranslation } from '../words/i18n.ts'
import { Top } from './top.tsx'
import { mapOf } from './who-and-where.tsx'

/** As long as a list that was read before may show somebody who was visited since. */
const HALF_A_DAY_MS = 43_200_000

type Door = OpenPatrolsAnswer['opened'][number]

/** Who is looked in on today, in the order of the way: a calm list, without deadlines, marks or counts of anybody. */
export const PatrolPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const walks = me.role === 'grid-worker' || me.role === 'coordinator'
  const [region, setRegion] = useState(walks ? me.region : '')
  const query = queryOf({ region })
  const patrols = useQuery({
    queryKey: ['patrols', query],
    queryFn: () => get<PatrolListAnswer>(`/patrols${query}`),
    enabled: region !== '',
  })
  return (
    <div className="phone">
      <Top title={t('nav_patrols')} back="/tasks" />
      <main>
        {!walks && <RegionChoice region={region} set={setRegion} />}
        {region !== '' && patrols.isPending && <Loading />}
        {patrols.error !== null && <ProblemNotice error={patrols.error} retry={() => void patrols.refetch()} />}
        {patrols.data !== undefined && <Round patrols={patrols.data} />}
      </main>
    </div>
  )
}

const Round = ({ patrols }: { patrols: PatrolListAnswer }) => {
  const { t } = useTranslation()
  const seen = useSeenHere()
  const { now, later, laterTotal, perDay, campaigns } = patrols
  const left = (items: readonly PatrolItem[]) => items.filter(({ householdNo }) => !seen.has(householdNo))
  const everybody = [...now, ...later, ...campaigns.flatMap((campaign) => campaign.left)]
  const doors = useDoors(left(everybody).map(({ householdNo }) => householdNo))
  const list = (items: readonly PatrolItem[]) => (
    <Households items={left(items)} doors={doors.found} today={patrols.today} />
  )
  return (
    <>
      <p className="summary">{t('patrolToday', { count: left(now).length })}</p>
      {everybody.length > 0 && doors.found.size === 0 && (
        <button type="button" className="button wide" disabled={doors.asking} onClick={doors.open}>
          {t('patrolOpen')}
        </button>
      )}
      {doors.error !== null && <ProblemNotice error={doors.error} />}
      {left(now).length === 0 && <EmptyNotice title={t('patrolNoneTitle')}>{t('patrolNone', { perDay })}</EmptyNotice>}
      {list(now)}
      {campaigns.map((campaign) => (
        <section key={campaign.campaignId} className="patrol-part">
          <h2>{campaign.title}</h2>
          <p className="hint">{t('campaignDone', { ...campaign })}</p>
          {list(campaign.left)}
        </section>
      ))}
      {laterTotal > 0 && (
        <details className="patrol-part">
          <summary>{t('patrolLater', { count: laterTotal })}</summary>
          {list(later)}
        </details>
      )}
    </>
  )
}

/** Those whom this phone has written a visit of and the server does not know of yet, or heard of since the list was read. */
const useSeenHere = (): ReadonlySet<string> =>
  new Set(
    useOutbox().flatMap(({ state, body, writtenAt }) =>
      state === 'refused' || typeof body.householdNo !== 'string' || Date.now() - Date.parse(writtenAt) > HALF_A_DAY_MS
        ? []
        : [body.householdNo],
    ),
  )

/** Names and addresses of the list, after one look that is kept in the audit; they stay as long as the page is open. */
const useDoors = (householdNos: readonly string[]) => {
  const [found, setFound] = useState<ReadonlyMap<string, Door>>(new Map())
  const look = useMutation({
    mutationFn: () =>
      post<OpenPatrolsAnswer>('/patrols/open', { householdNos: [...new Set(householdNos)].slice(0, 60) }),
    onSuccess: ({ opened }) => setFound(new Map(opened.map((door) => [door.householdNo, door]))),
  })
  return { found, asking: look.isPending, error: look.error, open: () => look.mutate() }
}

type Shown = { items: readonly PatrolItem[]; doors: ReadonlyMap<string, Door>; today: string }

const Households = ({ items, doors, today }: Shown) => {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<PatrolItem | undefined>()
  return (
    <>
      <ul className="cards">
        {items.map((item) => {
          const door = doors.get(item.householdNo)
          return (
            <li key={item.householdNo}>
              <button type="button" className="card patrol" onClick={() => setChosen(item)}>
                <strong>{door?.name ?? item.headName}</strong>
                <span>{door?.address ?? item.regionName}</span>
                <span className="hint">
                  {item.groups.map((group) => t(`patrol_${group}`)).join('、')}
                  {' · '}
                  {item.lastOn === null ? t('patrolNever') : t('patrolLast', { day: item.lastOn })}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      {chosen !== undefined && (
        <SeenSheet
          item={chosen}
          door={doors.get(chosen.householdNo)}
          today={today}
          close={() => setChosen(undefined)}
        />
      )}
    </>
  )
}

/** Two taps: whom, and that all was well; or what was seen, which becomes a lead. */
const SeenSheet = (props: { item: PatrolItem; door: Door | undefined; today: string; close: () => void }) => {
  const { item, door, today, close } = props
  const { t } = useTranslation()
  const write = useWriting()
  const navigate = useNavigate()
  const { householdNo } = item
  const name = door?.name ?? item.headName
  const well = async () => {
    const words = `${item.headName}：${t('patrolWell')}`
    await write({ taskId: '', action: 'patrol', body: { householdNo, visitedOn: today }, words, seenSeq: 0 })
    close()
  }
  return (
    <Sheet title={name} close={close}>
      {door?.address != null && (
        <p className="row">
          {door.address}{' '}
          <a className="button" href={mapOf(door.address)} aria-label={t('navigateTo', { address: door.address })}>
            {t('navigate')}
          </a>
        </p>
      )}
      {door?.phone != null && (
        <a className="button wide" href={`tel:${door.phone}`} aria-label={t('callName', { name })}>
          {t('call')}
        </a>
      )}
      <div className="seen">
        <button type="button" className="button primary wide" onClick={() => void well()}>
          {t('patrolWell')}
        </button>
        <button
          type="button"
          className="button wide"
          onClick={() => navigate('/leads/new', { state: { householdNo, name } })}
        >
          {t('patrolSomething')}
        </button>
      </div>
    </Sheet>
  )
}
