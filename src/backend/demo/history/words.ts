/** What callers see, by the kind of their problem; the procedure's own examples first. */
export const errorMessages = [
  ...[
    'Erreur 500 : Internal Server Error',
    'Erreur 502 Bad Gateway',
    'Erreur 404',
    'Erreur 503 : service indisponible',
  ],
  ...[
    'Identifiant ou mot de passe incorrect',
    'Une erreur est survenue, réessayez plus tard',
    'ERR_CONNECTION_TIMED_OUT',
  ],
  ...['Session expirée', 'Votre fichier n’a pas pu être envoyé', 'Aucun atelier disponible à cette date'],
]
export const pages = [
  ...['Mes tickets', 'Connexion', 'Réservation d’ateliers', 'Accueil du portail', 'Mon profil', 'Nouveau ticket'],
  ...['Historique', 'Pièces jointes', 'Mot de passe oublié'],
]
export const since = ['ce matin', 'hier soir', 'une heure', 'deux jours', 'la mise à jour', 'toujours', 'midi', 'lundi']
export const browsers = [
  'Chrome 131',
  'Firefox 133',
  'Edge 131',
  'Safari 17',
  'Chrome 128',
  'Firefox ESR 128',
  'Edge 109',
]
export const systems = ['Windows 11', 'Windows 10', 'macOS 14', 'macOS 15', 'Ubuntu 24.04', 'iPadOS 18', 'Android 15']

export const notes = [
  'Client très patient, bug reproductible.',
  'Préfère être rappelé après 17 h.',
  'A déjà appelé la semaine dernière pour la même chose.',
  'L’ADSL de l’école coupe souvent ; la fibre arrive en mars.',
  'Utilise l’ordinateur de la mairie, ne peut rien installer.',
  'Très mécontent au début, rassuré ensuite.',
  'Demande un crédit d’atelier : lui écrire.',
  'Travaille avec un lecteur d’écran : décrire plutôt que montrer.',
  'Capture d’écran promise par email.',
  'Le filtre du réseau de l’hôpital bloque peut-être le portail.',
  'Un collègue à côté a le même problème.',
  'Appelle depuis l’étranger, réseau mobile instable.',
  'Confond le portail et l’application mobile.',
  'Extension de blocage de publicité désactivée : sans effet.',
  'A trouvé la FAQ très claire.',
]
export const urgentRequests = [
  'Déplacer l’atelier de demain à jeudi : fait par téléphone.',
  'Envoyer la facture de novembre : transmise à la comptabilité.',
  'Annuler la réservation de 14 h : fait.',
  'Inscrire deux personnes de plus à l’atelier : fait.',
]
export const explanations = [
  'Un correctif a été livré : la page se charge de nouveau.',
  'Le compte avait deux adresses : elles ont été réunies.',
  'Une extension du navigateur bloquait la page ; procédure envoyée.',
  'Le serveur d’envoi des fichiers était saturé ; capacité augmentée.',
  'La session expirait trop tôt : réglage corrigé.',
  'Non reproduit depuis la mise à jour ; rouvrir si le problème revient.',
]

export const firstNames = [
  ...['Adèle', 'Bastien', 'Célia', 'Damien', 'Élise', 'Farid', 'Géraldine', 'Hervé', 'Isabelle', 'Jérôme', 'Khadija'],
  ...['Laurent', 'Mélanie', 'Noémie', 'Olivier', 'Pascale', 'Quentin', 'Romane', 'Sébastien', 'Thérèse', 'Ulysse'],
  ...['Véronique', 'William', 'Xavier', 'Yann', 'Zélie'],
]
export const lastNames = [
  ...['Arnaud', 'Boucher', 'Chevalier', 'Delmas', 'Étienne', 'Fournier', 'Guérin', 'Hamelin', 'Issartel', 'Jacquet'],
  ...['Klein', 'Lefebvre-Dupré', 'Marchand', 'Noël', 'Ollivier', 'Pruvost', 'Quéré', 'Rolland', 'Schmitt', 'Tessier'],
  ...['Vidal', 'Weber', 'Zimmermann'],
]
export const surveyComments = [
  ...['', '', '', 'Rapide et clair.', 'Bien expliqué, merci.', 'Trop long, mais on m’a prévenue.', 'Très bon accueil.'],
  ...['J’aurais aimé un email plus tôt.', 'Parfait.'],
]

/** What went wrong, as the technical team tells it. */
export const disturbances = [
  {
    nature: 'Erreur 502 Bad Gateway',
    impact: 'Connexion impossible',
    services: [{ id: 'portail-client', level: 'down' }],
    cause: 'Surcharge serveur backend',
    resolution: 'Optimisation infrastructure + mise à l’échelle',
    workarounds: ['Utilisez l’application mobile numi'],
  },
  {
    nature: 'Lenteur de connexion',
    impact: 'Certains utilisateurs affectés',
    services: [{ id: 'portail-client', level: 'degraded' }],
    cause: 'Requêtes lentes en base de données',
    resolution: 'Index ajouté, requêtes réécrites',
    workarounds: [],
  },
  {
    nature: 'Réservation d’ateliers en erreur',
    impact: 'Impossible de réserver un atelier',
    services: [{ id: 'reservation-ateliers', level: 'down' }],
    cause: 'Certificat expiré chez un partenaire',
    resolution: 'Certificat renouvelé, surveillance ajoutée',
    workarounds: ['Réservez par téléphone auprès de la hotline'],
  },
  {
    nature: 'Emails envoyés en retard',
    impact: 'Confirmations reçues avec une heure de retard',
    services: [{ id: 'notifications-email', level: 'degraded' }],
    cause: 'File d’attente saturée',
    resolution: 'Débit augmenté, file vidée',
    workarounds: [],
  },
  {
    nature: 'Page blanche après connexion',
    impact: 'Les tickets ne s’affichent pas',
    services: [
      { id: 'portail-client', level: 'degraded' },
      { id: 'base-de-connaissance', level: 'degraded' },
    ],
    cause: 'Fichier de style absent après une livraison',
    resolution: 'Livraison refaite, contrôle ajouté',
    workarounds: ['Utilisez l’application mobile numi'],
  },
] as const
