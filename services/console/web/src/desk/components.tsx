import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { useTextSize } from '../text-size.ts'
import { useTranslation } from '../words/i18n.ts'
import { deskTheme } from './desk-theme.ts'

/** The components of a desk in the language, the size and the colours of the house. */
export const Components = ({ children }: { children: ReactNode }) => {
  const { i18n } = useTranslation()
  const size = useTextSize()
  return (
    <ConfigProvider locale={i18n.language === 'en' ? enUS : zhCN} theme={deskTheme(size)}>
      <App component={false}>{children}</App>
    </ConfigProvider>
  )
}
