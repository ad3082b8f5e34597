import { Headers } from "../headers";

/** Fields as the host has them: names and values in turn. */
export function fieldsOf(headers: Headers): string[] {
  const fields = new Array<string>();
  for (let i = 0; i < headers.size; i++) {
    fields.push(headers.__name(i));
    fields.push(headers.__value(i));
  }
  return fields;
}

export function headersOf(fields: string[]): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < fields.length; i += 2) headers.__append(fields[i], fields[i + 1]);
  return headers;
}
