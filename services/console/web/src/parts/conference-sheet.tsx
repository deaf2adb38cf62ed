import type { ConferenceCommandBody } from '@shouwang/console-api'
import { useState } from 'react'
import { useTranslation } from '../words/i18n.ts'
import type { AgendaItem } from './agenda-item.tsx'
import { ProblemNotice } from './notices.tsx'
import { ProgrammeChoice } from './programme-choice.tsx'
import { Sheet } from './sheet.tsx'

export type ConferenceAsking = { readonly kind: 'opinion' | 'decide'; readonly item: AgendaItem }
type Stance = 'for' | 'against' | 'abstain'
type Result = NonNullable<AgendaItem['decision']>['result']

const STANCES = ['for', 'against', 'abstain'] as const
const RESULTS = ['support', 'decline', 'postpone'] as const

type Props = {
  readonly asking: ConferenceAsking
  readonly today: string
  readonly send: (command: ConferenceCommandBody) => void
  readonly pending: boolean
  readonly error: Error | null
  readonly close: () => void
}

/** What somebody thinks of a case, or what all together decided. */
export const ConferenceSheet = (props: Props) =>
  props.asking.kind === 'opinion' ? <OpinionSheet {...props} /> : <DecideSheet {...props} />

const OpinionSheet = ({ asking: { item }, send, pending, error, close }: Props) => {
  const { t } = useTranslation()
  const [written, write] = useState({ name: '', office: '', stance: 'for' as Stance, words: '' })
  const ready = [written.name, written.office, written.words].every((text) => text.trim() !== '')
  return (
    <Sheet title={t('conferenceOpinion')} close={close}>
      <Text label={t('conferenceWho')} value={written.name} set={(name) => write({ ...written, name })} />
      <Text label={t('conferenceOffice')} value={written.office} set={(office) => write({ ...written, office })} />
      <label className="field">
        <span>{t('conferenceStance')}</span>
        <select value={written.stance} onChange={({ target }) => write({ ...written, stance: target.value as Stance })}>
          {STANCES.map((stance) => (
            <option key={stance} value={stance}>
              {t(`stance_${stance}`)}
            </option>
          ))}
        </select>
      </label>
      <Area label={t('conferenceWords')} value={written.words} set={(words) => write({ ...written, words })} />
      <Send
        ready={ready && !pending}
        error={error}
        send={() => send({ type: 'GiveOpinion', caseId: item.caseId, opinion: written })}
      />
    </Sheet>
  )
}

const DecideSheet = ({ asking: { item }, today, send, pending, error, close }: Props) => {
  const { t } = useTranslation()
  const [written, write] = useState({
    ...{ result: 'support' as Result, programme: 'temporary-relief', yuan: '', reasons: '' },
    ...{ conditions: '', lookOn: '', isWatched: false, dissent: '' },
  })
  const set = (part: Partial<typeof written>) => write({ ...written, ...part })
  const command = decideOf(item.caseId, written, today)
  return (
    <Sheet title={t('conferenceDecide')} close={close}>
      <label className="field">
        <span>{t('conferenceDecision')}</span>
        <select value={written.result} onChange={({ target }) => set({ result: target.value as Result })}>
          {RESULTS.map((result) => (
            <option key={result} value={result}>
              {t(`conferred_${result}`)}
            </option>
          ))}
        </select>
      </label>
      {written.result === 'support' && (
        <>
          <ProgrammeChoice
            householdNo={item.householdNo}
            value={written.programme}
            set={(programme) => set({ programme })}
          />
          <Text label={t('conferenceSupportSum')} value={written.yuan} set={(yuan) => set({ yuan })} />
        </>
      )}
      <Area label={t('reasonsOf')} value={written.reasons} set={(reasons) => set({ reasons })} />
      <Area label={t('conferenceConditions')} value={written.conditions} set={(conditions) => set({ conditions })} />
      {written.conditions.trim() !== '' && (
        <>
          <Text label={t('conferenceLookOn')} value={written.lookOn} set={(lookOn) => set({ lookOn })} type="date" />
          <label>
            <input
              type="checkbox"
              checked={written.isWatched}
              onChange={({ target }) => set({ isWatched: target.checked })}
            />
            <span>{t('conferenceWatch')}</span>
          </label>
        </>
      )}
      <Area label={t('conferenceDissent')} value={written.dissent} set={(dissent) => set({ dissent })} />
      <Send
        ready={command !== undefined && !pending}
        error={error}
        send={() => command !== undefined && send(command)}
      />
    </Sheet>
  )
}

type Written = {
  readonly result: Result
  readonly programme: string
  readonly yuan: string
  readonly reasons: string
  readonly conditions: string
  readonly lookOn: string
  /** The pension feed looks at the first condition every month. */
  readonly isWatched: boolean
  readonly dissent: string
}

const decideOf = (caseId: string, written: Written, today: string): ConferenceCommandBody | undefined => {
  const { result, programme, yuan, reasons, lookOn, isWatched, dissent } = written
  const supports = result === 'support'
  const amountFen = supports ? Math.round(Number(yuan) * 100) : 0
  const lines = written.conditions.split('\n').filter((line) => line.trim() !== '')
  if (reasons.trim() === '' || !Number.isFinite(amountFen) || amountFen < 0) return undefined
  if (lines.length > 0 && lookOn <= today) return undefined
  const conditions = lines.map((what, at) => ({
    ...{ what: what.trim(), lookOn },
    ...(isWatched && at === 0 ? { watch: 'pension-to-treasury' as const } : {}),
  }))
  const decision = { result, programme: supports ? programme : null, amountFen, reasons, conditions, dissent }
  return { type: 'DecideItem', caseId, decision }
}

const Text = (props: { label: string; value: string; set: (value: string) => void; type?: string }) => (
  <label className="field">
    <span>{props.label}</span>
    <input type={props.type ?? 'text'} value={props.value} onChange={({ target }) => props.set(target.value)} />
  </label>
)

const Area = (props: { label: string; value: string; set: (value: string) => void }) => (
  <label className="field">
    <span>{props.label}</span>
    <textarea rows={2} value={props.value} onChange={({ target }) => props.set(target.value)} />
  </label>
)

const Send = ({ ready, error, send }: { ready: boolean; error: Error | null; send: () => void }) => {
  const { t } = useTranslation()
  return (
    <>
      {error !== null && <ProblemNotice error={error} />}
      <button type="button" className="button primary wide" disabled={!ready} onClick={send}>
        {t('confirm')}
      </button>
    </>
  )
}
