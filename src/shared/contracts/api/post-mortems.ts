import { z } from 'zod'
import { incidentStory } from '../../domain/incident-story.ts'
import { postMortem, postMortemSections } from '../../domain/post-mortem.ts'
import { byId, everyRole, type Operations, team } from './operation.ts'

const version = postMortem.shape.version

export const postMortemOperations = {
  readTimeline: {
    method: 'GET',
    path: '/api/v1/incidents/:id/timeline',
    summary: 'Lire le déroulement d’un incident : ses étapes, leurs heures, qui a fait quoi, qui a été prévenu',
    roles: team,
    status: 200,
    params: byId,
    output: incidentStory,
    problems: ['invalid-input', 'not-found'],
  },
  readPostMortem: {
    method: 'GET',
    path: '/api/v1/incidents/:id/post-mortem',
    summary: 'Lire un post-mortem : l’équipe sa dernière version, ou son ébauche ; les autres celle qui est publiée',
    roles: everyRole,
    status: 200,
    params: byId,
    output: postMortem,
    problems: ['invalid-input', 'not-found'],
  },
  listPostMortemVersions: {
    method: 'GET',
    path: '/api/v1/incidents/:id/post-mortem/versions',
    summary: 'Lire toutes les versions d’un post-mortem, la dernière d’abord',
    roles: team,
    status: 200,
    params: byId,
    output: z.object({ versions: z.array(postMortem) }),
    problems: ['invalid-input', 'not-found'],
  },
  editPostMortem: {
    method: 'PUT',
    path: '/api/v1/incidents/:id/post-mortem',
    summary: 'Écrire une nouvelle version d’un post-mortem',
    roles: team,
    status: 200,
    params: byId,
    body: postMortemSections.extend({ version }),
    output: postMortem,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  publishPostMortem: {
    method: 'POST',
    path: '/api/v1/incidents/:id/post-mortem/publication',
    summary: 'Publier un post-mortem auprès de tous les agents',
    roles: team,
    idempotent: true,
    status: 200,
    params: byId,
    body: z.object({ version }),
    output: postMortem,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  exportPostMortem: {
    method: 'GET',
    path: '/api/v1/incidents/:id/post-mortem.md',
    summary: 'Exporter un post-mortem en Markdown',
    roles: everyRole,
    status: 200,
    params: byId,
    rawOutput: ['text/markdown'],
    problems: ['invalid-input', 'not-found'],
  },
} as const satisfies Operations
