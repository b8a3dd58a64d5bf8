import { QUESTIONNAIRE } from './questionnaire.ts';

/** A client file to fill in: every question with its answers as comments. */
export const clientTemplate = (): string =>
  `# A client's answers and money. Fill in the id of one answer for every question; then:
#   trrm profile client.yaml
#   trrm plan --client client.yaml --as-of 2021-12-31 --out factsheet.html
client: Name of the client
answered-on: 2021-12-01 # the day of the answers; they lapse after a year

answers:
${QUESTIONNAIRE.map(
  ({ id, text, answers }) =>
    `  # ${text}\n${answers.map((a) => `  #   ${a.id}: ${a.text}`).join('\n')}\n  ${id}: ${answers[Math.floor(answers.length / 2)]!.id}`,
).join('\n')}

money: # ₹
  invest: 2500000 # new money
  monthly-expenses: 60000
  reserve-months: 6 # wanted as an emergency reserve
  reserve-held: 200000 # held already, apart from this money
  insurance: 25000 # premiums for life and health cover that is missing

tax-slab: 0.30 # marginal rate of income tax

# Funds that are held, by AMFI's scheme code, with each purchase: units and cost of the lot in ₹.
holdings: []
#  - scheme: 119018
#    lots:
#      - { bought: 2019-06-14, units: 812.345, cost: 500000 }
`;
