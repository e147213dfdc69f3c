import { team } from '#shared/contracts/api/operation.ts'
import type { Incident } from '#shared/domain/incident.ts'
import type { PostMortem } from '#shared/domain/post-mortem.ts'
import type { User } from '#shared/domain/user.ts'
import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Db } from '../database/open.ts'
import { listServices } from '../services/repository.ts'
import { authorOf, existingIncident } from './change-incident.ts'
import { editPostMortem, listVersions, publishPostMortem } from './post-mortem.ts'
import { draftPostMortem, postMortemMarkdown } from './post-mortem-draft.ts'
import { readStory } from './story.ts'

type PostMortemHandlers = Pick<
  Handlers,
  | 'readTimeline'
  | 'readPostMortem'
  | 'listPostMortemVersions'
  | 'editPostMortem'
  | 'publishPostMortem'
  | 'exportPostMortem'
>

export const postMortemHandlers = ({ feed }: Backend): PostMortemHandlers => ({
  readTimeline: async ({ db, params, now }) => readStory(db, await existingIncident(db, params.id), now),

  readPostMortem: async ({ db, params, caller, now }) =>
    readableBy(db, await existingIncident(db, params.id), caller.user, now),

  listPostMortemVersions: async ({ db, params }) => {
    const { id } = await existingIncident(db, params.id)
    return { versions: await listVersions(db, id) }
  },

  editPostMortem: async ({ db, params, body, caller, now, afterwards }) => {
    afterwards(() => feed.tellChange('postMortems'))
    const { id } = await existingIncident(db, params.id)
    return editPostMortem(db, id, body, authorOf(caller), now)
  },

  publishPostMortem: async ({ db, params, body, caller, now, afterwards }) => {
    afterwards(() => feed.tellChange('postMortems'))
    const { id } = await existingIncident(db, params.id)
    return publishPostMortem(db, id, body.version, authorOf(caller), now)
  },

  exportPostMortem: async ({ db, params, caller, now }) => {
    const incident = await existingIncident(db, params.id)
    const text = postMortemMarkdown(incident, await readableBy(db, incident, caller.user, now))
    return {
      type: 'text/markdown; charset=utf-8',
      headers: { 'content-disposition': `attachment; filename="${fileName(incident)}"` },
      body: Buffer.from(text),
    }
  },
})

/** The team reads what is being written; everyone else what was published last. */
async function readableBy(db: Db, incident: Incident, { role }: User, now: Date): Promise<PostMortem> {
  const versions = await listVersions(db, incident.id)
  const isTeam = team.some((of) => of === role)
  const readable = isTeam ? versions[0] : versions.find(({ publishedAt }) => publishedAt !== null)
  if (readable) return readable
  if (!isTeam) throw new ProblemError('not-found')
  const names = new Map((await listServices(db, now)).map(({ id, name }) => [id, name]))
  const services = incident.services.map(({ id }) => names.get(id) ?? id).join(', ')
  return {
    ...{ incidentId: incident.id, version: 0, at: now.toISOString(), by: 'Ébauche' },
    ...draftPostMortem(await readStory(db, incident, now), services),
    ...{ publishedAt: null, publishedBy: null },
  }
}

const fileName = ({ number, startedAt, id }: Incident): string =>
  `post-mortem-${startedAt.slice(0, 10)}-${number ?? id.slice(-8)}.md`
