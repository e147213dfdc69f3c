import { type FlowDefinition, flowDefinition } from '#shared/flow/definition.ts'

const to = (target: string, actions?: object[]) => [{ target, ...(actions && { actions }) }]
const keep = (...facts: string[]) => ({ type: 'keep@1', params: { facts } })

/** A flow of a few steps with one of each: questions, a lookup, a code, a ticket, two ends. */
export const smallFlow: FlowDefinition = flowDefinition.parse({
  version: 1,
  machine: {
    id: 'petit',
    initial: 'greet',
    context: {
      channel: ['phone', 'written'],
      client: ['none', 'known'],
      address: ['no', 'yes'],
      phone: ['no', 'yes'],
      incident: ['unknown', 'confirmed', 'suspected', 'none'],
      workaround: ['no', 'yes'],
      mobileApp: ['not-up', 'up'],
      estimate: ['none', 'known'],
      liveIncident: ['unsaid', 'confirmed', 'suspected', 'none', 'unknown'],
      identity: ['none', 'verified', 'wrong', 'expired', 'refused', 'unknown'],
      ticketKind: ['other', 'login', 'loading', 'system', 'functional'],
      priority: ['normal', 'low', 'high', 'critical'],
      ticket: ['none', 'numbered', 'queued'],
    },
    on: {
      'client-picked': [{ actions: [keep('client', 'address', 'phone')] }],
      'platform-changed': [{ actions: [keep('liveIncident', 'mobileApp')] }],
      'caller-gone': to('#gone'),
    },
    states: {
      greet: { meta: { phase: 'accueil' }, on: { 'greet.yes': to('browser'), 'greet.check': to('check') } },
      check: {
        meta: { phase: 'verification' },
        invoke: {
          id: 'check',
          src: 'check-platform@1',
          onDone: to('browser', [keep('incident', 'workaround', 'mobileApp', 'estimate')]),
          onError: to('browser'),
        },
      },
      browser: {
        meta: { phase: 'diagnostic' },
        on: {
          'browser.chrome': to('form'),
          'browser.code': to('verify'),
          'take-incident': [
            {
              guard: { type: 'facts@1', params: { liveIncident: ['confirmed'], incident: ['unknown'] } },
              target: 'check',
            },
          ],
        },
      },
      verify: {
        meta: { phase: 'diagnostic' },
        invoke: {
          id: 'verify',
          src: 'verify-identity-code@1',
          onDone: to('form', [keep('identity')]),
          onError: to('browser'),
        },
      },
      form: { meta: { phase: 'escalade' }, on: { 'form.file': to('file') } },
      file: {
        meta: { phase: 'escalade' },
        invoke: { id: 'file', src: 'file-ticket@1', onDone: to('bye', [keep('ticket')]), onError: to('form') },
      },
      bye: { meta: { phase: 'cloture' }, on: { 'bye.end': to('closed') } },
      gone: { id: 'gone', meta: { phase: 'cloture' }, on: { 'gone.end': to('closed-gone') } },
      closed: { type: 'final', meta: { phase: 'cloture', closing: 'persisting' } },
      'closed-gone': { type: 'final', meta: { phase: 'cloture', closing: 'gone' } },
    },
  },
  script: {
    title: 'Petit script',
    phases: {
      accueil: { number: '1', label: 'Accueil' },
      verification: { number: '2A', label: 'Vérification' },
      diagnostic: { number: '2B', label: 'Diagnostic' },
      escalade: { number: '4', label: 'Escalade' },
      cloture: { number: '5', label: 'Clôture' },
    },
    steps: {
      greet: {
        say: [
          { when: { client: ['known'] }, text: 'Bonjour [PRENOM_CLIENT], je vous écoute.' },
          { text: 'Bonjour, je vous écoute.' },
        ],
        panel: 'client',
        answers: {
          'greet.yes': { label: 'Oui, c’est bien ça' },
          'greet.check': { label: 'Ça bugue depuis ce matin', hint: 'vérifier la plateforme' },
        },
      },
      check: { do: 'Vérifier le statut de la plateforme.' },
      browser: {
        say: 'Quel navigateur utilisez-vous ?',
        do: 'Noter la version.',
        fields: [
          { key: 'errorMessage', label: 'Message d’erreur', kind: 'line' },
          { key: 'identityCode', label: 'Code dicté', kind: 'code' },
        ],
        answers: {
          'browser.chrome': { label: 'Chrome', hint: 'suite du diagnostic' },
          'browser.code': { label: 'Le client dicte le code', needs: ['identityCode'] },
        },
      },
      verify: {},
      form: {
        say: 'Je crée le ticket.',
        panel: 'ticket',
        answers: { 'form.file': { label: 'Créer le ticket incident' } },
      },
      file: {},
      bye: { say: 'Bonne journée.', answers: { 'bye.end': { label: 'Terminer l’appel' } } },
      gone: { do: 'Terminer l’appel.', answers: { 'gone.end': { label: 'Terminer sans ticket' } } },
      closed: {},
      'closed-gone': {},
    },
    anytime: {
      'caller-gone': { label: 'Le client est parti' },
      'take-incident': { label: 'Tenir compte de l’incident' },
    },
  },
})
