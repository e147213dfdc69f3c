import type { OperationInput, OperationName, OperationOutput } from './api.ts'

/**
 * The operations of the backend that a screen may ask for directly, while it is there: what supervisors, trainers and
 * technicians read and decide. What a call needs has its own operations in station.ts, which hold without network.
 */
export const serviceOperations = [
  'listServices',
  'recordEvidence',
  'listIncidents',
  'listIncidentProposals',
  'dismissIncidentProposal',
  'declareIncident',
  'updateIncident',
  'resolveIncident',
  'listTickets',
  'readTicket',
  'addToTicket',
  'solveTicket',
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
  'readReviewGrid',
  'changeReviewGrid',
  'reviewCall',
  'listCallReviews',
  'listReviews',
  'seeReview',
  'listCallViews',
  'saveCallView',
  'deleteCallView',
  'readFlowHeat',
  'readAgentFigures',
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
export type ServiceOperation = (typeof serviceOperations)[number]
export type ServiceInput<N extends ServiceOperation> = OperationInput<N>
export type ServiceOutput<N extends ServiceOperation> = OperationOutput<N>
