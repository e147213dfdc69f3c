import { type Incident, incidentStates, isMajor } from '#shared/domain/incident.ts'
import type { IncidentStoryRead, StoryEntry } from '#shared/domain/incident-story.ts'
import { type PostMortem, type PostMortemSections, postMortemTitles } from '#shared/domain/post-mortem.ts'
import { duration, parisHourBeside, parisMoment } from '../paris.ts'

/** What signs that mean something in Markdown become where a text is only quoted. */
const quoted = (text: string): string =>
  text.replace(/[\\`*_{}[\]<>#|]/g, (sign) => `\\${sign}`).replace(/\s*\n\s*/g, ' ')

/** A first version, from what is known: to be completed by who was there. */
export function draftPostMortem(
  { incident, stages, entries }: IncidentStoryRead,
  services: string,
): PostMortemSections {
  const { startedAt, resolvedAt, cause } = incident
  const tickets = new Set(entries.flatMap((entry) => (entry.type === 'ticket' ? [entry.ticket.id] : []))).size
  const late = stages.filter(({ isLate }) => isLate).map(({ title }) => title.toLowerCase())
  const facts: [string, string | null][] = [
    ['Services affectés', services],
    ['Nature', incident.nature],
    ['Impact', incident.impact],
    ['Utilisateurs touchés', incident.affectedPercent === null ? null : `${incident.affectedPercent} %`],
    ['Début', parisMoment(startedAt)],
    ['Fin', resolvedAt && `${parisHourBeside(resolvedAt, startedAt)} (${duration(startedAt, resolvedAt)})`],
    ['Résolution', incident.resolution],
    ['Signalements rattachés', tickets === 0 ? null : String(tickets)],
    ['Étapes en retard', late.length === 0 ? null : late.join(', ')],
  ]
  return {
    summary: facts.flatMap(([name, value]) => (value === null ? [] : [`- **${name}** : ${quoted(value)}`])).join('\n'),
    timeline: entries
      .flatMap((entry) => {
        const told = wordsOf(entry)
        return told === null ? [] : [`- **${parisHourBeside(entry.at, startedAt)}** – ${told}`]
      })
      .join('\n'),
    causes: cause === null ? '' : quoted(cause),
    measures: '',
    lessons: '',
  }
}

/** What happened, as one would tell it; null: nothing that matters a day later. */
function wordsOf(entry: StoryEntry): string | null {
  switch (entry.type) {
    case 'alert':
      return `Supervision : ${quoted(entry.name)} ${entry.action === 'firing' ? 'se déclenche' : 'revient à la normale'} (${quoted(entry.service)})`
    case 'internalNote':
      return `${quoted(entry.by)} note : ${quoted(entry.text)}`
    case 'ticket':
      return entry.action === 'received' ? `Signalement ${entry.ticket.number} reçu` : null
    case 'change':
      return changeWords(entry)
  }
}

const kinds = {
  declared: 'déclare l’incident',
  updated: 'met à jour',
  resolved: 'déclare la fin',
  reopened: 'rouvre l’incident',
  corrected: null,
} as const

function changeWords({ kind, by, fields, note }: Extract<StoryEntry, { type: 'change' }>): string | null {
  const done = kinds[kind]
  if (done === null) return null
  const after = (name: string) => fields.find(({ field }) => field === name)?.after
  const [state, cause, workarounds, team] = [after('state'), after('cause'), after('workarounds'), after('team')]
  const parts = [
    typeof state === 'string' && kind === 'updated' ? incidentStates[state as Incident['state']] : null,
    typeof team === 'string' ? `assigné à ${quoted(team)}` : null,
    typeof cause === 'string' ? `cause : ${quoted(cause)}` : null,
    Array.isArray(workarounds) && workarounds.length > 0
      ? `solution temporaire : ${quoted(workarounds.join(' ; '))}`
      : null,
    note === null ? null : `« ${quoted(note)} »`,
  ].filter((part) => part !== null)
  if (kind === 'updated' && parts.length === 0) return null
  return [`${quoted(by)} ${done}`, ...parts].join(', ')
}

/** The whole document, in Markdown. */
export function postMortemMarkdown(incident: Incident, postMortem: PostMortem): string {
  const { number, nature, startedAt } = incident
  const title = ['Post-mortem', isMajor(incident) ? number : null, quoted(nature)].filter((part) => part !== null)
  const standing =
    postMortem.version === 0
      ? 'Ébauche tirée du déroulement, que personne n’a relue.'
      : `Version ${postMortem.version}, ${quoted(postMortem.by)}, ${parisMoment(postMortem.at)}` +
        `${postMortem.publishedAt === null ? ' (non publiée)' : `, publiée le ${parisMoment(postMortem.publishedAt)}`}.`
  const sections = (Object.keys(postMortemTitles) as (keyof PostMortemSections)[]).map(
    (key) => `## ${postMortemTitles[key]}\n\n${postMortem[key] || '_À compléter._'}`,
  )
  return `${[`# ${title.join(' – ')}`, `Incident du ${parisMoment(startedAt)}. ${standing}`, ...sections].join('\n\n')}\n`
}
