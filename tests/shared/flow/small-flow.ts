import { type FlowDefinition, flowDefinition } from '#shared/flow/definition.ts'

/** A flow small enough to be read whole: greet, look the platform up, file a ticket or solve, close. */
export function smallFlow(): FlowDefinition {
  return flowDefinition.parse({
    version: 1,
    machine: {
      id: 'small',
      initial: 'welcome',
      context: {
        channel: ['phone', 'written'],
        client: ['none', 'known'],
        address: ['no', 'yes'],
        incident: ['unknown', 'confirmed', 'suspected', 'none'],
        liveIncident: ['unknown', 'confirmed', 'suspected', 'none'],
        ticket: ['none', 'numbered', 'queued'],
      },
      on: {
        'client-picked': [{ actions: [{ type: 'keep@1', params: { facts: ['client', 'address'] } }] }],
        'platform-changed': [{ actions: [{ type: 'keep@1', params: { facts: ['liveIncident'] } }] }],
      },
      states: {
        welcome: {
          id: 'welcome',
          initial: 'greet',
          meta: { phase: 'accueil' },
          states: { greet: { on: { 'greet.describe': [{ target: '#checking.check' }] } } },
        },
        checking: {
          id: 'checking',
          initial: 'check',
          meta: { phase: 'verification' },
          states: {
            check: {
              invoke: {
                id: 'check-platform',
                src: 'check-platform@1',
                onDone: [
                  {
                    guard: { type: 'facts@1', params: { incident: ['confirmed'] } },
                    target: 'incident',
                    actions: [{ type: 'keep@1', params: { facts: ['incident'] } }],
                  },
                  { target: 'no-incident', actions: [{ type: 'keep@1', params: { facts: ['incident'] } }] },
                ],
                onError: [{ target: 'no-incident' }],
              },
            },
            incident: { on: { 'incident.file': [{ target: 'file' }] } },
            'no-incident': {
              on: { 'no-incident.works': [{ target: '#resolved' }], 'no-incident.fails': [{ target: 'file' }] },
            },
            file: {
              invoke: {
                id: 'file-ticket',
                src: 'file-ticket@1',
                onDone: [{ target: 'filed', actions: [{ type: 'keep@1', params: { facts: ['ticket'] } }] }],
                onError: [{ target: 'not-filed' }],
              },
            },
            'not-filed': { on: { 'not-filed.retry': [{ target: 'file' }] } },
            filed: { on: { 'filed.end': [{ target: '#persisting' }] } },
          },
        },
        resolved: { id: 'resolved', type: 'final', meta: { closing: 'resolved', phase: 'cloture' } },
        persisting: { id: 'persisting', type: 'final', meta: { closing: 'persisting', phase: 'cloture' } },
      },
    },
    script: {
      title: 'Petit script',
      phases: {
        accueil: { number: '1', label: 'Accueil' },
        verification: { number: '2', label: 'Vérification' },
        cloture: { number: '3', label: 'Clôture' },
      },
      steps: {
        greet: {
          say: [
            { when: { client: ['known'] }, text: 'Bonjour [PRENOM_CLIENT], je vous écoute.' },
            { text: 'Bonjour, je vous écoute.' },
          ],
          answers: { 'greet.describe': { label: 'Le client décrit', needs: ['page'] } },
        },
        check: { do: 'Le statut de la plateforme est lu.' },
        incident: {
          say: 'Un incident est en cours sur [SERVICE_AFFECTE].',
          requires: { incident: ['confirmed'] },
          answers: { 'incident.file': { label: 'Enregistrer' } },
        },
        'no-incident': {
          say: 'Est-ce que ça fonctionne ?\n- sur cette page\n- sur une autre',
          answers: { 'no-incident.works': { label: 'Oui' }, 'no-incident.fails': { label: 'Non' } },
        },
        file: { do: 'Le signalement part.' },
        'not-filed': { do: 'Rien n’est parti.', answers: { 'not-filed.retry': { label: 'Recommencer' } } },
        filed: {
          say: [
            { when: { ticket: ['numbered'] }, text: 'Votre numéro : [NUMERO_INCIDENT].' },
            { text: 'Votre numéro arrivera plus tard.' },
          ],
          answers: { 'filed.end': { label: 'Terminer' } },
        },
        resolved: { do: 'Résolu.' },
        persisting: { do: 'À suivre.' },
      },
      anytime: {},
    },
  })
}
