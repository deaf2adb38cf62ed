import type { SimulatedDraft, SimulatedGroup, SimulationAnswer } from '@shouwang/console-api'
import { Link } from 'react-router'
import { yuanOf } from '../parts/amounts.ts'
import { useIsPhone } from '../use-is-phone.ts'
import { useTranslation } from '../words/i18n.ts'

/** What a draft would do, and beside it what the other would. */
export const SimulationResult = ({ told }: { told: SimulationAnswer }) => {
  const { t } = useTranslation()
  const { against, ...one } = told
  const drafts = against === undefined ? [one] : [one, against]
  return (
    <>
      <p role="status">
        {t(told.preview ? 'draftEstimate' : 'draftWhole', { looked: told.looked, total: told.total, day: told.day })}
      </p>
      <Summary drafts={drafts} />
      {drafts.map((each, index) => (
        <section key={index === 0 ? 'one' : 'other'}>
          {drafts.length > 1 && <h3>{t(index === 0 ? 'draftFiles' : 'draftOther')}</h3>}
          <Details draft={each} />
        </section>
      ))}
    </>
  )
}

const workOf = (leads: SimulatedDraft['leadsAppear']): number => leads.reduce((sum, { count }) => sum + count, 0)

/** Of a sample, by how much a sum may be wrong either way. */
const withMargin = (value: number, margin: number | undefined, text: (value: number) => string): string =>
  margin === undefined ? text(value) : `${text(value)} ± ${text(margin)}`

const LINES = [
  ['draftChanged', ({ changed, margins }) => withMargin(changed, margins?.changed, String)],
  ['draftEnter', ({ all, margins }) => withMargin(all.enter, margins?.enter, String)],
  ['draftLeave', ({ all, margins }) => withMargin(all.leave, margins?.leave, String)],
  ['draftMore', ({ all, margins }) => withMargin(all.more, margins?.more, String)],
  ['draftLess', ({ all, margins }) => withMargin(all.less, margins?.less, String)],
  ['draftCost', ({ all, margins }) => withMargin(all.yearlyCostFen, margins?.yearlyCostFen, yuanOf)],
  ['draftHeldCost', ({ all }) => yuanOf(all.heldCostFen)],
  ['draftLeadsAppear', ({ leadsAppear }) => String(workOf(leadsAppear))],
  ['draftLeadsGo', ({ leadsGo }) => String(workOf(leadsGo))],
  ['draftPerWorker', ({ leadsPerWorker }) => (leadsPerWorker === null ? '—' : String(leadsPerWorker))],
] as const satisfies readonly (readonly [string, (draft: SimulatedDraft) => string])[]

const Summary = ({ drafts }: { drafts: readonly SimulatedDraft[] }) => {
  const { t } = useTranslation()
  return (
    <table className="standards">
      {drafts.length > 1 && (
        <thead>
          <tr>
            <th />
            <th>{t('draftFiles')}</th>
            <th>{t('draftOther')}</th>
          </tr>
        </thead>
      )}
      <tbody>
        {LINES.map(([words, of]) => (
          <tr key={words}>
            <th>{t(words)}</th>
            {drafts.map((draft, index) => (
              <td key={index === 0 ? 'one' : 'other'} className="number">
                {of(draft)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Details = ({ draft }: { draft: SimulatedDraft }) => {
  const { t } = useTranslation()
  // A household's page is one of the desk.
  const isPhone = useIsPhone()
  return (
    <>
      <Groups title={t('draftByProgramme')} groups={draft.byProgramme} />
      <Groups title={t('draftByDistrict')} groups={draft.byDistrict} />
      <Groups title={t('draftByRing')} groups={draft.byRing} />
      <Groups title={t('draftByArea')} groups={draft.byArea} />
      <Groups title={t('draftByAge')} groups={draft.byAge} />
      {draft.fairness.map(({ between, least, most }) => (
        <p key={between}>
          {t('draftFairness', {
            between,
            least: `${least.name} ${least.perThousand}`,
            most: `${most.name} ${most.perThousand}`,
          })}
        </p>
      ))}
      {draft.examples.length > 0 && <h3>{t(isPhone ? 'draftExamplesPhone' : 'draftExamples')}</h3>}
      <ul className="draft-list">
        {draft.examples.map(({ householdNo, programme, name, kind }) => (
          <li key={`${householdNo} ${programme} ${kind}`}>
            <Link to={`/households/${encodeURIComponent(householdNo)}`}>{householdNo}</Link> {name}{' '}
            {t(`change_${kind}`)}
          </li>
        ))}
      </ul>
    </>
  )
}

const Groups = ({ title, groups }: { title: string; groups: readonly SimulatedGroup[] }) => {
  const { t } = useTranslation()
  if (groups.length === 0) return null
  return (
    <details open={groups.length <= 3}>
      <summary>{title}</summary>
      <div className="scrolls">
        <table className="standards">
          <thead>
            <tr>
              <th />
              <th>{t('draftEnter')}</th>
              <th>{t('draftLeave')}</th>
              <th>{t('draftMore')}</th>
              <th>{t('draftLess')}</th>
              <th>{t('draftCost')}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((each) => (
              <tr key={each.group}>
                <th>{each.name}</th>
                <td className="number">{each.enter}</td>
                <td className="number">{each.leave}</td>
                <td className="number">{each.more}</td>
                <td className="number">{each.less}</td>
                <td className="number">{yuanOf(each.yearlyCostFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
