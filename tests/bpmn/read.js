// Reads BPMN files as bpmn.io does; writes what it found in each, a line of JSON a file.
//   node read.js FILE ...

import { readFileSync } from "node:fs";
import BpmnModdle from "bpmn-moddle";

for (const path of process.argv.slice(2)) {
  const { rootElement, elementsById, references, warnings } = await new BpmnModdle().fromXML(
    readFileSync(path, "utf8"),
  );
  const names = Object.values(elementsById).map((element) => element.$type);
  const drawn = rootElement.diagrams[0].plane.planeElement.map((each) => each.bpmnElement.id);
  const found = { warnings: warnings.map((each) => each.message), types: names, drawn };
  process.stdout.write(`${JSON.stringify({ ...found, references: references.length })}\n`);
}
