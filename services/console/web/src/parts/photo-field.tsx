import { useState } from 'react'
import { useTranslation } from '../words/i18n.ts'

const WIDEST = 960
const QUALITY = 0.6
/** What a request may hold of a picture. */
const MOST_CHARACTERS = 400_000

/** A photograph, drawn anew and smaller: what the camera writes into its files, place and time, stays on the phone. */
export const PhotoField = ({ photo, set }: { photo: string | null; set: (photo: string | null) => void }) => {
  const { t } = useTranslation()
  const [failed, setFailed] = useState(false)
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    const drawn = await redrawn(file).catch(() => undefined)
    setFailed(drawn === undefined)
    if (drawn !== undefined) set(drawn)
  }
  return (
    <div className="field">
      <span>
        {t('leadPhoto')} <span className="hint">{t('optional')}</span>
      </span>
      {photo === null ? (
        <label className="button">
          {t('leadPhotoTake')}
          <input
            type="file"
            accept="image/*"
            capture="environment"
            className="unseen"
            onChange={({ target }) => void take(target.files?.[0])}
          />
        </label>
      ) : (
        <>
          <img src={photo} alt={t('leadPhoto')} className="photo" />
          <button type="button" className="button" onClick={() => set(null)}>
            {t('leadPhotoGone')}
          </button>
        </>
      )}
      <p className={failed ? 'late' : 'hint'}>{t('leadPhotoHint')}</p>
    </div>
  )
}

const redrawn = async (file: File): Promise<string> => {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, WIDEST / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const drawn = canvas.toDataURL('image/jpeg', QUALITY)
  if (drawn.length > MOST_CHARACTERS) throw new RangeError('the picture is too large')
  return drawn
}
