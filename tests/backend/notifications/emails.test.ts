import { describe, expect, it } from 'vitest'
import { writeEmail } from '#backend/notifications/emails/write-email.tsx'
import type { Notification } from '#backend/notifications/notification.ts'
import { surveyLink } from '#backend/surveys/survey.ts'
import { circumstances, everySample, samples } from './samples.ts'

/** French spacing keeps signs on their line; the source was typed with plain spaces. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const notificationId = '01890000-0000-7000-8000-00000000000f'
const write = (of: Notification, changed = {}) => {
  const email = writeEmail({ id: notificationId, notification: of }, { ...circumstances, ...changed })
  return { ...email, text: plain(email.text), subject: plain(email.subject) }
}

const entities: Record<string, string> = { '&#x27;': "'", '&quot;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&' }
/** Every word that a reader of the HTML version meets, in order. */
const wordsOfHtml = (html: string) =>
  plain(html)
    .replace(/^[\s\S]*<\/head>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&[^;]+;/g, (entity) => entities[entity] ?? entity)
    .match(/[\p{L}\p{N}\p{Emoji_Presentation}]+/gu)
const wordsOfText = (text: string) => text.match(/[\p{L}\p{N}\p{Emoji_Presentation}]+/gu)

/** What is above the reason why it came. */
const body = (text: string) => text.split('Vous recevez cet email')[0]?.replace(/\n+/g, '\n').trim()

describe('the email of an incident under way', () => {
  it('is section 5.1, word for word', () => {
    const { subject, text } = write(samples['incident-started'])
    expect(subject).toBe('⚠️ Incident technique en cours – Portail numi.support')
    expect(body(text)).toBe(`Bonjour Sophie,
Nous vous informons qu'un incident technique affecte actuellement le portail numi.support.
📋 DÉTAILS DE L'INCIDENT
- Service affecté : Portail client (connexion)
- Impact : Impossible de se connecter pour certains utilisateurs
- Début : 19/12/2025 à 00:45
- Résolution estimée : 01:30 (environ 45 minutes)
🔧 CE QUE NOUS FAISONS
Nos équipes techniques travaillent activement à la résolution de ce problème. Nous mettons tout en œuvre pour rétablir le service dans les meilleurs délais.
💡 EN ATTENDANT (solutions temporaires)
Vous pouvez :
- 📱 Utiliser l'application mobile numi (pleinement opérationnelle)
- 📞 Contacter la hotline au 01 99 00 12 34
- 🌐 Consulter le statut en temps réel : https://numi.exemple.fr/statut
Nous vous tiendrons informé(e) dès que le problème sera résolu.
Merci de votre patience et de votre compréhension.
L'équipe numi.support`)
  })

  it('mentions the mobile app only when it is proven operational', () => {
    expect(write(samples['incident-started'], { isMobileAppUp: false }).text).not.toContain('mobile')
  })

  it('leaves out what is not known', () => {
    const { data } = samples['incident-started']
    const { text } = write(
      { ...samples['incident-started'], data: { ...data, firstName: null, estimatedEndAt: null } },
      { hotline: null },
    )
    expect(text).toMatch(/^Bonjour,\n/)
    expect(text).not.toContain('estimée')
    expect(text).not.toContain('📞')
  })

  it('does not speak of the portal when another service is touched', () => {
    const { data } = samples['incident-started']
    const services = [{ id: 'reservation-ateliers', name: 'Réservation d’ateliers' }]
    const { subject, text } = write({ ...samples['incident-started'], data: { ...data, services } })
    expect(subject).toBe('⚠️ Incident technique en cours – Réservation d’ateliers')
    expect(text).not.toMatch(/portail/i)
  })

  it('gives the day of an end that is estimated for another day', () => {
    const { data } = samples['incident-started']
    const { text } = write({
      ...samples['incident-started'],
      data: { ...data, estimatedEndAt: '2025-12-20T01:00:00.000Z' },
    })
    expect(text).toContain('Résolution estimée : 20/12/2025 à 02:00 (environ 1 jour 1 heure)')
  })
})

