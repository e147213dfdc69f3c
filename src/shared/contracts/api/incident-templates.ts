import { z } from 'zod'
import { incidentTemplate, newTemplate } from '../../domain/incident-template.ts'
import { byId, type Operations, team } from './operation.ts'

export const incidentTemplateOperations = {
  listTemplates: {
    method: 'GET',
    path: '/api/v1/incident-templates',
    summary: 'Lire les modèles d’incidents et de mises à jour',
    roles: team,
    status: 200,
    output: z.object({ templates: z.array(incidentTemplate) }),
    problems: [],
  },
  createTemplate: {
    method: 'POST',
    path: '/api/v1/incident-templates',
    summary: 'Ajouter un modèle',
    roles: team,
    idempotent: true,
    status: 201,
    body: newTemplate,
    output: incidentTemplate,
    problems: ['invalid-input'],
  },
  changeTemplate: {
    method: 'PUT',
    path: '/api/v1/incident-templates/:id',
    summary: 'Modifier un modèle',
    roles: team,
    status: 200,
    params: byId,
    body: newTemplate.extend({ version: incidentTemplate.shape.version }),
    output: incidentTemplate,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  deleteTemplate: {
    method: 'DELETE',
    path: '/api/v1/incident-templates/:id',
    summary: 'Supprimer un modèle',
    roles: team,
    status: 204,
    params: byId,
    problems: ['invalid-input', 'not-found'],
  },
} as const satisfies Operations
