import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { authorOf } from './change-incident.ts'
import { changeTemplate, createTemplate, deleteTemplate, listTemplates } from './templates.ts'

type TemplateHandlers = Pick<Handlers, 'listTemplates' | 'createTemplate' | 'changeTemplate' | 'deleteTemplate'>

export const incidentTemplateHandlers = ({ feed }: Backend): TemplateHandlers => {
  const told = () => feed.tellChange('templates')
  return {
    listTemplates: async ({ db }) => ({ templates: await listTemplates(db) }),
    createTemplate: ({ db, body, caller, now, afterwards }) => {
      afterwards(told)
      return createTemplate(db, body, authorOf(caller), now)
    },
    changeTemplate: ({ db, params, body, caller, now, afterwards }) => {
      afterwards(told)
      return changeTemplate(db, params.id, body, authorOf(caller), now)
    },
    deleteTemplate: async ({ db, params, afterwards }) => {
      afterwards(told)
      await deleteTemplate(db, params.id)
      return undefined
    },
  }
}
