import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';

const CalendarEvent = z.object({
  name: z.string(),
  date: z.string(),
  participants: z.array(z.string()),
});

const openai = new OpenAI();

const completion = await openai.responses.parse({
  model: 'gpt-4o-2024-08-06',
  instructions: 'Extract the event information.',
  input: 'Alice and Bob are going to a science fair on Friday.',
  text: { format: zodTextFormat(CalendarEvent, 'event') },
  store: false,
});

const event = completion.output_parsed;
console.log(event?.name, event?.participants);
