// Types only: what wrap() returns is what it was given, for every client class, and nothing else is let in.
import OpenAI, { AzureOpenAI } from 'openai'
import OpenAI4, { AzureOpenAI as AzureOpenAI4 } from 'openai4'
import OpenAI5, { AzureOpenAI as AzureOpenAI5 } from 'openai5'
import OpenAI6, { AzureOpenAI as AzureOpenAI6 } from 'openai6'
import { wrap } from '../../src/shim/openai.ts'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const holds = <Claim extends true>(_claim?: Claim) => {}

class Mine extends OpenAI {
  readonly team = 'blue'
}

export function check(): void {
  const wrapped = {
    four: wrap(new OpenAI4()),
    five: wrap(new OpenAI5()),
    six: wrap(new OpenAI6(), { upstream: 'chat' }),
    seven: wrap(new OpenAI(), { upstream: 'responses', strict: true, onLoss: loss => loss.path }),
    azure4: wrap(new AzureOpenAI4()),
    azure5: wrap(new AzureOpenAI5()),
    azure6: wrap(new AzureOpenAI6()),
    azure7: wrap(new AzureOpenAI()),
    mine: wrap(new Mine()),
  }
  holds<Same<typeof wrapped.four, OpenAI4>>()
  holds<Same<typeof wrapped.five, OpenAI5>>()
  holds<Same<typeof wrapped.six, OpenAI6>>()
  holds<Same<typeof wrapped.seven, OpenAI>>()
  holds<Same<typeof wrapped.azure4, AzureOpenAI4>>()
  holds<Same<typeof wrapped.azure5, AzureOpenAI5>>()
  holds<Same<typeof wrapped.azure6, AzureOpenAI6>>()
  holds<Same<typeof wrapped.azure7, AzureOpenAI>>()
  holds<Same<typeof wrapped.mine, Mine>>()

  // @ts-expect-error A string is no client.
  wrap('client')
  // @ts-expect-error The upstream speaks one of two APIs.
  wrap(new OpenAI(), { upstream: 'assistants' })
}
