declare module 'core-js-pure/actual/url' {
  interface Url {
    href: string
    readonly origin: string
    protocol: string
    username: string
    password: string
    host: string
    hostname: string
    port: string
    pathname: string
    search: string
    readonly searchParams: Iterable<[string, string]>
    hash: string
  }
  const URL: {
    new (input: string, base?: string): Url
    prototype: Url
    canParse(input: string, base?: string): boolean
    parse(input: string, base?: string): Url | null
  }
  export = URL
}

declare module 'core-js-pure/actual/url-search-params' {
  const URLSearchParams: { new (init?: unknown): Iterable<[string, string]>; prototype: object }
  export = URLSearchParams
}
