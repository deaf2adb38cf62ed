import type { Me, PrecedentListAnswer, PrecedentRuleAnswer } from '@shouwang/console-api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post, queryOf } from '../api.ts'
import { AdoptDraft } from '../drafts/adopt-draft.tsx'
import { SimulationResult } from '../drafts/simulation-result.tsx'
import { useTranslation } from '../words/i18n.ts'
import { yuanOf } from './amounts.ts'
import { Loading, ProblemNotice } from './notices.tsx'
import { PrecedentLine } from './precedent-line.tsx'

/** What conferences decided, found by circumstance; and the rule that some of them would make. */
export const Precedents = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [under, setUnder] = useState<readonly string[]>([])
  const [chosen, choose] = useState<readonly string[]>([])
  const query = queryOf({ circumstances: under.join(',') })
  const all = useQuery({
    queryKey: ['precedents', ''],
    queryFn: () => get<PrecedentListAnswer>('/precedents'),
  })
  const found = useQuery({
    queryKey: ['precedents', query],
    queryFn: () => get<PrecedentListAnswer>(`/precedents${query}`),
  })
  if (found.isPending) return <Loading />
  if (found.error !== null) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  const known = new Map(all.data?.precedents.flatMap((each) => each.circumstances.map(({ id, name }) => [id, name])))
  const toggled = (list: readonly string[], id: string) =>
    list.includes(id) ? list.filter((each) => each !== id) : [...list, id]
  return (
    <>
      <nav className="chips" aria-label={t('precedentFilter')}>
        {[...known].map(([id, name]) => (
          <button
            key={id}
            type="button"
            className="chip"
            aria-pressed={under.includes(id)}
            onClick={() => setUnder(toggled(under, id))}
          >
            {name}
          </button>
        ))}
      </nav>
      {found.data.precedents.length === 0 && <p className="notice">{t('precedentNone')}</p>}
      {found.data.precedents.map((precedent) => (
        <article key={precedent.precedentId} className="card">
          <PrecedentLine precedent={precedent} />
          {me.may.includes('simulate-policy') && (
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(precedent.precedentId)}
                onChange={() => choose(toggled(chosen, precedent.precedentId))}
              />{' '}
              {t('precedentChoose')}
            </label>
          )}
        </article>
      ))}
      {chosen.length > 0 && <RuleOf precedents={chosen} proposes={me.may.includes('propose-policy')} />}
    </>
  )
}

const PROGRAMMES = [
  'dibao_single',
  'temporary-relief',
  'emergency-relief',
  'rigid',
  'edge',
  'medical-aid',
  'tekun',
] as const

const RuleOf = ({ precedents, proposes }: { precedents: readonly string[]; proposes: boolean }) => {
  const { t } = useTranslation()
  const [programme, setProgramme] = useState<string>(PROGRAMMES[0])
  const rule = useMutation({
    mutationFn: () => post<PrecedentRuleAnswer>('/precedents/rule', { precedents, programme }),
  })
  return (
    <section className="panel">
      <h2>{t('precedentRule')}</h2>
      <div className="row">
        <select aria-label={t('programme')} value={programme} onChange={({ target }) => setProgramme(target.value)}>
          {PROGRAMMES.map((id) => (
            <option key={id} value={id}>
              {t(`ruleFor_${id}`)}
            </option>
          ))}
        </select>
        <button type="button" className="button primary" disabled={rule.isPending} onClick={() => rule.mutate()}>
          {t('precedentTry')}
        </button>
      </div>
      {rule.error !== null && <ProblemNotice error={rule.error} />}
      {rule.data !== undefined && <Rule rule={rule.data} proposes={proposes} />}
    </section>
  )
}

const Rule = ({ rule, proposes }: { rule: PrecedentRuleAnswer; proposes: boolean }) => {
  const { t } = useTranslation()
  const { who, conditions, dropped, reach, files } = rule
  const { enter, children, yearlyCostFen } = reach
  return (
    <>
      <p role="status">
        <strong>{t('precedentReach', { enter, children, yuan: yuanOf(yearlyCostFen) })}</strong>
      </p>
      <p>{t('precedentWho', { who })}</p>
      <h3>{t('precedentConditions')}</h3>
      <ul>
        {conditions.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {dropped.length > 0 && <h3>{t('precedentDropped')}</h3>}
      <ul>
        {dropped.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <SimulationResult told={reach.simulation} />
      {proposes && <AdoptDraft files={files} />}
    </>
  )
}
