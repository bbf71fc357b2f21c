// How often chaos is tried: CHAOS_RUNS times (1,000 unless it says otherwise), and what takes longer a hundredth of that.

/** Callers who leave a stream, over all ways and moments. */
export const departures = Number(process.env.CHAOS_RUNS ?? 1000)

/** Of each kind of malformed stream and API: 30 kinds of 10 are 300 for each. */
export const malformedRuns = Math.max(1, Math.ceil(departures / 100))
