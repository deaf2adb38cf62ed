import { cli } from './cli.ts'

/** Writes until the reader has gone, as with `| head`: then quietly to nobody. */
const quietly = (stream: NodeJS.WriteStream) => {
  let gone = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    gone = true
  })
  return (text: string): void => {
    if (!gone) stream.write(text)
  }
}

const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => resolve())
  })

const [out, err] = [quietly(process.stdout), quietly(process.stderr)]
process.on('SIGINT', () => {
  err('\n已中断。\n')
  process.exit(130)
})
const today = async () => (await import('@shouwang/service-process/clock')).createClock().today()
const code = await cli(process.argv.slice(2), { env: process.env, out, err, today, bars: process.stderr })
await Promise.all([flushed(process.stdout), flushed(process.stderr)])
process.exit(code)
