// Where the command line writes: results to stdout, everything said about them to stderr, colour only for eyes.
import picocolors from 'picocolors'

export interface Channel {
  /** Text as it is. */
  write(text: string): void
  line(text?: string): void
  readonly paint: ReturnType<typeof picocolors.createColors>
  /** Columns a line may have: the terminal's, or 100 where nobody looks. */
  readonly width: number
}

/** NO_COLOR and --no-color win, then FORCE_COLOR and --color; otherwise a terminal gets colour, a pipe or file does not. */
function wantsColour(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (NO_COLOR || process.argv.includes('--no-color')) return false
  if (process.argv.includes('--color')) return true
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return stream.isTTY === true && TERM !== 'dumb'
}

function channel(stream: NodeJS.WriteStream): Channel {
  return {
    write: text => void stream.write(text),
    line: (text = '') => void stream.write(`${text}\n`),
    paint: picocolors.createColors(wantsColour(stream)),
    get width() {
      return stream.isTTY && stream.columns > 0 ? stream.columns : 100
    },
  }
}

/** The result. */
export const out = channel(process.stdout)
/** Everything said beside the result. */
export const notes = channel(process.stderr)

/** Pretty JSON, for people and for `jq`. */
export function printJson(value: unknown): void {
  out.line(JSON.stringify(value, null, 2))
}

/** Ends quietly when the reader of a pipe has seen enough, as `| head` has. */
export function endQuietlyOnBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit()
      throw error
    })
  }
}
