import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';

/**
 * Offset in the text of the value at a path such as `clientGrants[2].scope[0]`, or of what is nearest above it.
 * @param unknownName A name in the mapping at the path, whose own place is wanted.
 */
export function findNode(document: Document, path: string, unknownName?: string): number {
  let node: unknown = document.contents;
  let offset = offsetOf(node) ?? 0;
  for (const step of path.match(/[^.[\]]+/g) ?? []) {
    node = childOf(resolveAlias(node, document), step);
    const found = offsetOf(node);
    if (found === undefined) return offset;
    offset = found;
  }
  const mapping = resolveAlias(node, document);
  const pair = unknownName !== undefined && isMap(mapping) ? findPair(mapping, unknownName) : undefined;
  return offsetOf(pair?.key) ?? offset;
}

function resolveAlias(node: unknown, document: Document): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function childOf(node: unknown, step: string): unknown {
  if (isSeq(node)) return node.items[Number(step)];
  return isMap(node) ? findPair(node, step)?.value : undefined;
}

function findPair(mapping: YAMLMap, name: string): Pair | undefined {
  return mapping.items.find(({ key }) => isScalar(key) && String(key.value) === name);
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? rangeStart(node) : undefined;
}

function rangeStart(node: Node): number | undefined {
  return node.range?.[0];
}
