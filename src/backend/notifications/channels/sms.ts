import type { Carry } from '../dispatcher.ts'
import { alertOf } from '../team/alert.ts'
import type { SmsSettings } from '../team/settings.ts'
import { postTo } from './gateway.ts'

/** Two messages of 70 characters would be one of 134: with accents and signs a message holds no more. */
const longest = 134

/** Tells one of the team by an HTTP gateway. */
export const smsCarry =
  ({ url, authorization, body }: Omit<SmsSettings, 'phones'>): Carry =>
  ({ id, notification }) => {
    const isJson = body.trimStart().startsWith('{')
    const values: Record<string, string> = { to: notification.to, text: asSms(alertOf(notification).short), id }
    return postTo({
      ...{ id, url, authorization },
      contentType: isJson ? 'application/json' : 'application/x-www-form-urlencoded',
      body: body.replace(/\{(to|text|id)\}/g, (_, name: string) => {
        const value = values[name] ?? ''
        return isJson ? JSON.stringify(value).slice(1, -1) : encodeURIComponent(value)
      }),
    })
  }

/** One line, no longer than what is paid as two messages; a sign of two halves is not cut in two, which no form can carry. */
export const asSms = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`
