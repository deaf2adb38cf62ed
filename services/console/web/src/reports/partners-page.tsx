import type { PartnerListAnswer } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { get, post } from '../api.ts'
import { EmptyNotice, Loading, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import './add-report-words.ts'
import './reports.css'

type Partner = PartnerListAnswer['partners'][number]

/** Other systems that read the registry: what was agreed with each, when it asked last, what it listens to; a key is revoked here. */
export const PartnersPage = () => {
  const { t } = useTranslation()
  const told = useQuery({ queryKey: ['partners'], queryFn: () => get<PartnerListAnswer>('/partners') })
  return (
    <div className="overview dense">
      <header>
        <h1>{t('nav_partners')}</h1>
      </header>
      <p className="hint">{t('partnersHint')}</p>
      {told.isPending && <Loading />}
      {told.error !== null && <ProblemNotice error={told.error} retry={() => void told.refetch()} />}
      {told.data?.partners.length === 0 && (
        <EmptyNotice title={t('partnersNoneTitle')}>{t('partnersNone')}</EmptyNotice>
      )}
      {told.data !== undefined && told.data.partners.length > 0 && (
        <table className="report-table">
          <thead>
            <tr>
              {(['partnerKey', 'partnerAgreed', 'partnerUsed', 'partnerSubscriptions'] as const).map((words) => (
                <th key={words} className="report-words">
                  {t(words)}
                </th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody>
            {told.data.partners.map((partner) => (
              <PartnerRow key={`${partner.name} ${partner.createdAt}`} partner={partner} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

const PartnerRow = ({ partner }: { partner: Partner }) => {
  const { t } = useTranslation()
  const { name, regionName, agreed, state, endedOn, lastUsed, subscriptions, waiting, failed } = partner
  return (
    <tr>
      <th scope="row">
        {name}
        <small className="hint">{regionName}</small>
        <small className={state === 'in-force' ? 'hint' : 'late'}>
          {t(state === 'in-force' ? 'partnerUntil' : state === 'revoked' ? 'partnerRevoked' : 'partnerEnded', {
            day: endedOn,
          })}
        </small>
      </th>
      <td className="report-words">{agreed}</td>
      <td className="report-words">
        {lastUsed === null ? t('partnerNever') : lastUsed.slice(0, 16).replace('T', ' ')}
      </td>
      <td className="report-words">
        {subscriptions.length === 0 && t('partnerNoSubscriptions')}
        {subscriptions.map(({ code, event, households, since }) => (
          <div key={code}>
            {t('partnerSubscribed', { event: t(`partnerEvent_${event}`), households, since: since.slice(0, 10) })}
          </div>
        ))}
        {waiting + failed > 0 && <small className="hint">{t('partnerMessages', { waiting, failed })}</small>}
      </td>
      <td>{state === 'in-force' && <Revoke name={name} />}</td>
    </tr>
  )
}

/** Asks once more: the other system can ask nothing from that moment on. */
const Revoke = ({ name }: { name: string }) => {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => post(`/operator-keys/${encodeURIComponent(name)}/revoke`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['partners'] }),
  })
  return (
    <>
      <Button
        danger
        size="small"
        loading={revoke.isPending}
        onClick={() =>
          modal.confirm({
            title: t('partnerRevokeAsk', { name }),
            okText: t('partnerRevoke'),
            onOk: () => revoke.mutate(),
          })
        }
      >
        {t('partnerRevoke')}
      </Button>
      {revoke.error !== null && <ProblemNotice error={revoke.error} />}
    </>
  )
}
