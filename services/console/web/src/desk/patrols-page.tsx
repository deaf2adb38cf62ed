import { patrolGroupWords } from '@shouwang/casework'
import type { CampaignAnswer, Me, PatrolCoverageAnswer } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Table } from 'antd'
import { useState } from 'react'
import { get, post } from '../api.ts'
import { EmptyNotice, Loading, ProblemNotice } from '../parts/notices.tsx'
import { RegionChoice } from '../parts/region-choice.tsx'
import { useTranslation } from '../words/i18n.ts'

type Village = PatrolCoverageAnswer['villages'][number]
type Campaign = PatrolCoverageAnswer['campaigns'][number]

const KEY = ['patrol-coverage']

type PatrolGroup = keyof typeof patrolGroupWords
const GROUPS = Object.keys(patrolGroupWords) as PatrolGroup[]

/** How far each village was visited, and each campaign came: doors are counted, never workers. */
export const PatrolsPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const coverage = useQuery({ queryKey: KEY, queryFn: () => get<PatrolCoverageAnswer>('/patrols/coverage') })
  const mayStart = me.may.includes('reassign-tasks')
  return (
    <>
      <header>
        <h1>{t('patrolCoverage')}</h1>
        <p className="hint">{t('patrolCoverageHint')}</p>
      </header>
      {coverage.isPending && <Loading />}
      {coverage.error !== null && <ProblemNotice error={coverage.error} retry={() => void coverage.refetch()} />}
      {coverage.data !== undefined && (
        <>
          <Villages villages={coverage.data.villages} />
          <h2>{t('campaigns')}</h2>
          {coverage.data.campaigns.length === 0 && <p className="hint">{t('campaignsNone')}</p>}
          {coverage.data.campaigns.map((campaign) => (
            <CampaignPart key={campaign.campaignId} campaign={campaign} mayEnd={mayStart} />
          ))}
        </>
      )}
      {mayStart && <StartCampaign me={me} />}
    </>
  )
}

const share = (part: number, whole: number): string => (whole === 0 ? '—' : `${Math.floor((100 * part) / whole)}%`)

const Villages = ({ villages }: { villages: readonly Village[] }) => {
  const { t } = useTranslation()
  if (villages.length === 0) return <EmptyNotice title={t('patrolNoGroupsTitle')}>{t('patrolNoGroups')}</EmptyNotice>
  const number = (key: 'households' | 'onTime' | 'overdue' | 'never', title: string) => ({
    title,
    dataIndex: key,
    align: 'right' as const,
    sorter: (a: Village, b: Village) => a[key] - b[key],
  })
  return (
    <Table<Village>
      size="small"
      rowKey="region"
      dataSource={[...villages]}
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      columns={[
        { title: t('patrolVillage'), dataIndex: 'name' },
        number('households', t('patrolHouseholds')),
        number('onTime', t('patrolOnTime')),
        number('overdue', t('patrolOverdue')),
        number('never', t('patrolNever')),
        { title: t('patrolShare'), align: 'right', render: (_, row) => share(row.onTime, row.households) },
      ]}
    />
  )
}

const CampaignPart = ({ campaign, mayEnd }: { campaign: Campaign; mayEnd: boolean }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: () => post<PatrolCoverageAnswer>(`/campaigns/${encodeURIComponent(campaign.campaignId)}/end`),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  })
  const { title, from, until, endedOn, total, visited, villages } = campaign
  return (
    <section className="panel stack">
      <h3>{title}</h3>
      <p>
        {from} — {endedOn ?? until} · {t('campaignDone', { total, visited, until })} · {share(visited, total)}
      </p>
      <ul className="plain-list">
        {villages.map((village) => (
          <li key={village.region}>
            {village.name}：{village.visited}/{village.total}（{share(village.visited, village.total)}）
          </li>
        ))}
      </ul>
      {end.error !== null && <ProblemNotice error={end.error} />}
      {mayEnd && endedOn === null && (
        <button type="button" className="button" disabled={end.isPending} onClick={() => end.mutate()}>
          {t('campaignEnd')}
        </button>
      )}
    </section>
  )
}

const emptyCampaign = { title: '', region: '', until: '', numbers: '', groups: [] as readonly PatrolGroup[] }

const StartCampaign = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [written, setWritten] = useState(emptyCampaign)
  const set = (change: Partial<typeof emptyCampaign>) => setWritten({ ...written, ...change })
  const start = useMutation({
    mutationFn: () =>
      post<CampaignAnswer>('/campaigns', {
        campaignId: crypto.randomUUID(),
        title: written.title,
        region: written.region || me.region,
        until: written.until,
        groups: written.groups,
        householdNos: written.numbers.split(/[\s,，、;；]+/).filter(Boolean),
      }),
    onSuccess: () => {
      setWritten(emptyCampaign)
      return queries.invalidateQueries({ queryKey: KEY })
    },
  })
  const toggle = (group: PatrolGroup) =>
    set({
      groups: written.groups.includes(group)
        ? written.groups.filter((one) => one !== group)
        : [...written.groups, group],
    })
  return (
    <section className="panel stack">
      <h2>{t('campaignStart')}</h2>
      <p className="hint">{t('campaignStartHint', { place: me.regionName })}</p>
      <label className="field">
        <span>{t('campaignTitle')}</span>
        <input value={written.title} maxLength={60} onChange={({ target }) => set({ title: target.value })} />
      </label>
      <RegionChoice region={written.region} set={(region) => set({ region })} />
      <fieldset className="field">
        <legend>{t('campaignGroups')}</legend>
        <div className="chips">
          {GROUPS.map((group) => (
            <button
              key={group}
              type="button"
              className="chip"
              aria-pressed={written.groups.includes(group)}
              onClick={() => toggle(group)}
            >
              {t(`patrol_${group}`)}
            </button>
          ))}
        </div>
      </fieldset>
      <label className="field">
        <span>{t('campaignNumbers')}</span>
        <textarea rows={2} value={written.numbers} onChange={({ target }) => set({ numbers: target.value })} />
      </label>
      <label className="field">
        <span>{t('campaignUntil')}</span>
        <input
          type="date"
          min={me.today}
          value={written.until}
          onChange={({ target }) => set({ until: target.value })}
        />
      </label>
      <button
        type="button"
        className="button primary"
        disabled={written.title.trim().length < 2 || written.until === '' || start.isPending}
        onClick={() => start.mutate()}
      >
        {t('campaignStart')}
      </button>
      {start.data !== undefined && <p role="status">{t('campaignStarted', { count: start.data.households })}</p>}
      {start.error !== null && <ProblemNotice error={start.error} />}
    </section>
  )
}
