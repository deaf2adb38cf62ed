import { NoticeInbox } from '../parts/notice-inbox.tsx'
import { useTranslation } from '../words/i18n.ts'

/** 提醒 at a desk. */
export const NoticesPage = () => {
  const { t } = useTranslation()
  return (
    <div className="dense">
      <header>
        <h1>{t('nav_notices')}</h1>
      </header>
      <NoticeInbox />
    </div>
  )
}
