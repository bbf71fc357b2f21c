import OpenAI from 'openai' // the official one

const openai = new OpenAI()

/* Asks. */
const res = await openai.chat.completions.create({
  // the model we pay for
  model: 'gpt-4o', // not mini
  messages: [
    // who it is
    { role: 'system', content: 'You are a poet.' },
    /* what we want */
    { role: 'user', content: 'A line about rain.' /* short */ },
  ],
  /* cheap */ max_tokens: 50,
  // end
})

console.log(res.choices[0].message.content) // prints the line
