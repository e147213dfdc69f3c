import type { FastifyLoggerOptions } from 'fastify'
import type { Config } from '../config.ts'
import { withoutPersonalData } from './personal-data.ts'

/** How the lines are written: JSON, one an event, and nothing of anybody in them. */
export const logOptions = (level: Config['logLevel']): FastifyLoggerOptions | false =>
  level !== 'silent' && {
    level,
    serializers: {
      err: describeError,
      // The address asked for, and the one asking, are somebody's.
      req: () => ({}),
    },
  }

/** What is of use to mend an error, without the values that it was met with. */
function describeError(error: Error & { code?: unknown }) {
  return {
    type: error.name,
    code: typeof error.code === 'string' ? error.code : undefined,
    message: quotesValues(error) ? '…' : withoutPersonalData(error.message),
    stack: framesOf(error.stack),
  }
}

/** JSON that cannot be read is quoted; so is a value that PostgreSQL cannot take (class 22). */
const quotesValues = (error: Error & { code?: unknown }): boolean =>
  error instanceof SyntaxError || (typeof error.code === 'string' && /^22[0-9A-Z]{3}$/.test(error.code))

const framesOf = (stack = ''): string => stack.slice(Math.max(0, stack.search(/^ {4}at /m)))
