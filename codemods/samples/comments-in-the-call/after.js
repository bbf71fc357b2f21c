import OpenAI from 'openai' // the official one

const openai = new OpenAI()

/* Asks. */
const res = await openai.responses.create({
  // the model we pay for
  model: 'gpt-4o', // not mini
  input: [
    // who it is
    { role: 'system', content: 'You are a poet.' },
    /* what we want */
    { role: 'user', content: 'A line about rain.' /* short */ },
  ],
  /* cheap */ max_output_tokens: 50,
  // end
  store: false,
})

console.log(res.output_text) // prints the line
