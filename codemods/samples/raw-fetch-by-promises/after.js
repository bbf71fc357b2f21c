const outputText = response =>
  response.output
    .flatMap(item => (item.type === 'message' ? item.content : []))
    .map(part => part.text ?? '')
    .join('');

const API_URL = `${process.env.OPENAI_BASE_URL || 'https://api.openai.com/v1'}/responses`;

function ask(question) {
  const payload = {
    model: 'gpt-4o',
    instructions: 'Answer in one word.',
    input: question,
    max_output_tokens: 100,
    store: false,
  };
  const options = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    body: JSON.stringify(payload),
  };
  return fetch(API_URL, options)
    .then(response => response.json())
    .then(data => {
      if (data.error) {
        throw new Error(data.error.message);
      }
      return (data.output && outputText(data))?.trim() ?? '';
    });
}

console.log(await ask('What is the capital of France?'));
