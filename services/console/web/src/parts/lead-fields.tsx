import { leadChannelWords, leadKindWords, leadUrgencyWords } from '@shouwang/casework'
import { useTranslation } from '../words/i18n.ts'
import { PhotoField } from './photo-field.tsx'

/** A lead as far as it is written. */
export type LeadDraft = {
  readonly channel: keyof typeof leadChannelWords
  readonly kind: keyof typeof leadKindWords | ''
  readonly urgency: keyof typeof leadUrgencyWords
  readonly words: string
  readonly place: string
  readonly who: string
  readonly phone: string
  readonly photo: string | null
}

export const emptyLead: LeadDraft = {
  channel: 'grid',
  kind: '',
  urgency: 'soon',
  words: '',
  place: '',
  who: '',
  phone: '',
  photo: null,
}

/** True where a lead says enough to be sent. */
export const isLeadComplete = ({ kind, words, phone }: LeadDraft): boolean =>
  kind !== '' && words.trim().length >= 2 && /^[\d\s+()-]*$/.test(phone)

const CHANNELS = Object.keys(leadChannelWords) as (keyof typeof leadChannelWords)[]
const KINDS = Object.keys(leadKindWords) as (keyof typeof leadKindWords)[]
const URGENCIES = Object.keys(leadUrgencyWords) as (keyof typeof leadUrgencyWords)[]

type Fields = {
  readonly draft: LeadDraft
  readonly set: (change: Partial<LeadDraft>) => void
  /** For who signs in: who said so, and a photograph. */
  readonly inside: boolean
  /** Of a household that is known: nobody writes where it is, who, or who says so. */
  readonly known?: boolean
}

/** What a lead asks for: what, how urgent, a sentence and where; who it is where that is known. */
export const LeadFields = ({ draft, set, inside, known = false }: Fields) => {
  const { t } = useTranslation()
  return (
    <>
      <Chips title={t('leadKind')} codes={KINDS} chosen={draft.kind} words="leadKind" set={(kind) => set({ kind })} />
      <Chips
        title={t('leadUrgency')}
        codes={URGENCIES}
        chosen={draft.urgency}
        words="urgency"
        set={(urgency) => set({ urgency })}
      />
      <label className="field">
        <span>{t('leadWords')}</span>
        <textarea
          rows={3}
          maxLength={1000}
          value={draft.words}
          onChange={({ target }) => set({ words: target.value })}
        />
      </label>
      {!known && <WhoAndWhere draft={draft} set={set} />}
      {inside && (
        <>
          {!known && (
            <Chips
              title={t('leadChannel')}
              codes={CHANNELS}
              chosen={draft.channel}
              words="channel"
              set={(channel) => set({ channel })}
            />
          )}
          <PhotoField photo={draft.photo} set={(photo) => set({ photo })} />
        </>
      )}
    </>
  )
}

const WhoAndWhere = ({ draft, set }: Pick<Fields, 'draft' | 'set'>) => {
  const { t } = useTranslation()
  return (
    <>
      <Line title={t('leadPlace')} most={200} value={draft.place} set={(place) => set({ place })} />
      <Line title={t('leadWho')} most={50} value={draft.who} set={(who) => set({ who })} />
      <Line
        title={`${t('leadPhone')}（${t('optional')}）`}
        most={20}
        tel
        value={draft.phone}
        set={(phone) => set({ phone })}
      />
    </>
  )
}

const Chips = <Code extends string>(props: {
  title: string
  codes: readonly Code[]
  chosen: string
  words: 'leadKind' | 'urgency' | 'channel'
  set: (code: Code) => void
}) => {
  const { t } = useTranslation()
  return (
    <fieldset className="field">
      <legend>{props.title}</legend>
      <div className="chips">
        {props.codes.map((code) => (
          <button
            key={code}
            type="button"
            className="chip"
            aria-pressed={props.chosen === code}
            onClick={() => props.set(code)}
          >
            {t(`${props.words}_${code}` as 'urgency_now')}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

const Line = (props: { title: string; most: number; value: string; tel?: boolean; set: (text: string) => void }) => (
  <label className="field">
    <span>{props.title}</span>
    <input
      value={props.value}
      maxLength={props.most}
      {...(props.tel === true ? { inputMode: 'tel' as const } : {})}
      onChange={({ target }) => props.set(target.value)}
    />
  </label>
)
