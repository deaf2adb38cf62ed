import { NoticeInbox } from '../parts/notice-inbox.tsx'
import { useTranslation } from '../words/i18n.ts'
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
