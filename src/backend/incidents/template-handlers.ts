import type { Handlers } from '../contract/operation.ts'
import { authorOf } from './change-incident.ts'
import { changeTemplate, createTemplate, deleteTemplate, listTemplates } from './templates.ts'

type TemplateHandlers = Pick<Handlers, 'listTemplates' | 'createTemplate' | 'changeTemplate' | 'deleteTemplate'>

export const incidentTemplateHandlers: TemplateHandlers = {
  listTemplates: async ({ db }) => ({ templates: await listTemplates(db) }),
  createTemplate: ({ db, body, caller, now }) => createTemplate(db, body, authorOf(caller), now),
  changeTemplate: ({ db, params, body, caller, now }) => changeTemplate(db, params.id, body, authorOf(caller), now),
  deleteTemplate: async ({ db, params }) => {
    await deleteTemplate(db, params.id)
    return undefined
  },
}
