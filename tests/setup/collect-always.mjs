// Transform for asc: under the incremental runtime each allocation collects all that is not referenced, or goes a few steps on
// with that (`--use COLLECT_IN_STEPS=ASC_TARGET`), and what is freed is overwritten. A reference that the collector does not see then
// shows at once; in steps, also one that it is not told of because it has been there before.
import { Transform } from "assemblyscript/transform";

const PATH = "~lib/rt/itcms";

export default class CollectAlways extends Transform {
  afterParse(parser) {
    const { sources } = parser;
    const at = sources.findIndex(({ internalPath }) => internalPath === PATH);
    if (at < 0) return;
    const text = replace(
      replace(sources[at].text, "if (total >= threshold) interrupt();", "if (isDefined(COLLECT_IN_STEPS)) for (let i = 0; i < 3; i++) step(); else __collect();"),
      "__free(changetype<usize>(obj) + BLOCK_OVERHEAD);",
      `memory.fill(changetype<usize>(obj) + TOTAL_OVERHEAD, 0xa5, obj.rtSize);
       __free(changetype<usize>(obj) + BLOCK_OVERHEAD);`,
    );
    parser.donelog.delete(PATH);
    parser.parseFile(text, `${PATH}.ts`, false);
    sources.splice(at, 1, ...sources.splice(-1));
  }
}

function replace(text, from, to) {
  if (!text.includes(from)) throw new Error(`collect-always: the runtime has no '${from}'`);
  return text.replace(from, to);
}
