import type { Carry } from '../dispatcher.ts'
import { type Alert, alertOf } from '../team/alert.ts'
import { postTo } from './gateway.ts'

/** Tells the team by an incoming webhook of Slack. */
export const slackCarry =
  (webhook: string): Carry =>
  ({ id, notification }) =>
    postTo({
      ...{ id, url: webhook, contentType: 'application/json' },
      body: JSON.stringify({ text: asSlack(alertOf(notification)) }),
    })

/** In Slack's own marks; what would be a command of its (`<!channel>`, a link in disguise) stays text. */
export const asSlack = ({ title, facts, note }: Alert): string =>
  [
    `*${inert(title)}*`,
    ...facts.map(([name, value]) => `${name} : *${inert(value)}*`),
    ...(note === null ? [] : [inert(note)]),
  ].join('\n')

const inert = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[*_~`]/g, '\u200b$&')
