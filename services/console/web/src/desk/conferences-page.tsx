import type { Me } from '@shouwang/console-api'
import { Link, useParams } from 'react-router'
import { ConferenceList } from '../parts/conference-list.tsx'
import { ConferenceMinutes } from '../parts/conference-minutes.tsx'
import { ConferencePart } from '../parts/conference-part.tsx'
import { Precedents } from '../parts/precedents.tsx'
import { useTranslation } from '../words/i18n.ts'

/** Conferences at a desk, and the one that is open above them. */
export const ConferencesPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const { conferenceId } = useParams()
  return (
    <div className="dense">
      <header>
        <h1>{t('nav_conferences')}</h1>
        <Link to="/precedents">{t('nav_precedents')}</Link>
      </header>
      {conferenceId !== undefined && <ConferencePart conferenceId={conferenceId} me={me} />}
      <ConferenceList />
    </div>
  )
}

/** The minutes of one conference, to print. */
export const MinutesPage = () => {
  const { conferenceId = '' } = useParams()
  return <ConferenceMinutes conferenceId={conferenceId} />
}

/** Precedents at a desk. */
export const PrecedentsPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  return (
    <div className="dense">
      <header>
        <h1>{t('nav_precedents')}</h1>
      </header>
      <Precedents me={me} />
    </div>
  )
}
