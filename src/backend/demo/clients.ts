/** Printed at start: it opens the portal to every client who has an address. */
export const demoClientPassword = 'portail de demonstration'

/** A client of the demonstration; what is not said is the ordinary case. */
export interface DemoClient {
  firstName: string
  lastName: string
  /** null: none on file. */
  email: string | null
  /** From the ranges that ARCEP keeps for fiction; null: none on file. */
  phone: string | null
  state?: 'locked' | 'suspended'
  isEmailUnvalidated?: true
  /** How long ago, in days; null: never. */
  lastSignInDaysAgo: number | null
}

/** Those the script's situations need, one each. */
const situations: DemoClient[] = [
  {
    firstName: 'Sophie',
    lastName: 'Laurent',
    email: 'sophie.l@exemple.fr',
    phone: '+33639980012',
    lastSignInDaysAgo: 4,
  },
  { firstName: 'Jean', lastName: 'Petit', email: 'jean.petit@exemple.fr', phone: '+33199000034', lastSignInDaysAgo: 1 },
  {
    firstName: 'Karim',
    lastName: 'Benali',
    email: 'karim.benali@exemple.fr',
    phone: '+33639980156',
    state: 'locked',
    lastSignInDaysAgo: 12,
  },
  {
    firstName: 'Nadia',
    lastName: 'Rousseau',
    email: 'nadia.rousseau@exemple.fr',
    phone: '+33639980278',
    state: 'suspended',
    lastSignInDaysAgo: 45,
  },
  {
    firstName: 'Luc',
    lastName: 'Moreau',
    email: 'luc.moreau@exemple.fr',
    phone: '+33639980390',
    isEmailUnvalidated: true,
    lastSignInDaysAgo: null,
  },
  { firstName: 'Odette', lastName: 'Vasseur', email: null, phone: '+33199000567', lastSignInDaysAgo: null },
]

/** The others, so that a search has to be read: namesakes, accents, compound names. */
const others = `
Sophie Lambert, Sophie Lefèvre, Jean Perrin, Jean-Pierre Garnier, Anne-Marie Le Goff, Hélène Dubois, Helena Dubost,
François Martin, Françoise Martin, Nicolas Girard, Éric Fontaine, Chloé Mercier, Zoé Blanc, Mehdi Haddad, Fatou Diop,
Aminata Traoré, Ngoc Anh Nguyen, Yasmine Cherif, Bernard Caron, Monique Roche, Julien Faure, Camille Andre, Loïc Kerbrat,
Gaëlle Tanguy, Mathieu D’Angelo, Inès Lopes, Manuel da Silva, Pauline Renard, Théo Colin, Victor Œuvrard, Maëlys Picard,
Jeanne Barbier`
  .split(',')
  .map((name, index): DemoClient => {
    const [firstName = '', ...rest] = name.trim().split(/\s+(?=\S+$|Le Goff|da Silva|Nguyen)/)
    const lastName = rest.join(' ')
    const address = `${firstName}.${lastName}`
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .replace('Œ', 'oe')
      .replace(/[^\p{L}.-]/gu, '')
      .toLowerCase()
    return {
      firstName,
      lastName,
      email: `${address}@${index % 3 === 0 ? 'example.org' : 'exemple.fr'}`,
      phone: index % 5 === 0 ? null : `+336399810${String(index).padStart(2, '0')}`,
      lastSignInDaysAgo: (index * 7) % 60,
    }
  })

export const demoClients: readonly DemoClient[] = [...situations, ...others]

const say = ({ state, isEmailUnvalidated }: DemoClient): string =>
  isEmailUnvalidated
    ? 'adresse à valider'
    : { active: 'client', locked: 'bloqué', suspended: 'suspendu' }[state ?? 'active']

/** The lines to print at start: which clients may sign in to the portal, and what happens to them. */
export const demoClientSignIns: readonly string[] = situations
  .filter(({ email }) => email !== null)
  .map((client) => `  ${client.email} / ${demoClientPassword} (${client.firstName} ${client.lastName}, ${say(client)})`)
