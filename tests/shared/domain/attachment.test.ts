import { expect, it } from 'vitest'
import { imageType } from '#shared/domain/attachment.ts'

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const pngEnd = [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]

it('knows an image by its content, not by its name', () => {
  expect(imageType(new Uint8Array([...png, 1, 2, 3, ...pngEnd]))).toBe('image/png')
  expect(imageType(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg')
})

it('refuses what only begins like a PNG, a page, or nothing', () => {
  expect(imageType(new Uint8Array([...png, 1, 2, 3]))).toBeNull()
  expect(imageType(new TextEncoder().encode('<svg onload=alert(1)>'))).toBeNull()
  expect(imageType(new Uint8Array())).toBeNull()
})
