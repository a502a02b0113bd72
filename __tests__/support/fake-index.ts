import type { FilePath } from '../../src/model/path.ts';
import type { Git, IndexEntry } from '../../src/ports/git.ts';
import type { FakeFiles } from './fake-files.ts';

/** How an entry differs from a staged regular file that the repository has. */
type Difference = Partial<Pick<IndexEntry, 'kind' | 'staged' | 'conflicted'>> & { readonly lost?: true };

/** An index with the content of its entries. */
export class FakeIndex {
  /** Paths that were asked for, in order; each question is one list. */
  readonly questions: (readonly FilePath[])[] = [];
  readonly #entries: IndexEntry[] = [];
  readonly #contents = new Map<string, string>();

  add(path: FilePath, content: string, { lost, ...difference }: Difference = {}): this {
    const object = `object ${this.#entries.length}`;
    this.#entries.push({ path, kind: 'file', object, staged: true, conflicted: false, ...difference });
    if (lost !== true) this.#contents.set(object, content);
    return this;
  }

  get extracted(): readonly FilePath[] {
    return this.questions.flat();
  }

  /** The part of git that knows it; what is extracted goes to `files`. */
  git(files: FakeFiles): Pick<Git, 'index' | 'extract'> {
    return {
      index: async () => this.#entries,
      extract: async (_, entries, folder, maxBytes) => {
        if (entries.length > 0) this.questions.push(entries.map(({ path }) => path));
        const sizes = new Map<FilePath, number>();
        for (const { path, object } of entries) {
          const content = this.#contents.get(object);
          if (content === undefined) continue;
          sizes.set(path, Buffer.byteLength(content));
          if (Buffer.byteLength(content) <= maxBytes) files.addFile(`${folder}/${path}`, content);
        }
        return sizes;
      },
    };
  }
}
