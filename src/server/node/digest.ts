// SHA-256 by Node itself: a key is short, and the web's own way leads over another thread.
import { hash } from 'node:crypto'
import type { DigestText } from '../contract.ts'

export const digest: DigestText = text => hash('sha256', text, 'buffer')
