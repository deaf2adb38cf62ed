import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino'

export type { Logger } from 'pino'

/**
 * A JSON logger. What identifies a person has no place in a line; the paths below are a net under that rule, so that a
 * careless line shows `[removed]` instead of a name.
 */
export const createLogger = (options: { name: string; level?: string; to?: DestinationStream }): Logger =>
  pino(
    {
      level: options.level ?? 'info',
      timestamp: stdTimeFunctions.isoTime,
      base: { service: options.name },
      redact: {
        paths: ['name', 'idNumber', 'phone', 'address', '*.name', '*.idNumber', '*.phone', '*.address', '*.row', 'row'],
        censor: '[removed]',
      },
    },
    ...(options.to === undefined ? [] : [options.to]),
  )
