// @openai/agents in the client matrix, and what only it does: handing over to another agent, and refusing half answers.
import { Agent, handoff, MemorySession } from '@openai/agents'
import { afterEach, describe, expect, test } from 'vitest'
import type { Side } from '../fixtures.ts'
import { agentClients, clientAt, models, runner, runStreamed, runWhole, shown, weather } from './agents.ts'
import { agentsExcuses, excused } from './differences.ts'
import { runMatrix } from './matrix.ts'
import { outcomeOf, tidied } from './outcome.ts'
import { requestFacts } from './request-facts.ts'
import { bridgedSeat, closeSeats, directSeat, type Seat } from './seats.ts'

runMatrix(agentClients, agentsExcuses)

afterEach(closeSeats)

const sides: readonly Side[] = ['chat', 'responses']
const question = 'How is the weather in Rome?'
const script = [
  { calls: [{ name: 'transfer_to_forecaster', arguments: {}, id: 'call_over' }] },
  { calls: [{ name: 'weather', arguments: { city: 'Rome' }, id: 'call_weather' }] },
  { text: 'Sunny.' },
]

/** A desk that hands weather questions over to a forecaster, who has a tool. */
function desk(caller: Side, seat: Seat) {
  const model = models[caller](clientAt(seat))
  const forecaster = new Agent({ name: 'forecaster', instructions: 'Look it up.', model, tools: [weather] })
  return new Agent({ name: 'desk', instructions: 'Hand over.', model, handoffs: [handoff(forecaster)] })
}

describe.each(sides)('agents that call %s', caller => {
  test.each([
    ['at once', runWhole],
    ['streaming', runStreamed],
  ] as const)('hand over, call a tool and answer, %s', async (_, run) => {
    const [straight, across] = [await directSeat(caller, script), await bridgedSeat(caller, script)]
    const direct = tidied(await run(desk(caller, straight), question))
    const bridged = tidied(await run(desk(caller, across), question))
    expect(direct).toMatchObject({ finalOutput: 'Sunny.', lastAgent: 'forecaster' })
    const compared = excused(agentsExcuses[caller], direct, bridged, new Set())
    expect(compared.bridged).toEqual(compared.direct)
    expect(across.mock.requests.map(requestFacts)).toEqual(straight.mock.requests.map(requestFacts))
    expect(across.mock.requests).toHaveLength(3)
  })
})

describe('a session', () => {
  const said = [
    { text: 'I am here.' },
    { calls: [{ name: 'weather', arguments: { city: 'Rome' } }] },
    { text: 'Sunny.' },
  ]

  async function talk(caller: Side, seat: Seat) {
    const model = models[caller](clientAt(seat))
    const agent = new Agent({ name: 'forecaster', instructions: 'Look it up.', model, tools: [weather] })
    const session = new MemorySession()
    const first = await runner.run(agent, 'Are you there?', { session })
    const second = await runner.run(agent, question, { session })
    return { first: shown(first), second: shown(second), kept: await session.getItems() }
  }

  test('goes on with its conversation, calling Responses', async () => {
    const [straight, across] = [await directSeat('responses', said), await bridgedSeat('responses', said)]
    const direct = tidied(await talk('responses', straight))
    const bridged = tidied(await talk('responses', across))
    const compared = excused(agentsExcuses.responses, direct, bridged, new Set())
    expect(direct).toMatchObject({ second: { finalOutput: 'Sunny.' } })
    expect(compared.bridged).toEqual(compared.direct)
    expect(across.mock.requests.map(requestFacts)).toEqual(straight.mock.requests.map(requestFacts))
  })

  test('goes on calling chat, where it sends back what a strict chat server would refuse', async () => {
    const straight = await directSeat('chat', said)
    await expect(talk('chat', straight)).rejects.toThrow("Unknown parameter: 'messages[2].content[0].role'")
    const across = await bridgedSeat('chat', said)
    expect(await talk('chat', across)).toMatchObject({ second: { finalOutput: 'Sunny.' } })
    const dropped = across.losses.filter(({ path }) => path.startsWith('/messages/2/'))
    expect(dropped.map(({ path, code }) => `${code} ${path}`)).toContain('unknown-field /messages/2/content/0/role')
    expect(across.mock.requests[1]?.body).toMatchObject({
      input: [
        { role: 'user', content: 'Are you there?' },
        { role: 'assistant', content: [{ type: 'output_text', text: 'I am here.' }] },
        { role: 'user', content: question },
      ],
    })
  })
})

test.each([
  ['at once', runWhole],
  ['streaming', runStreamed],
] as const)(
  'an agent that calls Responses refuses an incomplete answer on either side of the bridge, %s',
  async (_, run) => {
    const outcomes = []
    for (const seatOf of [directSeat, bridgedSeat]) {
      const seat = await seatOf('responses', [{ text: 'It is', finish: 'length' }])
      const agent = new Agent({ name: 'forecaster', model: models.responses(clientAt(seat)) })
      outcomes.push(tidied(await outcomeOf(() => run(agent, question))))
    }
    expect(outcomes[0]).toMatchObject({ thrown: { message: expect.stringContaining('response.incomplete') } })
    expect(outcomes[1]).toEqual(outcomes[0])
  },
)
