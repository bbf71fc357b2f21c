// Losses as lines for a person: each kind at each place once, and never a word of the content.
import type { Loss } from '../../index.ts'

// A program that runs for months must not collect paths for as long.
const most = 200

export function lossReport(write: (line: string) => void): (loss: Loss) => void {
  const told = new Set<string>()
  return ({ code, path, effect, message }) => {
    // What the server notes about its own work would be told of every program, and no chat program ever had it.
    if (code === 'bookkeeping') return
    const kind = `${code} ${path}`
    if (told.has(kind) || told.size > most) return
    told.add(kind)
    const isLast = told.size > most
    write(
      `responses-bridge: ${isLast ? `${most} kinds of loss told; no more.` : `${path} ${effect} (${code}): ${message}`}\n`,
    )
  }
}
