// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { answerWords, articles } from '../../../src/renderer/help/articles.ts'
import HelpScreen from '../../../src/renderer/help/help-screen.tsx'
import { onScreen } from '../on-screen.tsx'
import { failed, TestStation } from '../test-station.ts'

test('a question is found without its accents, and the number found is said', async () => {
  const { user } = onScreen(new TestStation(), <HelpScreen />)
  expect(screen.getAllByRole('article')).toHaveLength(5)
  await user.type(screen.getByRole('searchbox', { name: 'Chercher dans la FAQ' }), 'ecoute MECONTENT')
  expect(screen.getByRole('article', { name: 'Comment gérer un client très mécontent ?' })).toBeDefined()
  expect(screen.getByText('1 question')).toBeDefined()
  await user.type(screen.getByRole('searchbox'), ' xyz')
  await user.click(screen.getByRole('button', { name: 'Voir toutes les questions' }))
  expect(screen.getAllByRole('article')).toHaveLength(5)
})

const first = () => within(screen.getByRole('article', { name: /incident généralisé/ }))

test('each article asks whether it was useful, and a yes is kept at once', async () => {
  const station = new TestStation()
  const { user } = onScreen(station, <HelpScreen />)
  expect(screen.getAllByText('Cet article vous a-t-il été utile ?')).toHaveLength(5)
  await user.click(first().getByRole('button', { name: /^Oui/ }))
  expect(station.inputsOf('feedback.give')).toEqual([{ subject: 'faq:1', isUseful: true, comment: '' }])
  expect(first().getByRole('status').textContent).toContain('Votre avis est gardé')
})

test('a no asks what was missing; what was typed stays when it could not be kept', async () => {
  const station = new TestStation(undefined, { 'feedback.give': () => failed('storage-failed') })
  const { user } = onScreen(station, <HelpScreen />)
  await user.click(first().getByRole('button', { name: /^Non/ }))
  await user.keyboard('Où est le dashboard ?')
  await user.click(first().getByRole('button', { name: 'Envoyer mon avis' }))
  expect(station.inputsOf('feedback.give')).toEqual([
    { subject: 'faq:1', isUseful: false, comment: 'Où est le dashboard ?' },
  ])
  expect(first().getByRole('alert').textContent).toContain('Ce poste ne peut plus enregistrer')
  expect(first().getByRole<HTMLTextAreaElement>('textbox').value).toBe('Où est le dashboard ?')
})

test('the hour of an answer is that of the incident, or where to read it', () => {
  const second = articles[1]
  if (!second) throw new Error('the FAQ has five questions')
  expect(answerWords(second, '01:30')).toContain('résolution estimée 01:30, notification auto')
  expect(answerWords(second, undefined)).not.toContain('[')
})
