import { Presets, SingleBar } from 'cli-progress'
import type { Terminal } from '../terminal.ts'

/** One long piece of work, as it is shown. */
export type Progress = { readonly at: (done: number, total?: number) => void; readonly end: () => void }

const unseen: Progress = { at: () => {}, end: () => {} }

/** Shows a bar while work goes on; nothing where nobody watches. `unit` is written behind the counts, or `bytes`. */
export const showProgress = (terminal: Terminal, label: string, total: number, unit: string): Progress => {
  if (terminal.bars?.isTTY !== true) return unseen
  const bar = new SingleBar(
    {
      format: `${label} {bar} {percentage}%  {value}/{total}${unit === 'bytes' ? '' : ` ${unit}`}`,
      formatValue: (value, _options, type) => formatted(value, type, unit),
      stream: terminal.bars,
      hideCursor: true,
      barsize: 24,
      fps: 8,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  )
  bar.start(Math.max(total, 1), 0)
  return {
    at: (done, newTotal) => {
      if (newTotal !== undefined) bar.setTotal(Math.max(newTotal, 1))
      bar.update(done)
    },
    end: () => bar.stop(),
  }
}

const formatted = (value: number, type: string, unit: string): string => {
  if (type === 'percentage') return String(value).padStart(3)
  return unit === 'bytes' && (type === 'value' || type === 'total') ? bytesText(value) : String(value)
}

/** A size as people read it. */
export const bytesText = (bytes: number): string => {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let [value, at] = [bytes, 0]
  while (value >= 1024 && at < units.length - 1) [value, at] = [value / 1024, at + 1]
  return `${at === 0 ? value : value.toFixed(1)} ${units[at]}`
}