describe('the email of an incident resolved', () => {
  it('is section 5.2, word for word, with its duration and cause', () => {
    const { subject, text } = write(samples['incident-resolved'])
    expect(subject).toBe('✅ Incident résolu – Portail numi.support de nouveau accessible')
    const [letter, survey] = body(text)?.split('Êtes-vous satisfait') ?? []
    expect(survey).toContain(surveyLink(circumstances, notificationId))
    expect(letter?.trim()).toBe(`Bonjour Sophie,
Bonne nouvelle ! L'incident technique affectant le portail numi.support est maintenant résolu.
📋 RÉSUMÉ DE L'INCIDENT
- Service affecté : Portail client
- Durée : 45 minutes (de 00:45 à 01:30)
- Cause : Surcharge serveur backend
- Résolution : Optimisation infrastructure + mise à l'échelle
✅ VOUS POUVEZ À NOUVEAU :
- Vous connecter normalement au portail
- Accéder à vos tickets et ateliers
- Réserver de nouveaux ateliers
- Consulter toutes vos ressources
🙏 MERCI DE VOTRE PATIENCE
Nous nous excusons pour la gêne occasionnée et vous remercions de votre compréhension.
Si vous rencontrez encore un problème, n'hésitez pas à nous contacter.
L'équipe numi.support`)
  })

  it('promises back only what the touched services give', () => {
    const { data } = samples['incident-resolved']
    const services = [{ id: 'reservation-ateliers', name: 'Réservation d’ateliers' }]
    const { text } = write({ ...samples['incident-resolved'], data: { ...data, services, cause: null } })
    expect(text).toContain('- Réserver de nouveaux ateliers')
    expect(text).not.toContain('connecter')
    expect(text).not.toContain('Cause')
  })

  it('does not say that the portal is back while another incident touches it', () => {
    const { subject, text } = write(samples['incident-resolved'], { troubledServiceIds: ['portail-client'] })
    expect(subject).toBe('✅ Incident résolu – Portail numi.support')
    expect(text).toContain("L'incident technique affectant le portail numi.support est maintenant résolu.")
    expect(text).not.toMatch(/À NOUVEAU|normalement/)
  })

  it('of a maintenance called off before it began says that it is, and gives nothing back', () => {
    const { data } = samples['incident-resolved']
    const { subject, text } = write({
      ...samples['incident-resolved'],
      data: { ...data, kind: 'maintenance', startedAt: '2025-12-20T21:00:00.000Z', resolution: 'Reportée' },
    })
    expect(subject).toBe('✅ Maintenance annulée – Portail numi.support')
    expect(text).toContain('La maintenance prévue sur le portail numi.support est annulée.')
    expect(text).not.toMatch(/terminée|Durée|À NOUVEAU/)
  })

  it('of a maintenance called off, then planned again, does not say that it goes on', () => {
    const { data } = samples['incident-updated']
    const { subject, text } = write({
      ...samples['incident-updated'],
      data: { ...data, kind: 'maintenance', state: 'scheduled', event: 'reopened' },
    })
    expect(subject).toBe('⚠️ Maintenance – de nouveau prévue – Portail numi.support')
    expect(text).toContain('que nous avions dite annulée, aura bien lieu')
    expect(text).toContain('Début prévu')
    expect(text).not.toMatch(/en cours|continue/)
  })

  it('counts the hours that passed when the clocks went back in between', () => {
    const { data } = samples['incident-resolved']
    const { text } = write({
      ...samples['incident-resolved'],
      data: { ...data, startedAt: '2025-10-26T00:30:00.000Z', resolvedAt: '2025-10-26T01:45:00.000Z' },
    })
    expect(text).toContain('Durée : 1 heure 15 minutes (de 02:30 à 02:45)')
  })
})

describe('the other emails', () => {
  it('a ticket’s confirmation has its number, and does not advise again what was done', () => {
    const { data } = samples['ticket-confirmation']
    expect(write(samples['ticket-confirmation']).subject).toContain('INC-20251219-0034')
    expect(write(samples['ticket-confirmation']).text).toContain('vider le cache')
    const cleared = write({ ...samples['ticket-confirmation'], data: { ...data, isCacheCleared: true } })
    expect(cleared.text).not.toContain('cache')
  })

  it('an identity code is in the body, never in the subject that a locked phone shows', () => {
    const { subject, text } = write(samples['identity-code'])
    expect(text).toMatch(/\n\d{3} \d{3}\n/)
    expect(subject).not.toMatch(/\d/)
  })

  it('what a client or a technician typed cannot become markup', () => {
    const { data } = samples['ticket-solved']
    const explanation = '<img src=x onerror=alert(1)>'
    const { html, text } = write({ ...samples['ticket-solved'], data: { ...data, explanation } })
    expect(html).not.toContain('<img')
    expect(text).toContain(explanation)
  })
})

describe.each(everySample)('every email: $kind', (sample) => {
  const { subject, html, text } = write(sample)

  it('shows no variable unfilled', () => {
    for (const part of [subject, html, text]) expect(part).not.toMatch(/undefined|null|NaN|Invalid|\[[A-Z_]+\]|\{\w+\}/)
    if ('firstName' in sample.data) expect(text).toContain('Sophie')
  })

  it('says the same in HTML and in text', () => {
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href as string)
    for (const link of links) expect(text).toContain(link)
    const bare = links.reduce((rest, link) => rest.replace(link, ''), text)
    const shown = links.reduce((rest, link) => rest.replace(`>${link}<`, '><'), html)
    expect(wordsOfHtml(shown)?.slice(1)).toEqual(wordsOfText(bare))
  })

  it('is light, and asks nothing of any other server', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(50_000)
    expect(html).not.toMatch(/<img|<script|<link|<iframe|url\(|@import/i)
  })
})
