import type { RegionListAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'

const SHOWN = 12

/** A place of one's own region, found by its name. */
export const RegionChoice = ({ region, set }: { region: string; set: (region: string) => void }) => {
  const { t } = useTranslation()
  const [sought, setSought] = useState('')
  const regions = useQuery({ queryKey: ['regions'], queryFn: () => get<RegionListAnswer>('/regions') })
  const found = (regions.data?.regions ?? []).filter(
    ({ code, name }) => code === region || (sought.trim() !== '' && name.includes(sought.trim())),
  )
  return (
    <div className="field">
      <label>
        <span>{t('findPlace')}</span>
        <input value={sought} onChange={(event) => setSought(event.target.value)} />
      </label>
      <div className="chips below">
        {found.slice(0, SHOWN).map(({ code, name }) => (
          <button key={code} type="button" className="chip" aria-pressed={code === region} onClick={() => set(code)}>
            {name}
          </button>
        ))}
      </div>
    </div>
  )
}
