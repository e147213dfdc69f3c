import type { OperationInput, OperationName, OperationOutput } from './api.ts'

/**
 * The operations of the backend that a screen may ask for directly, while it is there: what supervisors, trainers and
 * technicians read and decide. What a call needs has its own operations in station.ts, which hold without network.
 */
export const serviceOperations = [
  'listServices',
  'recordEvidence',
  'listIncidents',
  'readIncident',
  'listIncidentProposals',
  'dismissIncidentProposal',
  'declareIncident',
  'updateIncident',
  'resolveIncident',
  'reopenIncident',
  'addInternalNote',
  'listIncidentTickets',
  'attachTicket',
  'detachTicket',
  'listTemplates',
  'createTemplate',
  'deleteTemplate',
  'readTimeline',
  'readPostMortem',
  'listPostMortemVersions',
  'editPostMortem',
  'publishPostMortem',
  'listTickets',
  'countTickets',
  'readTicket',
  'addToTicket',
  'takeTicket',
  'releaseTicket',
  'answerTicket',
  'solveTicket',
  'mergeTicket',
  'separateTicket',
  'readKpis',
  'readKpiSeries',
  'listKpiEvents',
  'searchCalls',
  'countCalls',
  'readCallChoices',
  'readCall',
  'listCallLooks',
  'listLooksBy',
  'readFlowDefinition',
  'listUsers',
  'createUser',
  'changeUser',
  'setUserPassword',
  'exportPersonalData',
  'erasePersonalData',
  'listScenarios',
  'createScenario',
  'changeScenario',
  'deleteScenario',
  'recordPractice',
  'listPractices',
  'readPractice',
  'listTrainees',
] as const satisfies OperationName[]
/** Those that answer a file. */
export const serviceFiles = ['exportPostMortem', 'readAttachment'] as const satisfies OperationName[]
export type ServiceOperation = (typeof serviceOperations)[number]
export type ServiceInput<N extends ServiceOperation> = OperationInput<N>
export type ServiceOutput<N extends ServiceOperation> = OperationOutput<N>
