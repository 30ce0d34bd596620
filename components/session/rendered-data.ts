/** What the server read for the first render. As text: content from strangers may hold what React
 * does not take across to the browser, and the text is the smaller. */
export interface RenderedData {
  json: string;
  /** When it was read, in milliseconds; 0: it is only a part, read the rest at once. */
  at: number;
}

/** For useQuery; the caller names what the server put in. */
export function asInitialData<T>({ json, at }: RenderedData) {
  return { initialData: (): T => JSON.parse(json), initialDataUpdatedAt: at };
}
