// The matrix: a client, a scenario, and two seats. What the client returns must be the same at both.
import { afterEach, describe, expect, test } from 'vitest'
import type { Client } from './client.ts'
import { type ExcusesOf, excused, namesOf } from './differences.ts'
import { outcomeOf, tidied } from './outcome.ts'
import { requestFacts } from './request-facts.ts'
import { type Scenario, scenarioNames, scenarios } from './scenarios.ts'
import { bridgedSeat, closeSeats, directSeat, otherSide } from './seats.ts'

/** Runs all scenarios under all clients, and says which excuses were not needed by any. */
export function runMatrix(clients: readonly Client[], excuses: ExcusesOf): void {
  const used = { chat: new Set<string>(), responses: new Set<string>() }
  afterEach(closeSeats)

  describe.each(clients)('$name, calling $caller', ({ caller, runs }) => {
    const possible = scenarioNames.filter(name => typeof runs[name] === 'function')

    test.each(possible)('shows the same on either side of the bridge: %s', async name => {
      const run = runs[name]
      if (typeof run === 'string') throw new Error(run)
      const { script, shows, fails }: Scenario = scenarios[name]
      const [straight, across] = [await directSeat(caller, script), await bridgedSeat(caller, script)]
      const direct = tidied(await outcomeOf(() => run(straight)))
      const bridged = tidied(await outcomeOf(() => run(across)))
      for (const text of shows) expect(JSON.stringify(direct)).toContain(JSON.stringify(text).slice(1, -1))
      expect(Object.keys(direct)).toEqual([fails ? 'thrown' : 'returned'])
      const compared = excused(excuses[caller], direct, bridged, used[caller])
      expect(compared.bridged).toEqual(compared.direct)
      expect(new Set(across.mock.requests.map(({ api }) => api))).toEqual(new Set([otherSide(caller)]))
      expect(across.mock.requests.map(requestFacts)).toEqual(straight.mock.requests.map(requestFacts))
    })
  })

  test('nothing is excused that is the same', () => {
    const callers = [...new Set(clients.map(({ caller }) => caller))]
    for (const caller of callers) expect([...used[caller]].sort()).toEqual(namesOf(excuses[caller]).sort())
  })
}
