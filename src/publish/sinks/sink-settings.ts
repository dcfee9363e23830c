import type { NatsTarget } from './nats-sink.ts';
import type { FilterSettings } from './sink-filter.ts';

interface Named {
  readonly name: string;
  readonly filter: FilterSettings;
}

interface OverHttp extends Named {
  readonly url: string;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the operator says of one sink, checked and with its secrets read. */
export type SinkSettings =
  | (OverHttp & { readonly type: 'webhook'; readonly secret: string })
  | (OverHttp & { readonly type: 'slack' | 'asff' | 'ocsf' })
  | (Named & { readonly type: 'file'; readonly path: string })
  | (Named & {
      readonly type: 'syslog';
      readonly host: string;
      readonly port: number;
      readonly protocol: 'udp' | 'tcp' | 'tls';
      readonly ca?: string;
    })
  | (Named & NatsTarget & { readonly type: 'nats' })
  | (Named & {
      readonly type: 'mail';
      readonly to: readonly string[];
      readonly everyMinutes: number;
    });
