// A progress bar on stderr, for eyes only: a pipe or a file gets none.

const width = 24

/** Draws at most twenty times a second; `end` wipes it. */
export function progressBar(stream: NodeJS.WriteStream) {
  let drawn = 0
  const visible = stream.isTTY === true && process.env.TERM !== 'dumb'
  return {
    update(done: number, total: number): void {
      const now = Date.now()
      if (!visible || now - drawn < 50) return
      drawn = now
      const filled = Math.round((Math.min(done, total) / Math.max(1, total)) * width)
      stream.write(`\r${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${Math.min(done, total)}/${total} files`)
    },
    end(): void {
      if (drawn > 0) stream.write('\r\u001b[K')
    },
  }
}
