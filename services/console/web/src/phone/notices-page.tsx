import { useTranslation } from 'react-i18next'
import { NoticeInbox } from '../parts/notice-inbox.tsx'
import { Top } from './top.tsx'

/** 提醒 on a phone. */
export const PhoneNotices = () => {
  const { t } = useTranslation()
  return (
    <div className="phone">
      <Top title={t('nav_notices')} back="/tasks" />
      <main>
        <NoticeInbox />
      </main>
    </div>
  )
}
