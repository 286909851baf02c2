// Opens each route below a folder by Kaoto's own code: it has to show each step and to write back what it read. Of what is broken by hand it has to say so, or
// the rest would prove nothing.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { loadCatalog } from "./catalog.mjs";
import { open } from "./complaints.mjs";

const ROUTE = `
- route:
    id: send-reply
    from:
      uri: direct:send-reply
      steps:
        - filter:
            id: only-mine
            expression:
              simple:
                expression: \${body} == 1
            steps:
              - to:
                  id: hand-over
                  uri: seda:next
                  parameters:
                    size: 10
        - choice:
            id: which
            when:
              - id: first
                expression:
                  simple:
                    expression: \${body} == 2
                steps:
                  - bean:
                      id: note-it
                      ref: vault
`;

const BROKEN = [
  ["- route:", "- rout:", "shows 0 of 1 entries"],
  ["- route:", "- an entry that is none\n- route:", "writes another content than it read"],
  ["- bean:", "- baen:", "does not know the step route.from.steps.1.choice.when.0.steps.0.baen"],
  ["seda:next", "seeda:next", "does not know the component of route.from.steps.0.filter.steps.0.to"],
  ["uri: seda:next", "url: seda:next", "1 required parameter is not yet configured: [ uri ]"],
  ["            when:", "            wen:", "does not show route.from.steps.1.choice.wen.0.steps.0.bean"],
  ["      uri: direct", "      steps: []\n      uri: direct", "cannot be opened"],
  ["            steps:", "            stops:", "shows route.from.steps.0.filter.steps.0.placeholder, which is not there"],
];

const files = readdirSync(process.argv[2], { recursive: true })
  .filter((name) => name.endsWith(".camel.yaml"))
  .sort();
const catalog = loadCatalog();
let drawn = 0;
const failures = [];

for (const name of files) {
  const opened = open(readFileSync(join(process.argv[2], name), "utf8"));
  drawn += opened.drawn;
  failures.push(...opened.complaints.map((complaint) => `${name}: ${complaint}`));
}
failures.push(...open(ROUTE).complaints.map((complaint) => `the route that is not broken: ${complaint}`));
for (const [right, wrong, expected] of BROKEN) {
  const { complaints } = open(ROUTE.replace(right, wrong));
  if (!complaints.some((complaint) => complaint.includes(expected))) {
    failures.push(`${wrong.trim()} instead of ${right.trim()} is told as ${JSON.stringify(complaints)}`);
  }
}
if (files.length === 0 || failures.length > 0) {
  failures.forEach((failure) => console.error(failure));
  console.error(`error: Kaoto does not take the routes as they are (${files.length} files, ${failures.length} complaints)`);
  process.exit(1);
}
console.log(`Kaoto opens ${files.length} files with ${drawn} steps, by its catalog ${catalog}, and writes back what it read`);
