import { type PointerEvent, useEffect, useRef } from 'react'
import { useTranslation } from '../words/i18n.ts'

const WIDTH = 640
const HEIGHT = 240

/** Where somebody signs with a finger; what was signed stays until it is cleared. */
export const SignaturePad = ({ signed, set }: { signed: string | null; set: (image: string | null) => void }) => {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawing = useRef(false)
  useEffect(() => {
    const pad = canvas.current?.getContext('2d')
    if (pad == null) return
    pad.clearRect(0, 0, WIDTH, HEIGHT)
    if (signed === null) return
    const picture = new Image()
    picture.onload = () => pad.drawImage(picture, 0, 0)
    picture.src = signed
  }, [signed])
  const point = (event: PointerEvent<HTMLCanvasElement>): readonly [number, number] => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    return [((event.clientX - left) / width) * WIDTH, ((event.clientY - top) / height) * HEIGHT]
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    const pad = canvas.current?.getContext('2d')
    if (pad == null) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drawing.current = true
    pad.lineWidth = 4
    pad.lineCap = 'round'
    pad.beginPath()
    pad.moveTo(...point(event))
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const pad = canvas.current?.getContext('2d')
    if (!drawing.current || pad == null) return
    pad.lineTo(...point(event))
    pad.stroke()
  }
  const end = () => {
    if (!drawing.current) return
    drawing.current = false
    set(canvas.current?.toDataURL('image/png') ?? null)
  }
  return (
    <div className="field">
      <span>{t('formSignature')}</span>
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        className="signature"
        role="img"
        aria-label={t('formSignature')}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      />
      {signed !== null && (
        <button type="button" className="button" onClick={() => set(null)}>
          {t('formSignAgain')}
        </button>
      )}
    </div>
  )
}
