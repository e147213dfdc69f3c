import type { HeldTable } from '#shared/domain/personal-data.ts'

/** What an erasure makes of it. */
export type Fate = 'erased' | 'anonymised' | 'kept'

export const fateWords: Record<Fate, string> = { erased: 'Effacé', anonymised: 'Anonymisé', kept: 'Gardé' }

interface HeldWords {
  what: string
  fate: Fate
  /** What goes and what stays, and why. */
  why: string
}

/** What each thing held on a client is, and what becomes of it; in the order it is told. */
export const heldWords: Record<HeldTable, HeldWords> = {
  account: {
    ...{ what: 'Compte', fate: 'anonymised' },
    why: 'Nom, adresse, numéro, mot de passe et dates de connexion sont effacés. La ligne reste, à personne : les indicateurs la comptent et l’audit la cite.',
  },
  account_link: { what: 'Liens envoyés (validation, mot de passe)', fate: 'erased', why: 'Ils ne servent plus.' },
  client_session: { what: 'Sessions sur le portail', fate: 'erased', why: 'Il en est déconnecté.' },
  identity_code: { what: 'Codes d’identité', fate: 'erased', why: 'Ils ne servent plus.' },
  identity_evidence: {
    ...{ what: 'Vérifications d’identité', fate: 'kept' },
    why: 'Quand et par quel agent : des identifiants, sans nom ni adresse. Elles prouvent qu’on n’a touché au compte qu’à bon droit, le temps de l’audit.',
  },
  ticket: {
    ...{ what: 'Signalements', fate: 'anonymised' },
    why: 'Contact et tout ce qui est écrit sont effacés. Restent numéro, genre, dates et incident : les indicateurs en sont faits.',
  },
  ticket_addition: {
    ...{ what: 'Ajouts aux signalements', fate: 'anonymised' },
    why: 'Le texte est effacé ; reste qu’il y en a eu un, quand et de quel agent.',
  },
  ticket_attachment: { what: 'Captures jointes', fate: 'erased', why: 'Leurs noms de fichiers le désignent.' },
  attachment: {
    ...{ what: 'Images des captures', fate: 'erased' },
    why: 'Sauf l’image exacte qu’un autre client a jointe aussi.',
  },
  call: {
    ...{ what: 'Appels', fate: 'anonymised' },
    why: 'Ce qui a été saisi ou lu est effacé, les mots d’une évaluation aussi. Restent le chemin dans le script et les durées, dont les indicateurs sont faits.',
  },
  call_log: {
    ...{ what: 'Lignes du journal des appels', fate: 'anonymised' },
    why: 'Son nom est effacé ; la ligne reste avec son appel.',
  },
  call_text: { what: 'Mots par lesquels un appel se retrouve', fate: 'erased', why: 'Il ne se retrouve plus par eux.' },
  handover: {
    ...{ what: 'Appels confiés à un collègue', fate: 'anonymised' },
    why: 'Son nom et ce qui est saisi sont effacés ; reste que l’appel a changé de mains.',
  },
  notification: {
    ...{ what: 'Messages', fate: 'anonymised' },
    why: 'L’adresse et le contenu sont effacés, ce qui attendait ne part pas. Reste ce qui a été annoncé, et quand : l’histoire de l’incident.',
  },
  announcement: {
    ...{ what: 'Annonces arrêtées à son adresse', fate: 'anonymised' },
    why: 'Son adresse est effacée ; l’annonce se reprend du début, et personne n’est prévenu deux fois.',
  },
  letter: { what: 'Boîte aux lettres de la démonstration', fate: 'erased', why: 'Elle n’existe qu’en démonstration.' },
  survey: {
    ...{ what: 'Réponses aux enquêtes', fate: 'anonymised' },
    why: 'Le commentaire est effacé ; la note reste, à personne, dans l’indicateur de satisfaction.',
  },
  subscription: { what: 'Incidents suivis', fate: 'erased', why: 'Il n’en recevra plus de nouvelles.' },
  service_subscription: { what: 'Abonnements à un service', fate: 'erased', why: 'Il n’en recevra plus de nouvelles.' },
  subscription_link: { what: 'Confirmations d’abonnement', fate: 'erased', why: 'Elles ne servent plus.' },
  opt_out: {
    ...{ what: 'Refus des nouvelles', fate: 'erased' },
    why: 'S’il redevient client, il pourra de nouveau en recevoir.',
  },
  idempotency: {
    ...{ what: 'Réponses gardées pour les envois répétés', fate: 'erased' },
    why: 'Elles peuvent le nommer.',
  },
  audit: {
    ...{ what: 'Audit', fate: 'kept' },
    why: 'Qui a fait quoi, quand, sur quel compte ou signalement : des identifiants, jamais un nom ni une adresse. Pour pouvoir en répondre, le temps réglé pour lui.',
  },
}
