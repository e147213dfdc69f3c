import type { Carry } from '../dispatcher.ts'
import { alertOf } from '../team/alert.ts'
import { postTo } from './gateway.ts'

/** Tells the team by an incoming webhook of Slack. */
export const slackCarry =
  (webhook: string): Carry =>
  ({ id, notification }) =>
    postTo({
      ...{ id, url: webhook, contentType: 'application/json' },
      body: JSON.stringify({ text: asSlack(alertOf(notification).lines) }),
    })

/** In Slack's own marks; what would be a command of its (`<!channel>`, a link in disguise) stays text. */
export const asSlack = ([first = '', ...others]: readonly string[]): string =>
  [`*${inert(first)}*`, ...others.map((line) => inert(line))].join('\n')

const inert = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[*_~`]/g, '\u200b$&')
