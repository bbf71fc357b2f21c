// A paired timer: two pieces of work take turns, so that whatever else the machine does falls on both, and only their
// ratio is reported. It counts the CPU time of the process, which a busy neighbour does not change, and empties the young
// generation before each turn, so that neither pays for what the other left behind; what a piece of work leaves behind
// during its own turn it does pay for. Nothing more is collected: a full collection also discards the hidden classes and
// compiled code of whatever has no object alive at that moment, and each turn would measure the compiler.

const microseconds = () => {
  const { user, system } = process.cpuUsage()
  return user + system
}

function spend(work, times) {
  globalThis.gc?.({ type: 'minor' })
  const before = microseconds()
  for (let turn = 0; turn < times; turn++) work()
  return (microseconds() - before) / times
}

const quantile = (sorted, share) => sorted[Math.round((sorted.length - 1) * share)]

/** How often `work` fits into `milliseconds` of CPU time, once it is warm. */
function timesIn(work, milliseconds) {
  for (let times = 1; ; times *= 2) {
    const each = spend(work, times)
    if (each * times >= milliseconds * 500) return Math.max(1, Math.round((milliseconds * 1000) / each))
  }
}

/**
 * Compares `converted` with `floor` over `rounds` rounds of about `milliseconds` each. Times are microseconds of CPU for
 * one piece of work; ratios are those within a round.
 */
export function compare({ floor, converted }, { rounds = 11, milliseconds = 60 } = {}) {
  const times = timesIn(floor, milliseconds)
  timesIn(converted, milliseconds)
  const ratios = []
  const floors = []
  for (let round = 0; round < rounds; round++) {
    const floorFirst = round % 2 === 0
    const first = spend(floorFirst ? floor : converted, times)
    const second = spend(floorFirst ? converted : floor, times)
    floors.push(floorFirst ? first : second)
    ratios.push(floorFirst ? second / first : first / second)
  }
  ratios.sort((one, other) => one - other)
  floors.sort((one, other) => one - other)
  return {
    ratio: quantile(ratios, 0.5),
    low: quantile(ratios, 0.1),
    high: quantile(ratios, 0.9),
    floorMicroseconds: quantile(floors, 0.5),
  }
}
