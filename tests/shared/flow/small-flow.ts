import { type FlowDefinition, flowDefinition } from '#shared/flow/definition.ts'

const to = (target: string, actions?: object[]) => ({ target, ...(actions && { actions }) })
const keep = (...facts: string[]) => ({ type: 'keep@1', params: { facts } })
const looked = [keep('incident', 'workaround', 'mobileApp', 'estimate')]
const having = (params: object) => ({ guard: { type: 'facts@1', params } })

/** A flow small enough to be read whole, with one of each: questions, a lookup, a code, a ticket, three ends. */
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
        'caller-gone': [to('#leaving.gone')],
      },
      states: {
        welcome: {
          id: 'welcome',
          initial: 'greet',
          meta: { phase: 'accueil' },
          states: {
            greet: { on: { 'greet.yes': [to('#diagnosis.browser')], 'greet.check': [to('#checking.check')] } },
          },
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
                  { ...having({ incident: ['confirmed'] }), ...to('incident', looked) },
                  to('#diagnosis.browser', looked),
                ],
                onError: [to('#diagnosis.browser')],
              },
            },
            incident: { on: { 'incident.file': [to('#filing.file')] } },
          },
        },
        diagnosis: {
          id: 'diagnosis',
          initial: 'browser',
          meta: { phase: 'diagnostic' },
          states: {
            browser: {
              on: {
                'browser.chrome': [to('#filing.form')],
                'browser.code': [to('verify')],
                'browser.works': [to('#resolved')],
                'take-incident': [
                  {
                    ...having({ liveIncident: ['confirmed'], incident: ['unknown'] }),
                    ...to('#checking.check'),
                  },
                ],
              },
            },
            verify: {
              invoke: {
                id: 'verify',
                src: 'verify-identity-code@1',
                onDone: [to('#filing.form', [keep('identity')])],
                onError: [to('browser')],
              },
            },
          },
        },
        filing: {
          id: 'filing',
          initial: 'form',
          meta: { phase: 'escalade' },
          states: {
            form: { on: { 'form.file': [to('file')] } },
            file: {
              invoke: {
                id: 'file-ticket',
                src: 'file-ticket@1',
                onDone: [to('filed', [keep('ticket')])],
                onError: [to('form')],
              },
            },
            filed: { on: { 'filed.end': [to('#persisting')] } },
          },
        },
        leaving: {
          id: 'leaving',
          initial: 'gone',
          meta: { phase: 'cloture' },
          states: { gone: { on: { 'gone.end': [to('#closed-gone')] } } },
        },
        resolved: { id: 'resolved', type: 'final', meta: { closing: 'resolved', phase: 'cloture' } },
        persisting: { id: 'persisting', type: 'final', meta: { closing: 'persisting', phase: 'cloture' } },
        'closed-gone': { id: 'closed-gone', type: 'final', meta: { closing: 'gone', phase: 'cloture' } },
      },
    },
    script: {
      title: 'Petit script',
      phases: {
        accueil: { number: '1', label: 'Accueil' },
        verification: { number: '2', label: 'Vérification' },
        diagnostic: { number: '3', label: 'Diagnostic' },
        escalade: { number: '5', label: 'Escalade' },
        cloture: { number: '6', label: 'Clôture' },
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
        incident: {
          say: 'Un incident est en cours sur [SERVICE_AFFECTE].',
          requires: { incident: ['confirmed'] },
          answers: { 'incident.file': { label: 'Enregistrer' } },
        },
        browser: {
          say: 'Quel navigateur utilisez-vous ?\n- Chrome ou Edge\n- un autre',
          do: 'Noter la version.',
          fields: [
            { key: 'errorMessage', label: 'Message d’erreur', kind: 'line' },
            { key: 'identityCode', label: 'Code dicté', kind: 'code' },
          ],
          answers: {
            'browser.chrome': { label: 'Chrome', hint: 'suite du diagnostic' },
            'browser.code': { label: 'Le client dicte le code', needs: ['identityCode'] },
            'browser.works': { label: 'Ça marche maintenant' },
          },
        },
        verify: { do: 'Le code est vérifié.' },
        form: {
          say: 'Je crée le ticket.',
          panel: 'ticket',
          answers: { 'form.file': { label: 'Créer le ticket incident' } },
        },
        file: { do: 'Le signalement part.' },
        filed: {
          say: [
            { when: { ticket: ['numbered'] }, text: 'Votre numéro : [NUMERO_INCIDENT].' },
            { text: 'Votre numéro arrivera plus tard.' },
          ],
          answers: { 'filed.end': { label: 'Terminer l’appel' } },
        },
        gone: { do: 'Terminer l’appel.', answers: { 'gone.end': { label: 'Terminer sans ticket' } } },
        resolved: { do: 'Résolu.' },
        persisting: { do: 'À suivre.' },
        'closed-gone': { do: 'Client parti.' },
      },
      anytime: {
        'caller-gone': { label: 'Le client est parti' },
        'take-incident': { label: 'Tenir compte de l’incident' },
      },
    },
  })
}
