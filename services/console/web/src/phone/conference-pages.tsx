import type { Me } from '@shouwang/console-api'
import { Link, useParams } from 'react-router'
import { ConferenceList } from '../parts/conference-list.tsx'
import { ConferenceMinutes } from '../parts/conference-minutes.tsx'
import { ConferencePart } from '../parts/conference-part.tsx'
import { Precedents } from '../parts/precedents.tsx'
import { useTranslation } from '../words/i18n.ts'
import { Top } from './top.tsx'

/** Conferences on a phone. */
export const PhoneConferences = () => {
  const { t } = useTranslation()
  return (
    <div className="phone">
      <Top title={t('nav_conferences')} back="/cases" />
      <main>
        <Link to="/precedents">{t('nav_precedents')}</Link>
        <ConferenceList />
      </main>
    </div>
  )
}

/** One conference on a phone. */
export const PhoneConference = ({ me }: { me: Me }) => {
  const { conferenceId = '' } = useParams()
  return (
    <div className="phone">
      <Top title={conferenceId} back="/conferences" />
      <main>
        <ConferencePart conferenceId={conferenceId} me={me} />
      </main>
    </div>
  )
}

/** Its minutes on a phone. */
export const PhoneMinutes = () => {
  const { t } = useTranslation()
  const { conferenceId = '' } = useParams()
  return (
    <div className="phone">
      <Top title={t('conferenceMinutes')} back={`/conferences/${encodeURIComponent(conferenceId)}`} />
      <main>
        <ConferenceMinutes conferenceId={conferenceId} />
      </main>
    </div>
  )
}

/** Precedents on a phone. */
export const PhonePrecedents = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  return (
    <div className="phone">
      <Top title={t('nav_precedents')} back="/conferences" />
      <main>
        <Precedents me={me} />
      </main>
    </div>
  )
}
