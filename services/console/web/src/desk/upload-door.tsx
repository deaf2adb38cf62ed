import type { FeedAnswer, Me } from '@shouwang/console-api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Select, Upload } from 'antd'
import { useState } from 'react'
import { get, sendFile } from '../api.ts'
import { refetchAll } from '../refetch-all.ts'
import { useTranslation } from '../words/i18n.ts'

type About = { readonly feed?: string; readonly asOf?: string; readonly region?: string; readonly part?: 'true' }

/** The door for files: what a file does not say itself, such as its feed, day and region, is said here. */
export const UploadDoor = ({ me, feeds }: { me: Me; feeds: readonly FeedAnswer[] }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [about, setAbout] = useState<About>({})
  const send = async (file: File) => {
    const key = file.name
    void message.loading({ key, content: t('uploading', { file: file.name }), duration: 0 })
    try {
      const { receipt } = await sendFile(file, { ...about })
      const content =
        receipt === null || receipt.status !== 'complete'
          ? t('uploadedPlain', { file: file.name })
          : t('uploaded', { file: file.name, accepted: receipt.accepted, quarantined: receipt.quarantined })
      const said = receipt !== null && receipt.quarantined > 0 ? message.warning : message.success
      void said({ key, content, duration: 6 })
    } catch (error) {
      void message.error({ key, content: error instanceof Error ? error.message : String(error), duration: 10 })
    }
    await refetchAll(queries)
  }
  return (
    <>
      <AboutFile me={me} feeds={feeds} about={about} set={setAbout} />
      <div className="upload-door">
        <Upload.Dragger
          multiple
          showUploadList={false}
          accept=".csv,.xlsx,.ndjson,.json,.txt"
          customRequest={({ file }) => void send(file as File)}
        >
          <p style={{ fontSize: 16, fontWeight: 600 }}>{t('uploadTitle')}</p>
          <p className="hint">{t('uploadHint')}</p>
        </Upload.Dragger>
      </div>
    </>
  )
}

const AboutFile = (props: { me: Me; feeds: readonly FeedAnswer[]; about: About; set: (about: About) => void }) => {
  const { t } = useTranslation()
  const { me, feeds, about, set } = props
  const regions = useQuery({
    queryKey: ['regions'],
    queryFn: () => get<{ regions: { code: string; name: string; parent: string | null }[] }>('/regions'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const choose = (key: 'feed' | 'region', label: string, options: { value: string; label: string }[]) => (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: 220 }}
      placeholder={label}
      aria-label={label}
      value={about[key] ?? null}
      onChange={(value: string | null | undefined) => {
        const { [key]: _, ...rest } = about
        set(value == null ? rest : { ...rest, [key]: value })
      }}
      options={options}
    />
  )
  return (
    <div className="desk-filters">
      {choose(
        'feed',
        t('uploadFeed'),
        feeds.map(({ feed, name }) => ({ value: feed, label: `${name} ${feed}` })),
      )}
      <label className="row">
        {t('uploadDay')}
        <input
          type="date"
          max={me.today}
          value={about.asOf ?? ''}
          onChange={({ target }) => {
            const { asOf: _, ...rest } = about
            set(target.value === '' ? rest : { ...rest, asOf: target.value })
          }}
        />
      </label>
      {choose(
        'region',
        t('uploadRegion'),
        (regions.data?.regions ?? []).map(({ code, name }) => ({ value: code, label: `${name} ${code}` })),
      )}
      <label className="row">
        <input
          type="checkbox"
          checked={about.part === 'true'}
          onChange={({ target }) => {
            const { part: _, ...rest } = about
            set(target.checked ? { ...rest, part: 'true' } : rest)
          }}
        />
        {t('uploadPart')}
      </label>
    </div>
  )
}
